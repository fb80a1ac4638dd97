import * as z from 'zod'
import { type ImageId, parseImageId } from '#contract/image-id.ts'
import type { Image, Metadata } from '#contract/images.ts'
import { FITS, METADATA_MODES, type Variant } from '#contract/variants.ts'
import type { BatchToken } from './batch-lane.ts'
import { UpstreamError } from './upstream-error.ts'

/** The shapes of the Images API and what we make of them: one pure function per resource. */

/** Its values came out of `JSON.parse`, so they are JSON: walking them again was a third of the cost of a page. */
const WireMetadata = z.custom<Metadata>(
  (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
  'Not an object',
)

const WireImage = z.object({
  id: z.string(),
  filename: z.string().nullish(),
  meta: WireMetadata.nullish(),
  requireSignedURLs: z.boolean().default(false),
  uploaded: z.string(),
  variants: z.array(z.string()).default([]),
  creator: z.string().nullish(),
  draft: z.boolean().optional(),
})

/** @throws UpstreamError `upstream_unexpected` */
export function imageOf(value: unknown): Image {
  const wire = expect(WireImage, value)
  const id = parseImageId(wire.id)
  if (id === null) throw unexpected(`an image id we cannot use (${wire.id.length} characters)`)
  return fromWire(id, wire)
}

/** As we write times ourselves; no day that only some months have. Reading and writing it again changes nothing. */
const PLAIN_TIME = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|1\d|2[0-8])T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/

/** ISO 8601, UTC. Most of a page's times are in that form already, and dates were half the cost of its mapping. */
function timeOf(text: string): string {
  if (PLAIN_TIME.test(text)) return text
  const time = new Date(text)
  if (Number.isNaN(time.getTime())) throw unexpected('a broken upload time')
  return time.toISOString()
}

function fromWire(id: ImageId, wire: z.output<typeof WireImage>): Image {
  return {
    id,
    filename: wire.filename ?? null,
    uploadedAt: timeOf(wire.uploaded),
    creator: wire.creator || null,
    metadata: wire.meta ?? null,
    requiresSignedUrl: wire.requireSignedURLs,
    draft: wire.draft ?? false,
    variants: wire.variants.map(toVariantUrl).sort((a, b) => (a.name < b.name ? -1 : 1)),
  }
}

function toVariantUrl(url: string): { name: string; url: string } {
  return { name: url.slice(url.lastIndexOf('/') + 1), url }
}

export const ListResult = z.object({
  images: z.array(WireImage),
  continuation_token: z.string().nullish(),
})

/**
 * One page of a listing. An image whose id no path can carry (`a//b`, `..`) is left out: one of them must not hide
 * the rest of the library.
 * @throws UpstreamError `upstream_unexpected`
 */
export function imagesOf(value: unknown): { images: Image[]; nextCursor: string | null } {
  const { images, continuation_token: token } = expect(ListResult, value)
  return { images: usableOf(images), nextCursor: token || null }
}

/** The images among `wires` whose ids we can use. @throws UpstreamError for a broken upload time */
export function usableOf(wires: z.output<typeof ListResult>['images']): Image[] {
  return wires.flatMap((wire) => {
    const id = parseImageId(wire.id)
    return id === null ? [] : [fromWire(id, wire)]
  })
}

const WireVariant = z.object({
  id: z.string(),
  options: z.object({
    fit: z.enum(FITS),
    width: z.number().nullish(),
    height: z.number().nullish(),
    metadata: z.enum(METADATA_MODES).default('none'),
    blur: z.number().nullish(),
    browser_ttl: z.number().nullish(),
  }),
  neverRequireSignedURLs: z.boolean().default(false),
})
export const VariantResult = z.object({ variant: WireVariant })
export const VariantsResult = z.object({ variants: z.record(z.string(), WireVariant) })

export function variantOf(wire: z.output<typeof WireVariant>): Variant {
  const { fit, width, height, metadata, blur, browser_ttl } = wire.options
  return {
    name: wire.id,
    options: {
      fit,
      width: width ?? null,
      height: height ?? null,
      metadata,
      blur: blur || null,
      browserTtlSeconds: browser_ttl ?? null,
    },
    neverRequiresSignedUrl: wire.neverRequireSignedURLs,
  }
}

/** Our variant as the API wants it: what is not set is not sent, or, with `clears`, said to be nothing. */
export function wireOptionsOf(
  { options }: Pick<Variant, 'options'>,
  clears = false,
): Record<string, unknown> {
  return {
    ...(clears && { width: null, height: null, blur: null, browser_ttl: null }),
    fit: options.fit,
    metadata: options.metadata,
    ...(options.width !== null && { width: options.width }),
    ...(options.height !== null && { height: options.height }),
    ...(options.blur !== null && { blur: options.blur }),
    ...(options.browserTtlSeconds !== null && { browser_ttl: options.browserTtlSeconds }),
  }
}

export const KeysResult = z.object({ keys: z.array(z.object({ name: z.string(), value: z.string() })) })
/** Details of an image as they are, with what we have no word for. */
export const RecordResult = z.looseObject({ id: z.string() })

export const StatsResult = z.object({ count: z.object({ current: z.number(), allowed: z.number() }) })
export const DirectUploadResult = z.object({ id: z.string(), uploadURL: z.url() })

const BatchTokenResult = z.object({
  token: z.string().regex(/^[\x21-\x7e]{1,4096}$/),
  /** With nanoseconds, as documented: more digits than a date takes everywhere. */
  expiresAt: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/),
})

/** @throws UpstreamError `upstream_unexpected` */
export function batchTokenOf(value: unknown): BatchToken {
  const { token, expiresAt } = expect(BatchTokenResult, value)
  return { token, expiresAtMs: Date.parse(expiresAt.replace(/(\.\d{3})\d+Z$/, '$1Z')) }
}

const SuccessEnvelope = z.object({ success: z.literal(true), result: z.unknown() })

/** The `result` in the envelope of a whole answer. @throws UpstreamError `upstream_unexpected` */
export function resultOf(text: string): unknown {
  try {
    return SuccessEnvelope.parse(JSON.parse(text)).result
  } catch (error) {
    throw new UpstreamError('upstream_unexpected', 'The Images API gave an answer we do not understand.', {
      cause: error,
    })
  }
}

/** `value` as `schema` has it. @throws UpstreamError `upstream_unexpected` */
export function expect<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value)
  if (parsed.success) return parsed.data
  throw unexpected(
    `${parsed.error.issues[0]?.path.join('.') ?? ''}: ${parsed.error.issues[0]?.message ?? ''}`,
  )
}

function unexpected(what: string): UpstreamError {
  return new UpstreamError(
    'upstream_unexpected',
    `The Images API gave an answer we do not understand: ${what}.`,
  )
}
