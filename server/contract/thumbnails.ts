import { encodeImageId } from './image-id.ts'
import type { Image } from './images.ts'

/** Longest sides, in pixels, that the BFF renders and keeps. */
export const THUMBNAIL_SIZES = [160, 320, 640, 1280] as const
export type ThumbnailSize = (typeof THUMBNAIL_SIZES)[number]

/** The smallest size that fills `cssPx` at `devicePixelRatio`. */
export function thumbnailSizeFor(cssPx: number, devicePixelRatio: number): ThumbnailSize {
  const wanted = cssPx * devicePixelRatio
  return THUMBNAIL_SIZES.find((size) => size >= wanted) ?? 1280
}

/**
 * Changes whenever the bytes behind an id can have changed (a custom id deleted and uploaded again has a new
 * upload time), so that a thumbnail URL may be cached forever.
 */
export function contentVersion(image: Pick<Image, 'uploadedAt'>): string {
  return Date.parse(image.uploadedAt).toString(36)
}

/** `GET /api/thumbnails/:size/:id?v=version`, WebP; an SVG answers 302 to its delivery URL. */
export function thumbnailPath(image: Pick<Image, 'id' | 'uploadedAt'>, size: ThumbnailSize): string {
  return `/api/thumbnails/${size}/${encodeImageId(image.id)}?v=${contentVersion(image)}`
}
