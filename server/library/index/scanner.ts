import type { DatabaseSync } from 'node:sqlite'
import type { ValueCount } from '#contract/library.ts'
import type { View } from '#contract/views/view.ts'
import { compileView } from './compile-view.ts'
import { type Folders, foldersBelow, withParents } from './folder-tree.ts'
import { createNearLooks } from './near-looks.ts'
import { type Facets, mostFrequent, scanFacets } from './scan-facets.ts'
import { scanValues, type ValueField } from './scan-values.ts'
import { openForReading } from './schema.ts'
import { fold } from './search-text.ts'
import { addFunctions } from './sql-functions.ts'
import { createTwins, type TwinKind } from './twins.ts'

/** Row numbers of a view. */
export interface Positions {
  revision: number
  /** In the order of the view; ascending for upload order, whichever way it is shown. */
  keys: Float64Array<ArrayBuffer>
}

/** Groups of twins, those with the newest image first. */
export interface TwinGroups {
  revision: number
  /** Row numbers, newest first within a group, one group after the other. */
  keys: Float64Array<ArrayBuffer>
  /** Where each group begins in `keys`. */
  starts: Uint32Array<ArrayBuffer>
}

const SUGGESTIONS = 20
/** Value counts kept for the revision they are of. */
const FIELDS_KEPT = 16

/** Slow answers: everything that looks at many rows. Synchronous: it runs in a thread of its own. */
export function createScanner(path: string) {
  const database = openForReading(path)
  addFunctions(database)
  const getState = database.prepare('select value from state where name = ?')
  const twins = createTwins(database)
  const nearLooks = createNearLooks(database)
  const revision = () => Number(getState.get('revision')?.['value'])
  const values = new Map<string, { revision: number; counts: Map<string, number> }>()

  /** All of `work` sees one state of the index. */
  function atOnce<Result extends object>(work: () => Result): Result & { revision: number } {
    database.exec('begin')
    try {
      // The revision first: what is newer than it says is found again, what is older would stay.
      const seen = revision()
      return { ...work(), revision: seen }
    } finally {
      database.exec('commit')
    }
  }

  const twinsVersion = () => Number(getState.get('twins')?.['value'] ?? 0)
  const prepareTwins = (of: TwinKind) => twins.prepare(of, twinsVersion())

  function prepareFor({ terms }: View): void {
    for (const term of terms) if (term.kind === 'duplicate') prepareTwins(term.of)
  }

  function valuesOf(field: ValueField): Map<string, number> {
    const name = JSON.stringify(field)
    const known = values.get(name)
    if (known !== undefined && known.revision === revision()) return known.counts
    const counts = scanValues(database, field)
    values.delete(name)
    values.set(name, { revision: revision(), counts })
    const [oldest] = values.keys()
    if (values.size > FIELDS_KEPT && oldest !== undefined) values.delete(oldest)
    return counts
  }

  return {
    positions: (view: View): Positions =>
      atOnce(() => {
        prepareFor(view)
        return { keys: keysOf(database, view) }
      }),

    facets: (view: View): Facets & { revision: number } =>
      atOnce(() => {
        prepareTwins('bytes')
        prepareTwins('look')
        return scanFacets(database, view, { bytes: twins.keys('bytes'), look: twins.keys('look') })
      }),

    folders: (parent: string): Folders & { revision: number } =>
      atOnce(() => foldersBelow(valuesOf({ kind: 'folder' }), parent)),

    /** Values that begin with `prefix`, then those that hold it; letter case does not count. */
    suggestions: (field: ValueField, prefix: string): { revision: number; values: ValueCount[] } =>
      atOnce(() => {
        const wanted = fold(prefix)
        const counts = valuesOf(field)
        const all = [...(field.kind === 'folder' ? withParents(counts) : counts)]
        const first = mostFrequent(
          all.filter(([value]) => fold(value).startsWith(wanted)),
          SUGGESTIONS,
        )
        if (first.length === SUGGESTIONS) return { values: first }
        const holding = all.filter(([value]) => {
          const said = fold(value)
          return said.includes(wanted) && !said.startsWith(wanted)
        })
        return { values: [...first, ...mostFrequent(holding, SUGGESTIONS - first.length)] }
      }),

    /** Groups with at least one image of the view, whole. */
    duplicates: (of: TwinKind, view: View): TwinGroups =>
      atOnce(() => {
        prepareTwins(of)
        prepareFor(view)
        return twins.groups(of, view.terms.length === 0 ? null : new Set(keysOf(database, view)))
      }),

    /** For each perceptual hash the image that looks most like it, if one looks the same. */
    sameLooks: (looks: readonly string[]) => nearLooks.find(looks, twinsVersion()),

    close: () => database.close(),
  }
}

export type Scanner = ReturnType<typeof createScanner>

function keysOf(database: DatabaseSync, view: View): Float64Array<ArrayBuffer> {
  const { from, where, parameters, orderBy, matchOnly } = compileView(view)
  const order = orderBy === '' ? '' : ` order by ${orderBy}`
  const sql =
    matchOnly === null
      ? `select key from ${from} where ${where}${order}`
      : 'select rowid from search where search match ?'
  const statement = database.prepare(sql)
  statement.setReturnArrays(true)
  const found: unknown[] = statement.all(...parameters)
  const keys = new Float64Array(found.length)
  for (let at = 0; at < keys.length; at++) {
    const row = found[at]
    keys[at] = Array.isArray(row) ? Number(row[0]) : Number.NaN
  }
  return orderBy === '' ? keys.sort() : keys
}
