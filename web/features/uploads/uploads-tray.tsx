import { ChevronDown, FolderUp, ImagePlus } from 'lucide-react'
import { type ChangeEvent, useEffect, useRef } from 'react'
import { UPLOAD_TYPES } from '#contract/limits.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { BatchOptionsForm } from './batch-options-form.tsx'
import { KeptNotice } from './kept/kept-notice.tsx'
import { ReturnOffer } from './kept/return-offer.tsx'
import { NotifySwitch } from './manners/notify-switch.tsx'
import { ReportButton } from './manners/report-button.tsx'
import { PauseNotice } from './pause-notice.tsx'
import { openCount } from './queue/empty-snapshot.ts'
import { UploadList } from './upload-list.tsx'
import { setTrayOpen, takeQuietOpening, uploadFiles, useUploads, withQueue } from './uploads-store.ts'
import { useKeptFocus } from './use-kept-focus.ts'

const ACCEPT = Object.entries(UPLOAD_TYPES)
  .flatMap(([type, endings]) => [type, ...endings])
  .join(',')

/** The panel above the status strip. Takes the focus when it opens and gives it back on Escape. */
export function UploadsTray() {
  const { items, counts, retryable, sentBytes, totalBytes, pausedUntil, pauseReason } = useUploads()
  const panel = useRef<HTMLElement>(null)
  const active = openCount(counts)
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
      className="fixed right-0 bottom-21 left-0 z-30 flex max-h-[min(36rem,75dvh)] flex-col rounded-t-md border border-b-0 border-line-strong bg-surface outline-none sm:right-4 sm:bottom-7 sm:left-auto sm:w-[27rem]"
    >
      <header className="flex items-center gap-2 border-b border-line py-2 pr-2 pl-4">
        <h2 className="text-base font-medium">{words.title}</h2>
        <p className="min-w-0 flex-1 truncate caption text-ink-soft">
          {items.length > 0 &&
            (active > 0
              ? `${words.progress(counts.done, active + counts.done).figure}, ${words.bytesOf(sentBytes, totalBytes)}`
              : words.summary(counts.done, counts.failed, counts.cancelled))}
        </p>
        <IconButton icon={ChevronDown} label={words.hide} shortcut="Esc" onClick={() => setTrayOpen(false)} />
      </header>
      {pausedUntil !== null && <PauseNotice until={pausedUntil} reason={pauseReason} />}
      <ReturnOffer onGoOn={(found) => withQueue((queue) => void queue.restore(found))} />
      <KeptNotice />
      {items.length === 0 ? (
        <div className="px-4 py-5">
          <p className="text-lg font-medium">{words.emptyTitle}</p>
          <p className="mt-1 text-ink-soft">{words.emptyBody}</p>
        </div>
      ) : (
        <UploadList items={items} />
      )}
      <div className="flex flex-wrap gap-2 border-t border-line px-4 py-2.5">
        <Picker
          label={words.chooseFiles}
          icon={<ImagePlus className="size-4" strokeWidth={1.5} aria-hidden />}
        />
        <Picker
          label={words.chooseFolder}
          folder
          icon={<FolderUp className="size-4" strokeWidth={1.5} aria-hidden />}
        />
        <span className="hidden flex-1 sm:block" />
        {active === 0 && items.length > 0 && <ReportButton items={items} />}
        {retryable > 0 && (
          <Button onClick={() => withQueue((queue) => queue.retryFailed())}>
            {words.retryAll(retryable)}
          </Button>
        )}
        {active > 0 ? (
          <Button intent="ghost" onClick={() => withQueue((queue) => queue.cancelAll())}>
            {words.cancelAll}
          </Button>
        ) : (
          items.length > 0 && (
            <Button intent="ghost" onClick={() => withQueue((queue) => queue.dismissFinished())}>
              {words.dismiss}
            </Button>
          )
        )}
      </div>
      {active > 0 && (
        <div className="border-t border-line px-4 py-2.5">
          <NotifySwitch />
        </div>
      )}
      <BatchOptionsForm />
    </section>
  )
}

function Picker({ label, icon, folder = false }: { label: string; icon: React.ReactNode; folder?: boolean }) {
  const input = useRef<HTMLInputElement>(null)
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    uploadFiles([...(event.target.files ?? [])])
    // The same files may be chosen again.
    event.target.value = ''
  }
  return (
    <>
      <Button onClick={() => input.current?.click()}>
        {icon}
        {label}
      </Button>
      <input
        ref={(element) => {
          input.current = element
          element?.toggleAttribute('webkitdirectory', folder)
        }}
        type="file"
        hidden
        multiple
        aria-label={label}
        accept={folder ? undefined : ACCEPT}
        onChange={choose}
      />
    </>
  )
}
