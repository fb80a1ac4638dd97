import { type Budget, CALL_CLASSES, type CallClass } from '#contract/account.ts'
import { secondsOf } from './classify.ts'
import { UpstreamError } from './upstream-error.ts'

export interface BudgetOptions {
  /** The vendor's quota for one window. Default 1,200 (documented, per user, cumulative). */
  quota?: number
  /** What we allow ourselves of it in any window. Default 1,000. */
  ceiling?: number
  /** Default 300. */
  windowSeconds?: number
  /** The largest part of the ceiling one person gets while another one is active. Default 0.4. */
  shareOfOne?: number
  /** How long an interactive call waits before it fails with the time to wait. Default 10 s. */
  interactivePatienceMs?: number
  /** Milliseconds since 1970; injected by tests. */
  now?: () => number
  /** Calls back after `ms`; returns how to cancel. Injected by tests. */
  later?: (callback: () => void, ms: number) => () => void
}

interface Asker {
  callClass: CallClass
  person: string
  signal?: AbortSignal
}

export interface AnswerFacts {
  status: number
  /** `Ratelimit: "default";r=50;t=30` */
  rateLimit: string | null
  /** `Ratelimit-Policy: "burst";q=100;w=60` */
  policy: string | null
  retryAfter: string | null
}

export interface Permit {
  /** Tells what the answer's headers said. */
  observe(facts: AnswerFacts): void
}

export interface BudgetKeeper {
  /**
   * Resolves when the call may go out; it counts from then on. People first: interactive before bulk before background.
   * @throws UpstreamError `rate_limited` when an interactive call would wait too long; the signal's reason on abort
   */
  acquire(asker: Asker): Promise<Permit>
  state(): Budget
}

interface Waiting extends Asker {
  admit(): void
}

/** Bulk and background work leave this part of the ceiling to people. */
const KEPT_FOR_PEOPLE = { interactive: 0, bulk: 0.2, background: 0.5 } as const satisfies Record<
  CallClass,
  number
>

/**
 * The one gate before every API call: never more than `ceiling` of ours in any window, fair shares, and one pause for
 * all after a 429 ("exceeding blocks all calls for the next 5 minutes").
 */
