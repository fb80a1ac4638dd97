import type { DatabaseSync } from 'node:sqlite'
import { isGiven } from './image-table.ts'
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
    const said = searchTextOf({
      id: text(id) ?? '',
      filename: text(filename),
      creator: text(creator),
      metadata: metadataOf(text(meta)),
    })
    return Number(said.includes(text(word) ?? ''))
  })
  define('meta_text', (meta: unknown, path: unknown) => {
    const value = valueAt(meta, path)
    if (typeof value === 'string') return value
    return typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
  })
  define('meta_given', (meta: unknown, path: unknown) => Number(isGiven(valueAt(meta, path))))
}

function valueAt(meta: unknown, path: unknown): unknown {
  const names: unknown = JSON.parse(typeof path === 'string' ? path : '[]')
  let value: unknown = typeof meta === 'string' ? JSON.parse(meta) : null
  for (const name of Array.isArray(names) ? names : []) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
    value = Object.hasOwn(value, name) ? Object.entries(value).find(([key]) => key === name)?.[1] : undefined
  }
  return value
}
