import type { AnswerFacts } from '../vendor-limits.ts'

/** Time that moves only when told; timers fire on the way, those of one moment in the order they were set. */
export function createClock() {
  let time = 5_000
  let wallOffset = 1_750_000_000_000
  let made = 0
  const timers: { at: number; order: number; callback: () => void; live: boolean }[] = []
  type Timer = (typeof timers)[number]
  const isBefore = (a: Timer | undefined, b: Timer | undefined) =>
    a !== undefined && b !== undefined && (a.at === b.at ? a.order < b.order : a.at < b.at)

  function swap(i: number, j: number): void {
    const [a, b] = [timers[i], timers[j]]
    if (a === undefined || b === undefined) return
    timers[i] = b
    timers[j] = a
  }
  function add(timer: Timer): void {
    timers.push(timer)
    for (let i = timers.length - 1; i > 0; ) {
      const parent = (i - 1) >> 1
      if (!isBefore(timers[i], timers[parent])) return
      swap(i, parent)
      i = parent
    }
  }
  function takeFirst(): Timer | undefined {
    swap(0, timers.length - 1)
    const first = timers.pop()
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2]
      const child = isBefore(timers[right], timers[left]) ? right : left
      if (!isBefore(timers[child], timers[i])) return first
      swap(i, child)
      i = child
    }
  }
  /** Lets everything that waits for settled promises go on. */
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

  return {
    now: () => time,
    wallNow: () => time + wallOffset,
    /** Somebody sets the clock on the wall. */
    jump(ms: number) {
      wallOffset += ms
    },
    later(callback: () => void, ms: number) {
      const timer = { at: time + ms, order: made++, callback, live: true }
      add(timer)
      return () => {
        timer.live = false
      }
    },
    async pass(ms: number) {
      const end = time + ms
      await settle()
      while ((timers[0]?.at ?? Number.POSITIVE_INFINITY) <= end) {
        const timer = takeFirst()
        if (!timer?.live) continue
        time = Math.max(time, timer.at)
        timer.callback()
        if ((timers[0]?.at ?? Number.POSITIVE_INFINITY) > time) await settle()
      }
      time = end
      await settle()
    },
  }
}

export const SILENT: AnswerFacts = { status: 200, rateLimit: null, policy: null, retryAfter: null }

/**
 * The vendor's limiter, as strict as it can be read: more than `quota` calls in any window is a 429 that blocks all
 * calls for a window.
 */
export function createVendor(now: () => number, { quota = 1200, windowMs = 300_000 } = {}) {
  const arrivals: number[] = []
  let first = 0
  let blockedUntil = 0
  let refused = 0
  let most = 0
  return {
    refused: () => refused,
    /** The largest number of calls seen in any window. */
    most: () => most,
    answer(): AnswerFacts {
      while ((arrivals[first] ?? Number.POSITIVE_INFINITY) <= now() - windowMs) first += 1
      arrivals.push(now())
      const used = arrivals.length - first
      most = Math.max(most, used)
      if (used > quota && blockedUntil <= now()) blockedUntil = now() + windowMs
      const oldest = arrivals[first] ?? now()
      const resetSeconds = Math.max(1, Math.ceil((oldest + windowMs - now()) / 1000))
      const facts = {
        status: 200,
        rateLimit: `"default";r=${Math.max(0, quota - used)};t=${resetSeconds}`,
        policy: `"default";q=${quota};w=${windowMs / 1000}`,
        retryAfter: null,
      }
      if (blockedUntil <= now()) return facts
      refused += 1
      return { ...facts, status: 429, retryAfter: String(Math.ceil((blockedUntil - now()) / 1000)) }
    },
  }
}
