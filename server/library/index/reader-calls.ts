import * as z from 'zod'
import { ImageIdSchema } from '#contract/images.ts'
import { ViewShape } from './scanner-calls.ts'
import { ImageShape } from './writer-calls.ts'

const TwinImage = z.object({ id: ImageIdSchema, name: z.string() })

/** The calls of the thread with the quick answers. */
export const READER_CALLS = {
  /** Every row number, in no order. */
  order: { args: z.tuple([]), value: z.instanceof(Float64Array) },
  /** Row numbers of the drafts, ascending. */
  drafts: { args: z.tuple([]), value: z.instanceof(Float64Array) },
  newest: {
    args: z.tuple([ViewShape, z.number(), z.number()]),
    value: z.instanceof(Float64Array).nullable(),
  },
  rows: {
    args: z.tuple([z.custom<Float64Array>((value) => value instanceof Float64Array)]),
    value: z.object({ json: z.instanceof(Uint8Array), count: z.number(), origins: z.array(z.string()) }),
  },
  /** The newest image with each content hash. */
  sameBytes: { args: z.tuple([z.array(z.string())]), value: z.array(TwinImage.nullable()) },
  key: { args: z.tuple([z.string()]), value: z.number().nullable() },
  image: { args: z.tuple([ImageIdSchema]), value: ImageShape.nullable() },
  knownIds: { args: z.tuple([z.array(ImageIdSchema)]), value: z.array(ImageIdSchema) },
}
