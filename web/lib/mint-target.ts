import { type ImageId, parseImageId } from '#contract/image-id.ts'
import { paths } from './paths.ts'

/** An address longer than this is cut by some programs people paste it into. */
const ADDRESS_CHARACTERS = 1_500

export interface MintTarget {
  to: string
  /** Kept with the history entry: what does not fit the address. */
  state: { mint: readonly ImageId[] } | null
}

/** Where signed links of these images are made, with them filled in: in the address where they fit. */
export function mintTarget(ids: readonly ImageId[]): MintTarget {
  const search = new URLSearchParams([['tab', 'mint'], ...ids.map((id) => ['image', id])])
  const address = `${paths.keys()}?${search}`
  return address.length <= ADDRESS_CHARACTERS
    ? { to: address, state: null }
    : { to: `${paths.keys()}?tab=mint`, state: { mint: ids } }
}

/** The images of {@link mintTarget}; what is no id is left out. `state` is what the router kept: anything. */
export function readMintTarget(search: URLSearchParams, state: unknown): ImageId[] {
  const kept = typeof state === 'object' && state !== null && 'mint' in state ? state.mint : null
  const texts: unknown[] = search.has('image') ? search.getAll('image') : Array.isArray(kept) ? kept : []
  const ids = texts.flatMap((text) => (typeof text === 'string' ? (parseImageId(text) ?? []) : []))
  return [...new Set(ids)]
}
