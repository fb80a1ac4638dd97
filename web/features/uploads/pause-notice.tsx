import { useEffect, useState } from 'react'
import { messages } from '../../lib/messages/catalogue.ts'
import { Button } from '../../ui/button.tsx'
import type { PauseReason } from './queue/queue-pause.ts'
import { withQueue } from './uploads-store.ts'

/** Counts down to the moment the queue goes on. `until` is in milliseconds since 1970. */
export function PauseNotice({ until, reason }: { until: number; reason: PauseReason | null }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  const words = messages.uploads
  const seconds = Math.max(0, until - now) / 1000
  return (
    <div className="flex items-center gap-2 border-b border-line bg-well px-4 py-2 text-ink-soft tabular-nums">
      <p className="min-w-0 flex-1">
        {reason === 'unreachable' ? words.unreachable(seconds) : words.paused(seconds)}
      </p>
      {reason === 'unreachable' && (
        <Button size="sm" onClick={() => withQueue((queue) => queue.reconnect())}>
          {words.tryNow}
        </Button>
      )}
    </div>
  )
}
