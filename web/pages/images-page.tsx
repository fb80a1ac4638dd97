import { useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Link, type LoaderFunctionArgs, useNavigate, useSearchParams } from 'react-router'
import { seedDetail } from '../api/images.ts'
import { libraryQueries } from '../api/library.ts'
import { queryClient } from '../app/query-client.ts'
import { recallPlace } from '../features/images/grid-memory.ts'
import { ImageLibrary } from '../features/images/image-library.tsx'
import { usePreferences } from '../features/images/preferences.ts'
import { placeKeyOf, printView, questionOf, readView, type View } from '../features/images/view.ts'
import { UploadButton } from '../features/uploads/upload-button.tsx'
import { CAME_FROM_LIST } from '../lib/came-from-list.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { mintTarget } from '../lib/mint-target.ts'
import { paths } from '../lib/paths.ts'
import { buttonLook } from '../ui/button.tsx'

const DestinationOfScreen = lazy(() =>
  import('../features/uploads/intake/destination-of-screen.tsx').then((module) => ({
    default: module.DestinationOfScreen,
  })),
)

/** Asks for the shape of the view and its first rows before the page is drawn; the page itself shows how it ends. */
export function loader({ request }: LoaderFunctionArgs) {
  const view = readView(new URL(request.url).searchParams)
  const { until } = recallPlace(placeKeyOf(view))
  void queryClient.prefetchQuery(libraryQueries.outline({ ...questionOf(view), until }))
  if (until === null)
    void queryClient.prefetchQuery(libraryQueries.firstWindow({ ...questionOf(view), until }))
  return null
}

export function Component() {
  const [search, setSearch] = useSearchParams()
  const navigate = useNavigate()
  const client = useQueryClient()
  const preferences = usePreferences()
  const inAddress = readView(search)
  const view: View = search.has('layout') ? inAddress : { ...inAddress, layout: preferences.layout }

  function changeView(next: View, how: 'push' | 'replace' = 'push') {
    if (next.layout !== view.layout) preferences.change({ layout: next.layout })
    setSearch(printView(next), { replace: how === 'replace' })
  }
  return (
    <>
      <title>{messages.frame.title(messages.images.title)}</title>
      <Suspense>
        <DestinationOfScreen {...questionOf(view)} />
      </Suspense>
      <ImageLibrary
        view={view}
        onViewChange={changeView}
        onOpen={(image, knownAt) => {
          seedDetail(client, image, knownAt)
          void navigate(paths.image(image.id, printView(inAddress)), { state: CAME_FROM_LIST })
        }}
        onMakeLinks={(images) => {
          // They are shown there, and are known already.
          for (const image of images) seedDetail(client, image, Date.now())
          const { to, state } = mintTarget(images.filter(({ draft }) => !draft).map(({ id }) => id))
          void navigate(to, { state })
        }}
        upload={<UploadButton />}
        connectionLink={
          <Link className={buttonLook('default')} to={paths.settings()}>
            {messages.frame.toConnection}
          </Link>
        }
      />
    </>
  )
}
