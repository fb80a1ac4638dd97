/**
 * Limits of the Images API that browser and server both check before anything is sent.
 * Source: "Limits and formats", "Custom IDs" and the OpenAPI document of Cloudflare Images.
 */
export const LIMITS = {
  /** 10 MB. The documentation does not say which megabyte; clients in use send up to 10 x 1024 x 1024. */
  uploadSizeBytes: 10 * 1024 * 1024,
  /** Longest side in pixels, all formats but WebP and AVIF. */
  sidePx: 12_000,
  areaPx: 100_000_000,
  metadataBytes: 1024,
  imageIdCharacters: 1024,
  creatorCharacters: 1024,
  filenameCharacters: 255,
  variants: 100,
  variantNameCharacters: 99,
  signingKeyNameCharacters: 20,
  imagesPerPage: 1000,
  directUploadMinSeconds: 2 * 60,
  directUploadMaxSeconds: 6 * 60 * 60,
  directUploadDefaultSeconds: 30 * 60,
  browserTtlMinSeconds: 3600,
  browserTtlMaxSeconds: 31_536_000,
  blurMax: 250,
} as const

/** Types the upload page accepts, as `accept` maps them for file pickers. HEIC since July 2025. */
export const UPLOAD_TYPES = {
  'image/jpeg': ['.jpg', '.jpeg'],
  'image/png': ['.png'],
  'image/gif': ['.gif'],
  'image/webp': ['.webp'],
  'image/svg+xml': ['.svg'],
  'image/heic': ['.heic', '.heif'],
} as const satisfies Record<string, readonly string[]>
