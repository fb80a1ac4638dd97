import type { UploadRequest } from '../upload-item.ts'
import type { NotKept } from './copy-line.ts'
import type { KeptAnswer, KeptCommand, KeptQuestion, KeptReport } from './kept-messages.ts'
import type { FoundUpload, KeptUploads } from './kept-uploads.ts'
import type { LeftOver } from './left-over.ts'
import type { ToKeep } from './shelf.ts'
import { within } from './within.ts'

/** How safe the open uploads of this tab are. */
export interface KeptStatus {
  /** A reload now would lose so many. */
  notSafe: number
  /** So many of these will not be kept at all. */
  refused: number
  why: NotKept | null
}

/** The way to the worker. */
export interface KeptWorker {
  tell(command: KeptCommand): void
  /** Called once, before anything is told. */
  listen(onReport: (report: KeptReport) => void): void
}

export interface KeptHereOptions {
  /** `null`: this browser, or this window, keeps nothing. */
  startWorker: () => KeptWorker | null
  /** Asks the browser not to clear this away when its disk gets full. It may ask the person. */
  persist: () => void
  /** Lets other work of the page in between. */
  pause: () => Promise<void>
  now: () => number
}

interface Call {
  onAnswer(answer: KeptAnswer): void
  onPart(uploads: ToKeep[]): void
}

/** To hand a file over, the browser waits for the disk. */
const SLICE = 50
const NOTIFY_MS = 100
/** For fewer files nobody is asked anything. */
const PERSIST_FROM_FILES = 20
const ANSWER_WITHIN_MS = 60_000
const ALL_SAFE: KeptStatus = { notSafe: 0, refused: 0, why: null }

/** The page's side of keeping: counts what is safe, and has a worker do the rest. The worker starts with the first use. */
export class KeptHere implements KeptUploads {
  readonly #options: KeptHereOptions
  /** Open and not safe; with the reason once that is known. */
  readonly #unsafe = new Map<string, NotKept | null>()
  readonly #safe = new Set<string>()
  readonly #calls = new Map<number, Call>()
  readonly #listeners = new Set<() => void>()
  #worker: KeptWorker | null | undefined
  #order: Promise<void> = Promise.resolve()
  #nextCall = 1
  #toPersist = PERSIST_FROM_FILES
  #status = ALL_SAFE
  #notifyTimer: ReturnType<typeof setTimeout> | undefined

  constructor(options: KeptHereOptions) {
    this.#options = options
  }

