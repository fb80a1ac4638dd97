import { UpstreamError } from '../../cloudflare/upstream-error.ts'

const FIRST_PAUSE_MS = 1_000
const LONGEST_PAUSE_MS = 300_000
/** However long the upstream asks us to wait. */
const LONGEST_ASKED_MS = 900_000

/**
 * How long to wait after the `failures`-th failure in a row: doubling up to five minutes, at least as long as the
 * upstream asked for, and never the same for two.
 * @param random from 0 to 1
 */
export function pauseAfter(failures: number, error: unknown, random: number): number {
  const grown = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.min(20, Math.max(0, failures - 1)))
  const jittered = grown * (0.5 + random / 2)
  const askedSeconds = error instanceof UpstreamError ? (error.retryAfterSeconds ?? 0) : 0
  return Math.max(jittered, Math.min(LONGEST_ASKED_MS, askedSeconds * 1000) + random * FIRST_PAUSE_MS)
}
