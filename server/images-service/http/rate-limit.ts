import { faults } from './envelope.ts'

export interface RateLimit {
  requests: number
  windowSeconds: number
}

/**
 * A fixed window per token: over the limit every call is refused until the window ends, as documented
 * ("blocks all calls for the next 5 minutes"). Sends the documented headers with each answer.
 */
export function createRateLimiter(limit: RateLimit, now: () => number = Date.now) {
  const windows = new Map<string, { used: number; endsAt: number }>()

  return {
    /** Counts one call. @returns the headers for its answer @throws ApiFault 429 */
    take(token: string): Record<string, string> {
      const time = now()
      const known = windows.get(token)
      const open =
        known !== undefined && known.endsAt > time
          ? known
          : { used: 0, endsAt: time + limit.windowSeconds * 1000 }
      open.used += 1
      windows.set(token, open)
      const secondsLeft = Math.max(1, Math.ceil((open.endsAt - time) / 1000))
      if (open.used > limit.requests) {
        if (open.used === limit.requests + 1) open.endsAt = time + limit.windowSeconds * 1000
        throw faults.rateLimited(Math.max(1, Math.ceil((open.endsAt - time) / 1000)))
      }
      return {
        ratelimit: `"default";r=${limit.requests - open.used};t=${secondsLeft}`,
        'ratelimit-policy': `"default";q=${limit.requests};w=${limit.windowSeconds}`,
      }
    },
  }
}
