/** The words that the rooms of this service share. Field names are the vendor's where the wire shows them. */

export const SOURCE_FORMATS = ['jpeg', 'png', 'gif', 'webp', 'svg', 'heic', 'avif'] as const
export type SourceFormat = (typeof SOURCE_FORMATS)[number]

/** What the bytes of a stored picture are. Sizes in pixels after EXIF orientation. */
export interface SourceFacts {
  format: SourceFormat
  width: number
  height: number
  /** 1 for a still picture. */
  frames: number
  sizeBytes: number
}

/** An error as the wire shows it: HTTP status, the vendor's code, its message. */
export interface WireError {
  status: number
  code: number
  message: string
}

/** The JSON value of `meta`. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }

export interface ImageRow {
  id: string
  /** True for an id that the uploader chose: such an image cannot be private. */
  customId: boolean
  filename: string | null
  meta: { [key: string]: Json } | null
  creator: string | null
  requireSignedURLs: boolean
  /** Milliseconds since 1970, UTC. */
  uploadedAt: number
  /** `null` on a draft: nothing was uploaded yet. `sha256` is lower-case hex and names the stored bytes. */
  source: (SourceFacts & { sha256: string }) | null
}

export const VARIANT_FITS = ['scale-down', 'contain', 'cover', 'crop', 'pad'] as const

export interface VariantRow {
  id: string
  options: {
    fit: (typeof VARIANT_FITS)[number]
    width?: number
    height?: number
    metadata: 'keep' | 'copyright' | 'none'
    blur?: number
    /** Seconds. */
    browser_ttl?: number
  }
  neverRequireSignedURLs: boolean
}

export interface AccountConfig {
  flexible_variants: boolean
  /** Seconds; `null` = the default of two days. */
  browser_ttl: number | null
  preserve_content_credentials: boolean
}

/** What delivery needs to know; the store provides it. All calls are synchronous (SQLite). */
export interface DeliverySource {
  readonly accountHash: string
  getImage(id: string): ImageRow | null
  getVariant(name: string): VariantRow | null
  /** Values in use now; any of them may have signed a URL. */
  signingKeyValues(): string[]
  getConfig(): AccountConfig
  /** Absolute path of the stored bytes. */
  blobPath(sha256: string): string
  /** Milliseconds since 1970, UTC. */
  now(): number
}
