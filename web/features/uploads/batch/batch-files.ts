import type { ImageId } from '#contract/image-id.ts'
import type { Destination } from '../../../lib/destination.ts'
import type { PreflightFault, UploadFields } from '../upload-item.ts'
import { type BatchDefaults, fieldsFor, isFault, type OwnFields } from './batch-defaults.ts'
import { asCustomId } from './make-id.ts'
import { withOwnMetadata } from './own-metadata.ts'

/** One file as it joined its batch. */
export interface NewFile {
  key: string
  batch: string
  path: string
  /** In its batch, from 0. */
  index: number
  own?: OwnFields
  /** Set for a file of an earlier page: it keeps these, and only what is its own changes them. */
  fixed?: UploadFields
}

interface KnownFile extends Required<Omit<NewFile, 'fixed'>> {
  fixed: UploadFields | null
  order: number
  contentHash: string | null
  /** It is not going to be sent: it wants no id. */
  isOut: boolean
  fields: UploadFields | PreflightFault
}

interface BatchContext {
  destination: Destination | null
  now: Date
}

/** Own fields as they were before an edit. */
type Step = ReadonlyMap<string, OwnFields>

const UNDO_STEPS = 100

/**
 * What every listed file will be sent with: the defaults, the place its batch was dropped on, and what is its own. Knows
 * which files of all batches want the same id. No React, no queue: whoever changes something is told which files it
 * touched.
 */
export class BatchFiles {
  #defaults: BatchDefaults
  readonly #files = new Map<string, KnownFile>()
  readonly #contexts = new Map<string, BatchContext>()
  /** Who wants an id, in the order of arrival. */
  readonly #claims = new Map<ImageId, Set<string>>()
  readonly #steps: Step[] = []

  constructor(defaults: BatchDefaults) {
    this.#defaults = defaults
  }

  openBatch(batch: string, context: BatchContext): void {
    this.#contexts.set(batch, context)
  }

  /** Its fields by the defaults of this moment, or why it cannot be sent so. */
  add(file: NewFile): UploadFields | PreflightFault {
    const known: KnownFile = {
      ...file,
      own: file.own ?? {},
      fixed: file.fixed ?? null,
      order: this.#files.size,
      contentHash: null,
      isOut: false,
      fields: {},
    }
    this.#release(file.key)
    this.#files.set(file.key, known)
    this.#fill(known)
    return known.fields
  }

  has(key: string): boolean {
    return this.#files.has(key)
  }

  /** `null` for a file nobody told of. */
  fieldsOf(key: string): UploadFields | PreflightFault | null {
    return this.#files.get(key)?.fields ?? null
  }

  ownOf(key: string): OwnFields {
    return this.#files.get(key)?.own ?? {}
  }

  /** Its bytes were read: an id may hold their hash. */
  learnHash(key: string, contentHash: string): void {
    const file = this.#files.get(key)
    if (file === undefined || contentHash === '' || file.contentHash === contentHash) return
    file.contentHash = contentHash
    this.#fill(file)
  }

  /** The file that wants this id and came before `key`; `null` when there is none. */
  earlierClaim(id: ImageId, key: string): string | null {
    const order = this.#files.get(key)?.order ?? Number.POSITIVE_INFINITY
    let first: KnownFile | null = null
    for (const other of this.#claims.get(id) ?? []) {
      const file = this.#files.get(other)
      if (file !== undefined && file.order < (first?.order ?? order)) first = file
    }
    return first?.key ?? null
  }

