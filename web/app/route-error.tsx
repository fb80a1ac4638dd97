import { Link, useNavigate, useRouteError } from 'react-router'
import { ApiError } from '../api/api-error.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { paths } from '../lib/paths.ts'
import { Button, buttonLook } from '../ui/button.tsx'
import { ProblemPanel } from '../ui/state-panel.tsx'
import { NotFoundPage } from './not-found-page.tsx'

/** What a page that could not load shows in its place; the frame around it stays. */
export function RouteError() {
  const error = useRouteError()
  const navigate = useNavigate()
  if (error instanceof ApiError && error.kind === 'not_found') return <NotFoundPage />
  const isOurs = error instanceof ApiError
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <ProblemPanel
        error={error}
        level={1}
        {...(isOurs && { onRetry: () => void navigate(0) })}
        action={
          isOurs ? (
            <Link className={buttonLook('default')} to={paths.settings()}>
              {messages.frame.toConnection}
            </Link>
          ) : (
            <Button intent="primary" onClick={() => location.reload()}>
              {messages.frame.reload}
            </Button>
          )
        }
      />
    </div>
  )
}
