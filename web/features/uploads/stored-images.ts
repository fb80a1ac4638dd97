import type { Image } from '#contract/images.ts'

const listeners = new Set<(image: Image) => void>()

/** Calls `listener` for every image that arrived; returns how to stop. */
export function onImageStored(listener: (image: Image) => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function tellStored(image: Image): void {
  for (const listener of listeners) listener(image)
}
