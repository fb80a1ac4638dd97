import { Link, type LoaderFunctionArgs, useNavigate, useSearchParams } from 'react-router'
import { imageQueries } from '../api/images.ts'
import { queryClient } from '../app/query-client.ts'
import { ImageLibrary } from '../features/images/image-library.tsx'
import { liveFilterOf, printView, readView } from '../features/images/view.ts'
import { UploadButton } from '../features/uploads/upload-button.tsx'
import { CAME_FROM_LIST } from '../lib/came-from-list.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { paths } from '../lib/paths.ts'
import { buttonLook } from '../ui/button.tsx'

/** Starts the first page of the list before the page is drawn; the page itself shows how it ends. */
export function loader({ request }: LoaderFunctionArgs) {
  const view = readView(new URL(request.url).searchParams)
  void queryClient.prefetchInfiniteQuery(imageQueries.list(liveFilterOf(view)))
  return null
}

export function Component() {
  const [search, setSearch] = useSearchParams()
  const navigate = useNavigate()
  const view = readView(search)
  return (
    <>
      <title>{messages.frame.title(messages.images.title)}</title>
      <ImageLibrary
        view={view}
        onViewChange={(next, how) => setSearch(printView(next), { replace: how === 'replace' })}
        onOpen={(image) => void navigate(paths.image(image.id, printView(view)), { state: CAME_FROM_LIST })}
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
