import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type { MintedLink, MintFault } from '#contract/signed-links.ts'
import { signUrl } from './sign-url.ts'

export interface Minting {
  variant: string
  /** Never needs a signature. */
  isOpen: boolean
  keyValue: string
  /** Unix seconds; `null`: never. */
  expiresAtSeconds: number | null
}

/** One image's link, or why there is none. Pure. @param image `null` when there is none of this id */
export function mintLink(
  imageId: ImageId,
  image: Image | null,
  { variant, isOpen, keyValue, expiresAtSeconds }: Minting,
): MintedLink | { imageId: ImageId; fault: MintFault } {
  if (image === null) return { imageId, fault: 'not_found' }
  if (image.draft) return { imageId, fault: 'draft' }
  const url = image.variants.find(({ name }) => name === variant)?.url
  if (url === undefined) return { imageId, fault: 'no_variant' }
  if (!image.requiresSignedUrl) return { imageId, url, unsigned: 'not_private' }
  if (isOpen) return { imageId, url, unsigned: 'open_variant' }
  return { imageId, url: signUrl(url, keyValue, expiresAtSeconds), unsigned: null }
}
