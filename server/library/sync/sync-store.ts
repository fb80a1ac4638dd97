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
  /** Behind a page; `edge` is the upload time (ms since 1970) of the last image it saw. */
  | { at: 'page'; cursor: string; edge: number }
  /** It saw the last page, or crossed the other one. */
  | { at: 'end' }

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
 * where the database is, off the request path.
 *
 * What the desk itself wrote after `requestedAt` (an upload, an edit, a delete) wins over what a page says.
 */
export interface SyncStore {
  load(): Promise<SyncState>
  begin(kind: Pass['kind']): Promise<Pass>
  /** @throws UpstreamError `upstream_unexpected` for a body that is no page; nothing is changed then. */
  applyPage(page: {
    generation: number
    walker: WalkerName
    body: Uint8Array
    requestedAt: number
  }): Promise<{ images: number; walkers: Pass['walkers'] }>
  /** The newest images, outside of any pass; `meetsKnown` when the index had the last one of them already. */
  applyHead(page: {
    body: Uint8Array
    requestedAt: number
  }): Promise<{ added: number; changed: number; meetsKnown: boolean; nextCursor: string | null }>
  /**
   * Takes out what the pass did not see: rows of an older generation that were uploaded before the newest image the
   * pass began with. Only when both walkers are at the end.
   */
  finish(generation: number): Promise<{ removed: number }>
}
