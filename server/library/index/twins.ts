import type { DatabaseSync } from 'node:sqlite'
import { nearTwins } from './near-twins.ts'

export type TwinKind = 'bytes' | 'look'

const TABLE = { bytes: 'twin_bytes', look: 'twin_looks' }
const COLUMN = { bytes: 'content_hash', look: 'look' }

/**
 * Which images have a twin, also in temporary tables that the SQL of views refers to. Made when first asked for, and
 * anew once something else was measured.
 */
export function createTwins(database: DatabaseSync) {
  const madeFor: Record<TwinKind, number | null> = { bytes: null, look: null }
  const groupOf: Record<TwinKind, Map<number, number>> = { bytes: new Map(), look: new Map() }
  for (const table of Object.values(TABLE)) {
    database.exec(`create temp table ${table} (key integer primary key) strict`)
  }

  return {
    /** @param version of what was measured; the tables are kept while it stays the same */
    prepare(of: TwinKind, version: number): void {
      if (madeFor[of] === version) return
      const found = of === 'bytes' ? sameBytes(database) : sameLooks(database)
      database.exec(`delete from ${TABLE[of]}`)
      const insert = database.prepare(`insert into ${TABLE[of]} (key) values (?)`)
      for (const [key] of found) insert.run(key)
      groupOf[of] = new Map(found)
      madeFor[of] = version
    },

    /** Every image that has a twin. */
    keys: (of: TwinKind): ReadonlySet<number> => new Set(groupOf[of].keys()),

    /** @param among groups without any of these are left out; `null` for all groups */
    groups(of: TwinKind, among: ReadonlySet<number> | null) {
      const members = new Map<number, number[]>()
      for (const [key, group] of groupOf[of]) {
        const known = members.get(group)
        if (known === undefined) members.set(group, [key])
        else known.push(key)
      }
      const groups = [...members.values()]
        .filter((keys) => among === null || keys.some((key) => among.has(key)))
        .map((keys) => keys.sort((a, b) => b - a))
        .sort(([a = 0], [b = 0]) => b - a)
      let start = 0
      const starts = Uint32Array.from(groups, ({ length }) => {
        start += length
        return start - length
      })
      return { keys: Float64Array.from(groups.flat()), starts }
    },
  }
}

function sameBytes(database: DatabaseSync): [key: number, first: number][] {
  const found = database.prepare(
    `select key, first from (
       select key, min(key) over same as first, count(*) over same as n from images
       where content_hash is not null window same as (partition by content_hash)
     ) where n > 1`,
  )
  return found.all().map((row) => [Number(row['key']), Number(row['first'])])
}

function sameLooks(database: DatabaseSync): [key: number, first: number][] {
  const statement = database.prepare(
    `select key, ${COLUMN.look} from images where look is not null order by key`,
  )
  const keys: number[] = []
  const hashes: Uint8Array[] = []
  for (const row of statement.iterate()) {
    const { key, look } = row
    if (!(look instanceof Uint8Array) || look.length !== 8) continue
    keys.push(Number(key))
    hashes.push(look)
  }
  const high = new Uint32Array(keys.length)
  const low = new Uint32Array(keys.length)
  for (const [at, hash] of hashes.entries()) {
    const view = new DataView(hash.buffer, hash.byteOffset)
    high[at] = view.getUint32(0)
    low[at] = view.getUint32(4)
  }
  const groups = nearTwins(high, low)
  const sizes = new Map<number, number>()
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1)
  return keys.flatMap((key, at): [number, number][] => {
    const group = groups[at] ?? at
    return (sizes.get(group) ?? 0) > 1 ? [[key, keys[group] ?? key]] : []
  })
}
