import { ZONE_PREFIX } from '#contract/delivery-url.ts'
import { type ImageId, parseImageId } from '#contract/image-id.ts'

/** A delivery link taken apart, nothing checked yet. */
export interface SignedLink {
  accountHash: string
  imageId: ImageId
  /** A variant's name, or options. */
  variant: string
  /** As it stands in the link: what is signed begins with it. */
  path: string
  /** Path up to the last `/`. */
  folder: string
  /** The query without `sig`, in its order. */
  signedQuery: string
  signature: string | null
  /** As written. */
  expiry: string | null
}

/**
 * Reads a link byte for byte: a signature covers what is written, so nothing may be normalised on the way.
 *
 * @returns `null` for a text that is no delivery link
 */
export function readLink(text: string): SignedLink | null {
  const target = /^https?:\/\/[^/?#\s]+(\/[^?#\s]*)(?:\?([^#\s]*))?(?:#\S*)?$/i.exec(text.trim())
  const path = target?.[1]
  if (path === undefined) return null
  const bare = path.startsWith(`${ZONE_PREFIX}/`) ? path.slice(ZONE_PREFIX.length) : path
  const parts = /^\/([^/]+)\/(.+)\/([^/]+)$/.exec(bare)
  if (parts === null) return null
  const [, accountHash = '', rawId = '', rawVariant = ''] = parts
  const imageId = parseImageId(decoded(rawId) ?? '')
  const variant = decoded(rawVariant)
  if (imageId === null || variant === null) return null
  const parameters = (target?.[2] ?? '').split('&').filter((parameter) => parameter !== '')
  const first = (name: string) =>
    parameters.find((parameter) => parameter.startsWith(`${name}=`))?.slice(name.length + 1) ?? null
  return {
    accountHash,
    imageId,
    variant,
    path,
    folder: path.slice(0, path.lastIndexOf('/') + 1),
    signedQuery: parameters.filter((parameter) => !parameter.startsWith('sig=')).join('&'),
    signature: first('sig'),
    expiry: first('exp'),
  }
}

function decoded(part: string): string | null {
  try {
    return decodeURIComponent(part)
  } catch {
    return null
  }
}
