import type { LibraryImage } from '#contract/library.ts'

/** Pixels of the upright picture; `null` while nobody has seen it. */
export function pixelsOf({ measurements }: Pick<LibraryImage, 'measurements'>): {
  widthPx: number
  heightPx: number
} | null {
  const { widthPx = null, heightPx = null } = measurements ?? {}
  return widthPx === null || heightPx === null || widthPx * heightPx === 0 ? null : { widthPx, heightPx }
}

/** Whether a variant makes pixels of it: no vector, which has none of its own, and no draft, which has no picture. */
export function hasPixels({ draft, measurements, filename, id }: LibraryImage): boolean {
  return !draft && measurements?.type !== 'svg' && !/\.svg$/i.test(filename ?? id)
}
