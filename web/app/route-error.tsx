import { CloudOff } from 'lucide-react'
import { Link, useLocation, useNavigate, useRouteError } from 'react-router'
import { ApiError } from '../api/api-error.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { imageIdFromPath, paths } from '../lib/paths.ts'
import { Button, buttonLook } from '../ui/button.tsx'
import { ProblemPanel, StatePanel } from '../ui/state-panel.tsx'
import { PageNotLoaded } from './load-page.ts'
import { NotFoundPage } from './not-found-page.tsx'

const words = messages.frame

/** What a page that could not load shows in its place; the frame around it stays, and uploads go on. */
export function RouteError() {
  const error = useRouteError()
  const navigate = useNavigate()
  const { pathname, search, state } = useLocation()
  // Visited again rather than reloaded: a reload would end what is on its way.
  const retry = () => void navigate({ pathname, search }, { replace: true, state })
  if (error instanceof ApiError && error.kind === 'not_found') {
    return <NotFoundPage imageId={imageIdFromPath(pathname) ?? undefined} />
  }
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      {error instanceof PageNotLoaded ? (
        <StatePanel
          icon={CloudOff}
          tone="alert"
          level={1}
          title={words.pageLostTitle}
          body={words.pageLostBody}
          action={
            <>
              <Button intent="primary" onClick={retry}>
                {messages.common.retry}
              </Button>
              <ReloadButton intent="default" />
            </>
          }
        />
      ) : error instanceof ApiError ? (
        <ProblemPanel
          error={error}
          level={1}
          onRetry={retry}
          action={
            <Link className={buttonLook('default')} to={paths.settings()}>
              {words.toConnection}
            </Link>
          }
        />
      ) : (
        <ProblemPanel error={error} level={1} action={<ReloadButton intent="primary" />} />
      )}
    </div>
  )
}

function ReloadButton({ intent }: { intent: 'primary' | 'default' }) {
  return (
    <Button intent={intent} onClick={() => location.reload()}>
      {words.reload}
    </Button>
  )
}
