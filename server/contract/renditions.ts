import * as z from 'zod'

/** What a client says it takes, best first; `original`: neither AVIF nor WebP. */
export const ACCEPTS = ['avif', 'webp', 'original'] as const
export type AcceptKind = (typeof ACCEPTS)[number]

/** `Accept` of a browser that takes that much. */
export const ACCEPT_HEADERS: Readonly<Record<AcceptKind, string>> = {
  avif: 'image/avif,image/webp,image/*,*/*;q=0.8',
  webp: 'image/webp,image/*,*/*;q=0.8',
  original: 'image/jpeg,image/png,image/gif,image/svg+xml;q=0.9',
}

/** `of`: a variant's name, or options as they stand in a delivery URL. */
export const RenditionsQuery = z.strictObject({ of: z.string().min(1).max(1024) })

export type RenditionFault =
  /** 9429: the account does not allow options in URLs. */
  'flexible_off' | 'refused' | 'unreachable'

export type MeasuredRendition = { accept: AcceptKind } & (
  | {
      ok: true
      /** As the delivery host calls it: `image/avif`. */
      mediaType: string
      sizeBytes: number
      /** `null` when the bytes do not say. */
      widthPx: number | null
      heightPx: number | null
      /** How long a cache before us had it; `null` when not told. */
      cacheAgeSeconds: number | null
      /** `HIT`, `MISS` and the like, when told. */
      cacheStatus: string | null
    }
  /** `message` is one sentence for a person. */
  | { ok: false; fault: RenditionFault; message: string }
)

/** `GET /api/images/:id/renditions?of=`: what the delivery host gives, measured by asking it. */
export interface Renditions {
  /** As asked for, in the way we write it. */
  of: string
  /** One for each of {@link ACCEPTS}, in its order. */
  renditions: MeasuredRendition[]
  measuredAt: string
  /** How many of them were delivered for this answer, and are billed; 0 when they were kept. */
  billedDeliveries: number
}
