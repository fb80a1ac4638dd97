import type { LibraryImage } from '#contract/library.ts'

export interface Neighbours {
  /** 0-based place in the list; -1 when the image is not in it. */
  index: number
  previous: LibraryImage | null
  next: LibraryImage | null
  /** The images around, at most `radius` on each side, in list order; empty when the image is not in the list. */
  around: LibraryImage[]
}

/** Where `id` stands in the list it was opened from. */
export function findNeighbours(images: readonly LibraryImage[], id: string, radius: number): Neighbours {
  const index = images.findIndex((image) => image.id === id)
  if (index < 0) return { index, previous: null, next: null, around: [] }
  return {
    index,
    previous: images[index - 1] ?? null,
    next: images[index + 1] ?? null,
    around: images.slice(Math.max(0, index - radius), index + radius + 1),
  }
}
