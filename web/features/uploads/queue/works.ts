import type { Image } from '#contract/images.ts'
import { newUuid } from '../../../lib/uuid.ts'
import { canRetry, type Repair, type UploadFailure } from '../upload-item.ts'
import { Asker } from './asker.ts'
import type { Book, Entry } from './book.ts'
import { Checker } from './checker.ts'
import { Keeper } from './keeper.ts'
import { LaneTuner } from './lane-tuner.ts'
import type { SendResult, UploadQueueOptions } from './ports.ts'
import { QueuePause } from './queue-pause.ts'
import { Reach } from './reach.ts'
import { Sender } from './sender.ts'
import { TimeLeft } from './time-left.ts'
import type { SnapshotRest } from './uploads-snapshot.ts'
import { within } from './within.ts'

/** Waits of one file that came to nothing before it is sent again, in seconds; after the last one a person decides. */
const AGAIN_SECONDS = [0, 1, 2, 4, 8] as const

const GIVE_UP_WITHIN_MS = 35_000

/** The working parts of the queue, and how a file goes from one to the next. */
export class Works {
  readonly keeper: Keeper
  readonly #book: Book
  readonly #options: UploadQueueOptions
  readonly #changed: () => void
  readonly #checker: Checker
  readonly #asker: Asker
  readonly #sender: Sender
  readonly #lanes: LaneTuner
  readonly #timeLeft: TimeLeft
  readonly #reach = new Reach()
  readonly #pause = new QueuePause(() => this.#pauseChanged())

