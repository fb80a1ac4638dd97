import type { KeptRecord } from './kept-records.ts'

/** What a batch left behind when its tab went away. */
export interface LeftOver {
  batch: string
  /** When its first file was added; milliseconds since 1970. */
  addedAt: number
  /** How many can go on. */
  ready: number
  /** Paths of files that were not copied in time: they must be chosen again. */
  lost: string[]
}

const KEEP_DAYS = 14
const DAY_MS = 86_400_000

/** True for what nobody asked for in a fortnight. */
export function isStale({ addedAt }: KeptRecord, now: number): boolean {
  return addedAt < now - KEEP_DAYS * DAY_MS
}

/** True when there is something to send. */
export function canGoOn({ source, place }: KeptRecord): boolean {
  return source.kind === 'url' || place !== null
}

/** Batches that no living tab owns, the newest first. */
export function leftOverOf(records: readonly KeptRecord[], held: ReadonlySet<string>): LeftOver[] {
  const batches = new Map<string, LeftOver>()
  for (const record of records) {
    const { batch, addedAt, path } = record
    if (held.has(batch)) continue
    const found = batches.get(batch) ?? { batch, addedAt, ready: 0, lost: [] }
    batches.set(batch, found)
    found.addedAt = Math.min(found.addedAt, addedAt)
    if (canGoOn(record)) found.ready += 1
    else found.lost.push(path)
  }
  return [...batches.values()].sort((one, other) => other.addedAt - one.addedAt)
}
