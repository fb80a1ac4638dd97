import { useEffect, useState } from 'react'
import { messages } from '../../lib/messages/catalogue.ts'

/** Counts down to the moment the queue goes on. `until` is in milliseconds since 1970. */
export function PauseNotice({ until }: { until: number }) {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1000)
    return () => clearInterval(timer)
  }, [])
  return (
    <p className="border-b border-line bg-well px-4 py-2 text-ink-soft tabular-nums">
      {messages.uploads.paused(Math.max(0, until - now) / 1000)}
    </p>
  )
}