  constructor(book: Book, changed: () => void, options: UploadQueueOptions) {
    const now = options.now ?? Date.now
    this.#book = book
    this.#options = options
    this.#changed = changed
    this.keeper = new Keeper(options.keep)
    this.#lanes = new LaneTuner(options.lanes ?? { start: 4, least: 2, most: 8 }, now)
    this.#timeLeft = new TimeLeft(now)
    this.#checker = new Checker({
      book,
      now,
      check: options.check,
      repair: options.repair,
      checkWithinMs: options.checkWithinMs ?? 120_000,
      onReady: (entry) => this.ready(entry),
      onFree: () => this.pump(),
      onFault: (entry) => this.#settleIfHopeless(entry),
      onRepaired: (entry) => this.keeper.keep(entry.request),
    })
    this.#asker = new Asker({
      book,
      ask: options.ask,
      askWithinMs: options.askWithinMs ?? 35_000,
      onAnswer: (entry, answer) => {
        this.#answered()
        if (answer.state === 'stored') this.#stored(entry, answer.image)
        else if (answer.state === 'unknown') this.#sendAgain(entry)
        else this.#lostForGood(entry)
        this.pump()
      },
      onNoAnswer: () => this.#unreachable(),
      onRateLimited: (seconds) => this.#rateLimited(seconds),
      onGivenUp: (entry) => this.#fail(entry, { kind: 'answer_lost' }),
      onDue: () => this.pump(),
    })
    this.#sender = new Sender({
      book,
      send: options.send,
      lanes: this.#lanes,
      timeLeft: this.#timeLeft,
      stallAfterMs: options.stallAfterMs ?? 30_000,
      answerWithinMs: options.answerWithinMs ?? 120_000,
      onStart: (entry) => {
        entry.attempted = true
        this.keeper.sent(entry.request.key)
      },
      onResult: (entry, result) => {
        this.#take(entry, result)
        this.pump()
      },
    })
  }

  status(): SnapshotRest {
    const { until, reason } = this.#pause
    return {
      pausedUntil: until,
      // Also while the way is felt between two waits.
      pauseReason: reason ?? (this.#reach.isInDoubt ? 'unreachable' : null),
      secondsLeft: this.#secondsLeft(),
      lanes: this.#lanes.limit,
    }
  }

  pump(): void {
    this.#checker.pump()
    const limit = this.#lanes.limit
    const mayGo = this.#pause.timed === null
    if (mayGo && this.#reach.isInDoubt) this.#feelTheWay()
    else if (mayGo) {
      this.#asker.pump()
      if (!this.#pause.isOn) this.#sender.pump(limit)
    }
    const isFull = this.#sender.onWire >= limit && this.#sender.hasWork
    this.#lanes.observe(isFull && !this.#pause.isOn && !this.#reach.isInDoubt)
  }

  check(entry: Entry, repairs: readonly Repair[] = []): void {
    this.drop(entry)
    this.#checker.add(entry, repairs)
  }

  /** Looked at, and nothing stands against it. */
  ready(entry: Entry): void {
    this.#book.measure(entry)
    if (entry.item.state.status !== 'waiting') this.#book.setState(entry, { status: 'waiting' })
    this.#sender.add(entry)
  }

  ask(entry: Entry): void {
    this.#asker.add(entry)
  }

  /** A person wants it after all: what may have been stored is asked about, everything else begins anew. */
  again(entry: Entry): void {
    const { state } = entry.item
    const isRefused = state.status === 'failed' && state.failure.kind === 'refused'
    const wasSettled = state.status === 'cancelled' || state.status === 'skipped'
    entry.losses = 0
    entry.asks = 0
    entry.inFlightAsks = 0
    if (wasSettled) this.keeper.keep(entry.request)
    if (!entry.attempted || isRefused) {
      this.check(entry)
      return
    }
    if (wasSettled) this.keeper.sent(entry.request.key)
    this.#book.setState(entry, { status: 'asking' })
    this.#asker.add(entry)
  }

  cancel(entry: Entry): void {
    this.drop(entry)
    this.#book.setState(entry, { status: 'cancelled' })
    this.keeper.settled(entry.request.key)
    if (entry.attempted) void this.#giveUp(entry)
  }

  /** It may have been too late: then it is not called cancelled. */
  async #giveUp(entry: Entry): Promise<void> {
    const { giveUp } = this.#options
    const { key } = entry.request
    if (giveUp === undefined) return
    const image = await within<Image | null>(
      GIVE_UP_WITHIN_MS,
      new AbortController(),
      () => giveUp(key),
      () => null,
    )
    const isStillCancelled = entry.item.state.status === 'cancelled' && entry.request.key === key
    if (image !== null && isStillCancelled && this.#book.get(key) === entry) this.#stored(entry, image)
  }

  /** Takes it out of every line and off the wire. */
  drop(entry: Entry): void {
    clearTimeout(entry.timer)
    this.#checker.drop(entry)
    this.#asker.drop(entry)
    this.#sender.drop(entry)
  }

  /** New keys for files that stand in no line. */
  rekey(entries: readonly Entry[]): void {
    if (entries.length === 0) return
    for (const { request } of entries) this.keeper.settled(request.key)
    const newKey = this.#options.newKey ?? newUuid
    this.#book.rekey(new Map(entries.map((entry) => [entry, newKey()])))
    for (const { request } of entries) this.keeper.keep(request)
  }

  reconnect(): void {
    this.#reach.forgive()
    this.#revive()
    if (this.#pause.timed === 'unreachable') this.#pause.endTimed()
    this.pump()
  }

  setPausedByPerson(isPaused: boolean): void {
    this.#pause.setByPerson(isPaused)
    this.#pauseChanged()
  }

  /** One question, or one file, until somebody answers. */
  #feelTheWay(): void {
    if (this.#asker.hasWork || this.#asker.isAsking) this.#asker.pump(1)
    else if (!this.#pause.isOn) this.#sender.pump(1)
  }

  #take(entry: Entry, result: SendResult): void {
    switch (result.outcome) {
      case 'stored':
        this.#reach.didIt()
        this.#answered()
        this.#stored(entry, result.image)
        return
      case 'failed':
        this.#reach.didIt()
        this.#answered()
        this.#fail(entry, result.failure)
        return
      case 'rate_limited':
        this.#answered()
        this.ready(entry)
        this.#rateLimited(result.retryAfterSeconds)
        return
      case 'trouble':
        this.#cameToNothing(entry, { kind: 'refused', message: result.message }, true)
        this.#hold(this.#reach.troubled(), 'unreachable')
        return
      case 'unanswered': {
        const kind = result.allBytesSent ? 'answer_lost' : 'disconnected'
        this.#cameToNothing(entry, result.failure ?? { kind }, result.allBytesSent)
      }
    }
  }

  /** The desk is asked at once: it may be the only file that has trouble. */
  #cameToNothing(entry: Entry, failure: UploadFailure, mayBeStored: boolean): void {
    entry.losses += 1
    entry.lastLoss = failure
    this.#book.setState(entry, { status: mayBeStored ? 'asking' : 'waiting' })
    this.#asker.add(entry)
  }

  #stored(entry: Entry, image: Image): void {
    this.#book.setState(entry, { status: 'done', image })
    this.keeper.settled(entry.request.key)
    this.#options.onStored?.(image)
  }

  /** The desk itself cannot say: whoever sends it again does so on purpose, under another key. */
  #lostForGood(entry: Entry): void {
    entry.isKeySpent = true
    this.#fail(entry, { kind: 'answer_lost' })
  }

  /** The desk knows of nothing stored under this key. */
  #sendAgain(entry: Entry): void {
    if (entry.losses > AGAIN_SECONDS.length) {
      this.#fail(entry, entry.lastLoss)
      return
    }
    if (!entry.isChecked) {
      this.check(entry)
      return
    }
    const seconds = AGAIN_SECONDS[entry.losses - 1] ?? 0
    if (seconds === 0) {
      this.ready(entry)
      return
    }
    this.#book.setState(entry, { status: 'waiting' })
    clearTimeout(entry.timer)
    entry.timer = setTimeout(() => {
      this.ready(entry)
      this.pump()
    }, seconds * 1000)
  }

  #fail(entry: Entry, failure: UploadFailure): void {
    this.#book.setState(entry, { status: 'failed', failure })
    this.#settleIfHopeless(entry)
  }

  /** What can be tried again stays kept, and is offered after a reload. */
  #settleIfHopeless(entry: Entry): void {
    const { state } = entry.item
    if (state.status === 'failed' && !canRetry(state)) this.keeper.settled(entry.request.key)
  }

  #rateLimited(seconds: number): void {
    if (this.#pause.timed !== 'budget') this.#lanes.limited()
    this.#hold(seconds, 'budget')
  }

  #unreachable(): void {
    if (this.#pause.timed !== 'unreachable') this.#hold(this.#reach.lost(), 'unreachable')
  }

  #hold(seconds: number, reason: 'budget' | 'unreachable'): void {
    if (seconds === 0) return
    this.#pause.hold(seconds, reason)
    this.#pauseChanged()
  }

  #answered(): void {
    if (this.#reach.answered()) this.#revive()
    if (this.#pause.timed === 'unreachable' && !this.#reach.isInDoubt) this.#pause.endTimed()
  }

  /** What was given up because nobody answered gets another chance when somebody does. */
  #revive(): void {
    for (const entry of this.#book.all()) {
      const { state } = entry.item
      if (state.status !== 'failed' || entry.isKeySpent) continue
      if (state.failure.kind === 'disconnected' || state.failure.kind === 'answer_lost') this.again(entry)
    }
  }

  #pauseChanged(): void {
    this.#timeLeft.setPaused(this.#pause.isOn)
    this.#changed()
    this.pump()
  }

  #secondsLeft(): number | null {
    const { reason, until } = this.#pause
    const files = this.#book.moving
    if (files === 0 || reason === 'person' || reason === 'unreachable' || this.#reach.isInDoubt) return null
    const bytes = Math.max(0, this.#book.openBytes - this.#sender.sentBytes)
    const sending = this.#timeLeft.secondsLeft({ files, bytes, lanes: this.#lanes.limit })
    return sending === null ? null : sending + Math.max(0, (until ?? 0) - Date.now()) / 1000
  }
}
