import type { HeadPosition, WalkerName, WalkerState } from './sync-store.ts'

/** What the rules below need to know of a page: upload times in ms since 1970, in the page's own order. */
export interface PageEdges {
  nextCursor: string | null
  /** `null` for a page without images. */
  firstUploadedMs: number | null
  lastUploadedMs: number | null
}

/**
 * Where the walkers are after `walker` read `page`. The pass has seen everything as soon as one of them saw its last
 * page, or the newest-first one got below the other one. Upload times may be equal, so meeting at one time is not
 * enough. A walker that had to begin anew keeps the edge it had reached: what it saw stays seen.
 */
export function afterPage(
  walkers: Record<WalkerName, WalkerState>,
  walker: WalkerName,
  page: PageEdges,
): Record<WalkerName, WalkerState> {
  const before = walkers[walker]
  const done = { newest: { at: 'end' }, oldest: { at: 'end' } } as const
  if (before.at === 'end' || page.nextCursor === null) return done
  const further = walker === 'newest' ? Math.min : Math.max
  const edges = [page.lastUploadedMs, before.at === 'page' ? before.edge : null].filter(
    (edge) => edge !== null,
  )
  // Nothing seen and yet not the end: at the very outside, where nobody can be met.
  const outside = walker === 'newest' ? Number.MAX_SAFE_INTEGER : Number.MIN_SAFE_INTEGER
  const edge = edges.length === 0 ? outside : further(...edges)
  const after = { ...walkers, [walker]: { at: 'page', cursor: page.nextCursor, edge } satisfies WalkerState }
  const { newest, oldest } = after
  return newest.at === 'page' && oldest.at === 'page' && newest.edge < oldest.edge ? done : after
}

/**
 * What the head knows after the first page of the walker that reads newest first: the pass brings everything older
 * than its first image, the head only what comes later.
 */
export function headAfterPassBegan(head: HeadPosition, { firstUploadedMs }: PageEdges): HeadPosition {
  if (firstUploadedMs === null) return head
  return { ...head, reachedTo: Math.max(head.reachedTo ?? firstUploadedMs, firstUploadedMs) }
}

/**
 * What the head knows after a page of the newest images. Having one image of the page already proves nothing: the desk
 * may have uploaded it itself, or an earlier head may have been cut off in the middle. So the head counts as caught up
 * only when an unbroken run of pages got below where the last such run began.
 */
export function headAfterPage(
  head: HeadPosition,
  page: PageEdges & { isFirst: boolean },
): { head: HeadPosition; meetsKnown: boolean } {
  const runFrom = page.isFirst ? page.firstUploadedMs : head.runFrom
  const { reachedTo } = head
  const meetsKnown =
    page.nextCursor === null ||
    (reachedTo !== null && page.lastUploadedMs !== null && page.lastUploadedMs < reachedTo)
  if (!meetsKnown) return { head: { reachedTo, runFrom }, meetsKnown }
  const reached = runFrom === null ? reachedTo : Math.max(reachedTo ?? runFrom, runFrom)
  return { head: { reachedTo: reached, runFrom: null }, meetsKnown }
}
