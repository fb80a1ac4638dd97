import { useRef, useState } from 'react'
import type { Image } from '#contract/images.ts'
import { deleteImage } from '../../api/images.ts'
import { imageName } from '../../lib/image-name.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Meter } from '../../ui/meter.tsx'
import { notifySuccess } from '../../ui/toast.tsx'
import { type DeleteFailure, deleteImages } from './delete-images.ts'

interface DeleteDialogProps {
  /** Fixed while the dialog is open; empty keeps it closed. */
  images: readonly Image[]
  onClose: () => void
  onDeleted: (ids: ReadonlySet<string>) => void
}

type Phase =
  | { name: 'asking' }
  | { name: 'deleting'; done: number }
  | { name: 'failed'; failures: DeleteFailure[]; deleted: number }

/** Asks once, deletes one after the other, and lists what could not be deleted with its reason. */
export function DeleteDialog({ images, onClose, onDeleted }: DeleteDialogProps) {
  const [phase, setPhase] = useState<Phase>({ name: 'asking' })
  const cancel = useRef<HTMLButtonElement>(null)
  const isStopped = useRef(false)
  const words = messages.images
  const failures = phase.name === 'failed' ? phase.failures : []

  function close() {
    setPhase({ name: 'asking' })
    onClose()
  }

  async function run(targets: readonly Image[]) {
    isStopped.current = false
    setPhase({ name: 'deleting', done: 0 })
    const outcome = await deleteImages(
      targets.map((image) => image.id),
      {
        deleteOne: deleteImage,
        onProgress: (done) => setPhase({ name: 'deleting', done }),
        mayGoOn: () => !isStopped.current,
      },
    )
    onDeleted(outcome.deletedIds)
    if (outcome.failures.length > 0) {
      setPhase({ name: 'failed', failures: outcome.failures, deleted: outcome.deletedIds.size })
      return
    }
    notifySuccess(words.deleted(outcome.deletedIds.size))
    close()
  }

  const retried = images.filter((image) => failures.some((failure) => failure.id === image.id))
  const count = images.length
  const first = images[0]
  return (
    <Dialog
      open={count > 0}
      onOpenChange={(open) => !open && phase.name !== 'deleting' && close()}
      role="alertdialog"
      size="sm"
      initialFocus={cancel}
      title={
        phase.name === 'failed'
          ? words.deleteFailedTitle(failures.length, phase.deleted)
          : words.deleteTitle(count, first ? imageName(first) : '')
      }
      description={
        phase.name === 'failed'
          ? words.deleteFailedBody
          : words.deleteBody(count, images.filter((image) => image.requiresSignedUrl).length)
      }
      footer={
        <>
          {phase.name === 'deleting' ? (
            <Button onClick={() => (isStopped.current = true)}>{words.stop}</Button>
          ) : (
            <Button ref={cancel} onClick={close}>
              {phase.name === 'failed' ? messages.common.close : messages.common.cancel}
            </Button>
          )}
          {phase.name === 'failed' ? (
            <Button intent="danger" onClick={() => void run(retried)}>
              {words.tryRest}
            </Button>
          ) : (
            <Button intent="danger" busy={phase.name === 'deleting'} onClick={() => void run(images)}>
              {words.deleteConfirm(count)}
            </Button>
          )}
        </>
      }
    >
      {phase.name === 'deleting' && count > 1 && (
        <div className="flex items-center gap-3 text-ink-soft text-sm">
          <Meter
            label={words.delete}
            valueText={words.deleting(phase.done, count)}
            value={phase.done}
            max={count}
            tone="pencil"
            className="w-full shrink"
          />
          <span role="status" className="whitespace-nowrap">
            {words.deleting(phase.done, count)}
          </span>
        </div>
      )}
      {failures.length > 0 && (
        <ul className="flex flex-col divide-y divide-line">
          {failures.map((failure) => (
            <li key={failure.id} className="py-2">
              <p className="caption break-all">{failure.id}</p>
              <p className="text-danger text-xs">
                {failure.error === null ? words.notTried : describeProblem(failure.error).sentence}
              </p>
            </li>
          ))}
        </ul>
      )}
    </Dialog>
  )
}
