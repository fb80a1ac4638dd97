import { useSuspenseQuery } from '@tanstack/react-query'
import { useEffect, useMemo } from 'react'
import { type LoaderFunctionArgs, useLocation, useSearchParams } from 'react-router'
import type { ImageId } from '#contract/image-id.ts'
import { ApiError } from '../api/api-error.ts'
import { imageQueries } from '../api/images.ts'
import { queryClient } from '../app/query-client.ts'
import { ImageDetail } from '../features/image-detail/image-detail.tsx'
import { readInspectorTab } from '../features/image-detail/inspector.tsx'
import { recallPlace, returnTo } from '../features/images/grid-memory.ts'
import { placeKeyOf, printView, questionOf, readView } from '../features/images/view.ts'
import { imageName } from '../lib/image-name.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { imageIdFromPath } from '../lib/paths.ts'

/** What the grid knows is shown at once and asked again behind it; a deep link waits for the answer. */
export async function loader({ request }: LoaderFunctionArgs) {
  const id = idFrom(new URL(request.url).pathname)
  await queryClient.ensureQueryData(imageQueries.detail(id))
  return null
}

export function Component() {
  const { pathname, state } = useLocation()
  const id = idFrom(pathname)
  const [search, setSearch] = useSearchParams()
  const { data: image, dataUpdatedAt, error, isFetching, refetch } = useSuspenseQuery(imageQueries.detail(id))
  const view = readView(search)
  const viewSearch = printView(view)
  // However somebody goes back, the grid puts the focus on this image's tile.
  const placeKey = placeKeyOf(view)
  useEffect(() => returnTo(placeKey, id), [placeKey, id])
  const { q, sort } = questionOf(view)
  const { until } = recallPlace(placeKey)
  const question = useMemo(() => ({ q, sort, until }), [q, sort, until])
  return (
    <>
      <title>{messages.frame.title(imageName(image))}</title>
      <ImageDetail
        image={image}
        knownAt={dataUpdatedAt}
        refreshError={error}
        isRefreshing={isFetching}
        onRefresh={() => void refetch()}
        question={question}
        viewSearch={viewSearch}
        tab={readInspectorTab(search.get('tab'))}
        onTab={(tab) =>
          setSearch(
            (before) => {
              const after = new URLSearchParams(before)
              if (tab === 'details') after.delete('tab')
              else after.set('tab', tab)
              return after
            },
            { replace: true, state },
          )
        }
      />
    </>
  )
}

function idFrom(pathname: string): ImageId {
  const id = imageIdFromPath(pathname)
  if (id === null) throw new ApiError('not_found', messages.problems.not_found.body, 404)
  return id
}