export function createBudget(options: BudgetOptions = {}): BudgetKeeper {
  const { quota = 1200, ceiling = 1000, windowSeconds = 300, shareOfOne = 0.4 } = options
  const patienceMs = options.interactivePatienceMs ?? 10_000
  const now = options.now ?? Date.now
  const later =
    options.later ??
    ((callback, ms) => {
      const timer = setTimeout(callback, ms)
      timer.unref()
      return () => clearTimeout(timer)
    })
  const windowMs = windowSeconds * 1000
  /** Calls that went out, oldest first; at most `ceiling` of them are younger than a window. */
  let sent: { at: number; person: string }[] = []
  const queue: Waiting[] = []
  let pausedUntil = 0
  /** What the vendor's headers said is left, and until when that holds. */
  let told: { remaining: number; resetsAt: number } | null = null
  let cancelWake: (() => void) | null = null

  function forget(): void {
    const horizon = now() - windowMs
    let old = 0
    while (old < sent.length && (sent[old]?.at ?? 0) <= horizon) old += 1
    if (old > 0) sent = sent.slice(old)
    if (told !== null && told.resetsAt <= now()) told = null
  }

  /** Others spend from the same quota: what the vendor says is left, less the part we never touch. */
  function roomLeft(): number {
    const ours = ceiling - sent.length
    return told === null ? ours : Math.min(ours, told.remaining - (quota - ceiling))
  }

  function mayGo({ callClass, person }: Asker): boolean {
    if (now() < pausedUntil) return false
    if (roomLeft() <= ceiling * KEPT_FOR_PEOPLE[callClass]) return false
    const othersActive =
      sent.some((call) => call.person !== person) || queue.some((asker) => asker.person !== person)
    const own = sent.reduce((sum, call) => sum + Number(call.person === person), 0)
    return !othersActive || own < ceiling * shareOfOne
  }

  function admitWaiting(): void {
    forget()
    for (const callClass of CALL_CLASSES) {
      for (const asker of queue.filter((candidate) => candidate.callClass === callClass)) {
        if (!mayGo(asker)) continue
        queue.splice(queue.indexOf(asker), 1)
        record(asker)
        asker.admit()
      }
    }
    scheduleWake()
  }

  function record({ person }: Asker): void {
    sent.push({ at: now(), person })
    if (told !== null) told.remaining -= 1
  }

  /** The next moment at which something can change without an answer arriving. */
  function nextChange(): number {
    const moments = [pausedUntil, told?.resetsAt ?? 0, (sent[0]?.at ?? 0) + windowMs]
    return Math.min(...moments.filter((moment) => moment > now()), now() + windowMs)
  }

  function scheduleWake(): void {
    cancelWake?.()
    cancelWake = queue.length === 0 ? null : later(admitWaiting, Math.max(1, nextChange() - now()))
  }

  function observe({ status, rateLimit, policy, retryAfter }: AnswerFacts): void {
    if (status === 429) {
      pausedUntil = Math.max(pausedUntil, now() + secondsOf(retryAfter, now()) * 1000)
    }
    const left = /;\s*r=(\d+)\s*;\s*t=(\d+)/.exec(rateLimit ?? '')
    const size = /;\s*q=(\d+)\s*;\s*w=(\d+)/.exec(policy ?? '')
    // A burst policy of another window says nothing about ours.
    if (
      left !== null &&
      (size === null || (Number(size[1]) === quota && Number(size[2]) === windowSeconds))
    ) {
      told = { remaining: Number(left[1]), resetsAt: now() + Number(left[2]) * 1000 }
    }
    admitWaiting()
  }

  function acquire(asker: Asker): Promise<Permit> {
    const permit: Permit = { observe }
    asker.signal?.throwIfAborted()
    forget()
    const first = !queue.some(
      (waiting) => CALL_CLASSES.indexOf(waiting.callClass) <= CALL_CLASSES.indexOf(asker.callClass),
    )
    if (first && mayGo(asker)) {
      record(asker)
      return Promise.resolve(permit)
    }
    const { promise, resolve, reject } = Promise.withResolvers<Permit>()
    const leave = () => {
      const place = queue.indexOf(waiting)
      if (place >= 0) queue.splice(place, 1)
    }
    const abort = () => {
      leave()
      cancelPatience()
      reject(asker.signal?.reason)
    }
    const cancelPatience =
      asker.callClass === 'interactive'
        ? later(() => {
            leave()
            asker.signal?.removeEventListener('abort', abort)
            reject(
              new UpstreamError('rate_limited', 'The API budget is used up for the moment. Try again soon.', {
                retryAfterSeconds: Math.max(1, Math.ceil((nextChange() - now()) / 1000)),
              }),
            )
          }, patienceMs)
        : () => {}
    const waiting: Waiting = {
      ...asker,
      admit: () => {
        cancelPatience()
        asker.signal?.removeEventListener('abort', abort)
        resolve(permit)
      },
    }
    queue.push(waiting)
    asker.signal?.addEventListener('abort', abort, { once: true })
    admitWaiting()
    return promise
  }

  function state(): Budget {
    forget()
    const count = (callClass: CallClass) => queue.filter((asker) => asker.callClass === callClass).length
    return {
      quota,
      ceiling,
      used: told === null ? sent.length : Math.max(sent.length, quota - told.remaining),
      windowSeconds,
      resetsAt: new Date(told?.resetsAt ?? (sent[0]?.at ?? now()) + windowMs).toISOString(),
      pausedUntil: pausedUntil > now() ? new Date(pausedUntil).toISOString() : null,
      waiting: {
        interactive: count('interactive'),
        bulk: count('bulk'),
        background: count('background'),
      },
    }
  }

  return { acquire, state }
}
