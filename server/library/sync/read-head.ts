import type { SyncIo } from './walk.ts'

/** Asked for again and again: small, so that it costs little. */
const PAGE_IMAGES = 100
/** More news than this is read faster by a sweep, from both ends. */
const MAX_PAGES = 10

/**
 * Reads the newest images down to what is known.
 * @param person for whom it is done: the calls count as theirs
 * @param mayAsk asked before each page
 * @returns `far`: too many are new, or the cursors are of no use; `later`: it may not ask any more, the rest is for next time
 * @throws UpstreamError; the signal's reason; what the store failed with
 */
export async function readHead(
  io: Pick<SyncIo, 'upstream' | 'store'>,
  person: string,
  mayAsk: () => boolean,
  signal: AbortSignal,
): Promise<'caught up' | 'far' | 'later'> {
  let cursor: string | null = null
  for (let pages = 0; pages < MAX_PAGES; pages += 1) {
    if (!mayAsk()) return 'later'
    const read = await io.upstream.listRawPage(
      { cursor, limit: PAGE_IMAGES, order: 'newest' },
      { callClass: 'interactive', person, signal },
    )
    const { meetsKnown, nextCursor } = await io.store.applyHead({ ...read, isFirst: cursor === null })
    if (meetsKnown || nextCursor === null) return 'caught up'
    if (nextCursor === cursor) return 'far'
    cursor = nextCursor
  }
  return 'far'
}
