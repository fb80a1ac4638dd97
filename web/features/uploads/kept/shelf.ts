import type { BatchLocks } from './batch-locks.ts'
import { CopyLine, type NotKept } from './copy-line.ts'
import { batchOf, isNamed, type KeptBytes, type Place } from './kept-bytes.ts'
import type { KeptRecord, KeptRecords } from './kept-records.ts'
import type { KeptUpload } from './kept-uploads.ts'
import { canGoOn, isStale, type LeftOver, leftOverOf } from './left-over.ts'
import { PackCount } from './pack-count.ts'

/** An upload to keep; `file` is `null` for an address. */
export interface ToKeep {
  kept: KeptUpload
  file: File | null
}

/** What became of uploads that were to be kept. */
export interface ShelfNews {
  /** They would survive a reload now. */
  safe(keys: string[]): void
  /** They would not; it may still change when room comes back. */
  refused(keys: string[], why: NotKept): void
}

export interface ShelfParts {
  records: KeptRecords
  bytes: KeptBytes
  locks: BatchLocks
  roomBytes(): Promise<number>
  news: ShelfNews
}

/** Marks and removals are gathered for so long and written together. */
const GATHER_MS = 120

interface Known {
  batch: string
  place: Place | null
}

/**
 * Keeps the uploads of one tab: the list at once, the bytes in the background. Written for a worker, with everything it
 * stands on handed in. What it is told is done in the order it was told.
 */
export class Shelf {
  readonly #parts: ShelfParts
  readonly #known = new Map<string, Known>()
  /** How many of a batch are not settled. */
  readonly #open = new Map<string, number>()
  /** Batches with nothing open any more. */
  readonly #finished = new Set<string>()
  readonly #packs = new PackCount()
  readonly #copied = new Map<string, Place>()
  readonly #settled = new Set<string>()
  readonly #line: CopyLine
  #nextOrder = 1
  #order: Promise<void> = Promise.resolve()
  #flushTimer: ReturnType<typeof setTimeout> | undefined

