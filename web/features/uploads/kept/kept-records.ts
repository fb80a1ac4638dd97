import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
// A worker loads it by itself: a fifth of the whole of zod, and started sooner.
import * as z from 'zod/mini'
import { type ImageId, parseImageId } from '#contract/image-id.ts'
import type { Place } from './kept-bytes.ts'
import type { KeptUpload } from './kept-uploads.ts'
import { within } from './within.ts'

const OPEN_WITHIN_MS = 10_000
/** So many in one transaction: ten thousand neither need ten thousand of them nor block the others for long. */
const AT_ONCE = 500

export interface KeptRecord extends KeptUpload {
  /** Its place in the batch. */
  order: number
  /** Of its bytes, once they were copied whole. */
  place: Place | null
}

const isImageId = (value: unknown) => typeof value === 'string' && parseImageId(value) !== null

const Fields = z.object({
  id: z.exactOptional(z.custom<ImageId>(isImageId)),
  creator: z.exactOptional(z.string()),
  requiresSignedUrl: z.exactOptional(z.boolean()),
  metadata: z.exactOptional(z.record(z.string(), z.json())),
})

/** What an older or a newer build of the desk may have left is looked at like anything from outside. */
const Record: z.ZodMiniType<KeptRecord> = z.object({
  key: z.uuid(),
  batch: z.uuid(),
  path: z.string(),
  source: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('file'), name: z.string(), type: z.string(), lastModified: z.number() }),
    z.object({ kind: z.literal('url'), url: z.string() }),
  ]),
  fields: Fields,
  review: z.boolean(),
  state: z.enum(['open', 'sent']),
  sizeBytes: z.nullable(z.number().check(z.nonnegative())),
  addedAt: z.number(),
  order: z.number(),
  place: z.nullable(z.object({ pack: z.string(), atBytes: z.number().check(z.nonnegative()) })),
})

const NAME = 'picture-desk-uploads'

interface Schema extends DBSchema {
  uploads: { key: string; value: KeptRecord; indexes: { batch: string } }
}

/**
 * The list of kept uploads, in IndexedDB. All of it rejects when the browser refuses: with a `QuotaExceededError` when
 * there is no room.
 */
export class KeptRecords {
  readonly #db: IDBPDatabase<Schema>

  private constructor(db: IDBPDatabase<Schema>) {
    this.#db = db
  }

  static async open(name = NAME): Promise<KeptRecords> {
    const opening = openDB<Schema>(name, 1, {
      upgrade: (db) => void db.createObjectStore('uploads', { keyPath: 'key' }).createIndex('batch', 'batch'),
      // A newer build in another tab must not wait for this one.
      blocking: (_current, _blocked, event) => {
        if (event.target instanceof IDBDatabase) event.target.close()
      },
    })
    return new KeptRecords(await within(opening, OPEN_WITHIN_MS, 'Opening the list of kept uploads'))
  }

  /** Adds them, or puts them in the place of those with the same key. */
  async put(records: readonly KeptRecord[]): Promise<void> {
    for (let at = 0; at < records.length; at += AT_ONCE) {
      const { store, done } = this.#db.transaction('uploads', 'readwrite')
      const puts = records.slice(at, at + AT_ONCE).map((record) => store.put(record))
      await Promise.all([...puts, done])
    }
  }

  /** Changes those that are there. */
  async change(keys: readonly string[], change: Partial<Omit<KeptRecord, 'key' | 'batch'>>): Promise<void> {
    await this.update(new Map(keys.map((key) => [key, change])))
  }

  async update(changes: ReadonlyMap<string, Partial<Omit<KeptRecord, 'key' | 'batch'>>>): Promise<void> {
    const entries = [...changes]
    for (let at = 0; at < entries.length; at += AT_ONCE) {
      const { store, done } = this.#db.transaction('uploads', 'readwrite')
      const puts = entries.slice(at, at + AT_ONCE).map(async ([key, change]) => {
        const record = await store.get(key)
        if (record !== undefined) await store.put({ ...record, ...change })
      })
      await Promise.all([...puts, done])
    }
  }

  async remove(keys: readonly string[]): Promise<void> {
    for (let at = 0; at < keys.length; at += AT_ONCE) {
      const { store, done } = this.#db.transaction('uploads', 'readwrite')
      const removals = keys.slice(at, at + AT_ONCE).map((key) => store.delete(key))
      await Promise.all([...removals, done])
    }
  }

  /** In the order they were added; what cannot be read is left out. */
  async ofBatch(batch: string): Promise<KeptRecord[]> {
    return readable(await this.#db.getAllFromIndex('uploads', 'batch', batch))
  }

  /** Those of several batches are mixed. */
  async all(): Promise<KeptRecord[]> {
    return readable(await this.#db.getAll('uploads'))
  }

  async keys(): Promise<string[]> {
    return this.#db.getAllKeys('uploads')
  }

  async count(): Promise<number> {
    return this.#db.count('uploads')
  }

  close(): void {
    this.#db.close()
  }
}

function readable(values: readonly unknown[]): KeptRecord[] {
  return values
    .flatMap((value) => Record.safeParse(value).data ?? [])
    .sort((one, other) => one.order - other.order)
}

/**
 * Whether a look for unfinished uploads can find any: most pages need not start a worker for it. Says yes when it cannot tell
 * without making something.
 */
export async function isAnythingKept(): Promise<boolean> {
  if (typeof indexedDB === 'undefined') return false
  if ('databases' in indexedDB) {
    const databases = await within(indexedDB.databases(), OPEN_WITHIN_MS, 'Listing what is stored')
    if (!databases.some(({ name }) => name === NAME)) return false
  }
  const records = await KeptRecords.open()
  try {
    return (await records.count()) > 0
  } finally {
    records.close()
  }
}
