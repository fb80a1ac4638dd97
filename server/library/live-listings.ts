import type { Image } from '#contract/images.ts'
import type { Sort, View } from '#contract/views/view.ts'
import type { CallContext, ImagesApi, MetadataFilter } from '../cloudflare/images-api.ts'

/** What the Images API can look for by itself. */
export interface LiveFilter {
  creator?: string
  metadata: MetadataFilter[]
}

export interface LivePages {
  images: readonly Image[]
  /** Nothing comes after them. */
  isWhole: boolean
}

const PAGE_IMAGES = 500
const MOST_LISTINGS = 8
/** For one answer; whoever asks for an offset far ahead hears how far the listing goes by now. */
const PAGES_AT_ONCE = 4
/** Of one listing in memory. The index knows more than that before anybody scrolled there. */
const MOST_IMAGES = 20_000
/** How long a cursor of the API lives is unknown; a listing this old is begun anew. */
const KEPT_MS = 10 * 60_000
const PAGE_TIMEOUT_MS = 30_000
const MOST_FILTERS = 5
const MOST_VALUES = 10
const FIELD_NAME = /^[A-Za-z0-9_]{1,100}$/

/** `view` as the Images API can answer it: upload order, one creator, metadata that equals; `null` for any other. */
export function liveFilterOf({ terms, sort }: View): LiveFilter | null {
  if (sort.field !== 'uploaded') return null
  const filter: LiveFilter = { metadata: [] }
  for (const term of terms) {
    if (term.negated) return null
    if (term.kind === 'creator') {
      const [creator, ...others] = term.values
      if (creator === undefined || others.length > 0 || filter.creator !== undefined) return null
      filter.creator = creator
    } else if (term.kind === 'meta') {
      const { path, values } = term
      const isPlain = path.length > 0 && path.length <= 5 && path.every((part) => FIELD_NAME.test(part))
      const isFew = values.length > 0 && values.length <= MOST_VALUES
      if (!isPlain || !isFew || (values.length > 1 && values.some((value) => value.includes('|'))))
        return null
      filter.metadata.push({ path, values })
    } else return null
  }
  return filter.metadata.length <= MOST_FILTERS ? filter : null
}

interface Listing {
  images: Image[]
  cursor: string | null
  isWhole: boolean
  /** Those it was read by: one that comes again leads in circles. */
  cursors: Set<string>
  begunAt: number
  loading: Promise<void> | null
}

/**
 * Listings of the Images API by offset: pages are read once, in order, and kept with their cursor, so that whoever looks
 * can go on by offsets. Images uploaded after `untilMs` stay out, so offsets do not move while a listing grows on top.
 */
export function createLiveListings(api: Pick<ImagesApi, 'listImages'>) {
  const listings = new Map<string, Listing>()

  function listingOf(name: string): Listing {
    const known = listings.get(name)
    listings.delete(name)
    const isFresh = known !== undefined && Date.now() - known.begunAt < KEPT_MS
    const listing: Listing = isFresh
      ? known
      : { images: [], cursor: null, isWhole: false, cursors: new Set(), begunAt: Date.now(), loading: null }
    listings.set(name, listing)
    for (const oldest of listings.keys()) {
      if (listings.size <= MOST_LISTINGS) break
      listings.delete(oldest)
    }
    return listing
  }

  async function loadPage(
    listing: Listing,
    filter: LiveFilter,
    direction: Sort['direction'],
    untilMs: number | null,
  ): Promise<void> {
    // Others may wait for the same page: whoever asked first may leave.
    const context: CallContext = {
      callClass: 'interactive',
      person: 'library',
      signal: AbortSignal.timeout(PAGE_TIMEOUT_MS),
    }
    const page = await api.listImages(
      {
        ...filter,
        limit: PAGE_IMAGES,
        order: direction === 'ascending' ? 'oldest' : 'newest',
        ...(listing.cursor !== null && { cursor: listing.cursor }),
      },
      context,
    )
    const wanted = page.images.filter(
      ({ uploadedAt }) => untilMs === null || Date.parse(uploadedAt) <= untilMs,
    )
    listing.images.push(...wanted)
    if (listing.cursor !== null) listing.cursors.add(listing.cursor)
    listing.cursor = page.nextCursor
    // Oldest first, everything behind the first image that is too new is too new as well.
    const isPast = direction === 'ascending' && wanted.length < page.images.length
    listing.isWhole = page.nextCursor === null || isPast
  }

  return {
    /**
     * The first `count` images of the listing, more or fewer: no more than a few pages are read for one answer, and none
     * beyond what memory is for or once the cursors lead in circles.
     * @throws UpstreamError
     */
    async read(
      filter: LiveFilter,
      direction: Sort['direction'],
      untilMs: number | null,
      count: number,
    ): Promise<LivePages> {
      const listing = listingOf(JSON.stringify([filter, direction, untilMs]))
      const enough = Math.min(count, MOST_IMAGES)
      for (let pages = 0; pages < PAGES_AT_ONCE && listing.images.length < enough; pages += 1) {
        if (listing.isWhole || (listing.cursor !== null && listing.cursors.has(listing.cursor))) break
        listing.loading ??= loadPage(listing, filter, direction, untilMs).finally(() => {
          listing.loading = null
        })
        await listing.loading
      }
      return listing
    },
    /** After the desk changed something: what was read is not what is there now. */
    forget: () => listings.clear(),
  }
}
