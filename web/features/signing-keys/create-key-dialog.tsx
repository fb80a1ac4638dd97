import { type FormEvent, useRef, useState } from 'react'
import { LIMITS } from '#contract/limits.ts'
import { createSigningKey } from '../../api/signing-keys.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { signingKeys as signingKeyWords } from '../../lib/messages/signing-keys.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/text-field.tsx'

const words = signingKeyWords

/** What is wrong with `name` as typed so far, or `null`. */
export function keyNameFault(name: string, taken: readonly string[]): string | null {
  if (name === '') return words.nameEmpty
  if (!/^[a-zA-Z0-9]+$/.test(name)) return words.nameCharacters
  if (name.length > LIMITS.signingKeyNameCharacters) return words.nameTooLong
  return taken.includes(name) ? words.nameTaken : null
}

interface CreateKeyDialogProps {
  taken: readonly string[]
  onClose: () => void
  onCreated: (name: string) => void
}

export function CreateKeyDialog({ taken, onClose, onCreated }: CreateKeyDialogProps) {
  const input = useRef<HTMLInputElement>(null)
  const [name, setName] = useState('')
  const [pressed, setPressed] = useState(false)
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const fault = keyNameFault(name, taken)
  const shown = fault !== null && (pressed || name !== '') ? fault : null

  async function submit(event: FormEvent) {
    event.preventDefault()
    setPressed(true)
    if (fault !== null || busy) return
    setBusy(true)
    setError(null)
    try {
      await createSigningKey(name)
      onCreated(name)
    } catch (failure) {
      setError(failure)
      setBusy(false)
    }
  }

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && !busy && onClose()}
      size="sm"
      initialFocus={input}
      title={words.createTitle}
      description={words.createBody}
      footer={
        <>
          <Button onClick={onClose} disabled={busy}>
            {messages.common.cancel}
          </Button>
          <Button intent="primary" type="submit" form="create-key" busy={busy}>
            {words.createAction}
          </Button>
        </>
      }
    >
      <form id="create-key" onSubmit={(event) => void submit(event)} className="pb-1">
        <TextField
          ref={input}
          label={words.name}
          mono
          value={name}
          onChange={(event) => setName(event.target.value)}
          hint={words.nameHint}
          error={shown ?? (error === null ? undefined : describeProblem(error).sentence)}
        />
      </form>
    </Dialog>
  )
}
