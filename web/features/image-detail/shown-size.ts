import { THUMBNAIL_SIZES } from '#contract/thumbnails.ts'
import type { Size } from './view-transform.ts'

/** The longest side an image may have: stands for "larger than any stage". */
const ENDLESS_PX = 12_000

export interface ShownSize extends Size {
  /** False: only the shape is sure, so that no percentage can be told. */
  isExact: boolean
}

/**
 * The size to lay the picture out by. While the original is being measured, a rendition that fills its thumbnail box
 * is known to be a smaller copy: it is laid out as if endless, so that the picture stands at its place from the first
 * paint on and only sharpens there. `best` and `original` are in pixels.
 */
export function shownSize(best: Size | null, original: Size | null, isMeasuring: boolean): ShownSize | null {
  if (original !== null) return { ...original, isExact: true }
  if (best === null) return null
  const longest = Math.max(best.width, best.height)
  const isCopy = isMeasuring && THUMBNAIL_SIZES.some((size) => size === longest)
  if (!isCopy) return { width: best.width, height: best.height, isExact: !isMeasuring }
  const factor = ENDLESS_PX / longest
  return { width: best.width * factor, height: best.height * factor, isExact: false }
}
