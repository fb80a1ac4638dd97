import { useEffect, useRef, useState } from 'react'
import { useUploads } from '../uploads-store.ts'
import { announce, NOTHING_SAID } from './announcements.ts'

/** Problems come in crowds: they are said together. */
const GATHER_MS = 1_000

/** Says aloud how the uploads go, seldom. */
export function UploadAnnouncer() {
  const { counts, pauseReason } = useUploads()
  const latest = useRef({ counts, pauseReason })
  latest.current = { counts, pauseReason }
  const said = useRef(NOTHING_SAID)
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined)
  const [text, setText] = useState('')
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change is a reason to look
  useEffect(() => {
    timer.current ??= setTimeout(() => {
      timer.current = undefined
      const next = announce(said.current, latest.current)
      said.current = next.said
      if (next.text !== null) setText(next.text)
    }, GATHER_MS)
  }, [counts, pauseReason])
  useEffect(
    () => () => {
      clearTimeout(timer.current)
      timer.current = undefined
    },
    [],
  )
  return (
    <div role="status" className="sr-only">
      {text}
    </div>
  )
}
