import { useSyncExternalStore } from 'react'
import { keptUploads as words } from '../../../lib/messages/kept-uploads.ts'
import { kept } from './kept.ts'

/** Says how many files a reload would lose for good; nothing while there are none. */
export function KeptNotice() {
  const { refused, why } = useSyncExternalStore(kept.subscribe, kept.getStatus)
  return (
    <div role="status">
      {refused > 0 && why !== null && (
        <p className="border-line border-b bg-well px-4 py-2 text-ink-soft">{words.notSafe[why](refused)}</p>
      )}
    </div>
  )
}
