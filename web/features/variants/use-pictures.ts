import { useCallback, useEffect, useMemo, useState } from 'react'
import type { LibraryImage } from '#contract/library.ts'
import type { Size } from '#contract/variant-geometry.ts'
import type { StripPlace } from '#contract/variant-strip.ts'
import { measuredSizeOf, type SourceSize, sourceSizeOf } from './source-size.ts'
import { fillPlaces } from './strip/fill-places.ts'
import { useCandidates } from './strip/use-candidates.ts'
import { useTransparency } from './strip/use-transparency.ts'
import { useSourceSize } from './use-source-size.ts'

export interface Picture {
  image: LibraryImage
  /** To lay it out with; `null` until its thumbnail has loaded. */
  size: SourceSize | null
  /** Where on the strip it stands. */
  place: StripPlace
  /** Somebody put it there. */
  isChosen: boolean
  /** It is as its place says; else the library has none that is. */
  isFitting: boolean
}

/** The size of thumbnail that `learn` is told about. */
export const STRIP_THUMBNAIL_PX = 320

/**
 * The six pictures of the strip: as the team chose them, the others picked for being difficult. `learn` takes what a
 * thumbnail turned out to be, where the library has not measured.
 */
export function usePictures(chosenId: string | null): {
  pictures: Picture[]
  isLoading: boolean
  /** Why there are none; `null` when the library is empty. */
  error: unknown
  retry: () => void
  learn: (id: string, thumbnail: Size) => void
  /** The one on the stage: as chosen, else the first; `null` in an empty library. */
  staged: Picture | null
} {
  const { images, chosen, isLoading, error, retry } = useCandidates()
  const isTransparent = useTransparency(images)
  const [sizes, setSizes] = useState<ReadonlyMap<string, SourceSize>>(new Map())
  const learn = useCallback((id: string, size: Size) => {
    setSizes((known) =>
      known.has(id) ? known : new Map(known).set(id, sourceSizeOf(size, STRIP_THUMBNAIL_PX)),
    )
  }, [])
  const pictures = useMemo(() => {
    if (isLoading) return []
    const asCandidate = (image: LibraryImage) => ({
      id: image.id,
      image,
      size: measuredSizeOf(image) ?? sizes.get(image.id) ?? null,
      isTransparent: isTransparent(image),
    })
    const chosenOnes = new Map([...chosen].map(([place, image]) => [place, asCandidate(image)]))
    return fillPlaces(images.map(asCandidate), chosenOnes).map(
      ({ candidate: { image, size }, ...rest }): Picture => ({ image, size, ...rest }),
    )
  }, [images, chosen, isLoading, sizes, isTransparent])

  // The first one stays on the stage while others find their places.
  const [firstId, setFirstId] = useState<string | null>(null)
  const byId = (id: string | null) => pictures.find(({ image }) => image.id === id)
  const staged = byId(chosenId) ?? byId(firstId) ?? pictures[0] ?? null
  const stagedId = staged?.image.id ?? null
  if (firstId !== stagedId && chosenId === null) setFirstId(stagedId)

  const size = useSourceSize(staged)
  useEffect(() => {
    if (stagedId === null || !size?.isExact) return
    setSizes((known) => (known.get(stagedId)?.isExact ? known : new Map(known).set(stagedId, size)))
  }, [stagedId, size])
  return { pictures, isLoading, error, retry, learn, staged: staged && { ...staged, size } }
}
