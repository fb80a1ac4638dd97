import type { Book, Entry } from './book.ts'
import type { AskResult, UploadQueueOptions } from './ports.ts'
import { within } from './within.ts'

const AT_A_TIME = 4
/** Waits before an ask is repeated that told nothing, in seconds; after the last one a person decides. */
const AGAIN_SECONDS = [1, 2, 4, 8, 15, 30, 30, 30, 30, 30] as const
/** A desk that is still at it is asked every second at first; its own limits end that long before ours does. */
const IN_FLIGHT = { fastAsks: 10, fastSeconds: 1, slowSeconds: 5, asks: 45 }

interface AskerOptions extends Pick<UploadQueueOptions, 'ask'> {
  book: Book
  askWithinMs: number
  /** The desk said what became of it. Not called for what it does not know yet. */
  onAnswer: (entry: Entry, answer: Settled) => void
  onNoAnswer: () => void
  onRateLimited: (retryAfterSeconds: number) => void
  /** The last ask was in vain. */
  onGivenUp: (entry: Entry) => void
  /** An ask is due again. */
  onDue: () => void
}

type Settled = Extract<AskResult, { state: 'unknown' | 'stored' | 'answer_lost' }>

/** Finds out what became of files whose answer was lost: a few questions at a time, repeated with growing waits. */
export class Asker {
  readonly #options: AskerOptions
  readonly #line = new Set<Entry>()
  readonly #running = new Map<Entry, AbortController>()

  constructor(options: AskerOptions) {
    this.#options = options
  }

  get isAsking(): boolean {
    return this.#running.size > 0
  }

  get hasWork(): boolean {
    return this.#line.size > 0
  }

  add(entry: Entry): void {
    this.#line.add(entry)
  }

  drop(entry: Entry): void {
    this.#line.delete(entry)
    this.#running.get(entry)?.abort()
    this.#running.delete(entry)
  }

  /** @param atMost how many may run; the default unless somebody only feels the way */
  pump(atMost = AT_A_TIME): void {
    for (const entry of this.#line) {
      if (this.#running.size >= atMost) return
      this.#line.delete(entry)
      void this.#ask(entry)
    }
  }

  async #ask(entry: Entry): Promise<void> {
    const { ask, askWithinMs } = this.#options
    const controller = new AbortController()
    this.#running.set(entry, controller)
    const result = await within<AskResult>(
      askWithinMs,
      controller,
      (signal) => ask(entry.request.key, signal),
      () => ({ state: 'unreachable' }),
    )
    if (this.#running.get(entry) !== controller) return
    this.#running.delete(entry)
    this.#take(entry, result)
  }

  #take(entry: Entry, result: AskResult): void {
    const { onAnswer, onNoAnswer, onRateLimited } = this.#options
    switch (result.state) {
      case 'unreachable':
        entry.asks += 1
        this.#again(entry, entry.asks > AGAIN_SECONDS.length ? null : 0)
        onNoAnswer()
        return
      case 'rate_limited':
        this.#line.add(entry)
        onRateLimited(result.retryAfterSeconds)
        return
      case 'trouble':
        entry.asks += 1
        this.#again(entry, AGAIN_SECONDS[entry.asks - 1] ?? null)
        return
      case 'in_flight':
        entry.inFlightAsks += 1
        if (entry.inFlightAsks > IN_FLIGHT.asks) this.#again(entry, null)
        else {
          const isFast = entry.inFlightAsks <= IN_FLIGHT.fastAsks
          this.#again(entry, isFast ? IN_FLIGHT.fastSeconds : IN_FLIGHT.slowSeconds)
        }
        return
      default:
        entry.asks = 0
        entry.inFlightAsks = 0
        onAnswer(entry, result)
    }
  }

  /** @param seconds `null`: not at all */
  #again(entry: Entry, seconds: number | null): void {
    if (seconds === null) {
      entry.asks = 0
      entry.inFlightAsks = 0
      this.#options.onGivenUp(entry)
    } else if (seconds === 0) this.#line.add(entry)
    else {
      clearTimeout(entry.timer)
      entry.timer = setTimeout(() => {
        this.#line.add(entry)
        this.#options.onDue()
      }, seconds * 1000)
    }
  }
}
