import { messages } from '../../../lib/messages/catalogue.ts'
import { uploadsTray } from '../../../lib/messages/uploads-tray.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Button } from '../../../ui/button.tsx'
import type { PauseReason } from '../queue/queue-pause.ts'
import { withQueue } from '../uploads-store.ts'

interface PauseNoticeProps {
  reason: PauseReason
  /** Milliseconds since 1970; `null` while only a person can end it. */
  until: number | null
}

/** Why nothing is sent, when it goes on, and how to make it go on now. */
export function PauseNotice({ until, reason }: PauseNoticeProps) {
  const nowMs = useNow(1_000)
  const seconds = until === null ? 0 : Math.max(0, until - nowMs) / 1000
  const words = messages.uploads
  return (
    <div className="flex items-center gap-2 border-b border-line bg-well px-4 py-2 text-ink-soft tabular-nums">
      <p className="min-w-0 flex-1">
        {reason === 'person'
          ? uploadsTray.pausedByPerson
          : reason === 'unreachable'
            ? words.unreachable(seconds)
            : words.paused(seconds)}
      </p>
      {reason === 'unreachable' && (
        <Button size="sm" onClick={() => withQueue((queue) => queue.reconnect())}>
          {words.tryNow}
        </Button>
      )}
      {reason === 'person' && (
        <Button size="sm" onClick={() => withQueue((queue) => queue.resume())}>
          {uploadsTray.resumeButton}
        </Button>
      )}
    </div>
  )
}
