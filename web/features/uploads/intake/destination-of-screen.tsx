import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { libraryQueries } from '../../../api/library.ts'
import { savedViewQueries } from '../../../api/saved-views.ts'
import { setDestination } from '../../../lib/destination.ts'
import { destinationOf } from '../../../lib/destination-of-view.ts'

interface DestinationOfScreenProps {
  /** Canonical text of the view's terms. */
  q: string
  sort: string
}

const NO_FACTS = { folderField: 'folder', sample: [], savedView: null }

/** Says where files go that are handed over while this view is on screen. Draws nothing. */
export function DestinationOfScreen({ q, sort }: DestinationOfScreenProps) {
  const bare = destinationOf(q, NO_FACTS)
  const status = useQuery({ ...libraryQueries.status(), enabled: bare !== null, refetchInterval: false })
  const saved = useQuery({ ...savedViewQueries.list(), enabled: bare !== null })
  const first = useQuery({
    ...libraryQueries.firstWindow({ q, sort, until: null }),
    enabled: bare !== null && bare.folder !== null,
  })
  const folderField = status.data?.folderField ?? NO_FACTS.folderField
  const savedView = saved.data?.find((view) => view.query === q && view.sort === sort)?.name ?? null
  const sample = first.data?.items
  useEffect(() => {
    setDestination(destinationOf(q, { folderField, savedView, sample: sample ?? [] }))
  }, [q, folderField, savedView, sample])
  useEffect(() => () => setDestination(null), [])
  return null
}
