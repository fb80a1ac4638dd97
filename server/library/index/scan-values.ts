import type { DatabaseSync } from 'node:sqlite'
import { printPath } from '#contract/views/print-view.ts'
import { ORIENTATIONS, PICTURE_TYPES } from '#contract/views/view.ts'
import { metadataOf } from './stored-row.ts'

/** What values are suggested for. */
export type ValueField =
  | { kind: 'creator' | 'type' | 'orientation' }
  /** `''` is "in no folder". */
  | { kind: 'folder' }
  /** Values at a path of the metadata. */
  | { kind: 'meta'; path: readonly string[] }
  /** The paths there are. */
  | { kind: 'paths' }

/** The values of a field in the whole library, with how often they come. Paths as the view language prints them. */
export function scanValues(database: DatabaseSync, field: ValueField): Map<string, number> {
  switch (field.kind) {
    case 'creator':
      return counts(database, 'select creator, count(*) from images where creator is not null group by 1')
    case 'folder':
      return counts(database, 'select folder, count(*) from images group by 1')
    case 'type': {
      const numbers = counts(database, 'select type, count(*) from images where type is not null group by 1')
      return new Map([...numbers].map(([number, count]) => [PICTURE_TYPES[Number(number)] ?? number, count]))
    }
    case 'orientation': {
      const signs = counts(
        database,
        'select sign(width - height), count(*) from images where width is not null and height is not null group by 1',
      )
      const [landscape, portrait, square] = ORIENTATIONS
      const names: Record<string, string> = { '1': landscape, '-1': portrait, '0': square }
      return new Map([...signs].map(([sign, count]) => [names[sign] ?? sign, count]))
    }
    case 'meta':
      return countMetadata(database, (metadata, add) => {
        const value = valueAt(metadata, field.path)
        if (typeof value === 'string') add(value)
        else if (typeof value === 'number' || typeof value === 'boolean') add(String(value))
      })
    case 'paths':
      return countMetadata(database, (metadata, add) => addPaths(metadata, [], add))
  }
}

/** At most this many different values are told apart; what comes first in the library wins. */
const MOST_VALUES = 200_000
const MOST_LEVELS = 5

function counts(database: DatabaseSync, sql: string): Map<string, number> {
  const statement = database.prepare(sql)
  statement.setReturnArrays(true)
  const found = new Map<string, number>()
  for (const row of statement.iterate()) {
    const [value, count]: unknown[] = Array.isArray(row) ? row : []
    found.set(String(value), Number(count))
  }
  return found
}

function countMetadata(
  database: DatabaseSync,
  look: (metadata: unknown, add: (value: string) => void) => void,
): Map<string, number> {
  const found = new Map<string, number>()
  const add = (value: string) => {
    const count = found.get(value)
    if (count !== undefined || found.size < MOST_VALUES) found.set(value, (count ?? 0) + 1)
  }
  for (const { meta } of database.prepare('select meta from images where meta is not null').iterate()) {
    if (typeof meta === 'string') look(metadataOf(meta), add)
  }
  return found
}

/** What is at `path`, going through plain objects only; `undefined` when nothing is. */
export function valueAt(metadata: unknown, path: readonly string[]): unknown {
  let value = metadata
  for (const name of path) {
    if (!isPlain(value) || !Object.hasOwn(value, name)) return undefined
    value = value[name]
  }
  return value
}

function addPaths(value: unknown, path: string[], add: (path: string) => void): void {
  if (!isPlain(value) || path.length === MOST_LEVELS) return
  for (const [name, inner] of Object.entries(value)) {
    const here = [...path, name]
    if (isPlain(inner)) addPaths(inner, here, add)
    else add(printPath(here))
  }
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
