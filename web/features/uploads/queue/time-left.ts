const WINDOW_MS = 60_000
const MOST_SAMPLES = 200
const FADE_MS = 20_000
const LONGEST_GAP_MS = 3_000
/** Kept however old: after a long pause they are still the best there is. */
const LEAST_SAMPLES = 10
/** Fewer finished files, or less time, tell nothing. */
const KNOWS_AFTER = { files: 3, ms: 2_000 }

interface Sample {
  startedAt: number
  endedAt: number
  bytes: number
  transferMs: number
  /** Everything that was not transfer: connection, queueing, storing, and attempts that came to nothing. */
  overheadMs: number
  isStored: boolean
}

/** Follows one attempt. */
export interface AttemptClock {
  progress(sentBytes: number): void
  end(isStored: boolean): void
}

export interface WorkLeft {
  files: number
  bytes: number
  /** The most that may be on the wire at a time. */
  lanes: number
}

/**
 * An honest time left: what a file costs beside its bytes and what a byte costs are measured apart over the last
 * minute, so that a thousand small files behind ten large ones are not promised at the speed of the large ones.
 */
export class TimeLeft {
  readonly #now: () => number
  readonly #samples: Sample[] = []
  #pausedMs = 0
  #running = 0
  #countedAt = 0
  /** Attempts times milliseconds, and milliseconds, both fading: together how many really work side by side. */
  #runningMs = 0
  #countedMs = 1
  #pausedSince: number | null = null

  constructor(now: () => number) {
    this.#now = now
  }

  start(sizeBytes: number): AttemptClock {
    const startedAt = this.#activeNow()
    this.#count(1)
    let first: { at: number; bytes: number } | null = null
    let lastAt = startedAt
    let bytes = 0
    return {
      progress: (sentBytes) => {
        if (bytes < sizeBytes) lastAt = this.#activeNow()
        bytes = Math.min(sentBytes, sizeBytes)
        first ??= { at: lastAt, bytes }
      },
      end: (isStored) => {
        const endedAt = this.#activeNow()
        const busyMs = endedAt - startedAt
        this.#count(-1)
        // Measured between two reports; what the first one told of took as long a byte.
        const measuredBytes = first === null ? 0 : bytes - first.bytes
        const measuredMs = first === null ? 0 : lastAt - first.at
        const isMeasured = isStored && measuredBytes > 0
        const transferMs = isMeasured ? Math.min(busyMs, (measuredMs / measuredBytes) * sizeBytes) : 0
        this.#add({
          startedAt,
          endedAt,
          bytes: transferMs > 0 ? sizeBytes : 0,
          transferMs,
          overheadMs: busyMs - transferMs,
          isStored,
        })
      },
    }
  }

  /** Time that passes in a pause is nobody's speed. */
  setPaused(isPaused: boolean): void {
    if (isPaused) this.#pausedSince ??= this.#now()
    else if (this.#pausedSince !== null) {
      this.#pausedMs += this.#now() - this.#pausedSince
      this.#pausedSince = null
    }
  }

  /** Seconds of sending left, pauses not included; `null` until it is known. */
  secondsLeft({ files, bytes, lanes }: WorkLeft): number | null {
    if (files === 0) return 0
    const samples = this.#samples
    const first = samples[0]
    const stored = samples.filter(({ isStored }) => isStored).length
    if (first === undefined || stored < KNOWS_AFTER.files) return null
    const startedAt = Math.min(...samples.map((one) => one.startedAt))
    const endedAt = Math.max(...samples.map((one) => one.endedAt))
    const wallMs = endedAt - startedAt
    if (wallMs < KNOWS_AFTER.ms) return null
    const sum = (of: (one: Sample) => number) => samples.reduce((total, one) => total + of(one), 0)
    const transferMs = sum((one) => one.transferMs)
    const overheadMs = sum((one) => one.overheadMs)
    const sampledBytes = sum((one) => one.bytes)
    const msPerByte = sampledBytes === 0 ? 0 : transferMs / sampledBytes
    this.#count(0)
    const sideBySide = Math.min(this.#runningMs / this.#countedMs, lanes)
    const laneMs = files * (overheadMs / stored) + bytes * msPerByte
    return laneMs / Math.max(0.1, Math.min(sideBySide, files)) / 1000
  }

  #add(sample: Sample): void {
    const samples = this.#samples
    samples.push(sample)
    const oldest = sample.endedAt - WINDOW_MS
    while (samples.length > MOST_SAMPLES) samples.shift()
    while (samples.length > LEAST_SAMPLES && (samples[0]?.endedAt ?? oldest) < oldest) samples.shift()
  }

  /** Gaps, for instance through slow checks, count against what goes side by side; having nothing to do does not. */
  #count(change: 1 | -1 | 0): void {
    const now = this.#activeNow()
    const ms = now - this.#countedAt
    if (this.#running > 0 || ms < LONGEST_GAP_MS) {
      const fade = Math.exp(-ms / FADE_MS)
      this.#runningMs = this.#runningMs * fade + this.#running * FADE_MS * (1 - fade)
      this.#countedMs = this.#countedMs * fade + FADE_MS * (1 - fade)
    }
    this.#running += change
    this.#countedAt = now
  }

  #activeNow(): number {
    return (this.#pausedSince ?? this.#now()) - this.#pausedMs
  }
}
