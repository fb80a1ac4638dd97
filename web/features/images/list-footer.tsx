// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid of absolutely placed rows cannot be a <table>
import { messages } from '../../lib/messages/catalogue.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'

interface ListFooterProps {
  count: number
  hasMore: boolean
  /** Why the next page did not come; `null` while all is well. */
  error: unknown
  onRetry: () => void
}

/** Below the last row: the end, or what keeps it from being one. Lives inside the grid, so it is a row. */
export function ListFooter({ count, hasMore, error, onRetry }: ListFooterProps) {
  const words = messages.images
  return (
    <div role="row" tabIndex={-1} className="flex h-16 items-center gap-3 text-ink-soft text-sm">
      <div role="gridcell" tabIndex={-1} className="flex items-center gap-3">
        {error !== null ? (
          <>
            <span role="alert" className="text-danger">
              {words.moreFailed} {describeProblem(error).sentence}
            </span>
            <Button size="sm" onClick={onRetry}>
              {messages.common.retry}
            </Button>
          </>
        ) : hasMore ? (
          words.loadingMore
        ) : (
          <span className="text-ink-faint text-xs">{words.end(count)}</span>
        )}
      </div>
    </div>
  )
}
