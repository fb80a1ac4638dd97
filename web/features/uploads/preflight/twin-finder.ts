import { type LibraryTwin, TWINS_LIMIT } from '#contract/library.ts'
import type { LibraryTwinsRequest } from '#contract/library-queries.ts'

type Asked = LibraryTwinsRequest['files'][number]
type Ask = (files: Asked[], signal: AbortSignal) => Promise<readonly (LibraryTwin | null)[]>

/** So long files are gathered while nothing is being asked. */
const GATHER_MS = 5
/** Between two questions of one batch, unless there are enough for a full one: each costs as much as a file. */
const GATHER_AGAIN_MS = 40
/** Nobody waits longer than that to learn that a file is there already: then it goes without. */
const WITHIN_MS = 5_000

/**
 * Asks the library about many files at once: what comes while a question is on its way goes with the next one. An answer
 * that does not come is no twin: the check is a courtesy, and holding up the upload would be none.
 */
export class TwinFinder {
  readonly #ask: Ask
  #waiting: { asked: Asked; resolve: (twin: LibraryTwin | null) => void }[] = []
  #isAsking = false

  constructor(ask: Ask) {
    this.#ask = ask
  }

  /** Never rejects. */
  find(asked: Asked): Promise<LibraryTwin | null> {
    if (asked.contentHash === null && asked.look === null) return Promise.resolve(null)
    const { promise, resolve } = Promise.withResolvers<LibraryTwin | null>()
    this.#waiting.push({ asked, resolve })
    if (!this.#isAsking) void this.#askAll()
    return promise
  }

  async #askAll(): Promise<void> {
    this.#isAsking = true
    await pause(GATHER_MS)
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, TWINS_LIMIT)
      const twins = await this.#answers(batch.map(({ asked }) => asked))
      for (const [at, { resolve }] of batch.entries()) resolve(twins[at] ?? null)
      if (this.#waiting.length < TWINS_LIMIT) await pause(GATHER_AGAIN_MS)
    }
    this.#isAsking = false
  }

  async #answers(files: Asked[]): Promise<readonly (LibraryTwin | null)[]> {
    const late = new AbortController()
    const { promise, resolve } = Promise.withResolvers<readonly (LibraryTwin | null)[]>()
    const timer = setTimeout(() => {
      late.abort()
      resolve([])
    }, WITHIN_MS)
    this.#ask(files, late.signal).then(resolve, () => resolve([]))
    const twins = await promise
    clearTimeout(timer)
    return twins
  }
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