  keep(requests: readonly UploadRequest[]): Promise<void> {
    // What cannot be sent is not worth keeping.
    const wanted = requests.filter(({ fault }) => fault === undefined)
    const worker = this.#start()
    for (const { key } of wanted) {
      // Told again because its fields changed: what was said of its bytes still holds.
      if (!this.#isOpen(key)) this.#unsafe.set(key, worker === null ? 'unavailable' : null)
    }
    this.#changed()
    if (worker === null) return Promise.resolve()
    if (this.#toPersist > 0 && this.#toPersist <= wanted.length) this.#options.persist()
    this.#toPersist -= wanted.length
    const addedAt = this.#options.now()
    return this.#next(async () => {
      for (let at = 0; at < wanted.length; at += SLICE) {
        const open = wanted.slice(at, at + SLICE).filter(({ key }) => this.#isOpen(key))
        worker.tell({ kind: 'keep', requests: open, addedAt })
        await this.#options.pause()
      }
    })
  }

  sent(keys: readonly string[]): Promise<void> {
    return this.#next(() => this.#worker?.tell({ kind: 'sent', keys }))
  }

  settled(keys: readonly string[]): Promise<void> {
    for (const key of keys) {
      this.#unsafe.delete(key)
      this.#safe.delete(key)
    }
    this.#changed()
    return this.#next(() => this.#worker?.tell({ kind: 'settled', keys }))
  }

  /** What earlier pages left behind and no living tab owns. Empty when nothing can be kept here. */
  async find(): Promise<LeftOver[]> {
    const answer = await this.#ask({ kind: 'find' })
    return answer.kind === 'found' ? answer.leftOver : []
  }

  /** The uploads of a batch, which is this tab's from now on; `null` when another tab has it. Rejects when they cannot be read. */
  async take(batch: string): Promise<FoundUpload[] | null> {
    const found: FoundUpload[] = []
    const answer = await this.#ask({ kind: 'take', batch }, (uploads) => {
      for (const { kept, file } of uploads) {
        this.#safe.add(kept.key)
        found.push({ kept, file: () => Promise.resolve(file) })
      }
    })
    if (answer.kind === 'failed') throw new Error(answer.reason)
    return answer.kind === 'taken' && answer.isMine ? found : null
  }

  /** Rejects when it could not be done. */
  async throwAway(batch: string): Promise<void> {
    const answer = await this.#ask({ kind: 'throw_away', batch })
    if (answer.kind === 'failed') throw new Error(answer.reason)
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  readonly getStatus = (): KeptStatus => this.#status

  /** True when it would survive a reload at this moment. */
  isSafe(key: string): boolean {
    return this.#safe.has(key)
  }

  #isOpen(key: string): boolean {
    return this.#unsafe.has(key) || this.#safe.has(key)
  }

  #start(): KeptWorker | null {
    if (this.#worker === undefined) {
      this.#worker = this.#options.startWorker()
      this.#worker?.listen((report) => this.#hear(report))
    }
    return this.#worker
  }

  async #ask(question: KeptQuestion, onPart: (uploads: ToKeep[]) => void = () => {}): Promise<KeptAnswer> {
    const worker = this.#start()
    if (worker === null) return { kind: 'failed', reason: 'This browser keeps nothing here.' }
    const call = this.#nextCall++
    const answer = new Promise<KeptAnswer>((onAnswer) => this.#calls.set(call, { onAnswer, onPart }))
    worker.tell({ ...question, call })
    try {
      return await within(answer, ANSWER_WITHIN_MS, 'Reading the kept uploads')
    } catch (error) {
      return { kind: 'failed', reason: String(error) }
    } finally {
      this.#calls.delete(call)
    }
  }

  #hear(report: KeptReport): void {
    switch (report.kind) {
      case 'safe':
        for (const key of report.keys) if (this.#unsafe.delete(key)) this.#safe.add(key)
        break
      case 'refused':
        for (const key of report.keys) if (this.#unsafe.has(key)) this.#unsafe.set(key, report.why)
        break
      case 'answer':
        this.#calls.get(report.call)?.onAnswer(report.answer)
        return
      case 'part':
        this.#calls.get(report.call)?.onPart(report.uploads)
        return
      case 'broken':
        this.#breakDown(report.reason)
    }
    this.#changed()
  }

  /** Without its worker nothing more is kept, and nobody may believe that it was. */
  #breakDown(reason: string): void {
    this.#worker = null
    for (const key of this.#unsafe.keys()) this.#unsafe.set(key, 'unavailable')
    for (const { onAnswer } of this.#calls.values()) onAnswer({ kind: 'failed', reason })
  }

  #next(step: () => Promise<void> | undefined | void): Promise<void> {
    this.#order = this.#order.then(step).catch(() => undefined)
    return this.#order
  }

  #changed(): void {
    this.#notifyTimer ??= setTimeout(() => {
      this.#notifyTimer = undefined
      this.#status = this.#count()
      for (const listener of this.#listeners) listener()
    }, NOTIFY_MS)
  }

  #count(): KeptStatus {
    if (this.#unsafe.size === 0) return ALL_SAFE
    const refusals = [...this.#unsafe.values()].filter((why) => why !== null)
    return { notSafe: this.#unsafe.size, refused: refusals.length, why: refusals[0] ?? null }
  }
}
