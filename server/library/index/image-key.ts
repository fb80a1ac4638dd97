/**
 * The row number of an image keeps upload order: milliseconds since 1970 times 4,096 plus a tie-breaker. It fits the 53
 * bits of a JavaScript number until 2039; times beyond are held at the end.
 */
export const KEYS_PER_MS = 4096
const LATEST_MS = 2 ** 41 - 1

export function clampMs(ms: number): number {
  return Math.min(LATEST_MS, Math.max(0, ms))
}

/** The first key of the images uploaded at `ms` or later. */
export function firstKeyAt(ms: number): number {
  return clampMs(Math.ceil(ms)) * KEYS_PER_MS
}

/** Above every key of the images uploaded at `ms` or before. */
export function keyAfter(ms: number): number {
  return (clampMs(Math.floor(ms)) + 1) * KEYS_PER_MS
}

export function msOfKey(key: number): number {
  return Math.floor(key / KEYS_PER_MS)
}

/** `2026-03` */
export function monthOfKey(key: number): string {
  return new Date(msOfKey(key)).toISOString().slice(0, 7)
}

/** The first key of the month `months` after the one `key` is in, UTC. */
export function monthEdge(key: number, months: number): number {
  const date = new Date(msOfKey(key))
  return firstKeyAt(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months))
}
