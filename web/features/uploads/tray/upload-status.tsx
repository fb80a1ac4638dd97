import { Pause } from 'lucide-react'
import { messages } from '../../../lib/messages/catalogue.ts'
import { uploadsTray } from '../../../lib/messages/uploads-tray.ts'
import { openCount } from '../queue/empty-snapshot.ts'
import { setTrayOpen, useTrayOpen, useUploads } from '../uploads-store.ts'
import { SummaryParts } from './summary-parts.tsx'
import { shareOf } from './tray-header.tsx'

/** The uploads in the status strip; nothing while there are none. Opens the tray above it. */
export function UploadStatus() {
  const uploads = useUploads()
  const { items, counts, pauseReason } = uploads
  const isTrayOpen = useTrayOpen()
  if (items.length === 0) return null
  const open = openCount(counts)
  const { lead, figure } = messages.uploads.progress(counts.done, open + counts.done, pauseReason !== null)
  return (
    <button
      type="button"
      className="flex h-full items-center gap-2 rounded-sm px-1 hover:text-ink"
      aria-expanded={isTrayOpen}
      title={isTrayOpen ? messages.uploads.hide : messages.uploads.show}
      onClick={() => setTrayOpen(!isTrayOpen)}
    >
      {open > 0 ? (
        <>
          {pauseReason !== null && (
            <Pause className="size-3.5 shrink-0 text-ink" strokeWidth={1.5} aria-hidden />
          )}
          <span>
            {lead} <b className="font-medium text-ink tabular-nums">{figure}</b>
          </span>
          <span aria-hidden className="relative hidden h-1 w-20 bg-line sm:block">
            <i
              className="absolute inset-y-0 left-0 bg-pencil outline outline-ink"
              style={{ width: `${shareOf(uploads) * 100}%` }}
            />
          </span>
          {counts.failed > 0 && (
            <span className="text-danger max-sm:hidden">{uploadsTray.failedCount(counts.failed)}</span>
          )}
          {counts.held > 0 && (
            <span className="text-ink max-sm:hidden">{uploadsTray.heldCount(counts.held)}</span>
          )}
        </>
      ) : (
        <span className="text-ink">
          <SummaryParts counts={counts} />
        </span>
      )}
    </button>
  )
}
