import type { Budget } from '#contract/account.ts'
import { UpstreamError } from '../../cloudflare/upstream-error.ts'
import { type Clock, systemClock } from './clock.ts'
import { createHeadAllowance } from './head-allowance.ts'
import { pauseAfter } from './pause-after.ts'
import { readHead } from './read-head.ts'
import { runPass } from './run-pass.ts'
import type { Pass, SyncState, SyncStore } from './sync-store.ts'
import type { Places, SyncIo } from './walk.ts'

export interface SyncOptions {
  upstream: SyncIo['upstream']
  store: SyncStore
  budget: () => Pick<Budget, 'quota' | 'windowSeconds' | 'pausedUntil' | 'waiting'>
  /** Between the beginnings of two sweeps. */
  sweepMinutes: number
  /** Told of what went wrong in our own house: the store. */
  onError(error: unknown): void
  clock?: Clock
  random?: () => number
}

export interface SyncStatus {
  /** The pass under way. */
  running: Pass['kind'] | null
  /** What stands in its way at the moment, for people to read. */
  problem: string | null
}

export interface Sync {
  /** Somebody looks at the library: for a quarter of a minute the newest images are kept up with. */
  looked(person: string): void
  /** Reads everything again, after what is being read now. */
  refresh(): void
  /** Something does not fit what the index says. As `refresh`, but no sooner than a quarter of an hour after the last time. */
  suspect(): void
  status(): SyncStatus
  /** Ends everything within seconds; what was under way goes on from there at the next start. */
  stop(): Promise<void>
}

const HEAD_EVERY_MS = 5_000
/** The sweep that was asked for brings the rest. */
const HEAD_AFTER_FAR_MS = 30_000
const LOOKING_LASTS_MS = 15_000
const SUSPICION_RESTS_MS = 15 * 60_000
/** After a pass whose walkers went in circles. */
const STUCK_PAUSE_MS = 15 * 60_000
const STOP_WITHIN_MS = 5_000
const WATCHED_PAUSE_MS = 5_000

/**
 * Keeps the index in step with the upstream: one pass after another over everything, and between them the newest
 * images while somebody looks. Starts at once, with the pass that was under way when the desk ended.
 */
