import { type FormEvent, useState } from 'react'
import type { UploadLink } from '#contract/upload-links.ts'
import { editUploadLink } from '../../api/upload-links.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { uploadLinks as words } from '../../lib/messages/upload-links.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { notifySuccess } from '../../ui/toast.tsx'
import { LimitFields } from './limit-fields.tsx'
import { changeOf, faultsOf, limitsOf } from './limits-draft.ts'

interface EditLinkDialogProps {
  link: UploadLink
  onClose: () => void
  onSaved: () => void
}

/** The end and the limits of a link that is out already. */
export function EditLinkDialog({ link, onClose, onSaved }: EditLinkDialogProps) {
  const [before] = useState(() => limitsOf(link, Date.now()))
  const [draft, setDraft] = useState(before)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)

  async function submit(event: FormEvent) {
    event.preventDefault()
    // One that has ended is opened again by saving, whatever was changed.
    const change = changeOf(link.state === 'expired' ? { ...before, days: null } : before, draft)
    if (change === null || busy || Object.keys(faultsOf(draft)).length > 0) return
    setBusy(true)
    setError(null)
    try {
      await editUploadLink(link.id, change)
      notifySuccess(words.saved(link.label))
      onSaved()
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      title={words.editTitle(link.label)}
      description={words.editBody}
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            {messages.common.cancel}
          </Button>
          <Button intent="primary" type="submit" form="edit-link" busy={busy}>
            {words.save}
          </Button>
        </>
      }
    >
      <form id="edit-link" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-1">
        <LimitFields draft={draft} onChange={setDraft} />
        {error !== null && (
          <p role="alert" className="border-danger border-l-2 pl-3 text-danger text-sm">
            {describeProblem(error).sentence}
          </p>
        )}
      </form>
    </Dialog>
  )
}
