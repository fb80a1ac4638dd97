import type { Image } from '#contract/images.ts'
import { contentVersion } from '#contract/thumbnails.ts'
import { hasGeneratedId } from './image-name.ts'

/**
 * A public delivery URL as we show it ourselves. The file behind a custom id may have been replaced, and the browser may
 * still have the old picture under this address: a version makes it ask again. Not for links that are handed out.
 */
export function freshUrl(image: Pick<Image, 'id' | 'uploadedAt'>, url: string): string {
  if (hasGeneratedId(image) || !URL.canParse(url)) return url
  const fresh = new URL(url)
  fresh.searchParams.set('v', contentVersion(image))
  return fresh.href
}
