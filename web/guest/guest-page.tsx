import { useSyncExternalStore } from 'react'
import type { GuestLink } from '#contract/guest.ts'
import { guest as words } from '../lib/messages/guest.ts'
import { useNow } from '../lib/use-now.ts'
import { Button } from '../ui/button.tsx'
import { ClosedLink } from './closed-link.tsx'
import { DropZone } from './drop-zone.tsx'
import { GuestList } from './guest-list.tsx'
import type { GuestQueue, GuestSnapshot } from './guest-queue.ts'

/** Everything an outsider sees: whom the pictures are for, what fits, where to drop them, and what became of each. */
export function GuestPage({ queue }: { queue: GuestQueue }) {
  const snapshot = useSyncExternalStore(queue.subscribe, queue.getSnapshot)
  const { link, counts } = snapshot
  const label = link !== null && 'label' in link ? link.label : null
  return (
    <div className="h-full overflow-y-auto overscroll-contain">
      <title>{label === null ? words.plainTitle : words.title(label)}</title>
      <main className="mx-auto flex min-h-full w-full max-w-2xl flex-col gap-6 px-4 pt-8 pb-12 sm:px-6 sm:pt-14">
        <Mark />
        {label !== null && link?.state === 'open' && <Heading label={label} link={link} />}
        {link === null && snapshot.pause === null && (
          <p role="status" className="text-base text-ink-soft">
            {words.looking}
          </p>
        )}
        {link !== null && link.state !== 'open' && <ClosedLink link={link} />}
        {link?.state === 'open' && (
          <DropZone
            fileBytes={link.fileBytes}
            isCompact={counts.total > 0}
            onFiles={(files) => queue.add(files)}
          />
        )}
        <PauseNotice pause={snapshot.pause} onGoOn={() => queue.goOn()} />
        {counts.total > 0 && <GuestList queue={queue} snapshot={snapshot} />}
        <p className="mt-auto pt-6 text-ink-soft text-sm">{link?.state === 'open' && words.privacy}</p>
      </main>
    </div>
  )
}

/** The desk's mark, without its name. */
function Mark() {
  return (
    <span
      aria-hidden
      className="grid size-[26px] shrink-0 place-items-center border-[1.5px] border-ink before:size-3.5 before:bg-pencil before:content-['']"
    />
  )
}

function Heading({ label, link }: { label: string; link: Extract<GuestLink, { label: string }> }) {
  return (
    <header className="flex flex-col gap-1.5">
      <h1 className="flex flex-col gap-0.5">
        <span className="text-base text-ink-soft">{words.eyebrow}</span>
        <bdi className="break-words font-medium text-2xl">{label}</bdi>
      </h1>
      <p className="caption flex flex-wrap gap-x-4 text-ink-soft">
        <span>{words.ends(link.expiresAt)}</span>
        <span>{words.left(link.filesLeft, link.bytesLeft)}</span>
      </p>
    </header>
  )
}

/** Stays in the page, so that a screen reader hears it when it is filled. */
function PauseNotice({ pause, onGoOn }: { pause: GuestSnapshot['pause']; onGoOn: () => void }) {
  const nowMs = useNow(1_000)
  const seconds = pause === null ? 0 : (pause.until - nowMs) / 1000
  return (
    <>
      <p role="status" className="sr-only">
        {pause === null ? '' : pause.reason === 'busy' ? words.busy(seconds) : words.unreachable}
      </p>
      {pause !== null && (
        <div className="flex flex-wrap items-center justify-between gap-3 border-ink border-l-2 bg-surface px-3 py-2">
          <p className="text-base">
            {pause.reason === 'busy' ? words.busy(seconds) : words.waitsForNetwork(seconds)}
          </p>
          {pause.reason === 'unreachable' && <Button onClick={onGoOn}>{words.tryNow}</Button>}
        </div>
      )}
    </>
  )
}
