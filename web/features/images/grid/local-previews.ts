import type { SizePx } from '#contract/picture-header/picture-header.ts'
import type { Behind } from '../../../lib/arriving.ts'
import type { SmallPicture } from './shrink-picture.ts'

/** How long a preview outlives its tile: until the thumbnail of the image that took its place is painted. */
const LINGER_MS = 10_000
const MAX_AT_ONCE = 2

interface Entry {
  holders: Set<(preview: Behind | null) => void>
  /** `undefined` until it was made, `null` when it cannot be. */
  preview: Behind | null | undefined
  timer: ReturnType<typeof setTimeout> | undefined
}

interface Source {
  blob: Blob
  /** Of the upright picture, when somebody has looked. */
  pixels: SizePx | null
}

interface Browser {
  shrink: (blob: Blob, pixels: SizePx | null) => Promise<SmallPicture | null>
  createUrl: (blob: Blob) => string
  revokeUrl: (url: string) => void
}

/** Small local pictures of files in sight: made when a tile holds one, given back when none does any more. */
export class LocalPreviews {
  readonly #browser: Browser
  readonly #entries = new Map<string, Entry>()
  readonly #queue: (() => Promise<void>)[] = []
  #running = 0

  constructor(browser: Browser) {
    this.#browser = browser
  }

  peek(key: string): Behind | null | undefined {
    return this.#entries.get(key)?.preview
  }

  /** `tell` hears once it is made; `null`: it cannot be drawn. @returns what gives it back */
  hold(key: string, source: Source, tell: (preview: Behind | null) => void): () => void {
    const entry = this.#entries.get(key) ?? { holders: new Set(), preview: undefined, timer: undefined }
    const isNew = !this.#entries.has(key)
    clearTimeout(entry.timer)
    entry.holders.add(tell)
    this.#entries.set(key, entry)
    if (entry.preview !== undefined) tell(entry.preview)
    else if (isNew) {
      this.#queue.push(() => this.#make(key, entry, source))
      this.#work()
    }
    return () => {
      entry.holders.delete(tell)
      if (entry.holders.size > 0) return
      entry.timer = setTimeout(() => this.#drop(key, entry), LINGER_MS)
    }
  }

  #work(): void {
    while (this.#running < MAX_AT_ONCE) {
      // What came into sight last is looked at now.
      const job = this.#queue.pop()
      if (job === undefined) return
      this.#running += 1
      void job().finally(() => {
        this.#running -= 1
        this.#work()
      })
    }
  }

  async #make(key: string, entry: Entry, { blob, pixels }: Source): Promise<void> {
    if (entry.holders.size === 0) {
      // Scrolled away before its turn.
      clearTimeout(entry.timer)
      this.#entries.delete(key)
      return
    }
    const made = await this.#browser.shrink(blob, pixels).catch(() => null)
    if (this.#entries.get(key) !== entry) return
    entry.preview =
      made === null
        ? null
        : { url: this.#browser.createUrl(made.blob), widthPx: made.widthPx, heightPx: made.heightPx }
    for (const tell of entry.holders) tell(entry.preview)
  }

  #drop(key: string, entry: Entry): void {
    if (entry.holders.size > 0 || this.#entries.get(key) !== entry) return
    this.#entries.delete(key)
    if (entry.preview) this.#browser.revokeUrl(entry.preview.url)
  }
}
