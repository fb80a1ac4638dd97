import * as z from 'zod'
import { ImageIdSchema } from './images.ts'
import { ACCEPTS, type AcceptKind, type RenditionFault } from './renditions.ts'
import { VariantOptions } from './variants.ts'

/** What the options of a variant do to a picture; how long browsers keep it does nothing. */
export type RenderedOptions = Omit<VariantOptions, 'browserTtlSeconds'>

/** Answers when all of `accepts` are made: ask for the slow ones (AVIF) on their own. */
export const DraftRenditionsRequest = z.strictObject({
  image: ImageIdSchema,
  options: VariantOptions,
  accepts: z
    .array(z.enum(ACCEPTS))
    .min(1)
    .refine((accepts) => new Set(accepts).size === accepts.length, 'Each one once'),
})
export type DraftRenditionsRequest = z.infer<typeof DraftRenditionsRequest>

export type DraftRenditionFault =
  | RenditionFault
  /** No decoder opened it, or none may; `message` says why. */
  | 'not_rendered'

export type DraftRendition = { accept: AcceptKind } & (
  | {
      ok: true
      /** Not always what was asked for: a picture too large for AVIF is WebP. */
      mediaType: string
      sizeBytes: number
      /** `null` when the bytes do not say. */
      widthPx: number | null
      heightPx: number | null
      /** Where an `<img>` finds it. From the delivery host always as WebP: AVIF may take long. */
      pictureUrl: string
    }
  | { ok: false; fault: DraftRenditionFault; message: string }
)

/** Of the stored file, upright. */
export interface SourceFacts {
  mediaType: string
  sizeBytes: number
  widthPx: number | null
  heightPx: number | null
}

/** `POST /api/variants/renditions`: what options that are not saved make of one image. */
export interface DraftRenditions {
  /** `upstream`: the delivery host, by flexible options; `desk`: rendered here, by the same geometry. */
  by: 'upstream' | 'desk'
  /** One for each that was asked for, in that order. */
  renditions: DraftRendition[]
  /** Known where the desk rendered: it has read the original. */
  source: SourceFacts | null
  /** Delivered for this answer, and billed. */
  billedDeliveries: number
}
