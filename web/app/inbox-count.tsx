import { useQuery } from '@tanstack/react-query'
import { inboxQueries } from '../api/upload-links.ts'
import { formatNumber } from '../lib/format.ts'
import { uploadLinks as words } from '../lib/messages/upload-links.ts'

/** At the corner of the inbox in the rail, when something waits. Loaded after the first page stands. */
export function InboxCount() {
  const { data } = useQuery(inboxQueries.count())
  const waiting = data?.waiting ?? 0
  return (
    <span
      role="status"
      className={
        waiting === 0 ? 'sr-only' : 'pointer-events-none absolute top-0.5 right-0.5 rounded-full bg-ink px-1'
      }
    >
      {waiting > 0 && (
        <>
          <span aria-hidden className="caption block text-canvas leading-4">
            {waiting > 99 ? '99+' : formatNumber(waiting)}
          </span>
          <span className="sr-only">{words.waitingCount(waiting)}</span>
        </>
      )}
    </span>
  )
}
