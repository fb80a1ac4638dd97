import type { DatabaseSync } from 'node:sqlite'
import { nearTwins } from './near-twins.ts'

export type TwinKind = 'bytes' | 'look'

const TABLE = { bytes: 'twin_bytes', look: 'twin_looks' }
const COLUMN = { bytes: 'content_hash', look: 'look' }

/**
 * Which images have a twin, in temporary tables (`key`, `twins`: the smallest row number of the group) that the SQL of
 * views refers to. Made when first asked for, and anew once the index has changed.
 */
export function createTwins(database: DatabaseSync) {
  const madeFor: Record<TwinKind, number | null> = { bytes: null, look: null }
  for (const table of Object.values(TABLE)) {
    database.exec(`create temp table ${table} (key integer primary key, twins integer not null) strict`)
  }

  return {
    prepare(of: TwinKind, revision: number): void {
      if (madeFor[of] === revision) return
      database.exec(`delete from ${TABLE[of]}`)
      const insert = database.prepare(`insert into ${TABLE[of]} (key, twins) values (?, ?)`)
      for (const [key, first] of of === 'bytes' ? sameBytes(database) : sameLooks(database)) {
        insert.run(key, first)
      }
      madeFor[of] = revision
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
