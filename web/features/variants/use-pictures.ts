import { useQuery } from '@tanstack/react-query'
import { useCallback, useEffect, useState } from 'react'
import type { LibraryImage } from '#contract/library.ts'
import type { Size } from '#contract/variant-geometry.ts'
import { libraryQueries } from '../../api/library.ts'
import { pickDifferent } from './pick-different.ts'
import { measuredSizeOf, type SourceSize, sourceSizeOf } from './source-size.ts'
import { useSourceSize } from './use-source-size.ts'

export interface Picture {
  image: LibraryImage
  /** To lay it out with; `null` until its thumbnail has loaded. */
  size: SourceSize | null
}

/** The size of thumbnail that `learn` is told about. */
export const STRIP_THUMBNAIL_PX = 320
const CANDIDATES = 40
const SHOWN = 6

/**
 * Up to six of the team's latest images, chosen to be unlike one another once their thumbnails have told their
 * proportions. `learn` takes what a thumbnail turned out to be.
 */
export function usePictures(chosenId: string | null): {
  pictures: Picture[]
  isLoading: boolean
  /** Why there are none; `null` when the library is empty. */
  error: unknown
  retry: () => void
  learn: (id: string, thumbnail: Size) => void
  /** The one on the stage: as chosen, else the newest; `null` in an empty library. */
  staged: Picture | null
} {
  const { data, isLoading, error, refetch } = useQuery(
    libraryQueries.firstWindow({ q: '', sort: 'uploaded-descending', until: null }),
  )
  const [sizes, setSizes] = useState<ReadonlyMap<string, SourceSize>>(new Map())
  const learn = useCallback((id: string, size: Size) => {
    setSizes((known) =>
      known.has(id) ? known : new Map(known).set(id, sourceSizeOf(size, STRIP_THUMBNAIL_PX)),
    )
  }, [])
  const candidates = (data?.items ?? [])
    .filter((image) => !image.draft && !/\.svg$/i.test(image.filename ?? image.id))
    .slice(0, CANDIDATES)
    .map((image) => {
      const size = measuredSizeOf(image) ?? sizes.get(image.id) ?? null
      return { image, size, aspect: size === null ? 1.5 : size.width / size.height }
    })
  const pictures = pickDifferent(candidates, SHOWN)
  const staged = pictures.find(({ image }) => image.id === chosenId) ?? pictures[0] ?? null
  const size = useSourceSize(staged)
  const stagedId = staged?.image.id ?? null
  useEffect(() => {
    if (stagedId === null || !size?.isExact) return
    setSizes((known) => (known.get(stagedId)?.isExact ? known : new Map(known).set(stagedId, size)))
  }, [stagedId, size])
  return {
    pictures,
    isLoading,
    error,
    retry: () => void refetch(),
    learn,
    staged: staged && { ...staged, size },
  }
}
