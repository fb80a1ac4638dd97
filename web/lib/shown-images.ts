import type { LibraryImage } from '#contract/library.ts'

let wanted: readonly LibraryImage[] | null = null
const listeners = new Set<() => void>()

/** "Show only these", asked for by a part of the desk that is no view of the library. */
export const shownImages = {
  /** The images page takes them now, or when it is opened next. */
  ask(images: readonly LibraryImage[]): void {
    wanted = images
    for (const listener of listeners) listener()
  },
  /** What was asked for, once. */
  take(): readonly LibraryImage[] | null {
    const images = wanted
    wanted = null
    return images
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
