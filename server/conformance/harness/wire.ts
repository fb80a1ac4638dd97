import * as z from 'zod'

/** Shapes of the management API as recorded. Strict: a field nobody documented is a difference. */
export const WireImage = z.strictObject({
  id: z.string().min(1),
  filename: z.string().nullable(),
  meta: z.record(z.string(), z.json()).optional(),
  requireSignedURLs: z.boolean(),
  /** ISO 8601 UTC with milliseconds. */
  uploaded: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  variants: z.array(z.url()),
  creator: z.string().nullable().optional(),
  draft: z.literal(true).optional(),
})
export type WireImage = z.infer<typeof WireImage>

export const WirePage = z.strictObject({
  images: z.array(WireImage),
  continuation_token: z.string().nullish(),
})
export type WirePage = z.infer<typeof WirePage>

export const WireVariant = z.strictObject({
  id: z.string(),
  options: z.strictObject({
    fit: z.string(),
    width: z.number().optional(),
    height: z.number().optional(),
    metadata: z.string().optional(),
    blur: z.number().optional(),
    browser_ttl: z.number().optional(),
  }),
  neverRequireSignedURLs: z.boolean(),
})
export type WireVariant = z.infer<typeof WireVariant>

export const WireKeys = z.strictObject({
  keys: z.array(z.strictObject({ name: z.string(), value: z.string().min(16) })),
})

export const WireDirectUpload = z.strictObject({ id: z.string(), uploadURL: z.url() })

/** Nanoseconds in `expiresAt`, as documented. */
export const WireBatchToken = z.strictObject({
  token: z.string().min(8),
  expiresAt: z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{1,9}Z$/),
})

export const WireStats = z.strictObject({
  count: z.strictObject({ current: z.number().int().min(0), allowed: z.number().int().min(0) }),
})

const WireMessage = z.strictObject({
  code: z.number().int(),
  message: z.string().min(1),
  documentation_url: z.string().optional(),
  error_chain: z.array(z.strictObject({ code: z.number().int(), message: z.string() })).optional(),
  source: z.strictObject({ pointer: z.string() }).optional(),
})
export type WireMessage = z.infer<typeof WireMessage>

export const SuccessEnvelope = z.strictObject({
  result: z.unknown(),
  result_info: z.null().optional(),
  success: z.literal(true),
  errors: z.array(WireMessage).length(0),
  messages: z.array(WireMessage),
})

export const FailureEnvelope = z.strictObject({
  result: z.null(),
  success: z.literal(false),
  errors: z.array(WireMessage).min(1),
  messages: z.array(WireMessage),
})