  constructor(parts: ShelfParts) {
    this.#parts = parts
    this.#line = new CopyLine({
      write: (batch, file) => parts.bytes.write(batch, file),
      roomBytes: parts.roomBytes,
      onCopied: ({ key, file }, place, isWanted) => {
        this.#packs.add(place.pack, file.size)
        const known = this.#known.get(key)
        if (known === undefined || !isWanted) return this.#letGoOfBytes(place)
        known.place = place
        this.#copied.set(key, place)
        this.#flushSoon()
      },
      onRefused: (key, why) => parts.news.refused([key], why),
    })
  }

  /** Lists them, and copies their bytes later. Known ones get their new fields. */
  keep(uploads: readonly ToKeep[]): Promise<void> {
    return this.#next(async () => {
      const fresh = uploads.filter(({ kept }) => !this.#known.has(kept.key))
      const changed = uploads.filter(({ kept }) => this.#known.has(kept.key))
      await this.#parts.records.update(
        new Map(changed.map(({ kept: { key, fields, review } }) => [key, { fields, review }])),
      )
      if (fresh.length > 0) await this.#keepFresh(fresh)
    })
  }

  sent(keys: readonly string[]): Promise<void> {
    return this.#next(() =>
      this.#parts.records.update(new Map(keys.map((key) => [key, { state: 'sent' as const }]))),
    )
  }

  /** Forgets them; list and bytes follow within a moment. */
  settled(keys: readonly string[]): Promise<void> {
    return this.#next(async () => {
      for (const key of keys) {
        const known = this.#known.get(key)
        if (known === undefined) continue
        this.#known.delete(key)
        this.#copied.delete(key)
        this.#settled.add(key)
        this.#line.drop(key)
        if (known.place !== null) this.#letGoOfBytes(known.place)
        this.#letGoOfBatch(known.batch)
      }
      this.#flushSoon()
    })
  }

  /** What earlier tabs left, after sweeping what is too old and bytes that belong to nothing. */
  async find(now: number): Promise<LeftOver[]> {
    const { records, bytes, locks } = this.#parts
    // Before the owners: a tab owns a batch before it writes anything of it, so nothing new can look ownerless.
    const packs = await bytes.packs()
    const listed = await records.keys()
    const readable = await records.all()
    const held = await locks.held()
    const wanted = readable.filter((record) => held.has(record.batch) || !isStale(record, now))
    const wantedKeys = new Set(wanted.map(({ key }) => key))
    // With what another build left in a form that this one cannot read.
    await records.remove(listed.filter((key) => !wantedKeys.has(key)))
    const used = new Set(wanted.map(({ place }) => place?.pack))
    for (const pack of packs) if (!used.has(pack) && !held.has(batchOf(pack))) await bytes.remove(pack)
    return leftOverOf(wanted, held)
  }

  /**
   * Makes this tab the owner of a batch and gives what can go on, in its order. What cannot is forgotten. `null`: another tab
   * was faster.
   */
  async take(batch: string): Promise<ToKeep[] | null> {
    const { records, locks } = this.#parts
    if (!(await locks.hold(batch))) return null
    const found: ToKeep[] = []
    const gone: string[] = []
    const packs = new Map<string, Blob | null>()
    for (const record of await records.ofBatch(batch)) {
      const upload = await this.#read(record, packs)
      if (upload === null) {
        gone.push(record.key)
        continue
      }
      found.push(upload)
      this.#known.set(record.key, { batch, place: record.place })
      if (record.place !== null) this.#packs.add(record.place.pack, record.sizeBytes ?? 0)
    }
    await records.remove(gone)
    this.#open.set(batch, found.length)
    if (found.length === 0) await this.throwAway(batch)
    return found
  }

  /** Throws a batch away. `false`: another tab sends it. */
  async throwAway(batch: string): Promise<boolean> {
    const { records, locks } = this.#parts
    if (!(await locks.hold(batch))) return false
    try {
      await records.remove((await records.ofBatch(batch)).map(({ key }) => key))
      await this.#removePacks(batch)
    } finally {
      this.#open.delete(batch)
      locks.release(batch)
    }
    return true
  }

  async #keepFresh(fresh: readonly ToKeep[]): Promise<void> {
    const { records, locks, news } = this.#parts
    const now = fresh.map(({ kept }): KeptRecord => ({ ...kept, order: this.#nextOrder++, place: null }))
    for (const { key, batch } of now) {
      this.#open.set(batch, (this.#open.get(batch) ?? 0) + 1)
      this.#known.set(key, { batch, place: null })
    }
    try {
      // The owner first: another tab must never see a batch that nobody seems to own.
      for (const batch of new Set(now.map(({ batch }) => batch))) await locks.hold(batch)
      await records.put(now)
    } catch (error) {
      const keys = now.map(({ key }) => key)
      news.refused(keys, isNamed(error, 'QuotaExceededError') ? 'full' : 'unavailable')
      return
    }
    const listed = fresh.filter(({ file }) => file === null).map(({ kept }) => kept.key)
    if (listed.length > 0) news.safe(listed)
    this.#line.add(
      fresh.flatMap(({ kept: { key, batch }, file }) => (file === null ? [] : [{ key, batch, file }])),
    )
  }

  /** `packs`: those opened already. */
  async #read(record: KeptRecord, packs: Map<string, Blob | null>): Promise<ToKeep | null> {
    if (!canGoOn(record)) return null
    const { place, order: _order, ...kept } = record
    const { source, sizeBytes } = kept
    if (source.kind === 'url' || place === null || sizeBytes === null) return { kept, file: null }
    if (!packs.has(place.pack)) packs.set(place.pack, await this.#parts.bytes.open(place.pack))
    const bytes = packs.get(place.pack)?.slice(place.atBytes, place.atBytes + sizeBytes)
    // Fewer bytes than there were: the machine stopped before they were on the disk.
    if (bytes?.size !== sizeBytes) return null
    const { name, type, lastModified } = source
    return { kept, file: new File([bytes], name, { type, lastModified }) }
  }

  async #removePacks(batch: string): Promise<void> {
    const { bytes } = this.#parts
    for (const pack of await bytes.packs()) if (batchOf(pack) === batch) await bytes.remove(pack)
  }

  #letGoOfBytes({ pack }: Place): void {
    const freedBytes = this.#packs.drop(pack)
    if (freedBytes === null) return
    this.#parts.bytes.remove(pack).then(
      (isGone) => this.#line.freed(isGone ? freedBytes : 0),
      // Swept when somebody looks for what is left.
      () => undefined,
    )
  }

  #letGoOfBatch(batch: string): void {
    const left = (this.#open.get(batch) ?? 0) - 1
    if (left > 0) this.#open.set(batch, left)
    else {
      this.#open.delete(batch)
      this.#finished.add(batch)
    }
  }

  #flushSoon(): void {
    this.#flushTimer ??= setTimeout(() => {
      this.#flushTimer = undefined
      void this.#next(() => this.#flush())
    }, GATHER_MS)
  }

  async #flush(): Promise<void> {
    const { records, locks, news } = this.#parts
    const copied = new Map([...this.#copied].map(([key, place]) => [key, { place }]))
    const settled = [...this.#settled]
    this.#copied.clear()
    this.#settled.clear()
    try {
      await records.update(copied)
      if (copied.size > 0) news.safe([...copied.keys()])
    } catch {
      news.refused([...copied.keys()], 'full')
    }
    await records.remove(settled)
    const finished = [...this.#finished].filter((batch) => !this.#open.has(batch))
    this.#finished.clear()
    for (const batch of finished) {
      // A copy that failed halfway may have left a pack that nothing else leads to.
      await this.#removePacks(batch)
      locks.release(batch)
    }
  }

  /** One after the other; a failure is of that step alone. */
  #next(step: () => Promise<void>): Promise<void> {
    this.#order = this.#order.then(step).catch(() => undefined)
    return this.#order
  }
}
