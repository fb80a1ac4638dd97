import { useEffect, useRef, useState } from 'react'
import { SAVED_VIEW_LIMITS } from '#contract/saved-views.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { finding } from '../../../lib/messages/finding.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { Button } from '../../../ui/button.tsx'
import { TextField } from '../../../ui/text-field.tsx'

interface ViewNameFormProps {
  name: string
  /** Why it was not saved. */
  error: unknown
  isBusy: boolean
  onSave: (name: string) => void
  onCancel: () => void
}

/** Asks for the name of a saved view, in its place in the list. */
export function ViewNameForm({ name, error, isBusy, onSave, onCancel }: ViewNameFormProps) {
  const [text, setText] = useState(name)
  const input = useRef<HTMLInputElement>(null)
  useEffect(() => input.current?.select(), [])
  return (
    <form
      className="flex flex-col gap-2 p-2"
      onSubmit={(event) => {
        event.preventDefault()
        if (text.trim() !== '') onSave(text.trim())
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return
        event.preventDefault()
        event.stopPropagation()
        onCancel()
      }}
    >
      <TextField
        ref={input}
        label={finding.viewName}
        hideLabel
        placeholder={finding.viewName}
        value={text}
        maxLength={SAVED_VIEW_LIMITS.nameCharacters}
        error={error ? describeProblem(error).body : undefined}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex gap-2">
        <Button type="submit" size="sm" intent="primary" busy={isBusy} disabled={text.trim() === ''}>
          {finding.save}
        </Button>
        <Button size="sm" intent="ghost" onClick={onCancel}>
          {messages.common.cancel}
        </Button>
      </div>
    </form>
  )
}
