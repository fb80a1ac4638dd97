import type { CallContext, ImagesApi, RawListPage } from '../../cloudflare/images-api.ts'
import { guessNextCursor } from '../../cloudflare/list-page.ts'
import { UpstreamError } from '../../cloudflare/upstream-error.ts'
import type { Clock } from './clock.ts'
import { pauseAfter } from './pause-after.ts'
import type { Pass, SyncStore, WalkerName, WalkerState } from './sync-store.ts'

export interface SyncIo {
  upstream: Pick<ImagesApi, 'listRawPage'>
  store: SyncStore
  clock: Clock
  /** Waits after a failure: `ms`, or less when somebody waits for the outcome. @throws the signal's reason */
  pause(ms: number, signal: AbortSignal): Promise<void>
  /** From 0 to 1. */
  random(): number
  /** What stands in the way, for people to read; `null` when it went on. */
  onProblem(message: string | null): void
}

/** The vendor's largest page. */
const PAGE_IMAGES = 1_000
const CONTEXT = { callClass: 'background', person: 'sync' } as const satisfies Omit<CallContext, 'signal'>
/** How often a walker may begin anew without getting any further. */
const MAX_STALLS = 5
/** Pages without getting any further: as many images of one upload time are no library. */
const MAX_IDLE_PAGES = 5_000

/** What the two walkers of a pass share: where both are, by the store's last word. */
export interface Places {
  walkers: Pass['walkers']
}

/**
 * Reads the listing from one end until both walkers are at the end. While the store works on a page the next one is on
 * its way already, by a guessed cursor. A cursor that is refused, or that leads in circles, sends the walker back to
 * its end of the listing: what it saw stays seen.
 * @returns whether it came to the end; `false` when it kept going in circles
 * @throws the signal's reason; what the store failed with
 */
export async function walk(
  io: SyncIo,
  { generation, name, places }: { generation: number; name: WalkerName; places: Places },
  signal: AbortSignal,
): Promise<boolean> {
  /** Ends what is still on its way when the walk is over. */
  const over = new AbortController()
  const context: CallContext = { ...CONTEXT, signal: AbortSignal.any([signal, over.signal]) }
  const fetchPage = (cursor: string | null) =>
    io.upstream.listRawPage({ cursor, limit: PAGE_IMAGES, order: name }, context)

  let ahead: { cursor: string; page: Promise<RawListPage> } | null = null
  let guessesHold = true
  let startsAnew = false
  let failures = 0
  let stalls = 0
  /** Cursors since the walker last got further. */
  const idleCursors = new Set<string>()
  let furthest = edgeOf(places.walkers[name])

  const fail = async (error: unknown) => {
    if (signal.aborted || !(error instanceof UpstreamError)) throw error
    failures += 1
    io.onProblem(error.message)
    const ms = pauseAfter(failures, error, io.random())
    // What the upstream asked for is kept to the end.
    await (error.retryAfterSeconds === null ? io.pause(ms, signal) : io.clock.sleep(ms, signal))
  }

  /** The place to go on from does not hold; @returns whether to try again */
  const stall = async () => {
    stalls += 1
    startsAnew = true
    idleCursors.clear()
    if (stalls > MAX_STALLS) return false
    await io.pause(pauseAfter(stalls, null, io.random()), signal)
    return true
  }

  try {
    for (;;) {
      signal.throwIfAborted()
      const place = places.walkers[name]
      if (place.at === 'end') return true
      const cursor = place.at === 'page' && !startsAnew ? place.cursor : null
      let read: RawListPage
      try {
        read = await (ahead !== null && ahead.cursor === cursor ? ahead.page : fetchPage(cursor))
      } catch (error) {
        ahead = null
        if (cursor !== null && isRefusal(error)) {
          if (!(await stall())) return false
        } else await fail(error)
        continue
      }
      const guess = guessesHold ? guessNextCursor(read.body) : null
      ahead = guess === null || guess === cursor ? null : { cursor: guess, page: fetchPage(guess) }
      // Whoever needs it hears how it ended.
      ahead?.page.catch(() => {})

      try {
        const { walkers } = await io.store.applyPage({ generation, walker: name, ...read })
        // The other walker may have ended the pass meanwhile.
        if (places.walkers[name].at !== 'end') places.walkers = walkers
      } catch (error) {
        ahead = null
        await fail(error)
        continue
      }
      failures = 0
      startsAnew = false
      io.onProblem(null)

      const after = places.walkers[name]
      if (after.at !== 'page') continue
      if (ahead !== null && ahead.cursor !== after.cursor) guessesHold = false
      if (furthest === null || after.edge !== furthest) {
        furthest = after.edge
        stalls = 0
        idleCursors.clear()
      } else if (
        idleCursors.has(after.cursor) ||
        after.cursor === cursor ||
        idleCursors.size > MAX_IDLE_PAGES
      ) {
        if (!(await stall())) return false
      }
      idleCursors.add(after.cursor)
    }
  } finally {
    over.abort()
  }
}

const edgeOf = (place: WalkerState) => (place.at === 'page' ? place.edge : null)

/** A 4xx about what was asked: the cursor is of no use any more. */
function isRefusal(error: unknown): boolean {
  return error instanceof UpstreamError && ['refused', 'invalid_request', 'not_found'].includes(error.kind)
}
