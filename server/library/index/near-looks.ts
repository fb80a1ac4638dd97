import type { DatabaseSync } from 'node:sqlite'
import { type ImageId, parseImageId } from '#contract/image-id.ts'
import { NEAR_BITS } from '#contract/picture-look.ts'
import { bitsOf } from './near-twins.ts'
import { DamagedRowError } from './schema.ts'

/** An image as far as a person needs it to recognise it. */
export interface TwinImage {
  id: ImageId
  name: string
}

/** @param row `id` and `filename` of an image @throws DamagedRowError */
export function twinImageOf(row: Record<string, unknown> | undefined): TwinImage | null {
  if (row === undefined) return null
  const id = parseImageId(typeof row['id'] === 'string' ? row['id'] : '')
  if (id === null) throw new DamagedRowError('A row of the index has no image id')
  return { id, name: typeof row['filename'] === 'string' ? row['filename'] : id }
}

interface Looks {
  keys: Float64Array
  high: Uint32Array
  low: Uint32Array
}

/** While a thousand uploads are measured one by one, all looks are read a sixth of the time at most. */
const REST = 5
const QUICK_MS = 20

/**
 * Every look of the library in memory, 16 bytes each, read again when something was measured: a library of a million
 * images is compared with one look in two milliseconds.
 */
export function createNearLooks(database: DatabaseSync, now: () => number = () => performance.now()) {
  const byKey = database.prepare('select id, filename from images where key = ?')
  let looks: Looks | null = null
  let readFor = Number.NaN
  let readAt = 0
  let readMs = 0

  function readAll(version: number): Looks {
    const isDue = readMs < QUICK_MS || now() - readAt >= REST * readMs
    if (looks !== null && (readFor === version || !isDue)) return looks
    const startedAt = now()
    looks = looksIn(database)
    readFor = version
    readAt = now()
    readMs = readAt - startedAt
    return looks
  }

  return {
    /**
     * The image nearest to each look of 16 hex digits, the newest of those equally near; `null` when none is the same to
     * the eye.
     * @param version of what was measured
     */
    find(wanted: readonly string[], version: number): (TwinImage | null)[] {
      const all = readAll(version)
      return wanted.map((look) => {
        const key = nearest(all, look)
        return key === null ? null : twinImageOf(byKey.get(key))
      })
    },
  }
}

function nearest({ keys, high, low }: Looks, look: string): number | null {
  const wantedHigh = Number.parseInt(look.slice(0, 8), 16)
  const wantedLow = Number.parseInt(look.slice(8), 16)
  let best: number | null = null
  let bestBits = NEAR_BITS + 1
  for (let at = 0; at < keys.length; at += 1) {
    const bitsHigh = bitsOf((high[at] ?? 0) ^ wantedHigh)
    if (bitsHigh > bestBits) continue
    const bits = bitsHigh + bitsOf((low[at] ?? 0) ^ wantedLow)
    const key = keys[at] ?? 0
    if (bits > NEAR_BITS || bits > bestBits || (bits === bestBits && best !== null && best > key)) continue
    best = key
    bestBits = bits
  }
  return best
}

function looksIn(database: DatabaseSync): Looks {
  const count = Number(
    database.prepare('select count(*) as n from images where look is not null').get()?.['n'] ?? 0,
  )
  const keys = new Float64Array(count)
  const high = new Uint32Array(count)
  const low = new Uint32Array(count)
  let at = 0
  for (const { key, look } of database
    .prepare('select key, look from images where look is not null')
    .iterate()) {
    if (!(look instanceof Uint8Array) || look.length !== 8) continue
    const view = new DataView(look.buffer, look.byteOffset)
    keys[at] = Number(key)
    high[at] = view.getUint32(0)
    low[at] = view.getUint32(4)
    at += 1
  }
  return { keys: keys.subarray(0, at), high: high.subarray(0, at), low: low.subarray(0, at) }
}
