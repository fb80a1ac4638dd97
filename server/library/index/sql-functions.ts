import type { DatabaseSync } from 'node:sqlite'
import * as z from 'zod'
import { isGiven } from './image-table.ts'
import { valueAt } from './scan-values.ts'
import { fold, searchTextOf } from './search-text.ts'
import { metadataOf } from './stored-row.ts'

/** The functions compile-view.ts writes into its SQL. */
export function addFunctions(database: DatabaseSync): void {
  const text = (value: unknown) => (typeof value === 'string' ? value : null)
  const define = (name: string, work: (...args: unknown[]) => string | number | null) =>
    database.function(name, { deterministic: true, varargs: false }, work)

  define('folded', (value: unknown) => {
    const given = text(value)
    return given === null ? null : fold(given)
  })
  define('name_of', (id: unknown, filename: unknown) => fold(text(filename) ?? text(id) ?? ''))
  define('says', (id: unknown, filename: unknown, creator: unknown, meta: unknown, word: unknown) => {
    const wanted = text(word) ?? ''
    // No hit crosses a field, and the metadata is most of the work.
    const isSaid = [id, filename, creator].some((given) => fold(text(given) ?? '').includes(wanted))
    if (isSaid) return 1
    const metadata = metadataOf(text(meta))
    return Number(
      metadata !== null && searchTextOf({ id: '', filename: null, creator: null, metadata }).includes(wanted),
    )
  })
  define('meta_text', (meta: unknown, path: unknown) => {
    const value = metaAt(meta, path)
    if (typeof value === 'string') return value
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
  })
  define('meta_given', (meta: unknown, path: unknown) => Number(isGiven(metaAt(meta, path))))
}

const Path = z.array(z.string())

function metaAt(meta: unknown, path: unknown): unknown {
  if (typeof meta !== 'string' || typeof path !== 'string') return undefined
  return valueAt(metadataOf(meta), Path.parse(JSON.parse(path)))
}
