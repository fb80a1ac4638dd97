import type { LibraryImage } from '#contract/library.ts'

/** Pixels of the upright picture; `null` while nobody has seen it. */
export function pixelsOf({ measurements }: Pick<LibraryImage, 'measurements'>): {
  widthPx: number
  heightPx: number
} | null {
  const { widthPx = null, heightPx = null } = measurements ?? {}
  return widthPx === null || heightPx === null || widthPx * heightPx === 0 ? null : { widthPx, heightPx }
}
