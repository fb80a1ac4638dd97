/**
 * `person`: somebody pressed pause. `budget`: the API said when to come again. `unreachable`: nobody answered; tried
 * again by itself.
 */
export type PauseReason = 'person' | 'budget' | 'unreachable'

/** One pause for the whole queue: a person's, which only a person ends, and a timed one. Calls `onEnd` after either. */
export class QueuePause {
  readonly #onEnd: () => void
  #timer: ReturnType<typeof setTimeout> | undefined
  #until: number | null = null
  #timed: 'budget' | 'unreachable' | null = null
  #byPerson = false

  constructor(onEnd: () => void) {
    this.#onEnd = onEnd
  }

  get isOn(): boolean {
    return this.#byPerson || this.#until !== null
  }

  /** Milliseconds since 1970; `null` while nothing is held back, or nobody knows until when. */
  get until(): number | null {
    return this.#byPerson ? null : this.#until
  }

  get reason(): PauseReason | null {
    return this.#byPerson ? 'person' : this.#timed
  }

  get timed(): 'budget' | 'unreachable' | null {
    return this.#timed
  }

  /** At least a second. A second call while it lasts can only make it longer. */
  hold(seconds: number, reason: 'budget' | 'unreachable'): void {
    const until = Date.now() + Math.max(1, seconds) * 1000
    if (this.#until !== null && until <= this.#until) return
    this.#until = until
    this.#timed = reason
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.endTimed(), until - Date.now())
  }

  endTimed(): void {
    if (this.#until === null) return
    clearTimeout(this.#timer)
    this.#until = null
    this.#timed = null
    this.#onEnd()
  }

  setByPerson(isPaused: boolean): void {
    if (this.#byPerson === isPaused) return
    this.#byPerson = isPaused
    if (!isPaused) this.#onEnd()
  }
}
