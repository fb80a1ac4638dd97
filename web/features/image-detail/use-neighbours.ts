import { useInfiniteQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import type { Image } from '#contract/images.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import { type ImageFilter, imageQueries } from '../../api/images.ts'
import { findNeighbours, type Neighbours } from './neighbours.ts'

const RADIUS = 12
/** How deep a link that comes from outside is looked for in its list, one API call each hundred. */
const SEARCHED_IMAGES = 500

interface Walk extends Neighbours {
  /** Images of the list known so far. */
  count: number
  hasMore: boolean
}

/** The list the image was opened from, searched for it when it came by a link; asks for more before its end is reached, and has the two next to it ready. */
export function useNeighbours(image: Pick<Image, 'id'>, filter: ImageFilter): Walk {
  const { data, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = useInfiniteQuery(
    imageQueries.list(filter),
  )
  const images = useMemo(() => data?.pages.flatMap((page) => page.images) ?? [], [data])
  const neighbours = useMemo(() => findNeighbours(images, image.id, RADIUS), [images, image.id])
  const isFound = neighbours.index >= 0
  const needsMore = isFound ? neighbours.index + RADIUS >= images.length : images.length < SEARCHED_IMAGES
  useEffect(() => {
    if (needsMore && hasNextPage && !isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [needsMore, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage])
  useEffect(() => {
    for (const one of [neighbours.next, neighbours.previous]) {
      if (one && !one.draft) new Image().src = thumbnailPath(one, 1280)
    }
  }, [neighbours])
  return { ...neighbours, count: images.length, hasMore: hasNextPage }
}
