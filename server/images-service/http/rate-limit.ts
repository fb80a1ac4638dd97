import { faults } from './envelope.ts'

export interface RateLimit {
  requests: number
  windowSeconds: number
}

interface Window {
  used: number
  endsAt: number
}

/** Windows that ended are looked for whenever so many have been opened. */
const TIDY_EVERY = 100

/**
 * A fixed window per token: over the limit every call is refused until the window ends, as documented
 * ("blocks all calls for the next 5 minutes"). Every answer, the refusal too, carries the documented headers.
 * Windows that ended are forgotten, so that memory follows the tokens in use.
 */
export function createRateLimiter(limit: RateLimit, now: () => number = Date.now) {
  const windows = new Map<string, Window>()
  const windowMs = limit.windowSeconds * 1000
  let opened = 0

  function windowOf(token: string, time: number): Window {
    const known = windows.get(token)
    if (known !== undefined && known.endsAt > time) return known
    opened += 1
    if (opened % TIDY_EVERY === 0) {
      for (const [name, { endsAt }] of windows) if (endsAt <= time) windows.delete(name)
    }
    const fresh = { used: 0, endsAt: time + windowMs }
    windows.set(token, fresh)
    return fresh
  }

  return {
    /** Tokens that are remembered. */
    size: (): number => windows.size,
    /** Counts one call. @returns the headers for its answer @throws ApiFault 429 with the same and `retry-after` */
    take(token: string): Record<string, string> {
      const time = now()
      const window = windowOf(token, time)
      window.used += 1
      if (window.used === limit.requests + 1) window.endsAt = time + windowMs
      const secondsLeft = Math.max(1, Math.ceil((window.endsAt - time) / 1000))
      const headers = {
        ratelimit: `"default";r=${Math.max(0, limit.requests - window.used)};t=${secondsLeft}`,
        'ratelimit-policy': `"default";q=${limit.requests};w=${limit.windowSeconds}`,
      }
      if (window.used > limit.requests) {
        throw faults.rateLimited({ ...headers, 'retry-after': String(secondsLeft) })
      }
      return headers
    },
  }
}
