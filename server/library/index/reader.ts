import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type { LibraryImage } from '#contract/library.ts'
import type { View } from '#contract/views/view.ts'
import { compileView } from './compile-view.ts'
import { type TwinImage, twinImageOf } from './near-looks.ts'
import { openForReading } from './schema.ts'
import { addFunctions } from './sql-functions.ts'
import { imageOf, libraryImageOf, rowOf } from './stored-row.ts'
import { createTemplates } from './variant-templates.ts'

/** Rows as the body of an answer has them. */
export interface RowsText {
  /** The elements of a JSON array of `LibraryImage`, in the order asked for; rows that are gone are left out. */
  json: Uint8Array<ArrayBuffer>
  count: number
  /** Origins of the delivery URLs among them. */
  origins: string[]
}

/** Whoever waits for a row meanwhile waits so long at most. */
const WALK_MS = 80

/** Quick answers: single rows by number or by id, and the newest ones of a view. Synchronous: it runs in a thread of its own. */
export function createReader(path: string) {
  const database = openForReading(path)
  addFunctions(database)
  const byKey = database.prepare('select * from images where key = ?')
  const byId = database.prepare('select * from images where id = ?')
  const keyOf = database.prepare('select key from images where id = ?')
  const byContent = database.prepare(
    'select id, filename from images where content_hash = ? order by key desc limit 1',
  )
  const highest = database.prepare(
    'select rowid from search where search match ? and rowid < ? order by rowid desc limit ?',
  )
  highest.setReturnArrays(true)
  const draftKeys = database.prepare('select key from images where draft = 1 order by key')
  draftKeys.setReturnArrays(true)
  const templateOf = createTemplates(database)

  return {
    order(): Float64Array<ArrayBuffer> {
      const statement = database.prepare('select key from images')
      statement.setReturnArrays(true)
      const found: unknown[] = statement.all()
      return Float64Array.from(found, (row) => (Array.isArray(row) ? Number(row[0]) : Number.NaN))
    },

    /** Row numbers of what nothing was uploaded to, ascending. */
    drafts(): Float64Array<ArrayBuffer> {
      const found: unknown[] = draftKeys.all()
      return Float64Array.from(found, (row) => (Array.isArray(row) ? Number(row[0]) : Number.NaN))
    },

    /**
     * The newest `limit` row numbers of a view below `below`, downwards: out of the full-text index, or by walking down
     * the rows for a moment. `null` when the view allows neither, or the moment was over first.
     */
    newest(view: View, below: number, limit: number): Float64Array<ArrayBuffer> | null {
      const { matchOnly, isOfRowsAlone, where, parameters } = compileView(view)
      if (matchOnly !== null) {
        const found: unknown[] = highest.all(matchOnly, below, limit)
        return Float64Array.from(found, (row) => (Array.isArray(row) ? Number(row[0]) : Number.NaN))
      }
      if (!isOfRowsAlone) return null
      const until = performance.now() + WALK_MS
      const walk = database.prepare(
        `select key, coalesce(${where}, false) from images where key < ? order by key desc`,
      )
      walk.setReturnArrays(true)
      const keys: number[] = []
      for (const row of walk.iterate(...parameters, below)) {
        const [key, holds]: unknown[] = Array.isArray(row) ? row : []
        if (holds === 1) keys.push(Number(key))
        if (keys.length === limit) break
        if (performance.now() > until) return null
      }
      return Float64Array.from(keys)
    },

    rows(keys: Float64Array): RowsText {
      const images: LibraryImage[] = []
      const origins = new Set<string>()
      for (const key of keys) {
        const found = byKey.get(key)
        if (found === undefined) continue
        const image = libraryImageOf(rowOf(found), templateOf)
        images.push(image)
        const url = image.variants[0]?.url ?? ''
        if (URL.canParse(url)) origins.add(new URL(url).origin)
      }
      const json = new Uint8Array(Buffer.from(JSON.stringify(images).slice(1, -1)))
      return { json, count: images.length, origins: [...origins] }
    },

    /** For each SHA-256 in hex the newest image with these bytes. */
    sameBytes(hashes: readonly string[]): (TwinImage | null)[] {
      return hashes.map((hash) => twinImageOf(byContent.get(Buffer.from(hash, 'hex'))))
    },

    key(id: string): number | null {
      const key = keyOf.get(id)?.['key']
      return typeof key === 'number' ? key : null
    },

    image(id: ImageId): Image | null {
      const found = byId.get(id)
      return found === undefined ? null : imageOf(rowOf(found), templateOf)
    },

    knownIds: (ids: readonly ImageId[]): ImageId[] => ids.filter((id) => keyOf.get(id) !== undefined),

    close: () => database.close(),
  }
}

export type Reader = ReturnType<typeof createReader>
