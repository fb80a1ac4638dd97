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

/** Sorted by name. */
export interface VariantList {
  variants: Variant[]
  limit: number
}

export const CreateVariantRequest = z.strictObject({
  name: VariantName,
  options: VariantOptions,
  neverRequiresSignedUrl: z.boolean(),
})
export type CreateVariantRequest = z.infer<typeof CreateVariantRequest>

export const EditVariantRequest = CreateVariantRequest.omit({ name: true })
export type EditVariantRequest = z.infer<typeof EditVariantRequest>
