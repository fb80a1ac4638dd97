import { Check, RotateCw, X } from 'lucide-react'
import { memo } from 'react'
import { Link } from 'react-router'
import { formatBytes, formatPercent } from '../../../lib/format.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { paths } from '../../../lib/paths.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { MiddleCut } from '../../../ui/middle-cut.tsx'
import { ProgressBar } from '../../../ui/progress-bar.tsx'
import { explainFailure } from '../explain-failure.ts'
import { choicesFor, nextNeed } from '../offers/choices.ts'
import { FileHint } from '../offers/file-hint.tsx'
import { RowOffer } from '../offers/row-offer.tsx'
import { canRetry, isOpen, type UploadItem } from '../upload-item.ts'
import { withQueue } from '../uploads-store.ts'

/** One file: name, how far it is, why it failed, what can be done. Drawn anew only when something became of it. */
export const UploadRow = memo(function UploadRow({ item }: { item: UploadItem }) {
  const { state, path, key } = item
  const words = messages.uploads
  const need = nextNeed(item)
  const canSkip = need !== null && choicesFor(need).includes('skip')
  return (
    <div className="flex min-h-11 items-center gap-2 py-1.5 pr-2 pl-4">
      <div className="min-w-0 flex-1">
        {state.status === 'done' ? (
          <Link
            className="block hover:underline"
            to={paths.image(state.image.id)}
            aria-label={words.open(path)}
          >
            <MiddleCut text={path} className="font-mono text-xs" />
          </Link>
        ) : (
          <MiddleCut text={path} className="font-mono text-xs" />
        )}
        {state.status === 'failed' && (
          <p className="mt-0.5 text-xs text-danger">{explainFailure(state.failure)}</p>
        )}
        <FileHint item={item} />
        {state.status === 'held' && <RowOffer item={item} />}
        {state.status === 'sending' && (
          <ProgressBar label={path} share={state.sentBytes / (item.sizeBytes || 1)} className="mt-1.5" />
        )}
      </div>
      <StateNote item={item} />
      {canRetry(state) && (
        <IconButton
          icon={RotateCw}
          label={words.retry(path)}
          onClick={() => withQueue((queue) => queue.retry(key))}
        />
      )}
      {isOpen(state) && !canSkip && (
        <IconButton
          icon={X}
          label={words.cancel(path)}
          onClick={() => withQueue((queue) => queue.cancel(key))}
        />
      )}
    </div>
  )
})

function StateNote({ item: { state, sizeBytes } }: { item: UploadItem }) {
  const words = messages.uploads
  const style = 'shrink-0 font-mono text-xs text-ink-soft tabular-nums'
  switch (state.status) {
    case 'checking':
    case 'waiting':
    case 'asking':
    case 'skipped':
    case 'cancelled':
      return <span className={style}>{words.states[state.status]}</span>
    case 'sending':
      return (
        <span className={style}>
          {sizeBytes === null || state.sentBytes >= sizeBytes
            ? words.awaitingAnswer
            : formatPercent(state.sentBytes / sizeBytes)}
        </span>
      )
    case 'done':
      return (
        <span className="flex shrink-0 items-center gap-1.5 pr-1.5 font-mono text-xs text-ink-soft tabular-nums">
          {sizeBytes !== null && formatBytes(sizeBytes)}
          <Check size={15} strokeWidth={2} className="text-done" role="img" aria-label={words.states.done} />
        </span>
      )
    // Their reason stands under the name.
    case 'held':
    case 'failed':
      return null
  }
}
