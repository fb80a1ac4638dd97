import { Check, ImageIcon } from 'lucide-react'
import { memo, useEffect, useState } from 'react'
import { formatBytes } from '../lib/format.ts'
import { guest as words } from '../lib/messages/guest.ts'
import { Button } from '../ui/button.tsx'
import { Meter } from '../ui/meter.tsx'
import { MiddleCut } from '../ui/middle-cut.tsx'
import { explainGuestFailure } from './explain-guest-failure.ts'
import { canRetry, type GuestItem, isOpen } from './guest-item.ts'

interface GuestRowProps {
  item: GuestItem
  onCancel: () => void
  onRetry: () => void
}

/** One file: its picture, its name, what became of it. */
export const GuestRow = memo(
  function GuestRow({ item, onCancel, onRetry }: GuestRowProps) {
    const { file, state } = item
    return (
      <li className="grid min-h-16 grid-cols-[48px_minmax(0,1fr)_auto] items-center gap-x-3 border-line border-b py-2 [contain-intrinsic-size:auto_64px] [content-visibility:auto]">
        <Preview file={file} />
        <div className="flex min-w-0 flex-col gap-1">
          <MiddleCut text={file.name} className="caption text-ink" />
          <StateLine item={item} />
        </div>
        {isOpen(state) && (
          <Button intent="ghost" aria-label={words.cancel(file.name)} onClick={onCancel}>
            {words.cancelShort}
          </Button>
        )}
        {canRetry(state) && (
          <Button aria-label={words.retry(file.name)} onClick={onRetry}>
            {words.retryShort}
          </Button>
        )}
      </li>
    )
  },
  (before, after) => before.item === after.item,
)

function StateLine({ item: { file, state } }: { item: GuestItem }) {
  switch (state.status) {
    case 'sending':
      return (
        <span className="flex items-center gap-3">
          <Meter
            label={words.progressOf(file.name)}
            valueText={words.progress(state.sentBytes, file.size)}
            value={state.sentBytes}
            max={file.size}
            tone="pencil"
            className="w-full max-w-40 shrink"
          />
          <span className="caption whitespace-nowrap text-ink-soft">
            {words.progress(state.sentBytes, file.size)}
          </span>
        </span>
      )
    case 'failed':
      return <span className="text-danger text-sm">{explainGuestFailure(state.failure)}</span>
    case 'done':
      return (
        <span className="flex items-center gap-1.5 text-done text-sm">
          <Check className="size-4" strokeWidth={1.5} aria-hidden />
          {words.states.done}
        </span>
      )
    default:
      return (
        <span className="text-ink-soft text-sm">
          {words.states[state.status]}, {formatBytes(file.size)}
        </span>
      )
  }
}

/** The picture where the browser can draw it, which for HEIC most cannot. */
function Preview({ file }: { file: File }) {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return (
    <span className="grid size-12 place-items-center overflow-hidden bg-well text-ink-faint">
      {url === null ? (
        <ImageIcon className="size-5" strokeWidth={1.5} aria-hidden />
      ) : (
        <img
          src={url}
          alt=""
          loading="lazy"
          decoding="async"
          className="max-h-full max-w-full object-contain"
          onError={() => setUrl(null)}
        />
      )}
    </span>
  )
}
