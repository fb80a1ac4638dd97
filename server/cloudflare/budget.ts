import { type Budget, CALL_CLASSES, type CallClass } from '#contract/account.ts'
import { classMayGo, LOWEST_CEILING, personMayGo } from './admission-rules.ts'
import { createCallWindow } from './call-window.ts'
import { UpstreamError } from './upstream-error.ts'
import { type AnswerFacts, createVendorLimits } from './vendor-limits.ts'
import { createWaitingLine } from './waiting-line.ts'

export interface BudgetOptions {
  /** The vendor's quota for one window. Default 1,200 (documented, per user, cumulative). A smaller one in headers counts. */
  quota?: number
  /** What we allow ourselves of it in any window, at least 10. Default 1,000. */
  ceiling?: number
  /** Default 300. */
  windowSeconds?: number
  /** The largest part of the ceiling one person gets while another one is active. Default 0.4. */
  shareOfOne?: number
  /** Calls in any second. Default 150, as the vendor allows 200 per address; more with a ceiling above the usual one. */
  callsPerSecond?: number
  /** How long a call waits before it fails with the time to wait. Default 10 s for people, 15 min for the rest. */
  patienceMs?: Partial<Record<CallClass, number>>
  /** Milliseconds of a clock that never jumps. Injected by tests. */
  now?: () => number
  /** Milliseconds since 1970, for times that are shown. Injected by tests. */
  wallNow?: () => number
  /** Calls back after `ms`; returns how to cancel. Injected by tests. */
  later?: (callback: () => void, ms: number) => () => void
}

interface Asker {
  callClass: CallClass
  person: string
  signal?: AbortSignal
}

export interface Permit {
  /** Tells that the call is over and what its headers said; `null` when no answer came. Once per call. */
  observe(facts: AnswerFacts | null): void
}

export interface BudgetKeeper {
  /**
   * Resolves when the call may go out; it counts from then on. People first: interactive before bulk before background.
   * @throws UpstreamError `rate_limited` with the time to wait, after the patience of the class; the signal's reason on abort
   */
  acquire(asker: Asker): Promise<Permit>
  state(): Budget
}

interface Waiter {
  person: string
  admit(permit: Permit): void
}

const PATIENCE_MS = { interactive: 10_000, bulk: 900_000, background: 900_000 } as const
/** Calls in flight while nobody told how much is left: after a start, and after a pause. */
const CALLS_IN_THE_DARK = 16

/**
 * The one gate before every API call: never more than `ceiling` of ours in any window, fair shares, and one pause for
 * all after a 429 ("exceeding blocks all calls for the next 5 minutes").
 *
 * Nothing is kept over a restart. A fresh keeper starts with a few calls; the headers of the first answer say what is
 * left of the window, whoever used it.
 */
