export interface RateLimit {
  /** Takes one; `null` when it was there, else the whole seconds until it is. */
  take(key: string): number | null
}

const MOST_KEYS = 10_000

/**
 * `perMinute` at once and then evenly again, for each key. In memory: a restart forgives. The longest unused keys go
 * first when there are too many.
 */
export function createRateLimit(perMinute: number, now: () => number = () => performance.now()): RateLimit {
  const refillMs = 60_000 / perMinute
  /** Until when the key's tokens are spent: the whole minute ahead is an empty bucket. In the order of use. */
  const spentUntil = new Map<string, number>()

  return {
    take(key) {
      const at = now()
      const until = Math.max(at, spentUntil.get(key) ?? 0)
      const waitMs = until + refillMs - (at + 60_000)
      if (waitMs > 0.001) return Math.max(1, Math.ceil(waitMs / 1000))
      spentUntil.delete(key)
      spentUntil.set(key, until + refillMs)
      for (const [oldest] of spentUntil) {
        if (spentUntil.size <= MOST_KEYS) break
        spentUntil.delete(oldest)
      }
      return null
    },
  }
}
