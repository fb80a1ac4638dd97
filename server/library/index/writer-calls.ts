import * as z from 'zod'
import { ImageIdSchema, Metadata } from '#contract/images.ts'
import { PICTURE_TYPES } from '#contract/views/view.ts'
import { WALKERS } from '../sync/sync-store.ts'

export const ImageShape = z.object({
  id: ImageIdSchema,
  filename: z.string().nullable(),
  uploadedAt: z.string(),
  creator: z.string().nullable(),
  metadata: Metadata.nullable(),
  requiresSignedUrl: z.boolean(),
  draft: z.boolean(),
  variants: z.array(z.object({ name: z.string(), url: z.string() })),
})

export const IndexFactsShape = z.object({
  revision: z.number(),
  rowsRevision: z.number(),
  unmeasured: z.number(),
  asOf: z.string().nullable(),
  complete: z.boolean(),
  passSeen: z.number().nullable(),
  rebuiltAt: z.string().nullable(),
})
const Keys = z.instanceof(Float64Array)
const told = <Result extends z.ZodType>(result: Result) =>
  z.object({ result, news: z.object({ facts: IndexFactsShape, added: Keys, removed: Keys }) })

const Walker = z.discriminatedUnion('at', [
  z.object({ at: z.literal('start') }),
  z.object({ at: z.literal('page'), cursor: z.string(), edge: z.number() }),
  z.object({ at: z.literal('end') }),
])
const Walkers = z.object({ newest: Walker, oldest: Walker })
const Kind = z.enum(['fill', 'sweep'])
const Pass = z.object({ generation: z.number(), kind: Kind, startedAt: z.string(), walkers: Walkers })
const Bytes = z.custom<Uint8Array>((value) => value instanceof Uint8Array)
const body = { body: Bytes, requestedAt: z.number() }
const Measured = z.object({ id: ImageIdSchema, uploadedAt: z.string() })
const whole = z.number().int().nonnegative().nullable()

/** The calls of the thread that writes. */
export const WRITER_CALLS = {
  open: { args: z.tuple([]), value: IndexFactsShape },
  wroteThrough: { args: z.tuple([ImageShape]), value: told(z.void()) },
  removed: { args: z.tuple([z.string()]), value: told(z.void()) },
  replaced: { args: z.tuple([z.string(), ImageShape]), value: told(z.void()) },
  load: {
    args: z.tuple([]),
    value: z.object({
      pass: Pass.nullable(),
      completeSince: z.string().nullable(),
      headAt: z.string().nullable(),
    }),
  },
  begin: { args: z.tuple([Kind]), value: told(Pass) },
  applyPage: {
    args: z.tuple([z.object({ generation: z.number(), walker: z.enum(WALKERS), ...body })]),
    value: told(z.object({ images: z.number(), walkers: Walkers })),
  },
  applyHead: {
    args: z.tuple([z.object({ ...body, isFirst: z.boolean() })]),
    value: told(
      z.object({
        added: z.number(),
        changed: z.number(),
        meetsKnown: z.boolean(),
        nextCursor: z.string().nullable(),
      }),
    ),
  },
  finish: { args: z.tuple([z.number()]), value: told(z.object({ removed: z.number() })) },
  next: {
    args: z.tuple([z.number()]),
    value: z.array(
      Measured.extend({
        requiresSignedUrl: z.boolean(),
        variants: ImageShape.shape.variants,
        needs: z.enum(['facts', 'bytes']),
        failures: z.number(),
      }),
    ),
  },
  learnt: {
    args: z.tuple([
      Measured,
      z.object({
        widthPx: whole.exactOptional(),
        heightPx: whole.exactOptional(),
        sizeBytes: whole.exactOptional(),
        type: z.enum(PICTURE_TYPES).nullable().exactOptional(),
        contentHash: z
          .string()
          .regex(/^[0-9a-f]{64}$/)
          .nullable()
          .exactOptional(),
        averageColour: z
          .string()
          .regex(/^#[0-9a-f]{6}$/)
          .nullable()
          .exactOptional(),
        perceptualHash: z
          .string()
          .regex(/^[0-9a-f]{16}$/)
          .nullable()
          .exactOptional(),
      }),
    ]),
    value: told(z.void()),
  },
  failed: { args: z.tuple([Measured, z.string()]), value: z.void() },
  close: { args: z.tuple([]), value: z.void() },
}