export function createSync(options: SyncOptions): Sync {
  const {
    upstream,
    store,
    budget,
    sweepMinutes,
    onError,
    clock = systemClock,
    random = Math.random,
  } = options
  const ending = new AbortController()
  const { signal } = ending
  const mayAsk = createHeadAllowance(budget, clock.now)
  const passBell = createBell(signal)
  const headBell = createBell(signal)
  let problem: string | null = null
  const onProblem = (message: string | null) => {
    problem = message
  }
  const io: SyncIo = { upstream, store, clock, pause, random, onProblem }

  let current: { pass: Pass; places: Places } | null = null
  let isComplete = false
  let wanted = false
  let suspected = false
  let suspicionRestsUntil = Number.NEGATIVE_INFINITY
  let lookedAt = Number.NEGATIVE_INFINITY
  let lastPerson = ''

  /** Nobody who looks, or asked for it, waits longer than {@link WATCHED_PAUSE_MS} once an outage is over. */
  async function pause(ms: number, signal: AbortSignal): Promise<void> {
    const until = clock.now() + ms
    for (let leftMs = ms; leftMs > 0; leftMs = until - clock.now()) {
      await clock.sleep(Math.min(leftMs, WATCHED_PAUSE_MS), signal)
      if (wanted || isLookedAt()) return
    }
  }

  const isLookedAt = () => clock.now() - lookedAt < LOOKING_LASTS_MS

  function want(): void {
    wanted = true
    passBell.ring()
  }

  function suspect(): void {
    suspected = true
    passBell.ring()
  }

  /** When the next pass is due. A past that lies ahead of the clock cannot be trusted. */
  function dueAt({ completeSince }: SyncState): number {
    if (wanted || completeSince === null) return clock.now()
    const sweepAt = Math.min(Date.parse(completeSince), clock.now()) + sweepMinutes * 60_000
    return suspected ? Math.min(sweepAt, suspicionRestsUntil) : sweepAt
  }

  async function beginPass(state: SyncState): Promise<Pass> {
    if (suspected) suspicionRestsUntil = clock.now() + SUSPICION_RESTS_MS
    wanted = false
    suspected = false
    return store.begin(state.completeSince === null ? 'fill' : 'sweep')
  }

  /** One pass, when there is one to make. @returns how long to wait before looking again */
  async function passOnce(): Promise<number> {
    const state = await store.load()
    isComplete = state.completeSince !== null
    const waitMs = dueAt(state) - clock.now()
    if (state.pass === null && waitMs > 0) return waitMs
    const pass = state.pass ?? (await beginPass(state))
    const places = { walkers: pass.walkers }
    current = { pass, places }
    try {
      const result = await runPass(io, pass, places, signal)
      if (result !== null) return 0
      problem = 'The Images API lists its images in circles.'
      await store.begin(pass.kind)
      return STUCK_PAUSE_MS
    } finally {
      current = null
    }
  }

  async function passes(): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      try {
        const waitMs = await passOnce()
        failures = 0
        if (waitMs > 0) await passBell.wait((timeUp) => clock.sleep(waitMs, timeUp))
      } catch (error) {
        if (signal.aborted) return
        onError(error)
        failures += 1
        await pause(pauseAfter(failures, null, random()), signal).catch(() => {})
      }
    }
  }

  /** Before anything is known there is nothing to catch up with: the pass reads the newest images first anyway. */
  const headMakesSense = () =>
    isComplete || (current !== null && current.places.walkers.newest.at !== 'start')

  async function heads(): Promise<void> {
    for (let failures = 0; !signal.aborted; ) {
      if (!isLookedAt()) {
        await headBell.wait()
        continue
      }
      let waitMs = HEAD_EVERY_MS
      try {
        if (headMakesSense() && (await readHead(io, lastPerson, mayAsk, signal)) === 'far') {
          suspect()
          waitMs = HEAD_AFTER_FAR_MS
        }
        failures = 0
      } catch (error) {
        if (signal.aborted) return
        if (!(error instanceof UpstreamError)) onError(error)
        failures += 1
        const asked = error instanceof UpstreamError && error.retryAfterSeconds !== null
        // Somebody looks: what nobody asked to be waited for is tried at the usual pace.
        if (asked) waitMs = Math.max(waitMs, pauseAfter(failures, error, random()))
      }
      await clock.sleep(waitMs, signal).catch(() => {})
    }
  }

  const running = Promise.allSettled([passes(), heads()])

  return {
    looked(person) {
      lookedAt = clock.now()
      lastPerson = person
      headBell.ring()
    },
    refresh: want,
    suspect,
    status: () => ({ running: current?.pass.kind ?? null, problem: current === null ? null : problem }),
    async stop() {
      ending.abort(new DOMException('The desk stops', 'AbortError'))
      const enough = new AbortController()
      const late = systemClock.sleep(STOP_WITHIN_MS, enough.signal).catch(() => {})
      await Promise.race([running, late])
      enough.abort()
    },
  }
}

/** Waits for a ring, or for what `orUntil` waits for; a ring while nobody waits is heard at the next wait. */
function createBell(signal: AbortSignal) {
  let rung = false
  let wake: (() => void) | null = null
  return {
    ring(): void {
      rung = true
      wake?.()
    },
    async wait(orUntil?: (timeUp: AbortSignal) => Promise<void>): Promise<void> {
      const heard = new AbortController()
      if (!rung && !signal.aborted) {
        const { promise, resolve } = Promise.withResolvers<void>()
        wake = resolve
        signal.addEventListener('abort', () => resolve(), { signal: heard.signal })
        await Promise.race([
          promise,
          ...(orUntil === undefined ? [] : [orUntil(heard.signal).catch(() => {})]),
        ])
      }
      rung = false
      wake = null
      heard.abort()
    },
  }
}
