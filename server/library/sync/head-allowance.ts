import type { Budget } from '#contract/account.ts'

/** What watching for news may cost of the vendor's quota. */
const SHARE = 0.05

/**
 * May the desk ask for the newest images now? They are read in the class of people, since somebody looks at them, so it
 * is modest by itself: at most a twentieth of the quota in any window, nothing while a person waits or a pause is on.
 */
export function createHeadAllowance(
  budget: () => Pick<Budget, 'quota' | 'windowSeconds' | 'pausedUntil' | 'waiting'>,
  now: () => number,
): () => boolean {
  let asked: number[] = []
  return () => {
    const { quota, windowSeconds, pausedUntil, waiting } = budget()
    asked = asked.filter((at) => at > now() - windowSeconds * 1000)
    const allowed = Math.max(1, Math.floor(quota * SHARE))
    if (pausedUntil !== null || waiting.interactive > 0 || asked.length >= allowed) return false
    asked.push(now())
    return true
  }
}
