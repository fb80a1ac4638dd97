/** What a file costs beside its bytes, in bytes: a thousand tiny files are work too. */
const FILE_WORK_BYTES = 30_000
const WINDOW_MS = 2_000
/** A lane pays when it brings at least this part of what an average lane brings. */
const WORTH = 1 / 3
/** Throughput falling below this part of what it was is a change of the line, not noise. */
const COLLAPSE = 0.6
/** Windows to rest before the next trial; doubled each time a trial brought nothing. */
const REST = { least: 4, afterLimit: 8, most: 32 }
/** API calls that must be left for each lane. */
const CALLS_PER_LANE = 25

/**
 * How many files may be on the wire at a time: a hill climb over the measured throughput. One lane more is kept only
 * when it pays, one less whenever it costs nothing. A rate limit halves them. Deterministic: time comes from `now`.
 */
export class LaneTuner {
  readonly #bounds: { start: number; least: number; most: number }
  readonly #now: () => number
  #lanes: number
  #cap: number
  #windowStart: number | null = null
  #work = 0
  /** Work a millisecond before the trial that is on. */
  #reference: number | null = null
  #trial: 1 | -1 | 0 = 0
  #nextTrial: 1 | -1 = 1
  #rest = 0
  #restAfter = REST.least

  constructor(bounds: { start: number; least: number; most: number }, now: () => number) {
    this.#bounds = bounds
    this.#now = now
    this.#lanes = bounds.start
    this.#cap = bounds.most
  }

  get limit(): number {
    return Math.max(this.#bounds.least, Math.min(this.#lanes, this.#cap))
  }

  sent(bytes: number): void {
    this.#work += bytes
    this.#look()
  }

  finished(): void {
    this.#work += FILE_WORK_BYTES
    this.#look()
  }

  /** Told before and after anything starts: what is measured while a lane is free says nothing about lanes. */
  observe(isSaturated: boolean): void {
    if (isSaturated) this.#windowStart ??= this.#now()
    else this.#forgetWindow()
  }

  /** The API said no: half the lanes, and no trial for a while. */
  limited(): void {
    this.#lanes = Math.max(this.#bounds.least, Math.floor(this.limit / 2))
    this.#settle(REST.afterLimit)
    this.#forgetWindow()
  }

  /** API calls left in the running window, `null` where uploads cost none. */
  callsLeft(calls: number | null): void {
    const { least, most } = this.#bounds
    this.#cap = calls === null ? most : Math.max(least, Math.min(most, Math.floor(calls / CALLS_PER_LANE)))
  }

  #look(): void {
    if (this.#windowStart === null) return
    const lasted = this.#now() - this.#windowStart
    if (lasted < WINDOW_MS) return
    const rate = this.#work / lasted
    this.#windowStart = this.#now()
    this.#work = 0
    this.#judge(rate)
  }

  #judge(rate: number): void {
    const reference = this.#reference
    if (this.#trial !== 0 && reference !== null) {
      const before = this.#lanes - this.#trial
      const isKept = rate >= reference * (1 + (this.#trial * WORTH) / before)
      if (isKept) {
        this.#reference = rate
        this.#restAfter = REST.least
        this.#try(this.#trial)
        return
      }
      this.#lanes = before
      this.#nextTrial = this.#trial === 1 ? -1 : 1
      this.#settle(this.#restAfter)
      this.#restAfter = Math.min(REST.most, this.#restAfter * 2)
      return
    }
    const hasCollapsed = reference !== null && rate < reference * COLLAPSE
    this.#reference = reference === null ? rate : hasCollapsed ? rate : reference * 0.7 + rate * 0.3
    if (hasCollapsed) {
      this.#restAfter = REST.least
      this.#try(-1)
    } else if (this.#rest > 0) this.#rest -= 1
    else this.#try(this.#nextTrial)
  }

  #try(step: 1 | -1): void {
    const lanes = this.limit + step
    if (lanes < this.#bounds.least || lanes > Math.min(this.#bounds.most, this.#cap)) {
      this.#nextTrial = step === 1 ? -1 : 1
      this.#trial = 0
      this.#rest = this.#restAfter
      return
    }
    this.#lanes = lanes
    this.#trial = step
  }

  #settle(windows: number): void {
    this.#trial = 0
    this.#rest = windows
    this.#reference = null
  }

  #forgetWindow(): void {
    this.#windowStart = null
    this.#work = 0
  }
}
