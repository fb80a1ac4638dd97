import * as z from 'zod'
import { ImageIdSchema } from './images.ts'

/** What makes a picture difficult for a variant. One of each is on the studio's contact strip. */
export const STRIP_PLACES = ['landscape', 'portrait', 'square', 'panorama', 'tiny', 'transparent'] as const
export type StripPlace = (typeof STRIP_PLACES)[number]

/**
 * `GET /api/settings/variant-strip`, for everybody at this desk: which image somebody put in a place of the strip. For a
 * place that is not named, and for an image that is gone, the studio picks one.
 */
export const StripSettings = z.strictObject({
  images: z.partialRecord(z.enum(STRIP_PLACES), ImageIdSchema),
})
export type StripSettings = z.infer<typeof StripSettings>

/** `PATCH` of the same, one place at a time, so that nobody undoes what a colleague chose. `null`: the studio picks. */
export const StripChange = z.strictObject({ place: z.enum(STRIP_PLACES), image: ImageIdSchema.nullable() })
export type StripChange = z.infer<typeof StripChange>

/** An image stands in one place at most: put in another, it leaves the first. */
export function changeStrip({ images }: StripSettings, { place, image }: StripChange): StripSettings {
  const next: StripSettings['images'] = {}
  for (const other of STRIP_PLACES) {
    const kept = other === place ? image : images[other] === image ? null : images[other]
    if (kept != null) next[other] = kept
  }
  return { images: next }
}
