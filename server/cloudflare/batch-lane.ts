import { createCallWindow } from './call-window.ts'
import type { CallContext } from './images-api.ts'
import { UpstreamError } from './upstream-error.ts'

export interface BatchToken {
  token: string
  /** Milliseconds since 1970. */
  expiresAtMs: number
}

export interface BatchLaneOptions {
  /** One API call; the lane makes one at a time. */
  getToken: (context: CallContext) => Promise<BatchToken>
  /** Calls in any second; the vendor allows 200 per token. Default 190. */
  callsPerSecond?: number
  /** How long the lane is left alone after a refusal that names no time. Default 1 min. */
  restMs?: number
  /** Milliseconds since 1970. Injected by tests. */
  now?: () => number
}

/** One call's place on the lane. */
export interface BatchTicket {
  token: string
  /** The call is over, well or not. Once per ticket. */
  done(isWell: boolean): void
}

export interface BatchLane {
  /**
   * Waits for a turn. `null`: the lane is closed for now, take the normal one.
   * @throws the signal's reason on abort
   */
  enter(context: CallContext): Promise<BatchTicket | null>
  /**
   * A call failed. The lane rests when the failure is about the lane.
   * @returns true when nothing came of the call, so that it may be made again on the normal lane
   */
  failed(error: unknown, ticket: BatchTicket): boolean
  isOpen(): boolean
}

/** A token is not used for its last minute: clocks differ, and calls take time. */
const TOKEN_MARGIN_MS = 60_000
/** With more than so many waiting in front, the normal lane is no worse. */
const MOST_WAITING = 2_000
/** The lane or its token is not for us; the call was not made. */
const REFUSALS = new Set([
  'upstream_credentials',
  'upstream_permission',
  'upstream_not_enabled',
  'rate_limited',
])
/** So many failures in a row that may pass, and it is the lane that is down. */
const OUTAGES_IN_A_ROW = 3
const OUTAGES = new Set(['upstream_unavailable', 'upstream_timeout', 'upstream_unexpected'])

/**
 * The vendor's second way to the same calls: a token that costs one API call, and 200 calls a second with it that the
 * budget never sees. Whatever goes wrong with it, the normal lane is there.
 */
export function createBatchLane(options: BatchLaneOptions): BatchLane {
  const { getToken, callsPerSecond = 190, restMs = 60_000, now = Date.now } = options
  const window = createCallWindow(1_000)
  let token: BatchToken | null = null
  let asking: Promise<BatchToken | null> | null = null
  let restsUntilMs = 0
  let waiting = 0
  let outages = 0
  let lastInLine: Promise<void> = Promise.resolve()

  const isResting = () => now() < restsUntilMs

  function rest(seconds: number | null): void {
    restsUntilMs = now() + (seconds === null ? restMs : Math.max(1, seconds) * 1_000)
  }

  /** One question at a time; whoever comes meanwhile waits for its answer, but no longer than its own signal allows. */
  function currentToken(context: CallContext): Promise<BatchToken | null> {
    if (token !== null && token.expiresAtMs - TOKEN_MARGIN_MS > now()) return Promise.resolve(token)
    // Not the signal of whoever came first: the others wait for the same answer.
    const { callClass, person } = context
    asking ??= getToken({ callClass, person })
      .then(
        (fresh) => {
          token = fresh
          return fresh
        },
        () => {
          rest(null)
          return null
        },
      )
      .finally(() => {
        asking = null
      })
    return unlessAborted(asking, context.signal)
  }

  /** Resolves when fewer than `callsPerSecond` calls count for the running second; its own counts from then on. */
  async function turn({ signal, callClass, person }: CallContext) {
    const before = lastInLine
    const { promise, resolve } = Promise.withResolvers<void>()
    lastInLine = promise
    try {
      await unlessAborted(before, signal)
      for (window.forget(now()); window.count() >= callsPerSecond; window.forget(now())) {
        const pauseMs = Math.max(1, (window.nextChange() ?? now()) - now())
        await unlessAborted(new Promise((wake) => setTimeout(wake, Math.min(pauseMs, 50))), signal)
      }
      return window.send(callClass, person, now())
    } finally {
      // Who leaves the line early must not let the next one pass those in front.
      void before.then(resolve, resolve)
    }
  }

  return {
    async enter(context) {
      if (isResting() || waiting >= MOST_WAITING) return null
      waiting += 1
      try {
        const current = await currentToken(context)
        if (current === null) return null
        const call = await turn(context)
        if (isResting()) {
          window.end(call, now())
          return null
        }
        return {
          token: current.token,
          done(isWell) {
            if (isWell) outages = 0
            window.end(call, now())
          },
        }
      } finally {
        waiting -= 1
      }
    },
    failed(error, ticket) {
      if (!(error instanceof UpstreamError)) return false
      const isNoRoute = error.kind === 'not_found' && error.upstreamCode === null
      const isRefusal = REFUSALS.has(error.kind) || isNoRoute
      if (!isRefusal) {
        if (!OUTAGES.has(error.kind)) return false
        outages += 1
        if (outages < OUTAGES_IN_A_ROW) return false
      }
      outages = 0
      if (token?.token === ticket.token && error.kind !== 'rate_limited') token = null
      rest(error.retryAfterSeconds)
      return isRefusal
    },
    isOpen: () => !isResting(),
  }
}

async function unlessAborted<Result>(
  work: Promise<Result>,
  signal: AbortSignal | undefined,
): Promise<Result> {
  if (signal === undefined) return work
  signal.throwIfAborted()
  const { promise: aborted, reject } = Promise.withResolvers<never>()
  const abort = () => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  try {
    return await Promise.race([work, aborted])
  } finally {
    signal.removeEventListener('abort', abort)
  }
}
