import { type FormEvent, useRef, useState } from 'react'
import { INBOX_FIELD } from '#contract/guest.ts'
import { metadataSizeBytes } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import { UPLOAD_LINK_LIMITS } from '#contract/upload-link-limits.ts'
import type { CreatedUploadLink } from '#contract/upload-links.ts'
import { ApiError } from '../../api/api-error.ts'
import { createUploadLink } from '../../api/upload-links.ts'
import { formatNumber } from '../../lib/format.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { uploadLinks as words } from '../../lib/messages/upload-links.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Switch } from '../../ui/switch.tsx'
import { TextArea, TextField } from '../../ui/text-field.tsx'
import { LimitFields } from './limit-fields.tsx'
import { faultsOf, NEW_LIMITS, requestOf } from './limits-draft.ts'
import { parseMetadata } from './parse-metadata.ts'

interface CreateLinkDialogProps {
  onClose: () => void
  onCreated: (made: CreatedUploadLink) => void
}

const EMPTY = { label: '', folder: '', creator: '', metadata: '', isPrivate: false }

/** Everything about a link is decided here; later only its end and its limits can change. */
export function CreateLinkDialog({ onClose, onCreated }: CreateLinkDialogProps) {
  const first = useRef<HTMLInputElement>(null)
  const [draft, setDraft] = useState(EMPTY)
  const [limits, setLimits] = useState(NEW_LIMITS)
  const [pressed, setPressed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const metadata = parseMetadata(draft.metadata)
  const request = requestOf(limits)
  const canSend = draft.label.trim() !== '' && metadata !== null && Object.keys(faultsOf(limits)).length === 0
  /** With the mark and the folder, which travel in it; how the desk calls the folder's field is its own affair. */
  const sizeBytes = metadataSizeBytes({
    ...metadata,
    [INBOX_FIELD]: draft.label,
    ...(draft.folder !== '' && { folder: draft.folder }),
  })
  const fields = error instanceof ApiError ? error.fields : {}
  const change = (next: Partial<typeof EMPTY>) => {
    setDraft({ ...draft, ...next })
    setError(null)
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPressed(true)
    if (!canSend || busy || metadata === null || request === null) return
    setBusy(true)
    setError(null)
    try {
      const made = await createUploadLink({
        ...request,
        label: draft.label,
        folder: draft.folder.trim(),
        metadata,
        requiresSignedUrl: draft.isPrivate,
        ...(draft.creator.trim() !== '' && { creator: draft.creator.trim() }),
      })
      onCreated(made)
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }

  const isNamed = ['label', 'folder', 'creator', 'metadata'].some((name) => name in fields)
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      initialFocus={first}
      title={words.createTitle}
      description={words.createBody}
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            {messages.common.cancel}
          </Button>
          <Button intent="primary" type="submit" form="create-link" busy={busy}>
            {words.createAction}
          </Button>
        </>
      }
    >
      <form id="create-link" onSubmit={(event) => void submit(event)} className="flex flex-col gap-4 pb-1">
        <TextField
          ref={first}
          label={words.label}
          maxLength={UPLOAD_LINK_LIMITS.labelCharacters}
          value={draft.label}
          onChange={(event) => change({ label: event.target.value })}
          hint={words.labelHint}
          error={pressed && draft.label.trim() === '' ? words.labelEmpty : fields['label']}
        />
        <LimitFields draft={limits} onChange={setLimits} />
        <div className="grid items-start gap-x-4 gap-y-4 sm:grid-cols-2">
          <TextField
            label={words.folder}
            mono
            value={draft.folder}
            onChange={(event) => change({ folder: event.target.value })}
            hint={words.folderHint}
            error={fields['folder']}
          />
          <TextField
            label={words.creator}
            value={draft.creator}
            maxLength={LIMITS.creatorCharacters}
            onChange={(event) => change({ creator: event.target.value })}
            hint={words.creatorHint}
            error={fields['creator']}
          />
        </div>
        <TextArea
          label={words.metadata}
          mono
          rows={2}
          value={draft.metadata}
          onChange={(event) => change({ metadata: event.target.value })}
          hint={words.metadataHint}
          aside={`${formatNumber(sizeBytes)} / ${formatNumber(LIMITS.metadataBytes)}`}
          error={metadata === null ? words.metadataFault : fields['metadata']}
        />
        <Switch
          label={words.private}
          hint={words.privateHint}
          checked={draft.isPrivate}
          onChange={(isPrivate) => change({ isPrivate })}
        />
        {error !== null && !isNamed && (
          <p role="alert" className="border-danger border-l-2 pl-3 text-danger text-sm">
            {describeProblem(error).sentence}
          </p>
        )}
      </form>
    </Dialog>
  )
}
