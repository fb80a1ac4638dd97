import type { CheckResult, Repair } from '../upload-item.ts'
import type { Book, Entry } from './book.ts'
import type { UploadQueueOptions } from './ports.ts'
import { within } from './within.ts'

/** More than workers: most of them wait for an answer about duplicates, which are asked about together. */
const AT_A_TIME = 16
/** After so long without a break the browser may do something else. */
const SLICE_MS = 20
const UNREADABLE: CheckResult = { facts: null, fault: { kind: 'unreadable' }, needs: [] }

interface CheckerOptions extends Pick<UploadQueueOptions, 'check' | 'repair'> {
  book: Book
  checkWithinMs: number
  now: () => number
  /** A file may go. */
  onReady: (entry: Entry) => void
  /** It cannot be sent. */
  onFault: (entry: Entry) => void
  /** There is room for the next. */
  onFree: () => void
  /** It has another file now. */
  onRepaired: (entry: Entry) => void
}

/** Looks at files before they are sent, a few at a time, and repairs what a person said to repair. */
export class Checker {
  readonly #options: CheckerOptions
  /** What is to be repaired first; mostly nothing. */
  readonly #line = new Map<Entry, readonly Repair[]>()
  readonly #running = new Map<Entry, AbortController>()
  #sliceStart = 0
  #isPausing = false

  constructor(options: CheckerOptions) {
    this.#options = options
  }

  /** The entry is shown as being checked, again if it was before. */
  add(entry: Entry, repairs: readonly Repair[] = []): void {
    this.drop(entry)
    this.#line.set(entry, repairs)
    if (entry.item.state.status !== 'checking') this.#options.book.setState(entry, { status: 'checking' })
  }

  drop(entry: Entry): void {
    this.#line.delete(entry)
    this.#running.get(entry)?.abort()
    this.#running.delete(entry)
  }

  pump(): void {
    if (this.#isPausing) return
    const { now } = this.#options
    if (this.#running.size === 0) this.#sliceStart = now()
    for (const [entry, repairs] of this.#line) {
      if (this.#running.size >= AT_A_TIME) return
      if (now() - this.#sliceStart > SLICE_MS) {
        this.#takeBreath()
        return
      }
      this.#line.delete(entry)
      void this.#check(entry, repairs)
    }
  }

  /** Checks that need no waiting would otherwise run thousands of times in one task. */
  #takeBreath(): void {
    this.#isPausing = true
    setTimeout(() => {
      this.#isPausing = false
      this.#sliceStart = this.#options.now()
      this.#options.onFree()
    }, 0)
  }

  async #check(entry: Entry, repairs: readonly Repair[]): Promise<void> {
    const { book, onRepaired } = this.#options
    const controller = new AbortController()
    this.#running.set(entry, controller)
    book.measure(entry)
    const { fields } = entry.request
    if (repairs.length > 0) await this.#repair(entry, repairs, controller)
    let result = await this.#look(entry, controller)
    if (result.unasked !== undefined && this.#running.get(entry) === controller) {
      await this.#repair(entry, result.unasked, controller)
      result = await this.#look(entry, controller)
    }
    // Cancelled, or checked again under other fields, meanwhile.
    if (this.#running.get(entry) !== controller) return
    this.#running.delete(entry)
    if (result.facts !== null) book.update(entry, { facts: result.facts })
    if (result.fields !== undefined && entry.request.fields !== fields) {
      // Somebody wrote into its fields meanwhile: these are of before.
      this.add(entry)
      this.#options.onFree()
      return
    }
    entry.isChecked = true
    if (result.fields !== undefined && result.fields !== entry.request.fields) {
      book.setRequest(entry, { ...entry.request, fields: result.fields })
      // Kept anew: a reload must not make another id of it.
      onRepaired(entry)
    }
    this.#settle(entry, result)
    this.#options.onFree()
  }

  async #look(entry: Entry, controller: AbortController): Promise<CheckResult> {
    const { check, checkWithinMs } = this.#options
    const { fault } = entry.request
    if (fault !== undefined) return { facts: null, fault, needs: [] }
    return within(
      checkWithinMs,
      controller,
      (signal) => check(entry.request, signal),
      () => UNREADABLE,
    )
  }

  async #repair(entry: Entry, repairs: readonly Repair[], controller: AbortController): Promise<void> {
    const { book, repair, checkWithinMs, onRepaired } = this.#options
    const { source } = entry.request
    if (source.kind !== 'file') return
    const file = await within<File | null>(
      checkWithinMs,
      controller,
      (signal) => repair(source.file, repairs, signal),
      () => null,
    )
    if (this.#running.get(entry) !== controller) return
    // Unrepaired: the check that follows finds the fault again, and says so.
    if (file === null) return
    book.setRequest(entry, { ...entry.request, source: { kind: 'file', file } })
    onRepaired(entry)
  }

  #settle(entry: Entry, { fault, needs }: CheckResult): void {
    const { book, onReady, onFault } = this.#options
    const isRepairable = needs.some(({ kind }) => kind === 'repair')
    if (fault !== null && !isRepairable) {
      book.setState(entry, { status: 'failed', failure: fault })
      onFault(entry)
      return
    }
    const all = entry.request.review === true ? [...needs, { kind: 'review' } as const] : needs
    const [first, ...others] = all.filter(({ kind }) => kind === 'repair' || !entry.accepted.has(kind))
    if (first !== undefined) book.setState(entry, { status: 'held', needs: [first, ...others] })
    else {
      book.setState(entry, { status: 'waiting' })
      onReady(entry)
    }
  }
}
