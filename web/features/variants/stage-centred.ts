import type { Size } from '#contract/variant-geometry.ts'

/** Style of an absolute element whose middle is its parent's origin. */
export function centred({ width, height }: Size) {
  return { width, height, left: -width / 2, top: -height / 2 }
}
