import type { LibraryTwin } from '#contract/library.ts'

interface LookLineOptions {
  /** Perceptual hash of a file; `null` when there is none. */
  lookOf: (file: File) => Promise<string | null>
  findTwin: (look: string) => Promise<LibraryTwin | null>
  /** False for files nobody waits for any more: sent, skipped, cancelled. */
  isWanted: (key: string) => boolean
  now?: () => number
}

/** A picture of one colour: it would look like every other one. */
const FLAT = '0000000000000000'
/** Decoding takes a third of one core's time at most, a tenth of it while many wait: the upload has the rest. */
const REST = { few: 2, many: 9 }
const MANY = 20
/** Of thousands of files most are sent before their turn. */
const MOST_WAITING = 500

/**
 * Learns what files look like after they were checked, one by one, and whether the library has a picture like that. It
 * is a hint and holds nothing up: a file may be sent before its turn comes.
 */
export class LookLine {
  readonly #options: LookLineOptions
  readonly #waiting = new Map<string, File>()
  readonly #hints = new Map<string, LibraryTwin>()
  readonly #listeners = new Set<() => void>()
  #isRunning = false

  constructor(options: LookLineOptions) {
    this.#options = options
  }

  add(key: string, file: File): void {
    this.#waiting.delete(key)
    if (this.#waiting.size >= MOST_WAITING) return
    this.#waiting.set(key, file)
    if (!this.#isRunning) void this.#run()
  }

  /** The image of the library that looks like the file; `null` while none is known. */
  hint = (key: string): LibraryTwin | null => this.#hints.get(key) ?? null

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  async #run(): Promise<void> {
    const { lookOf, findTwin, isWanted, now = () => performance.now() } = this.#options
    this.#isRunning = true
    // The file has just been checked: it is listed by then.
    await pause(0)
    for (const [key, file] of this.#waiting) {
      this.#waiting.delete(key)
      if (!isWanted(key)) continue
      const startedAt = now()
      const look = await lookOf(file)
      const rest = this.#waiting.size > MANY ? REST.many : REST.few
      await pause(rest * (now() - startedAt))
      if (look !== null && look !== FLAT) void this.#hintAt(key, findTwin(look))
    }
    this.#isRunning = false
  }

  async #hintAt(key: string, asked: Promise<LibraryTwin | null>): Promise<void> {
    const twin = await asked
    if (twin === null) return
    this.#hints.set(key, twin)
    for (const listener of this.#listeners) listener()
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
