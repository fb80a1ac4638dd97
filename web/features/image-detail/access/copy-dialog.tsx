import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { Image } from '#contract/images.ts'
import { accountQueries } from '../../../api/account.ts'
import { ApiError } from '../../../api/api-error.ts'
import { deleteImage, forgetImages, replaceImage } from '../../../api/images.ts'
import { copyImage } from '../../../api/replace.ts'
import { imageName } from '../../../lib/image-name.ts'
import { access } from '../../../lib/messages/access.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { middleCut } from '../../../lib/middle-cut.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { notifySuccess } from '../../../ui/toast.tsx'
import type { AccessProps } from './access-tab.tsx'
import { readNewId } from './new-id.ts'

const words = access.copy
const FORM = 'copy-image'

interface CopyDialogProps extends AccessProps {
  /** `private`: under a generated id, for signed links only. */
  kind: 'any' | 'private'
  onClose: () => void
}

/** Copies the image and leads to the copy. A copy that was made is never made twice, whatever fails after it. */
export function CopyDialog({ image, kind, onNewId, onClose }: CopyDialogProps) {
  const client = useQueryClient()
  const cancel = useRef<HTMLButtonElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [typed, setTyped] = useState('')
  const [wantsPrivate, setWantsPrivate] = useState(kind === 'private')
  const [deletesAfter, setDeletesAfter] = useState(false)
  const [copy, setCopy] = useState<Image | null>(null)
  const [state, setState] = useState<{ busy: boolean; error: unknown }>({ busy: false, error: null })
  const { id, fault } = readNewId(typed, image.id)
  const isPrivate = wantsPrivate && id === null && fault === null
  const name = middleCut(imageName(image), 40)

  function show(made: Image, message: string) {
    notifySuccess(message)
    onClose()
    onNewId(made.id)
    replaceImage(client, made.id, made)
    void client.invalidateQueries({ queryKey: accountQueries.all() })
  }

  async function run() {
    if (state.busy || fault !== null) return
    setState({ busy: true, error: null })
    try {
      const wish = { ...(id !== null && { id }), ...(isPrivate && { requiresSignedUrl: true }) }
      const made = copy ?? (await copyImage(image.id, wish))
      setCopy(made)
      if (deletesAfter) await removeOld()
      show(made, deletesAfter ? words.doneAndDeleted : words.done)
    } catch (error) {
      setState({ busy: false, error })
    }
  }

  async function removeOld() {
    try {
      await deleteImage(image.id)
    } catch (error) {
      if (!(error instanceof ApiError && error.kind === 'not_found')) throw error
    }
    forgetImages(client, new Set([image.id]))
  }

  function close() {
    if (state.busy) return
    if (copy === null) onClose()
    else show(copy, words.done)
  }

  const { error } = state
  const sentence = error === null ? null : describeProblem(error).sentence
  const isTaken = error instanceof ApiError && error.kind === 'conflict' && copy === null
  return (
    <Dialog
      open
      onOpenChange={close}
      title={kind === 'private' ? words.privateTitle(name) : words.title(name)}
      description={kind === 'private' ? words.privateBody : words.body}
      initialFocus={kind === 'any' ? field : cancel}
      footer={
        <>
          <Button ref={cancel} onClick={close} aria-disabled={state.busy}>
            {copy === null ? messages.common.cancel : words.openCopy}
          </Button>
          <Button
            type="submit"
            form={FORM}
            intent={deletesAfter ? 'danger' : 'primary'}
            busy={state.busy}
            disabled={fault !== null}
          >
            {copy !== null ? words.deleteAgain : deletesAfter ? words.confirmAndDelete : words.confirm}
          </Button>
        </>
      }
    >
      <form
        id={FORM}
        className="flex flex-col gap-4 py-1"
        onSubmit={(event) => {
          event.preventDefault()
          void run()
        }}
      >
        {kind === 'any' && copy === null && (
          <>
            <TextField
              ref={field}
              mono
              label={words.id}
              hint={words.idHint}
              value={typed}
              {...(fault !== null ? { error: words.faults[fault] } : isTaken && { error: sentence })}
              onChange={(event) => {
                setTyped(event.target.value)
                setState({ busy: false, error: null })
              }}
            />
            <Checkbox
              label={words.makePrivate}
              checked={isPrivate}
              disabled={typed.trim() !== ''}
              {...(typed.trim() !== '' && { hint: words.needsGenerated })}
              onChange={setWantsPrivate}
            />
          </>
        )}
        {copy === null && (
          <Checkbox
            label={words.deleteAfter}
            hint={words.deleteAfterHint}
            checked={deletesAfter}
            onChange={setDeletesAfter}
          />
        )}
        {sentence !== null && !isTaken && (
          <p role="alert" className="border-danger border-l-2 pl-3 text-danger text-sm">
            {copy === null ? sentence : words.notDeleted(sentence)}
          </p>
        )}
      </form>
    </Dialog>
  )
}
