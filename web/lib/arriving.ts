import type { LibraryImage } from '#contract/library.ts'

/** A file on its way into the library, as the grid draws it. Replaced, never changed. */
export interface ArrivingTile {
  key: string
  /** What its image will be called. */
  name: string
  /** The bytes, to be drawn while they are sent; `null` for an address. */
  preview: Blob | null
  /** Of the upright picture; `null` while nobody has looked at it. */
  pixels: { widthPx: number; heightPx: number } | null
  status: 'waiting' | 'sending' | 'asking' | 'held' | 'failed' | 'stored'
  /** 0 to 1. */
  share: number
  /** Why it failed; empty otherwise. */
  reason: string
  canRetry: boolean
  /** Once it is stored. */
  image: LibraryImage | null
}

/** What is on its way, told by the uploads, read by the grid: neither knows the other. */
export interface Arriving {
  /**
   * Keys of the tiles that stand before the first image of a view, in order: those that surely belong there and are not
   * among the images up to `until` yet. The same array while nothing changes.
   */
  before(view: { q: string; sort: string }, until: string | null): readonly string[]
  /**
   * When these may become images: an upload time that takes all in that are stored. Empty while some are on their way:
   * nothing moves under a person's eyes until then. `null` when none is stored or on its way.
   */
  due(keys: readonly string[]): string | null
  tile(key: string): ArrivingTile | undefined
  /** Files are being sent, or will be without anybody doing anything. */
  isUnderWay: boolean
  /** Files that wait and have no tile yet. */
  moreCount: number
  /** Shows it where it can be acted on: the image once it is stored, else its row in the tray. */
  open(key: string, showImage: (image: LibraryImage) => void): void
  openAll(): void
  retry(key: string): void
}

/** Drawn behind a picture until it is painted. */
export interface Behind {
  url: string
  widthPx: number
  heightPx: number
}

const NO_KEYS: readonly string[] = []
let now: Arriving = {
  before: () => NO_KEYS,
  due: () => null,
  tile: () => undefined,
  isUnderWay: false,
  moreCount: 0,
  open: () => {},
  openAll: () => {},
  retry: () => {},
}
const listeners = new Set<() => void>()

/** In the first chunk, so next to nothing: who fills it comes with the first upload. */
export const arriving = {
  get: () => now,
  /** Tells every reader, also when it is the same object with other contents. */
  set(next: Arriving): void {
    now = next
    for (const listener of listeners) listener()
  },
  subscribe: (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
  /** The local picture of an image that has just arrived. */
  behind: (_id: string): Behind | undefined => undefined,
}