export function createBudget(options: BudgetOptions = {}): BudgetKeeper {
  const configured = { quota: options.quota ?? 1200, ceiling: options.ceiling ?? 1000 }
  const { windowSeconds = 300, shareOfOne = 0.4 } = options
  const callsPerSecond = options.callsPerSecond ?? Math.max(150, Math.floor(configured.ceiling * 0.15))
  if (configured.ceiling < LOWEST_CEILING) throw new RangeError(`The ceiling is below ${LOWEST_CEILING}`)
  const now = options.now ?? (() => performance.now())
  const wallNow = options.wallNow ?? Date.now
  const later = options.later ?? laterByTimer
  const vendor = createVendorLimits({ configured, windowSeconds, now, wallNow })
  const window = createCallWindow(windowSeconds * 1000)
  const lastSecond = createCallWindow(1000)
  const lines = {
    interactive: createWaitingLine<Waiter>(),
    bulk: createWaitingLine<Waiter>(),
    background: createWaitingLine<Waiter>(),
  }
  let wake: { at: number; cancel: () => void } | null = null

  function forget(): void {
    window.forget(now())
    lastSecond.forget(now())
    vendor.forget()
  }

  const situation = () => ({
    window,
    ceiling: vendor.limits().ceiling,
    vendorRoom: vendor.room(window.inFlight()),
  })

  function classIsOpen(callClass: CallClass): boolean {
    if (vendor.isPaused() || lastSecond.count() >= callsPerSecond) return false
    if (vendor.inTheDark() && window.inFlight() >= CALLS_IN_THE_DARK) return false
    return classMayGo(callClass, situation())
  }

  function mayGo(callClass: CallClass, person: string): boolean {
    const others =
      window.hasOthers(person) ||
      CALL_CLASSES.some((waiting) => waiting !== 'background' && lines[waiting].hasOthers(person))
    return personMayGo(callClass, person, others, shareOfOne, situation())
  }

  function send(callClass: CallClass, person: string): Permit {
    const call = window.send(callClass, person, now())
    lastSecond.end(lastSecond.send(callClass, person, now()), now())
    return {
      observe(facts) {
        window.end(call, now())
        vendor.learn(facts, call.sequence, window.sent())
        admitWaiting()
      },
    }
  }

  function admitWaiting(): void {
    forget()
    for (const callClass of CALL_CLASSES) {
      const line = lines[callClass]
      while (line.size > 0 && classIsOpen(callClass)) {
        const waiter = line.take((person) => mayGo(callClass, person))
        if (waiter === null) break
        waiter.admit(send(callClass, waiter.person))
      }
    }
    scheduleWake()
  }

  /** The next moment at which something can change without an answer arriving. */
  function nextChange(): number {
    const moments = [
      vendor.pausedUntil(),
      vendor.told()?.resetsAt,
      window.nextChange(),
      lastSecond.nextChange(),
    ]
    const ahead = moments.filter((moment): moment is number => typeof moment === 'number' && moment > now())
    return Math.min(...ahead, now() + windowSeconds * 1000)
  }

  function scheduleWake(): void {
    if (CALL_CLASSES.every((callClass) => lines[callClass].size === 0)) {
      wake?.cancel()
      wake = null
      return
    }
    const at = nextChange()
    if (wake !== null && wake.at <= at) return
    wake?.cancel()
    const fire = () => {
      wake = null
      admitWaiting()
    }
    wake = { at, cancel: later(fire, Math.max(1, Math.ceil(at - now()))) }
  }

  function tooLate(): UpstreamError {
    forget()
    const told = vendor.told()
    const moments = [vendor.isPaused() ? vendor.pausedUntil() : nextChange()]
    if (told !== null && vendor.room(window.inFlight()) <= 0) moments.push(told.resetsAt)
    const seconds = Math.ceil((Math.max(...moments) - now()) / 1000)
    return new UpstreamError('rate_limited', 'The API budget is used up for the moment. Try again soon.', {
      retryAfterSeconds: Math.max(1, seconds),
      isUnsent: true,
    })
  }

  async function acquire({ callClass, person, signal }: Asker): Promise<Permit> {
    signal?.throwIfAborted()
    admitWaiting()
    if (lines[callClass].size === 0 && classIsOpen(callClass) && mayGo(callClass, person)) {
      return send(callClass, person)
    }
    const { promise, resolve, reject } = Promise.withResolvers<Permit>()
    const leave = lines[callClass].join({ person, admit: resolve })
    const giveUp = (reason: unknown) => {
      leave()
      reject(reason)
    }
    const abort = () => giveUp(signal?.reason)
    const patienceMs = options.patienceMs?.[callClass] ?? PATIENCE_MS[callClass]
    const cancelPatience = later(() => giveUp(tooLate()), patienceMs)
    signal?.addEventListener('abort', abort, { once: true })
    scheduleWake()
    try {
      return await promise
    } finally {
      cancelPatience()
      signal?.removeEventListener('abort', abort)
    }
  }

  function state(): Budget {
    forget()
    const { quota, ceiling } = vendor.limits()
    const told = vendor.told()
    const shown = (moment: number) => new Date(wallNow() + moment - now()).toISOString()
    return {
      quota,
      ceiling,
      used: told === null ? window.count() : Math.max(window.count(), quota - told.remaining),
      windowSeconds,
      resetsAt: shown(told?.resetsAt ?? window.nextChange() ?? now() + windowSeconds * 1000),
      pausedUntil: vendor.isPaused() ? shown(vendor.pausedUntil()) : null,
      waiting: {
        interactive: lines.interactive.size,
        bulk: lines.bulk.size,
        background: lines.background.size,
      },
    }
  }

  return { acquire, state }
}

function laterByTimer(callback: () => void, ms: number): () => void {
  const timer = setTimeout(callback, ms)
  timer.unref()
  return () => clearTimeout(timer)
}
