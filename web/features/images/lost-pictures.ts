import { explainThumbnail } from '../../api/thumbnails.ts'

/** Between looks whether the desk answers again. */
const WAIT_MS = { first: 2_000, most: 30_000 }

/**
 * Pictures that could not be had because nobody answered, or not now. One of them is asked for again, less and less
 * often, or at once when the browser says the network is back; when it is answered, all of them are told to try again.
 */
export class LostPictures {
  readonly #answers: (path: string) => Promise<boolean>
  readonly #waiting = new Map<() => void, string>()
  #timer: ReturnType<typeof setTimeout> | undefined
  #waitMs = WAIT_MS.first
  #isLooking = false

  /** `answers`: whether this picture is answered now, be it with a reason why there is none. Never throws. */
  constructor(answers: (path: string) => Promise<boolean>) {
    this.#answers = answers
  }

  /** `retry` is called once, when it is worth trying again. @returns what ends the wait */
  wait(path: string, retry: () => void): () => void {
    this.#waiting.set(retry, path)
    this.#schedule()
    return () => {
      this.#waiting.delete(retry)
      if (this.#waiting.size === 0) this.#rest()
    }
  }

  /** Looks now: something says that the desk may answer again. */
  async look(): Promise<void> {
    if (this.#isLooking) return
    const [first] = this.#waiting
    if (first === undefined) return
    const [retry, path] = first
    // The next look is with another one: a single picture may have a reason of its own.
    this.#waiting.delete(retry)
    this.#waiting.set(retry, path)
    this.#isLooking = true
    const isAnswered = await this.#answers(path)
    this.#isLooking = false
    this.#rest(isAnswered ? WAIT_MS.first : Math.min(WAIT_MS.most, this.#waitMs * 2))
    if (!isAnswered) return this.#schedule()
    const all = [...this.#waiting.keys()]
    this.#waiting.clear()
    for (const one of all) one()
  }

  #schedule(): void {
    if (this.#waiting.size === 0 || this.#isLooking) return
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined
      void this.look()
    }, this.#waitMs)
  }

  #rest(nextWaitMs = WAIT_MS.first): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
    this.#waitMs = nextWaitMs
  }
}

/** Those of this page. */
export const lostPictures = new LostPictures(async (path) => (await explainThumbnail(path)).kind !== 'lost')
if (typeof addEventListener === 'function') addEventListener('online', () => void lostPictures.look())
