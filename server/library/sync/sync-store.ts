/** One pass over the whole listing: from both ends until the walkers have crossed. */
export interface Pass {
  /** Every row the pass sees is marked with it. Grows by one with each pass. */
  generation: number
  kind: 'fill' | 'sweep'
  startedAt: string
  walkers: Record<WalkerName, WalkerState>
}

/** `newest` reads from the newest image downwards, `oldest` from the oldest upwards. */
export const WALKERS = ['newest', 'oldest'] as const
export type WalkerName = (typeof WALKERS)[number]

export type WalkerState =
  | { at: 'start' }
  /** Behind a page; `edge` is the upload time (ms since 1970) it got to. */
  | { at: 'page'; cursor: string; edge: number }
  /** One of them saw the last page, or they crossed. */
  | { at: 'end' }

/** How far the newest images are known; times in ms since 1970. Kept with the state; `positions.ts` moves it. */
export interface HeadPosition {
  /** Everything uploaded before is in the index, or the pass under way will bring it. `null` before the first page. */
  reachedTo: number | null
  /** Where the run of head pages under way began; `null` between runs. */
  runFrom: number | null
}

export interface SyncState {
  /** A pass that was begun and not finished. */
  pass: Pass | null
  /** When the last pass that finished began: from then on the index has every image. `null` before the first. */
  completeSince: string | null
  /** When a page of the newest images was last applied. */
  headAt: string | null
}

/**
 * Where the index keeps what the sync learns. Each method is one transaction: after a crash at any moment a page was
 * applied together with the place of its walker, or neither was. Bodies are raw answers of the v2 list; they are read
 * where the database is (`readListPage` in `server/cloudflare/list-page.ts`), off the request path.
 *
 * What the desk itself wrote after `requestedAt` (an upload, an edit, a delete) wins over what a page says. What it
 * wrote, and what a head page brought, while a pass runs counts as seen by the pass.
 */
export interface SyncStore {
  load(): Promise<SyncState>
  /** With both walkers at the start, whatever pass there was before. */
  begin(kind: Pass['kind']): Promise<Pass>
  /**
   * Walkers move by `afterPage`; the first page of `newest` (its walker was at `start`) also moves the head by
   * `headAfterPassBegan`. A page of another generation than that of the pass changes nothing;
   * its walker is told that it is at the end. The body is given away: it may be gone afterwards.
   * @throws UpstreamError `upstream_unexpected` for a body that is no page; nothing is changed then.
   */
  applyPage(page: {
    generation: number
    walker: WalkerName
    body: Uint8Array
    requestedAt: number
  }): Promise<{ images: number; walkers: Pass['walkers'] }>
  /**
   * The newest images, outside of any pass; `isFirst` when it was asked for without a cursor. `meetsKnown` by
   * `headAfterPage`: no older page can hold news.
   * @throws UpstreamError as `applyPage`
   */
  applyHead(page: {
    body: Uint8Array
    requestedAt: number
    isFirst: boolean
  }): Promise<{ added: number; changed: number; meetsKnown: boolean; nextCursor: string | null }>
  /**
   * Takes out what the pass did not see: every row of an older generation, but for those the desk wrote itself in the
   * minute before the pass began (a listing may lag behind). Only when both walkers are at the end.
   */
  finish(generation: number): Promise<{ removed: number }>
}
