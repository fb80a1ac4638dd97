import * as z from 'zod'
import { type ImageId, imageIdFault } from './image-id.ts'
import { LIMITS } from './limits.ts'

export const ImageIdSchema = z
  .string()
  .refine((value) => imageIdFault(value) === null, 'Not a valid image id')
  .transform((value) => value as ImageId)

export const Metadata = z.record(z.string(), z.json())
export type Metadata = z.infer<typeof Metadata>

/** Bytes of the metadata as it is sent (compact JSON, UTF-8); the limit is `LIMITS.metadataBytes`. */
export function metadataSizeBytes(metadata: Metadata): number {
  let bytes = 0
  for (const character of JSON.stringify(metadata)) {
    const point = character.codePointAt(0) ?? 0
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4
  }
  return bytes
}

export const MetadataInput = Metadata.refine(
  (value) => metadataSizeBytes(value) <= LIMITS.metadataBytes,
  `Metadata must be at most ${LIMITS.metadataBytes} bytes of JSON`,
)
export const CreatorInput = z.string().max(LIMITS.creatorCharacters)

/** One hosted image. Times are ISO 8601, UTC. `null` means "not set". */
export interface Image {
  id: ImageId
  filename: string | null
  uploadedAt: string
  creator: string | null
  metadata: Metadata | null
  /** The vendor's `requireSignedURLs`: delivery needs a signature. */
  requiresSignedUrl: boolean
  /** True while nothing was uploaded to a one-time URL. */
  draft: boolean
  /** Sorted by name. Unsigned delivery URLs as the upstream gave them. */
  variants: { name: string; url: string }[]
}

export interface ImagePage {
  images: Image[]
  /** `null` on the last page. */
  nextCursor: string | null
  /** When the upstream said so. */
  asOf: string
}

export const ListImagesQuery = z.strictObject({
  cursor: z.string().min(1).max(512).optional(),
  limit: z.coerce.number().int().min(1).max(LIMITS.imagesPerPage).default(100),
  order: z.enum(['newest', 'oldest']).default('newest'),
  /** Exact; the empty string asks for images without a creator. */
  creator: z.string().max(LIMITS.creatorCharacters).optional(),
})
export type ListImagesQuery = z.infer<typeof ListImagesQuery>

/** Absent fields stay as they are. `metadata` replaces the stored object whole. */
export const EditImageRequest = z.strictObject({
  metadata: MetadataInput.optional(),
  creator: CreatorInput.optional(),
  /** A change gives the image a new id: the answer carries it. */
  requiresSignedUrl: z.boolean().optional(),
})
export type EditImageRequest = z.infer<typeof EditImageRequest>

export const UploadByUrlRequest = z.strictObject({
  url: z.url({ protocol: /^https?$/ }).max(2048),
  id: ImageIdSchema.optional(),
  metadata: MetadataInput.optional(),
  creator: CreatorInput.optional(),
  requiresSignedUrl: z.boolean().optional(),
})
export type UploadByUrlRequest = z.input<typeof UploadByUrlRequest>

/** Names of the multipart parts that `POST /api/images` lets through, `file` last; anything else ends the request. */
export const UPLOAD_PARTS = ['file', 'id', 'metadata', 'creator', 'requireSignedURLs'] as const

export interface DirectUpload {
  id: ImageId
  /** Opaque one-time URL; whoever has it can upload one image. */
  uploadUrl: string
  expiresAt: string
}
