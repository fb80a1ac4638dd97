import type { Book, Entry } from './book.ts'
import type { LaneTuner } from './lane-tuner.ts'
import type { SendResult, UploadQueueOptions } from './ports.ts'
import type { AttemptClock, TimeLeft } from './time-left.ts'

interface SenderOptions extends Pick<UploadQueueOptions, 'send'> {
  book: Book
  lanes: LaneTuner
  timeLeft: TimeLeft
  stallAfterMs: number
  answerWithinMs: number
  onStart: (entry: Entry) => void
  onResult: (entry: Entry, result: SendResult) => void
}

interface Attempt {
  controller: AbortController
  clock: AttemptClock
  sentBytes: number
  stallTimer: ReturnType<typeof setTimeout> | undefined
}

/** Puts files on the wire, first come first served, and gives up on those where nothing moves. */
export class Sender {
  readonly #options: SenderOptions
  readonly #line = new Set<Entry>()
  /** Those that were on the wire before: they had been first in line. */
  readonly #again = new Set<Entry>()
  readonly #attempts = new Map<Entry, Attempt>()

  constructor(options: SenderOptions) {
    this.#options = options
  }

  get onWire(): number {
    return this.#attempts.size
  }

  /** Bytes of what is on the wire. */
  get sentBytes(): number {
    let bytes = 0
    for (const attempt of this.#attempts.values()) bytes += attempt.sentBytes
    return bytes
  }

  get hasWork(): boolean {
    return this.#again.size + this.#line.size > 0
  }

  add(entry: Entry): void {
    if (entry.attempted) this.#again.add(entry)
    else this.#line.add(entry)
  }

  drop(entry: Entry): void {
    this.#line.delete(entry)
    this.#again.delete(entry)
    this.#end(entry, false)?.controller.abort()
  }

  pump(atMost: number): void {
    for (const line of [this.#again, this.#line]) {
      for (const entry of line) {
        if (this.#attempts.size >= atMost) return
        line.delete(entry)
        void this.#send(entry)
      }
    }
  }

  async #send(entry: Entry): Promise<void> {
    const { book, send, lanes, timeLeft, onStart } = this.#options
    const sizeBytes = entry.item.sizeBytes ?? 0
    const attempt: Attempt = {
      controller: new AbortController(),
      clock: timeLeft.start(sizeBytes),
      sentBytes: 0,
      stallTimer: undefined,
    }
    this.#attempts.set(entry, attempt)
    this.#watch(entry, attempt)
    onStart(entry)
    book.setState(entry, { status: 'sending', sentBytes: 0 })
    const { signal } = attempt.controller
    const isCurrent = () => this.#attempts.get(entry) === attempt
    const watch = {
      signal,
      filesToCome: book.moving,
      onCallsLeft: (calls: number | null) => lanes.callsLeft(calls),
      onProgress: (bytes: number) => {
        if (!isCurrent()) return
        const sentBytes = Math.min(bytes, sizeBytes)
        lanes.sent(Math.max(0, sentBytes - attempt.sentBytes))
        attempt.clock.progress(sentBytes)
        attempt.sentBytes = sentBytes
        this.#watch(entry, attempt)
        book.setState(entry, { status: 'sending', sentBytes })
      },
    }
    const result = await send(entry.request, watch).catch(
      (): SendResult => ({ outcome: 'unanswered', allBytesSent: attempt.sentBytes >= sizeBytes }),
    )
    if (isCurrent()) this.#finish(entry, result)
  }

  /** Starts the wait anew: for the next bytes, or for the answer once there are none left. */
  #watch(entry: Entry, attempt: Attempt): void {
    const { stallAfterMs, answerWithinMs } = this.#options
    const allBytesSent = attempt.sentBytes >= (entry.item.sizeBytes ?? 0)
    clearTimeout(attempt.stallTimer)
    attempt.stallTimer = setTimeout(
      () => {
        attempt.controller.abort()
        const kind = allBytesSent ? 'answer_lost' : 'stalled'
        this.#finish(entry, { outcome: 'unanswered', allBytesSent, failure: { kind } })
      },
      allBytesSent ? answerWithinMs : stallAfterMs,
    )
  }

  #finish(entry: Entry, result: SendResult): void {
    const isStored = result.outcome === 'stored'
    this.#end(entry, isStored)
    if (isStored) this.#options.lanes.finished()
    this.#options.onResult(entry, result)
  }

  #end(entry: Entry, isStored: boolean): Attempt | undefined {
    const attempt = this.#attempts.get(entry)
    if (attempt === undefined) return undefined
    clearTimeout(attempt.stallTimer)
    this.#attempts.delete(entry)
    attempt.clock.end(isStored)
    return attempt
  }
}
