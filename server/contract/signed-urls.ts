import * as z from 'zod'
import { ImageIdSchema } from './images.ts'

/** Signs in the BFF; no API call once the keys are known there. */
export const CreateSignedUrlsRequest = z.strictObject({
  imageId: ImageIdSchema,
  expiresInSeconds: z
    .number()
    .int()
    .min(60)
    .max(365 * 24 * 3600),
})
export type CreateSignedUrlsRequest = z.input<typeof CreateSignedUrlsRequest>

/** One per variant of the image, sorted by name; `signed` is false for variants that never need it. */
export interface SignedUrls {
  urls: { variant: string; url: string; signed: boolean }[]
  expiresAt: string
}
