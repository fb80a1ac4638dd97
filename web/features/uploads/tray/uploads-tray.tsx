import { useEffect, useRef } from 'react'
import { messages } from '../../../lib/messages/catalogue.ts'
import { BatchLine } from '../batch/batch-line.tsx'
import { KeptNotice } from '../kept/kept-notice.tsx'
import { ReturnOffer } from '../kept/return-offer.tsx'
import { NotifySwitch } from '../manners/notify-switch.tsx'
import { OffersBar } from '../offers/offers-bar.tsx'
import { openCount } from '../queue/empty-snapshot.ts'
import { setTrayOpen, takeQuietOpening, useUploads, withQueue } from '../uploads-store.ts'
import { PauseNotice } from './pause-notice.tsx'
import { TrayFooter } from './tray-footer.tsx'
import { TrayHeader } from './tray-header.tsx'
import { TraySummary } from './tray-summary.tsx'
import { UploadList } from './upload-list.tsx'
import { useKeptFocus } from './use-kept-focus.ts'

/** The panel above the status strip. Takes the focus when it opens and gives it back on Escape. */
export function UploadsTray() {
  const uploads = useUploads()
  const { items, counts, pausedUntil, pauseReason } = uploads
  const panel = useRef<HTMLElement>(null)
  const isOver = items.length > 0 && openCount(counts) === 0
  const words = messages.uploads
  useEffect(() => {
    const before = document.activeElement
    if (!takeQuietOpening()) panel.current?.focus()
    return () => {
      const lost = document.activeElement === document.body || document.activeElement === null
      if (lost && before instanceof HTMLElement) before.focus()
    }
  }, [])
  useKeptFocus(panel)
  return (
    <section
      ref={panel}
      id="uploads-tray"
      tabIndex={-1}
      aria-label={words.title}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.stopPropagation()
        setTrayOpen(false)
      }}
      className="fixed right-0 bottom-21 left-0 z-30 flex max-h-[min(40rem,calc(100dvh-6.5rem))] flex-col rounded-t-md border border-b-0 border-line-strong bg-surface outline-none sm:right-4 sm:max-h-[min(40rem,80dvh)] sm:bottom-7 sm:left-auto sm:w-[33rem]"
    >
      <TrayHeader uploads={uploads} />
      {pauseReason !== null && !isOver && <PauseNotice until={pausedUntil} reason={pauseReason} />}
      <ReturnOffer onGoOn={(found) => withQueue((queue) => void queue.restore(found))} />
      <KeptNotice />
      {isOver && <TraySummary uploads={uploads} />}
      <OffersBar items={items} isChecking={counts.checking > 0} />
      {items.length === 0 ? (
        <div className="px-4 py-5">
          <p className="text-lg font-medium">{words.emptyTitle}</p>
          <p className="mt-1 text-balance text-ink-soft">{words.emptyBody}</p>
        </div>
      ) : (
        <UploadList items={items} />
      )}
      <TrayFooter uploads={uploads} />
      {items.length > 0 && !isOver && (
        <div className="border-line border-t px-4 py-2">
          <NotifySwitch />
        </div>
      )}
      <BatchLine />
    </section>
  )
}
