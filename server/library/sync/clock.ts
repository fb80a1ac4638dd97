import { setTimeout as delay } from 'node:timers/promises'

/** Time, so that tests can let years pass. */
export interface Clock {
  /** Milliseconds since 1970. */
  now(): number
  /** Rejects with the signal's reason when it is aborted first. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** `setTimeout` takes longer ones for one millisecond. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export const systemClock: Clock = {
  now: Date.now,
  sleep: async (ms, signal) => {
    await delay(Math.min(Math.max(0, ms), LONGEST_TIMER_MS), undefined, { signal, ref: false })
  },
}
