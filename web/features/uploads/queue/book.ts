import {
  isOpen,
  type Need,
  type UploadFailure,
  type UploadItem,
  type UploadRequest,
  type UploadState,
  type UploadStatus,
} from '../upload-item.ts'
import { EMPTY_SNAPSHOT } from './empty-snapshot.ts'

/** One upload as the queue sees it: what is painted of it, and what only the queue needs to know. */
export interface Entry {
  item: UploadItem
  request: UploadRequest
  /** Bytes may have left under this key: the desk is asked before they leave again. */
  attempted: boolean
  isChecked: boolean
  /** A person saw these needs and said: send it all the same. */
  accepted: Set<Need['kind']>
  /** Attempts that came to nothing since a person last asked for it. */
  losses: number
  lastLoss: UploadFailure
  /** Asks without a use since the last useful one. */
  asks: number
  /** Asks answered with "still at it" since it was last sent. */
  inFlightAsks: number
  /** The desk itself cannot say what became of it: sending again takes a new key. */
  isKeySpent: boolean
  /** Runs until it is put back in a line. */
  timer: ReturnType<typeof setTimeout> | undefined
}

/** All entries in the order of arrival, and their counts. */
export class Book {
  #entries = new Map<string, Entry>()
  readonly #counts: Record<UploadStatus, number> = { ...EMPTY_SNAPSHOT.counts }
  readonly #onChange: () => void
  #openBytes = 0

  constructor(onChange: () => void) {
    this.#onChange = onChange
  }

  get counts(): Readonly<Record<UploadStatus, number>> {
    return this.#counts
  }

  /** Bytes of what goes on by itself: checked, waiting and on the wire, as if nothing of it was sent yet. */
  get openBytes(): number {
    return this.#openBytes
  }

  /** How many go on by themselves. */
  get moving(): number {
    return this.#counts.checking + this.#counts.waiting + this.#counts.sending + this.#counts.asking
  }

  /** `null` for a key that is already there. The size stays open until {@link measure}. */
  add(request: UploadRequest, state: UploadState): Entry | null {
    const { key, batch, path, source, fields } = request
    if (this.#entries.has(key)) return null
    const entry: Entry = {
      item: { key, batch, path, source, fields, sizeBytes: null, facts: null, state },
      request,
      attempted: false,
      isChecked: false,
      accepted: new Set(),
      losses: 0,
      lastLoss: { kind: 'disconnected' },
      asks: 0,
      inFlightAsks: 0,
      isKeySpent: false,
      timer: undefined,
    }
    this.#entries.set(key, entry)
    this.#count(entry, 1)
    this.#onChange()
    return entry
  }

  get(key: string): Entry | undefined {
    return this.#entries.get(key)
  }

  /** A copy: what happens to one may change the book. */
  all(): Entry[] {
    return [...this.#entries.values()]
  }

  *items(): Iterable<UploadItem> {
    for (const { item } of this.#entries.values()) yield item
  }

  setState(entry: Entry, state: UploadState): void {
    this.update(entry, { state })
  }

  update(entry: Entry, change: Partial<UploadItem>): void {
    this.#count(entry, -1)
    entry.item = { ...entry.item, ...change }
    this.#count(entry, 1)
    this.#onChange()
  }

  /** Learns the size of the file, once: the first look asks the disk. */
  measure(entry: Entry): void {
    const { source, sizeBytes } = entry.item
    if (sizeBytes !== null || source.kind === 'url' || !this.#entries.has(entry.request.key)) return
    this.update(entry, { sizeBytes: source.file.size })
  }

  setRequest(entry: Entry, request: UploadRequest): void {
    const { source, fields, key } = request
    entry.request = request
    const sizeBytes = source.kind === 'file' ? source.file.size : null
    this.update(entry, { source, fields, key, sizeBytes })
  }

  /** Gives entries keys of their own again, each in its place. */
  rekey(newKeys: ReadonlyMap<Entry, string>): void {
    for (const [entry, key] of newKeys) {
      this.setRequest(entry, { ...entry.request, key })
      entry.attempted = false
      entry.isKeySpent = false
    }
    this.#entries = new Map(this.all().map((entry) => [entry.request.key, entry]))
  }

  remove(entry: Entry): void {
    if (this.#entries.delete(entry.request.key)) this.#count(entry, -1)
    this.#onChange()
  }

  #count({ item: { state, sizeBytes } }: Entry, by: 1 | -1): void {
    this.#counts[state.status] += by
    if (isOpen(state) && state.status !== 'held') this.#openBytes += by * (sizeBytes ?? 0)
  }
}
