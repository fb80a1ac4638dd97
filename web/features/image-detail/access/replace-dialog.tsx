import { useEffect, useRef, useState } from 'react'
import { thumbnailPath } from '#contract/thumbnails.ts'
import { imageName } from '../../../lib/image-name.ts'
import { access } from '../../../lib/messages/access.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { middleCut } from '../../../lib/middle-cut.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { notifySuccess } from '../../../ui/toast.tsx'
import type { AccessProps } from './access-tab.tsx'
import { type ReplaceState, useReplace } from './use-replace.ts'

const words = access.replace

interface ReplaceDialogProps extends AccessProps {
  file: File
  onChooseAgain: () => void
  onClose: () => void
}

/** Old beside new, what follows from it, and afterwards what became of it. */
export function ReplaceDialog({ image, file, onNewId, onChooseAgain, onClose }: ReplaceDialogProps) {
  const cancel = useRef<HTMLButtonElement>(null)
  const { state, send, reset } = useReplace(image, () => {
    notifySuccess(words.done)
    onClose()
  })
  const local = useLocalUrl(file)
  const isSending = state.step === 'sending'
  const canSend = state.step !== 'told'
  const rescuedId =
    state.step === 'told' && state.standing.state === 'displaced' ? state.standing.rescuedId : null

  // biome-ignore lint/correctness/useExhaustiveDependencies: each file is a reason of its own
  useEffect(reset, [file])

  return (
    <Dialog
      open
      onOpenChange={() => !isSending && onClose()}
      role="alertdialog"
      title={words.title(middleCut(imageName(image), 40))}
      description={words.body}
      initialFocus={cancel}
      footer={
        <>
          <Button ref={cancel} disabled={isSending} onClick={onClose}>
            {canSend ? messages.common.cancel : messages.common.close}
          </Button>
          {!isSending && (state.step === 'ready' || state.standing.state === 'restored') && (
            <Button onClick={onChooseAgain}>{words.again}</Button>
          )}
          {rescuedId !== null && (
            <Button
              intent="primary"
              onClick={() => {
                onClose()
                onNewId(rescuedId)
              }}
            >
              {words.openRescued}
            </Button>
          )}
          {canSend && (
            <Button intent="danger" busy={isSending} onClick={() => void send(file)}>
              {words.confirm}
            </Button>
          )}
        </>
      }
    >
      <div className="grid grid-cols-2 gap-3 py-1">
        <Picture label={words.now} src={thumbnailPath(image, 320)} caption={image.filename ?? image.id} />
        <Picture label={words.next} src={local} caption={words.size(middleCut(file.name, 32), file.size)} />
      </div>
      <Outcome state={state} />
    </Dialog>
  )
}

function Picture({ label, src, caption }: { label: string; src: string | null; caption: string }) {
  return (
    <figure className="min-w-0">
      <div className="flex aspect-[4/3] items-center justify-center bg-well p-2">
        {/* What the browser cannot show (HEIC) still has its name below. */}
        {src !== null && <img src={src} alt="" className="max-h-full max-w-full object-contain" />}
      </div>
      <figcaption className="pt-1 text-xs">
        <span className="font-medium">{label}</span>
        <span className="caption block truncate text-ink-soft" title={caption}>
          {caption}
        </span>
      </figcaption>
    </figure>
  )
}

function Outcome({ state }: { state: ReplaceState }) {
  if (state.step === 'told' && state.standing.state === 'under_way') {
    return (
      <p role="status" className="mt-3 border-line-strong border-l-2 pl-3 text-sm">
        {state.standing.wants === 'new' ? words.underWay : words.goingBack}
      </p>
    )
  }
  const sentence = sentenceOf(state)
  if (sentence === null) return null
  return (
    <p role="alert" className="mt-3 border-danger border-l-2 pl-3 text-danger text-sm">
      {sentence}
    </p>
  )
}

function sentenceOf(state: ReplaceState): string | null {
  if (state.step === 'ready') return state.error === null ? null : describeProblem(state.error).sentence
  if (state.step === 'sending') return null
  const { standing } = state
  if (standing.state === 'restored') return words.restored(standing.reason)
  return standing.state === 'displaced' ? words.displaced : null
}

/** An address for a file of this computer, for as long as it is shown. */
function useLocalUrl(file: File): string | null {
  const [url, setUrl] = useState<string | null>(null)
  useEffect(() => {
    const made = URL.createObjectURL(file)
    setUrl(made)
    return () => URL.revokeObjectURL(made)
  }, [file])
  return url
}
