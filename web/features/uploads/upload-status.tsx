import { messages } from '../../lib/messages/catalogue.ts'
import { openCount } from './queue/empty-snapshot.ts'
import { setTrayOpen, useTrayOpen, useUploads } from './uploads-store.ts'

/** The uploads in the status strip; nothing while there are none. Opens the tray above it. */
export function UploadStatus() {
  const { items, counts, sentBytes, totalBytes, pausedUntil } = useUploads()
  const open = useTrayOpen()
  if (items.length === 0) return null
  const active = openCount(counts)
  const total = active + counts.done
  const { lead, figure } = messages.uploads.progress(counts.done, total, pausedUntil !== null)
  const percent = totalBytes === 0 ? 0 : (sentBytes / totalBytes) * 100
  return (
    <button
      type="button"
      className="flex h-full items-center gap-2 rounded-sm px-1 hover:text-ink"
      aria-expanded={open}
      title={open ? messages.uploads.hide : messages.uploads.show}
      onClick={() => setTrayOpen(!open)}
    >
      {active > 0 ? (
        <>
          <span>
            {lead} <b className="font-medium text-ink tabular-nums">{figure}</b>
          </span>
          <span aria-hidden className="relative hidden h-1 w-20 bg-line sm:block">
            <i
              className="absolute inset-y-0 left-0 bg-pencil outline outline-ink"
              style={{ width: `${percent}%` }}
            />
          </span>
        </>
      ) : (
        <span className={counts.failed > 0 ? 'text-danger' : 'text-ink'}>
          {messages.uploads.summary(counts.done, counts.failed, counts.cancelled)}
        </span>
      )}
    </button>
  )
}
