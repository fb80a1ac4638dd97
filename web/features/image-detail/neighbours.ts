import type { Image } from '#contract/images.ts'

export interface Neighbours {
  /** 0-based place in the list; -1 when the image is not in it. */
  index: number
  previous: Image | null
  next: Image | null
  /** The images around, at most `radius` on each side, in list order; empty when the image is not in the list. */
  around: Image[]
}

/** Where `id` stands in the list it was opened from. */
export function findNeighbours(images: readonly Image[], id: string, radius: number): Neighbours {
  const index = images.findIndex((image) => image.id === id)
  if (index < 0) return { index, previous: null, next: null, around: [] }
  return {
    index,
    previous: images[index - 1] ?? null,
    next: images[index + 1] ?? null,
    around: images.slice(Math.max(0, index - radius), index + radius + 1),
  }
}
