/**
 * `person`: somebody pressed pause. `budget`: the API said when to come again. `unreachable`: nobody answered; tried
 * again by itself.
 */
export type PauseReason = 'person' | 'budget' | 'unreachable'

/** One pause for the whole queue. Calls `onEnd` when it is over. */
export class QueuePause {
  readonly #onEnd: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #until: number | null = null
  #reason: PauseReason | null = null

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd
  }

  /** Milliseconds since 1970; `null` while nothing is held back. */
  get until(): number | null {
    return this.#until
  }

  get reason(): PauseReason | null {
    return this.#reason
  }

  /** At least a second. A second call while it lasts can only make it longer. */
  hold(seconds: number, reason: PauseReason): void {
    const until = Date.now() + Math.max(1, seconds) * 1000
    if (this.#until !== null && until <= this.#until) return
    this.#until = until
    this.#reason = reason
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.end(), until - Date.now())
  }

  end(): void {
    if (this.#until === null) return
    clearTimeout(this.#timer)
    this.#until = null
    this.#reason = null
    this.#onEnd()
  }
}
