/** What the watch needs to know of the uploads at one moment. */
export interface UploadsNow {
  /** Not at their end: checked, held, waiting, on their way. */
  open: number
  /** Of these, waiting for a person: nothing goes on by itself. */
  held: number
  done: number
  failed: number
}

/** How a run of uploads ended. `held`: a person must decide before the rest goes. */
export interface RunEnd {
  tookMs: number
  done: number
  failed: number
  held: number
}

/**
 * Finds the ends of runs of uploads: from the first one that is under way to the moment when nothing goes on without a
 * person. Counts are those of the run, not of everything listed.
 */
export class BatchWatch {
  #start: { at: number; done: number; failed: number } | null = null

  /** `nowMs` on any clock that only goes forward. Returns the end of a run, once. */
  see({ open, held, done, failed }: UploadsNow, nowMs: number): RunEnd | null {
    const isUnderWay = open > held
    if (this.#start === null) {
      if (isUnderWay) this.#start = { at: nowMs, done, failed }
      return null
    }
    if (isUnderWay) return null
    const { at, ...before } = this.#start
    this.#start = null
    // The list may have been cleared meanwhile.
    const since = (count: number, was: number) => (count >= was ? count - was : count)
    return {
      tookMs: nowMs - at,
      done: since(done, before.done),
      failed: since(failed, before.failed),
      held,
    }
  }
}
