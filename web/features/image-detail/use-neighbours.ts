import { keepPreviousData, queryOptions, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useMemo, useRef } from 'react'
import type { LibraryImage } from '#contract/library.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import { noteSeen, seedDetail } from '../../api/images.ts'
import { fetchPlace, fetchWindow, type LibraryQuestion, libraryQueries } from '../../api/library.ts'
import { findNeighbours, type Neighbours } from './neighbours.ts'

const RADIUS = 12
/** Windows begin at multiples of it, so that walking asks for a new one only now and then. */
const STRIDE = 24

interface Walk extends Neighbours {
  /** Nobody knows yet whether there are any. */
  isPending: boolean
  /** Images of the view, as far as it can be told. */
  count: number
  /** There are more than `count`. */
  hasMore: boolean
}

const around = (question: LibraryQuestion, from: number) =>
  queryOptions({
    queryKey: [...libraryQueries.all(), 'around', question, from] as const,
    queryFn: ({ signal }) => fetchWindow(question, from, STRIDE + 2 * RADIUS, signal),
    staleTime: 10_000,
  })

const place = (question: LibraryQuestion, id: string) =>
  queryOptions({
    queryKey: [...libraryQueries.all(), 'place', question, id] as const,
    queryFn: ({ signal }) => fetchPlace(question, id, signal),
    staleTime: 10_000,
  })

/** Where the image stands in the view it was opened from, whatever its size; the two next to it are made ready. */
export function useNeighbours(image: { id: string }, question: LibraryQuestion): Walk {
  const client = useQueryClient()
  const { data: placed, isPending: isPlacing } = useQuery(place(question, image.id))
  const offset = placed?.offset ?? null
  const from = offset === null ? 0 : Math.max(0, Math.floor((offset - RADIUS) / STRIDE) * STRIDE)
  const { data: rows, isPending: isReading } = useQuery({
    ...around(question, from),
    enabled: offset !== null,
    placeholderData: keepPreviousData,
  })
  const found = useMemo(() => findNeighbours(rows?.items ?? [], image.id, RADIUS), [rows, image.id])
  const neighbours = { ...found, index: found.index < 0 ? -1 : (rows?.offset ?? 0) + found.index }

  const { next, previous } = found
  const knownAt = rows?.asOf == null ? 1 : Date.parse(rows.asOf)
  useEffect(() => {
    const own = rows?.items.find(({ id }) => id === image.id)
    if (own) noteSeen(client, own)
  }, [client, rows, image.id])
  /** Held on to, so that the browser does not forget what it has decoded. */
  const readied = useRef<HTMLImageElement[]>([])
  useEffect(() => {
    const near: (LibraryImage | null)[] = [next, previous]
    readied.current = []
    for (const one of near) {
      if (one === null) continue
      seedDetail(client, one, knownAt)
      // The next place is known without asking: walking must not wait for it.
      const at = neighbours.index + (one === next ? 1 : -1)
      if (rows && neighbours.index >= 0) {
        const { items: _items, total: _total, reachable: _reachable, ...freshness } = rows
        client.setQueryData(place(question, one.id).queryKey, { ...freshness, offset: at })
      }
      if (one.draft) continue
      const picture = new Image()
      picture.src = thumbnailPath(one, 1280)
      readied.current.push(picture)
    }
  }, [client, next, previous, knownAt, neighbours.index, rows, question])

  const total = rows?.total ?? null
  return {
    ...neighbours,
    isPending: isPlacing || (offset !== null && isReading),
    count: total ?? rows?.reachable ?? 0,
    hasMore: rows !== undefined && total === null,
  }
}
