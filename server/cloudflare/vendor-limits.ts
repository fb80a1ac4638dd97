import { LOWEST_CEILING } from './admission-rules.ts'
import { LONGEST_PAUSE_SECONDS, secondsOf } from './classify.ts'
import { readRateLimitHeaders } from './rate-limit-headers.ts'

export interface AnswerFacts {
  status: number
  /** `Ratelimit: "default";r=50;t=30` */
  rateLimit: string | null
  /** `Ratelimit-Policy: "burst";q=100;w=60` */
  policy: string | null
  retryAfter: string | null
  /** The answer's `Date`, against which a `Retry-After` with a date is read. */
  date?: string | null
}

interface Limits {
  quota: number
  ceiling: number
}

interface VendorLimitsOptions {
  configured: Limits
  windowSeconds: number
  /** Monotonic milliseconds. */
  now: () => number
  /** Milliseconds since 1970. */
  wallNow: () => number
}

/** What answers taught us: the real quota, what is left of it whoever used it, and until when to be silent. */
export function createVendorLimits({ configured, windowSeconds, now, wallNow }: VendorLimitsOptions) {
  let limits = configured
  let pausedUntil = Number.NEGATIVE_INFINITY
  /** What is left, until when that holds, and how many calls had been sent when it was heard. */
  let told: { remaining: number; resetsAt: number; sent: number } | null = null
  let inTheDark = true

  function pause(seconds: number): void {
    pausedUntil = Math.max(pausedUntil, now() + Math.max(1, seconds) * 1000)
    inTheDark = true
  }

  return {
    /**
     * @param facts `null` when no answer came
     * @param sequence number of the call that is over
     * @param sent calls sent so far
     */
    learn(facts: AnswerFacts | null, sequence: number, sent: number): void {
      // A call without news of its own counted all the same; the news before it could not know.
      if (told !== null && !facts?.rateLimit && sequence > told.sent) told.remaining -= 1
      if (facts === null) return
      inTheDark = false
      const { status, rateLimit, policy, retryAfter, date } = facts
      if (status === 429) pause(secondsOf(retryAfter, Date.parse(date ?? '') || wallNow()))
      const headers = readRateLimitHeaders(rateLimit, policy)
      const ours = headers.policies.find((known) => known.windowSeconds === windowSeconds)
      if (ours !== undefined) limits = lowerOf(configured, ours.quota)
      for (const { remaining, resetSeconds, windowSeconds: seconds } of headers.limits) {
        if (seconds !== null && seconds !== windowSeconds) {
          // A limit of another window says nothing about ours, unless it is used up.
          if (remaining === 0) pause(Math.min(resetSeconds, LONGEST_PAUSE_SECONDS))
        } else if (told === null || remaining <= told.remaining || sequence > told.sent) {
          // A larger number is news only from a call that was sent after the smaller one was heard.
          told = { remaining, resetsAt: now() + Math.min(resetSeconds, windowSeconds) * 1000, sent }
        }
      }
    },
    forget(): void {
      if (told !== null && told.resetsAt <= now()) told = null
    },
    limits: () => limits,
    /** Nobody told what is left: at the start, and after a pause. */
    inTheDark: () => inTheDark,
    pausedUntil: () => pausedUntil,
    isPaused: () => now() < pausedUntil,
    told: () => told,
    /** Others spend from the same quota: what is left, less what is under way, less what we never touch. */
    room: (inFlight: number) =>
      told === null ? Number.POSITIVE_INFINITY : told.remaining - inFlight - (limits.quota - limits.ceiling),
  }
}

/** The vendor's smaller quota, with the same part of it left to others. Below the least we work with: that. */
function lowerOf(configured: Limits, quota: number): Limits {
  if (quota >= configured.quota) return configured
  const ceiling = Math.floor((quota * configured.ceiling) / configured.quota)
  if (ceiling >= LOWEST_CEILING) return { quota, ceiling }
  return { quota: Math.max(quota, LOWEST_CEILING), ceiling: LOWEST_CEILING }
}
