import { ArrowUp } from 'lucide-react'
import type { LibraryOutline } from '#contract/library.ts'
import { formatRelative } from '../../lib/format.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { useNow } from '../../lib/use-now.ts'

const words = messages.images

/** How many there are, and how far to trust it: beside the title. */
export function Freshness({ outline, reachable }: { outline: LibraryOutline; reachable: number }) {
  const nowMs = useNow(1_000)
  const { total, asOf } = outline
  // Nothing is in the view yet, and what just came is about to be.
  const count = total === null ? words.countAtLeast(reachable) : words.count(total || outline.newer)
  if (asOf === null) return count
  return (
    <>
      {count}
      <span className="hidden 2xl:inline">
        , {words.synced(formatRelative(asOf, Math.max(nowMs, Date.parse(asOf))))}
      </span>
    </>
  )
}

/** A line above the grid while its answers are not the whole truth; nothing otherwise. */
export function FreshnessLine({ outline }: { outline: LibraryOutline | undefined }) {
  if (outline === undefined || outline.complete) return null
  const { syncing, source } = outline
  const parts = [
    ...(source === 'live' ? [words.live] : []),
    ...(syncing === null ? [] : [words.indexing(syncing.count, syncing.ofAbout)]),
  ]
  if (parts.length === 0) return null
  return (
    <p role="status" className="shrink-0 border-line border-b bg-well px-4 py-1.5 text-ink-soft text-xs">
      {parts.join('; ')}
    </p>
  )
}

/** Images arrived after the view was opened: they wait until somebody asks for them. */
export function NewerPill({ count, onShow }: { count: number; onShow: () => void }) {
  if (count === 0) return null
  return (
    <button
      type="button"
      aria-label={words.newerLabel(count)}
      onClick={onShow}
      className="absolute top-3 left-1/2 z-3 flex h-8 -translate-x-1/2 animate-appear items-center gap-1.5 rounded-full border border-ink bg-pencil px-3 font-medium text-on-pencil text-sm"
    >
      <ArrowUp className="size-4" strokeWidth={1.5} aria-hidden />
      {words.newer(count)}
    </button>
  )
}
