import type { LibraryImage } from '#contract/library.ts'
import type { Size } from '#contract/variant-geometry.ts'

/** Longer than any variant is wide: what is that large is shrunk, whatever the variant. */
const AMPLE_PX = 12_000

/** Pixels to lay a picture out with; not exact: only the proportions are known, to a thumbnail's pixel. */
export interface SourceSize extends Size {
  isExact: boolean
}

/** The true size, where the library has measured the picture. */
export function measuredSizeOf({ measurements }: Pick<LibraryImage, 'measurements'>): SourceSize | null {
  if (!measurements?.widthPx || !measurements.heightPx) return null
  return { width: measurements.widthPx, height: measurements.heightPx, isExact: true }
}

/**
 * The size to lay a picture out with, from its thumbnail of at most `limitPx`. The Images API never tells an image's
 * pixels. A thumbnail below the limit was not shrunk: that is the true size. Any other says only the proportions: the
 * picture is taken to be ample, so that nothing is called enlarged that may not be.
 */
export function sourceSizeOf(thumbnail: Size, limitPx: number): SourceSize {
  const longest = Math.max(thumbnail.width, thumbnail.height)
  if (longest < limitPx) return { ...thumbnail, isExact: true }
  const scale = AMPLE_PX / longest
  return {
    width: Math.max(1, Math.round(thumbnail.width * scale)),
    height: Math.max(1, Math.round(thumbnail.height * scale)),
    isExact: false,
  }
}