  isClaimed(id: ImageId): boolean {
    return (this.#claims.get(id)?.size ?? 0) > 0
  }

  /** Ids that files want, from the one of `key` on. */
  *idsFrom(key: string): Iterable<ImageId> {
    const order = this.#files.get(key)?.order ?? 0
    for (const { order: own, fields } of this.#files.values()) {
      if (own >= order && !isFault(fields) && fields.id !== undefined) yield fields.id
    }
  }

  /** It is not going to be sent: others may have its id. @returns files that the id was not free for */
  leaveOut(key: string): string[] {
    const file = this.#files.get(key)
    if (file === undefined || file.isOut) return []
    file.isOut = true
    const id = this.#release(key)
    return id === null ? [] : [...(this.#claims.get(id) ?? [])]
  }

  /** It may be sent after all. */
  putBack(key: string): void {
    const file = this.#files.get(key)
    if (file === undefined || !file.isOut) return
    file.isOut = false
    this.#fill(file)
  }

  /** For files that come from now on; those that are there follow by {@link refill}. */
  setDefaults(defaults: BatchDefaults): void {
    this.#defaults = defaults
  }

  get keys(): Iterable<string> {
    return this.#files.keys()
  }

  /** In the order of arrival, from 0. */
  orderOf(key: string): number {
    return this.#files.get(key)?.order ?? Number.POSITIVE_INFINITY
  }

  /** One step that {@link undo} takes back. @returns as {@link refill} */
  edit(changes: ReadonlyMap<string, OwnFields>): string[] {
    const before = new Map<string, OwnFields>()
    for (const [key, own] of changes) {
      const file = this.#files.get(key)
      if (file === undefined) continue
      before.set(key, file.own)
      file.own = own
    }
    if (before.size === 0) return []
    this.#steps.push(before)
    if (this.#steps.length > UNDO_STEPS) this.#steps.shift()
    return this.refill([...before.keys()])
  }

  get canUndo(): boolean {
    return this.#steps.length > 0
  }

  /** Takes the last edit back, as far as it can still be changed. @returns as {@link refill} */
  undo(isOpen: (key: string) => boolean): string[] {
    const step = this.#steps.pop()
    if (step === undefined) return []
    const keys: string[] = []
    for (const [key, own] of step) {
      const file = this.#files.get(key)
      if (file === undefined || !isOpen(key)) continue
      file.own = own
      keys.push(key)
    }
    return this.refill(keys)
  }

  /**
   * Brings files up to the defaults. Not for what was sent: that stays as it was sent.
   * @returns the files whose fields are others now, or whose id is no longer, or only now, free
   */
  refill(keys: readonly string[]): string[] {
    const touched = new Set<string>()
    for (const key of keys) {
      const file = this.#files.get(key)
      if (file === undefined) continue
      const before = file.fields
      const left = this.#release(key)
      this.#fill(file)
      if (JSON.stringify(before) === JSON.stringify(file.fields)) continue
      touched.add(key)
      const taken = idOf(file.fields)
      for (const id of [left, taken])
        if (id !== null) for (const other of this.#claims.get(id) ?? []) touched.add(other)
    }
    return [...touched]
  }

  #fill(file: KnownFile): void {
    const { key, path, index, batch, own, contentHash, fixed } = file
    this.#release(key)
    const context = this.#contexts.get(batch)
    file.fields =
      fixed === null
        ? fieldsFor(path, index, this.#defaults, context?.now ?? new Date(0), context?.destination ?? null, {
            own,
            contentHash,
          })
        : fixedWith(fixed, own)
    const id = idOf(file.fields)
    if (id === null || file.isOut) return
    const claims = this.#claims.get(id)
    if (claims === undefined) this.#claims.set(id, new Set([key]))
    else claims.add(key)
  }

  #release(key: string): ImageId | null {
    const file = this.#files.get(key)
    const id = file === undefined ? null : idOf(file.fields)
    if (id === null) return null
    const claims = this.#claims.get(id)
    claims?.delete(key)
    if (claims?.size === 0) this.#claims.delete(id)
    return id
  }
}

function idOf(fields: UploadFields | PreflightFault): ImageId | null {
  return isFault(fields) ? null : (fields.id ?? null)
}

/** A file of an earlier page keeps what it was listed with. */
function fixedWith(fixed: UploadFields, own: OwnFields): UploadFields | PreflightFault {
  const { id: _id, creator: _creator, requiresSignedUrl, metadata: before, ...rest } = fixed
  const typed = own.id === undefined || own.id === '' ? null : asCustomId(own.id)
  if (typed !== null && 'fault' in typed) return { kind: 'bad_id', ...typed }
  const id = own.id === undefined ? fixed.id : typed?.id
  const creator = (own.creator ?? fixed.creator ?? '').trim()
  const metadata = withOwnMetadata(before ?? {}, own.metadata)
  return {
    ...rest,
    ...(id === undefined ? { requiresSignedUrl: own.isPrivate ?? requiresSignedUrl ?? false } : { id }),
    ...(creator !== '' && { creator }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
  }
}
