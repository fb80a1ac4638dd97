import { useQuery } from '@tanstack/react-query'
import { Images, SearchX } from 'lucide-react'
import type { ReactNode } from 'react'
import { libraryQueries } from '../../api/library.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { StatePanel } from '../../ui/state-panel.tsx'
import { needsMeasurements } from './needs-measurements.ts'
import { usePreferences } from './preferences.ts'

/** Wells where the pictures will be. */
export function GridSkeleton() {
  const { tilePx } = usePreferences()
  return (
    <div
      role="status"
      aria-label={messages.common.loading}
      className="min-h-0 flex-1 overflow-hidden px-4 pt-5"
    >
      <Skeleton className="mb-3 h-5 w-32" />
      <div
        className="grid gap-x-3.5 gap-y-[18px]"
        style={{ gridTemplateColumns: `repeat(auto-fill, minmax(min(${tilePx}px, 40%), 1fr))` }}
      >
        {Array.from({ length: 40 }, (_, place) => `well-${place}`).map((place) => (
          <div key={place}>
            <Skeleton className="aspect-4/3" />
            <Skeleton className="mt-2 h-3 w-2/3" />
          </div>
        ))}
      </div>
    </div>
  )
}

/** Above a list that is older than somebody wanted it: what is on screen stays, and says why it is old. */
export function RefreshFailed({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  return (
    <div
      role="alert"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-line border-b px-4 py-1.5 text-danger"
    >
      <p>
        {messages.images.refreshFailed} {describeProblem(error).sentence}
      </p>
      <Button size="sm" onClick={onRetry}>
        {messages.common.retry}
      </Button>
    </div>
  )
}

/** `upload` is the button that starts an upload. */
export function EmptyLibrary({ upload }: { upload: ReactNode }) {
  const words = messages.images
  return (
    <div className="grid min-h-0 flex-1 place-items-center overflow-auto p-4">
      <div className="grid w-full max-w-3xl place-items-center border border-line-control border-dashed bg-well">
        <StatePanel icon={Images} title={words.emptyTitle} body={words.emptyBody} action={upload} />
      </div>
    </div>
  )
}

/** Says also when the search asks for what is not known of every image yet. */
export function NoMatch({ query, onShowAll }: { query: string; onShowAll: () => void }) {
  const words = messages.images
  const { data: status } = useQuery({ ...libraryQueries.status(), enabled: needsMeasurements(query) })
  const unmeasured = status === undefined ? 0 : status.images - status.measured
  return (
    <div className="min-h-0 flex-1 overflow-auto">
      <StatePanel
        icon={SearchX}
        title={words.noMatchTitle}
        body={
          <>
            <p>{words.noMatchBody}</p>
            {unmeasured > 0 && <p>{words.unmeasured(unmeasured)}</p>}
          </>
        }
        action={
          <Button intent="primary" onClick={onShowAll}>
            {words.showAll}
          </Button>
        }
      />
    </div>
  )
}
