import type { DatabaseSync } from 'node:sqlite'
import type { LibraryFacets, MonthCount, ValueCount } from '#contract/library.ts'
import { ORIENTATIONS, PICTURE_TYPES, type View } from '#contract/views/view.ts'
import { compileView } from './compile-view.ts'
import { monthEdge, monthOfKey } from './image-key.ts'

export type Facets = Omit<LibraryFacets, 'source' | 'asOf' | 'complete' | 'syncing' | 'revision'>

const MOST_CREATORS = 50

/** What a view holds, by kind, in one walk over its rows. */
export function scanFacets(
  database: DatabaseSync,
  view: View,
  twins: { bytes: ReadonlySet<number>; look: ReadonlySet<number> },
): Facets {
  const { from, where, parameters } = compileView(view)
  const statement = database.prepare(
    `select key, private, draft, type, sign(width - height), has_alt, needs = 2, creator
     from ${from} where ${where}`,
  )
  statement.setReturnArrays(true)
  const types = new Array<number>(PICTURE_TYPES.length).fill(0)
  const shapes = { landscape: 0, portrait: 0, square: 0 }
  const creators = new Map<string, number>()
  const months = new Map<string, number>()
  let [total, hidden, drafts, missingAlt, unmeasured, twinBytes, twinLooks] = [0, 0, 0, 0, 0, 0, 0]
  let month = { name: '', from: 0, to: 0 }
  for (const found of statement.iterate(...parameters)) {
    const row: unknown[] = Array.isArray(found) ? found : []
    const [key, isPrivate, draft, type, shape, hasAlt, isUnmeasured, creator] = row
    if (typeof key !== 'number') continue
    total += 1
    if (isPrivate === 1) hidden += 1
    if (draft === 1) drafts += 1
    if (hasAlt === 0) missingAlt += 1
    if (isUnmeasured === 1) unmeasured += 1
    if (twins.bytes.has(key)) twinBytes += 1
    if (twins.look.has(key)) twinLooks += 1
    if (typeof type === 'number') types[type] = (types[type] ?? 0) + 1
    if (typeof shape === 'number') shapes[shape > 0 ? 'landscape' : shape < 0 ? 'portrait' : 'square'] += 1
    const name = typeof creator === 'string' ? creator : ''
    creators.set(name, (creators.get(name) ?? 0) + 1)
    // Rows mostly come in order, so the month is mostly the same one.
    if (key < month.from || key >= month.to) {
      month = { name: monthOfKey(key), from: monthEdge(key, 0), to: monthEdge(key, 1) }
    }
    months.set(month.name, (months.get(month.name) ?? 0) + 1)
  }
  return {
    total,
    type: counted(PICTURE_TYPES.map((value, at) => ({ value, count: types[at] ?? 0 }))),
    orientation: counted(ORIENTATIONS.map((value) => ({ value, count: shapes[value] }))),
    privacy: { private: hidden, public: total - hidden },
    draft: drafts,
    creator: mostFrequent(creators, MOST_CREATORS),
    month: [...months]
      .map(([name, count]): MonthCount => ({ month: name, count }))
      .sort((a, b) => (a.month < b.month ? 1 : -1)),
    missingAlt,
    duplicateBytes: twinBytes,
    duplicateLook: twinLooks,
    unmeasured,
  }
}

const counted = (values: ValueCount[]) => values.filter(({ count }) => count > 0)

/** By count, then by name. */
export function mostFrequent(counts: Iterable<[string, number]>, limit: number): ValueCount[] {
  return [...counts]
    .map(([value, count]) => ({ value, count }))
    .sort((a, b) => b.count - a.count || (a.value < b.value ? -1 : 1))
    .slice(0, limit)
}
