import { ChevronDown, Pause, Play } from 'lucide-react'
import { messages } from '../../../lib/messages/catalogue.ts'
import { uploadsTray as words } from '../../../lib/messages/uploads-tray.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { ProgressBar } from '../../../ui/progress-bar.tsx'
import { movingCount, openCount, type UploadsSnapshot } from '../queue/empty-snapshot.ts'
import { setTrayOpen, withQueue } from '../uploads-store.ts'

/** How far everything is, how long it takes, what needs a person; pause and hide. */
export function TrayHeader({ uploads }: { uploads: UploadsSnapshot }) {
  const { counts, sentBytes, totalBytes, secondsLeft, pauseReason } = uploads
  const moving = movingCount(counts)
  const isPaused = pauseReason === 'person'
  const open = openCount(counts)
  return (
    <header className="border-line border-b">
      <div className="flex items-center gap-1 py-2 pr-2 pl-4">
        <h2 className="mr-1 font-medium text-base">{messages.uploads.title}</h2>
        <p className="min-w-0 flex-1 truncate caption text-ink-soft">
          {open > 0 && words.figure(counts.done, open + counts.done, sentBytes, totalBytes)}
        </p>
        {moving > 0 && (
          <IconButton
            icon={isPaused ? Play : Pause}
            label={isPaused ? words.resume : words.pause}
            onClick={() => withQueue((queue) => (isPaused ? queue.resume() : queue.pause()))}
          />
        )}
        <IconButton
          icon={ChevronDown}
          label={messages.uploads.hide}
          shortcut="Esc"
          onClick={() => setTrayOpen(false)}
        />
      </div>
      {open > 0 && (
        <div className="px-4 pb-2.5">
          <ProgressBar label={words.progress} share={shareOf(uploads)} />
          <p className="mt-1.5 flex min-h-4 gap-3 text-ink-soft text-xs tabular-nums">
            <span className="flex-1">
              {moving === 0 || isPaused
                ? ''
                : secondsLeft === null
                  ? words.working
                  : words.timeLeft(secondsLeft)}
            </span>
            {counts.held > 0 && <span className="text-ink">{words.heldCount(counts.held)}</span>}
            {counts.failed > 0 && <span className="text-danger">{words.failedCount(counts.failed)}</span>}
          </p>
        </div>
      )}
    </header>
  )
}

/** 0 to 1: bytes where they are known, files where none are. */
export function shareOf({ counts, sentBytes, totalBytes }: UploadsSnapshot): number {
  if (totalBytes > 0) return Math.min(1, sentBytes / totalBytes)
  const total = openCount(counts) + counts.done
  return total === 0 ? 0 : counts.done / total
}
