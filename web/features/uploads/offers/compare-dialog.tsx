import { useState } from 'react'
import { formatBytes } from '../../../lib/format.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { uploadOffers as words } from '../../../lib/messages/upload-offers.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import type { FileFacts, Repair } from '../upload-item.ts'
import { useObjectUrl, useRepaired } from './use-repaired.ts'
import { whatIsLost } from './what-is-lost.ts'

interface CompareDialogProps {
  path: string
  file: File
  facts: FileFacts
  repairs: readonly Repair[]
  /** What the button that goes on says. */
  action: string
  onAccept: () => void
  onClose: () => void
}

/** A file as it is beside the file as it would be sent, and what that costs. */
export function CompareDialog(props: CompareDialogProps) {
  const { path, file, facts, action, onAccept, onClose } = props
  // The row makes a new list at every painting.
  const [repairs] = useState(props.repairs)
  const repaired = useRepaired(file, repairs)
  const made = repaired.state === 'made' ? repaired.file : null
  const losses = made === null ? [] : whatIsLost(facts, repairs, made.type || facts.type || '')
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={words.preview.title(path)}
      footer={
        <>
          <Button onClick={onClose}>{messages.common.cancel}</Button>
          <Button
            intent="primary"
            disabled={made === null}
            onClick={() => {
              onAccept()
              onClose()
            }}
          >
            {action}
          </Button>
        </>
      }
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Side
          title={words.preview.before}
          blob={file}
          type={facts.type ?? file.type}
          told={facts.widthPx === null ? null : [facts.widthPx, facts.heightPx ?? 0]}
        />
        {repaired.state === 'failed' ? (
          <div role="alert" className="self-center text-sm">
            <p className="font-medium text-danger">{words.preview.failed}</p>
            <p className="mt-1 text-ink-soft">{words.preview.failedHint(repaired.message)}</p>
          </div>
        ) : (
          <Side title={words.preview.after} blob={made} type={made?.type || (facts.type ?? '')} told={null} />
        )}
      </div>
      <div aria-live="polite" className="mt-4 min-h-12 text-sm">
        {made !== null && (
          <>
            <h3 className="font-medium">{words.preview.lost}</h3>
            {losses.length === 0 ? (
              <p className="text-ink-soft">{words.preview.nothingLost}</p>
            ) : (
              <ul className="text-ink-soft">
                {losses.map((loss) => (
                  <li key={loss}>{words.preview.losses[loss]}</li>
                ))}
              </ul>
            )}
          </>
        )}
      </div>
    </Dialog>
  )
}

interface SideProps {
  title: string
  /** `null` while it is being made. */
  blob: Blob | null
  type: string
  /** Pixels that are known without decoding. */
  told: readonly [widthPx: number, heightPx: number] | null
}

function Side({ title, blob, type, told }: SideProps) {
  const url = useObjectUrl(blob)
  const [drawn, setDrawn] = useState<readonly [number, number] | 'broken' | null>(null)
  const size = told ?? (drawn === 'broken' ? null : drawn)
  return (
    <figure className="min-w-0">
      <figcaption className="mb-1 flex flex-wrap justify-between gap-x-2">
        <span className="font-medium text-sm">{title}</span>
        {blob !== null && (
          <span className="font-mono text-ink-soft text-xs tabular-nums">
            {[words.typeName(type), ...(size ? [words.px(...size)] : []), formatBytes(blob.size)].join(' · ')}
          </span>
        )}
      </figcaption>
      <div className="grid aspect-[4/3] place-items-center bg-well text-ink-soft text-sm">
        {url === null ? (
          words.preview.working
        ) : drawn === 'broken' ? (
          words.preview.noPicture
        ) : (
          <img
            src={url}
            alt=""
            className="checkerboard max-h-full max-w-full object-contain"
            style={{ aspectRatio: size ? `${size[0]} / ${size[1]}` : undefined }}
            onLoad={({ currentTarget: { naturalWidth, naturalHeight } }) =>
              setDrawn([naturalWidth, naturalHeight])
            }
            onError={() => setDrawn('broken')}
          />
        )}
      </div>
    </figure>
  )
}
