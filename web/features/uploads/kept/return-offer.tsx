import { useEffect, useId, useState, useSyncExternalStore } from 'react'
import { keptUploads as words } from '../../../lib/messages/kept-uploads.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Button } from '../../../ui/button.tsx'
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx'
import type { FoundUpload } from './kept-uploads.ts'
import type { LeftOver } from './left-over.ts'
import { leftOvers } from './left-overs.ts'

/** More names are counted, not listed. */
const NAMES_LISTED = 50

interface ReturnOfferProps {
  /** Gets the uploads of a batch that goes on, with their keys of before. */
  onGoOn: (uploads: readonly FoundUpload[]) => void
}

/** Offers what earlier tabs left unfinished, batch by batch; nothing while there is nothing. */
export function ReturnOffer({ onGoOn }: ReturnOfferProps) {
  const found = useSyncExternalStore(leftOvers.subscribe, leftOvers.get)
  const [note, setNote] = useState<string | null>(null)
  const announced = useAnnounced(found)
  return (
    <>
      {found.length > 0 && (
        <section aria-label={words.offers} className="max-h-48 overflow-y-auto border-line border-b">
          {found.map((leftOver) => (
            <Offer key={leftOver.batch} leftOver={leftOver} onGoOn={onGoOn} onNote={setNote} />
          ))}
        </section>
      )}
      <div role="status" className="sr-only">
        {announced}
      </div>
      <div role="status">
        {note !== null && <p className="border-line border-b px-4 py-2 text-ink-soft">{note}</p>}
      </div>
    </>
  )
}

/** In words, a moment after it was found: what comes together with its live region is not read out. */
function useAnnounced(found: readonly LeftOver[]): string {
  const [text, setText] = useState('')
  useEffect(() => {
    setText(found.map(sentenceOf).join(' '))
  }, [found])
  return text
}

function sentenceOf({ ready, lost, addedAt }: LeftOver): string {
  const now = Date.now()
  return ready > 0 ? words.notFinished(ready, addedAt, now) : words.notKept(lost.length, addedAt, now)
}

interface OfferProps extends ReturnOfferProps {
  leftOver: LeftOver
  onNote: (note: string | null) => void
}

function Offer({ leftOver, onGoOn, onNote }: OfferProps) {
  const { batch, ready, lost } = leftOver
  // At midnight `14:02` needs its date.
  useNow(60_000)
  const text = useId()
  const [isBusy, setIsBusy] = useState(false)
  const [asks, setAsks] = useState(false)
  async function goOn() {
    setIsBusy(true)
    onNote(null)
    try {
      const uploads = await leftOvers.take(batch)
      if (uploads === null) onNote(words.elsewhere)
      else onGoOn(uploads)
    } catch {
      onNote(words.failed)
      setIsBusy(false)
    }
  }
  return (
    <div className="border-line border-b px-4 py-2.5 last:border-b-0">
      <p id={text} className="font-medium">
        {sentenceOf(leftOver)}
      </p>
      {ready > 0 && lost.length > 0 && <p className="text-ink-soft">{words.alsoNotKept(lost.length)}</p>}
      {lost.length > 0 && <Names paths={lost} />}
      <div className="mt-2 flex gap-2">
        {ready > 0 && (
          <Button
            intent="primary"
            size="sm"
            aria-describedby={text}
            busy={isBusy}
            onClick={() => void goOn()}
          >
            {words.goOn}
          </Button>
        )}
        <Button size="sm" aria-describedby={text} disabled={isBusy} onClick={() => setAsks(true)}>
          {ready > 0 ? words.throwAway : words.dismiss}
        </Button>
      </div>
      <ConfirmDialog
        open={asks}
        onOpenChange={setAsks}
        destructive
        title={words.throwAwayTitle(ready + lost.length)}
        body={words.throwAwayBody}
        confirmLabel={words.throwAway}
        onConfirm={() => leftOvers.throwAway(batch)}
      />
    </div>
  )
}

function Names({ paths }: { paths: readonly string[] }) {
  return (
    <details className="mt-1 text-ink-soft text-xs">
      <summary className="cursor-pointer">{words.names}</summary>
      <ul className="mt-1 font-mono break-all">
        {paths.slice(0, NAMES_LISTED).map((path) => (
          <li key={path}>{path}</li>
        ))}
        {paths.length > NAMES_LISTED && <li>{words.andMore(paths.length - NAMES_LISTED)}</li>}
      </ul>
    </details>
  )
}
