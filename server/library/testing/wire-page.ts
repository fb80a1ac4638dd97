import { parseImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'

/** An image of a test; what is not said is empty. */
export function imageWith(fields: Partial<Omit<Image, 'id'>> & { id: string }): Image {
  const id = parseImageId(fields.id)
  if (id === null) throw new Error(`${fields.id} is no image id`)
  return {
    filename: null,
    uploadedAt: '2026-01-01T00:00:00.000Z',
    creator: null,
    metadata: null,
    requiresSignedUrl: false,
    draft: false,
    variants: [{ name: 'public', url: `https://pictures.test/hash/${fields.id}/public` }],
    ...fields,
    id,
  }
}

/** The raw body of a v2 list answer. */
export function wirePage(images: readonly Image[], cursor: string | null = null): Uint8Array {
  const wire = images.map((image) => ({
    id: image.id,
    filename: image.filename,
    uploaded: image.uploadedAt,
    creator: image.creator,
    meta: image.metadata ?? {},
    requireSignedURLs: image.requiresSignedUrl,
    variants: image.variants.map(({ url }) => url),
  }))
  const result = { images: wire, continuation_token: cursor }
  return Buffer.from(JSON.stringify({ success: true, errors: [], messages: [], result }))
}
