import * as z from 'zod'
import { LIMITS } from './limits.ts'

/** Modes a named variant may have. `squeeze`, `aspect-crop` and `scale-up` exist for delivery options only. */
export const FITS = ['scale-down', 'contain', 'cover', 'crop', 'pad'] as const
export type Fit = (typeof FITS)[number]

export const METADATA_MODES = ['keep', 'copyright', 'none'] as const

/**
 * Letters and digits, at most 99. The schema's pattern lacks its quantifier; a live test got 5400 for names with
 * hyphens, so we refuse them before the API does.
 */
export const VariantName = z
  .string()
  .min(1)
  .max(LIMITS.variantNameCharacters)
  .regex(/^[a-zA-Z0-9]+$/, 'Use letters and digits only')

const sidePx = z.number().int().min(1).max(LIMITS.sidePx)

/** Names as tidy as ours: `null` means "not set". At least one of width and height is given. */
export const VariantOptions = z
  .strictObject({
    fit: z.enum(FITS),
    width: sidePx.nullable(),
    height: sidePx.nullable(),
    metadata: z.enum(METADATA_MODES),
    blur: z.number().int().min(1).max(LIMITS.blurMax).nullable(),
    browserTtlSeconds: z
      .number()
      .int()
      .min(LIMITS.browserTtlMinSeconds)
      .max(LIMITS.browserTtlMaxSeconds)
      .nullable(),
  })
  .refine((options) => options.width !== null || options.height !== null, {
    message: 'Give a width, a height or both',
    path: ['width'],
  })
export type VariantOptions = z.infer<typeof VariantOptions>

export interface Variant {
  name: string
  options: VariantOptions
  /** True: served without a signature even for private images. */
  neverRequiresSignedUrl: boolean
}

/** What a variant is, its name aside. */
export type VariantState = Omit<Variant, 'name'>

const whole = z.number().nullable()
/** The shape of {@link VariantState} without its rules: a draft, or what another program made, may break them. */
export const VariantStateShape: z.ZodType<VariantState> = z.object({
  options: z.object({
    fit: z.enum(FITS),
    width: whole,
    height: whole,
    metadata: z.enum(METADATA_MODES),
    blur: whole,
    browserTtlSeconds: whole,
  }),
  neverRequiresSignedUrl: z.boolean(),
})
/** {@link Variant} likewise. */
export const VariantShape: z.ZodType<Variant> = z.intersection(
  z.object({ name: z.string() }),
  VariantStateShape,
)

/**
 * Names a state: equal states have equal tags, others do not. Who edits sends the tag of what the edits began with, so
 * that a colleague's change in between is never overwritten.
 */
export function variantTag({ options, neverRequiresSignedUrl }: VariantState): string {
  const { fit, width, height, metadata, blur, browserTtlSeconds } = options
  const sides = `${width ?? ''}x${height ?? ''}`
  const access = neverRequiresSignedUrl ? 'open' : 'signed'
  return [fit, sides, metadata, blur ?? '', browserTtlSeconds ?? '', access].join('.')
}
const Tag = z.string().min(1).max(200)

/** Sorted by name. */
export interface VariantList {
  variants: Variant[]
  limit: number
  /** By variant: signed links made here that still open a picture. No entry: none. */
  aliveLinks: Record<string, number>
}

export const CreateVariantRequest = z.strictObject({
  name: VariantName,
  options: VariantOptions,
  neverRequiresSignedUrl: z.boolean(),
})
export type CreateVariantRequest = z.infer<typeof CreateVariantRequest>

/** `base` is the {@link variantTag} of what the edits began with. Anything else there now: `conflict`, with what it is. */
export const EditVariantRequest = CreateVariantRequest.omit({ name: true }).extend({ base: Tag })
export type EditVariantRequest = z.infer<typeof EditVariantRequest>

export const DeleteVariantQuery = z.strictObject({ base: Tag })

/** One version of a variant, kept by this desk. */
export interface VariantVersion {
  id: number
  /** ISO 8601. When it was saved here, or noticed. */
  at: string
  /** Who made it at this desk; `null`: it was made elsewhere, some time before `at`. */
  by: string | null
  /** `first_seen`: it was there when this desk first looked. */
  change: 'first_seen' | 'created' | 'changed' | 'deleted'
  /** What it became; `null`: deleted. */
  state: VariantState | null
}

export const VARIANT_VERSION_LIMITS = {
  /** Of one answer. */
  listed: 50,
  /** Of one variant; the oldest go first. */
  kept: 1000,
} as const

/** `before`: the `id` of the last version of the page before. */
export const VariantVersionsQuery = z.strictObject({ before: z.coerce.number().int().positive().optional() })

/** `GET /api/variants/:name/versions`: newest first, also of a variant that is gone. */
export interface VariantVersions {
  versions: VariantVersion[]
  hasMore: boolean
}
