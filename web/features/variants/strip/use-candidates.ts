import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ImageId } from '#contract/image-id.ts'
import type { LibraryImage } from '#contract/library.ts'
import { STRIP_PLACES, type StripPlace } from '#contract/variant-strip.ts'
import { libraryQueries } from '../../../api/library.ts'
import { stripQueries } from '../../../api/variant-strip.ts'
import { hasPixels } from '../../../lib/measured.ts'
import { measuredSizeOf } from '../source-size.ts'
import { fitsPlace } from './fill-places.ts'
import { mayBeTransparent } from './use-transparency.ts'

interface Candidates {
  /** Newest first; the same array while they are the same. */
  images: readonly LibraryImage[]
  chosen: ReadonlyMap<StripPlace, LibraryImage>
  isLoading: boolean
  /** Why there are none; `null` when the library is empty. */
  error: unknown
  retry: () => void
}

const FILLING_POLL_MS = 3_000
const NO_IDS: readonly ImageId[] = []

/** What the strip can be filled from: what the team chose, the newest images, and of kinds these lack some of the others. */
export function useCandidates(): Candidates {
  const newest = useQuery({
    ...libraryQueries.firstWindow({ q: '', sort: 'uploaded-descending', until: null }),
    // A library that is being filled is about to get its panorama: the desk was started a moment ago.
    refetchInterval: ({ state: { data } }) =>
      data !== undefined && (data.items.length === 0 || !data.complete) ? FILLING_POLL_MS : false,
  })
  const { data: settings } = useQuery(stripQueries.settings())
  const ids = useMemo(() => (settings ? Object.values(settings.images) : NO_IDS), [settings])
  const { data: chosenImages } = useQuery(stripQueries.images(ids))
  const window = newest.data
  const lacking = useMemo(() => {
    if (window === undefined || settings === undefined || window.items.length === window.total) return []
    return STRIP_PLACES.filter(
      (place) => settings.images[place] === undefined && !window.items.some((image) => mayFit(place, image)),
    )
  }, [window, settings])
  const { data: ofKinds } = useQuery(stripQueries.ofKinds(lacking))

  const images = useMemo(() => {
    const all = [...(window?.items ?? []), ...(lacking.length > 0 ? (ofKinds ?? []) : [])]
    return [...new Map(all.filter(hasPixels).map((image) => [image.id, image])).values()]
  }, [window, lacking, ofKinds])

  const chosen = useMemo(() => {
    const byId = new Map((chosenImages ?? []).map((image) => [image.id, image]))
    return new Map(
      STRIP_PLACES.flatMap((place) => {
        const id = settings?.images[place]
        const image = id === undefined ? undefined : byId.get(id)
        return image === undefined ? [] : [[place, image] as const]
      }),
    )
  }, [settings, chosenImages])

  return {
    images,
    chosen,
    // Not before it is known what was chosen: pictures would change places under the eyes.
    isLoading: newest.isLoading || (settings !== undefined && ids.length > 0 && chosenImages === undefined),
    error: newest.error,
    retry: () => void newest.refetch(),
  }
}

/** What nobody has looked at may be transparent: looking comes first. */
function mayFit(place: StripPlace, image: LibraryImage): boolean {
  if (place === 'transparent') return mayBeTransparent(image)
  return fitsPlace(place, { size: measuredSizeOf(image), isTransparent: null })
}
