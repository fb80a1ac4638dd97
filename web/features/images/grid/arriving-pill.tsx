import { useSyncExternalStore } from 'react'
import { arriving } from '../../../lib/arriving.ts'
import { arrivingWords as words } from '../../../lib/messages/arriving.ts'
import { NewerPill } from '../freshness.tsx'

interface ArrivingPillProps {
  lead: readonly string[]
  /** Images that are newer than the view. */
  newer: number
  onShow: () => void
}

/** What is not drawn: images of others that are newer than the view, or files that wait and have no tile yet. */
export function ArrivingPill({ lead, newer, onShow }: ArrivingPillProps) {
  const moreCount = useSyncExternalStore(arriving.subscribe, () => arriving.get().moreCount)
  const drawn = newer === 0 ? 0 : lead.filter((key) => arriving.get().tile(key)?.image).length
  if (newer > drawn) return <NewerPill count={newer - drawn} onShow={onShow} />
  if (moreCount === 0) return null
  return (
    <button
      type="button"
      onClick={() => arriving.get().openAll()}
      className="absolute top-3 left-1/2 z-3 flex h-8 -translate-x-1/2 animate-appear items-center rounded-full border border-line-strong bg-surface px-3 text-ink text-sm"
    >
      {words.more(moreCount)}
    </button>
  )
}
