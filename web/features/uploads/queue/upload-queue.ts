import type { FoundUpload } from '../kept/kept-uploads.ts'
import {
  canRetry,
  type Decision,
  isOpen,
  type PreflightFault,
  type UploadFields,
  type UploadItem,
  type UploadRequest,
  type UploadState,
} from '../upload-item.ts'
import { Book, type Entry } from './book.ts'
import { changeFields, decideOne } from './decisions.ts'
import { EMPTY_SNAPSHOT, type UploadsSnapshot } from './empty-snapshot.ts'
import { Painter } from './painter.ts'
import type { UploadQueueOptions } from './ports.ts'
import { foundRequests } from './restore.ts'
import { Sizer } from './sizer.ts'
import { takeSnapshot } from './uploads-snapshot.ts'
import { Works } from './works.ts'

const SLICE_MS = 15

/** The new fields of an item: whole ones, or made of what it is now; a fault takes it out of line. */
export type FieldsChange = UploadFields | ((item: UploadItem) => UploadFields | PreflightFault)

/**
 * Uploads in order, a few at a time, each stored exactly once. Knows neither React nor HTTP: subscribe to snapshots,
 * which change at most ten times a second. A 429 or a silent desk puts files back in line and pauses the whole queue
 * once; a lost answer is asked about, and a file is sent again only when the desk says that nothing is stored.
 */
export class UploadQueue {
  readonly #painter = new Painter(
    () => {
      this.#snapshot = takeSnapshot(this.#book.items(), this.#works.status())
    },
    () => this.#book.moving,
  )
  readonly #book = new Book(this.#painter.changed)
  readonly #sizer = new Sizer(this.#book)
  readonly #works: Works
  #snapshot: UploadsSnapshot = EMPTY_SNAPSHOT
  /** Handed over and not listed yet. */
  #incoming: UploadRequest[] = []
  /** Listed, and not begun yet. */
  #listed: Entry[] = []
  #incomingTimer: ReturnType<typeof setTimeout> | undefined

  constructor(options: UploadQueueOptions) {
    this.#works = new Works(this.#book, this.#painter.changed, options)
  }

  /**
   * Lists them and begins with the first; thousands are listed in slices, so that the page stays alive. A key that is
   * known already is left as it is.
   */
  add(requests: readonly UploadRequest[]): void {
    for (const request of requests) this.#incoming.push(request)
    clearTimeout(this.#incomingTimer)
    this.#takeIn(SLICE_MS)
  }

  #takeIn(withinMs: number): void {
    const endsAt = performance.now() + withinMs
    let taken = 0
    for (const request of this.#incoming) {
      if (taken % 20 === 19 && performance.now() > endsAt) break
      taken += 1
      const entry = this.#book.add(request, { status: 'checking' })
      if (entry === null) continue
      this.#listed.push(entry)
      this.#works.check(entry)
    }
    this.#incoming = this.#incoming.slice(taken)
    // Nothing begins before everything is listed: it would only make that late.
    if (this.#incoming.length > 0) this.#incomingTimer = setTimeout(() => this.#takeIn(SLICE_MS), 0)
    else this.#begin()
  }

  #begin(): void {
    for (const entry of this.#listed) {
      if (this.#book.get(entry.request.key) !== entry || !isOpen(entry.item.state)) continue
      this.#sizer.add(entry)
      this.#works.keeper.keep(entry.request)
    }
    this.#listed = []
    this.#works.pump()
  }

  /** Lists what an earlier page left behind. What may have been sent is asked about before anything else. */
  async restore(found: readonly FoundUpload[]): Promise<void> {
    for await (const { request, wasSent } of foundRequests(found)) {
      const entry = this.#book.add(request, { status: wasSent ? 'asking' : 'checking' })
      if (entry === null) continue
      this.#sizer.add(entry)
      entry.attempted = wasSent
      if (wasSent) this.#works.ask(entry)
      else this.#works.check(entry)
      this.#works.pump()
    }
  }

  /** What a person said about held files; others are left alone. */
  decide(keys: readonly string[], decision: Decision): void {
    for (const entry of this.#find(keys)) decideOne(entry, decision, this.#book, this.#works)
    this.#works.pump()
    this.#painter.acted()
  }

  /**
   * Other fields for files that were not sent yet, or were refused. One with another id is checked anew; one that is
   * on its way or stored stays as it is.
   */
  change(keys: readonly string[], fields: FieldsChange): void {
    const spent: Entry[] = []
    for (const entry of this.#find(keys)) {
      const isRefused = entry.item.state.status === 'failed' && entry.item.state.failure.kind === 'refused'
      if (entry.attempted && !isRefused) continue
      // The desk keeps the fields of a key: other fields are another upload.
      if (entry.attempted) spent.push(entry)
    }
    this.#works.rekey(spent)
    for (const entry of this.#find([...keys, ...spent.map(({ request }) => request.key)])) {
      if (!entry.attempted) changeFields(entry, fields, this.#book, this.#works)
    }
    this.#works.pump()
    this.#painter.acted()
  }

  /** Puts a failed, skipped or cancelled file back in line, when that can help. */
  retry(key: string): void {
    this.#retry(this.#find([key]))
  }

  retryFailed(): void {
    this.#retry(this.#book.all().filter(({ item }) => item.state.status === 'failed'))
  }

  #retry(entries: readonly Entry[]): void {
    const wanted = entries.filter(({ item }) => canRetry(item.state))
    this.#works.rekey(wanted.filter(({ isKeySpent }) => isKeySpent))
    for (const entry of wanted) this.#works.again(entry)
    this.#works.pump()
    this.#painter.acted()
  }

  /** The connection may be back: goes on at once with what waited for it or was given up because of it. */
  reconnect(): void {
    this.#works.reconnect()
  }

  /** Nothing new is sent until {@link resume}; what is on the wire arrives. */
  pause(): void {
    this.#works.setPausedByPerson(true)
    this.#painter.acted()
  }

  resume(): void {
    this.#works.setPausedByPerson(false)
    this.#painter.acted()
  }

  /** Takes a file out of line, or stops one on its way. */
  cancel(key: string): void {
    this.#cancel(this.#find([key]))
  }

  cancelAll(): void {
    clearTimeout(this.#incomingTimer)
    this.#takeIn(Number.POSITIVE_INFINITY)
    this.#cancel(this.#book.all())
  }

  #cancel(entries: readonly Entry[]): void {
    for (const entry of entries) if (isOpen(entry.item.state)) this.#works.cancel(entry)
    this.#works.pump()
    this.#painter.acted()
  }

  /** Forgets everything that nothing more happens to. */
  dismissFinished(): void {
    for (const entry of this.#book.all()) {
      if (isOpen(entry.item.state)) continue
      this.#works.drop(entry)
      this.#book.remove(entry)
      this.#works.keeper.settled(entry.request.key)
    }
    this.#painter.acted()
  }

  readonly subscribe = this.#painter.subscribe
  readonly getSnapshot = (): UploadsSnapshot => this.#snapshot

  /** What became of one file so far; `null` for a key that is not here. */
  stateOf(key: string): UploadState | null {
    return this.#book.get(key)?.item.state ?? null
  }

  #find(keys: readonly string[]): Entry[] {
    return [...new Set(keys)].flatMap((key) => this.#book.get(key) ?? [])
  }
}
