import { FileUp } from 'lucide-react'
import { type ChangeEvent, useRef, useState } from 'react'
import { intake } from '../../../../lib/messages/intake.ts'
import { Button } from '../../../../ui/button.tsx'
import { TextArea } from '../../../../ui/text-field.tsx'
import type { GivenList } from '../list-store.ts'

const words = intake.list

interface ListStartProps {
  /** Why the list that was given is none. */
  fault: { name: string; words: string } | null
  /** What was pasted before, to be mended. */
  text: string
  onSource: (source: GivenList) => void
}

/** Where a list comes from: pasted text or a file. A file can be dropped anywhere, as always. */
export function ListStart({ fault, text: given, onSource }: ListStartProps) {
  const [text, setText] = useState(given)
  const input = useRef<HTMLInputElement>(null)
  const choose = (event: ChangeEvent<HTMLInputElement>) => {
    const file = event.target.files?.[0]
    // The same file may be chosen again, mended.
    event.target.value = ''
    if (file !== undefined) onSource({ kind: 'file', file })
  }
  return (
    <form
      className="flex flex-col gap-3 pb-4"
      onSubmit={(event) => {
        event.preventDefault()
        onSource({ kind: 'text', text })
      }}
    >
      {fault !== null && (
        <p role="alert" className="break-words border-danger border-l-2 pl-3 text-danger text-sm">
          {fault.name}: {fault.words}
        </p>
      )}
      <TextArea
        label={words.paste}
        hint={words.pasteHint}
        mono
        rows={8}
        wrap="off"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <Button onClick={() => input.current?.click()}>
          <FileUp className="size-4" strokeWidth={1.5} aria-hidden />
          {words.choose}
        </Button>
        <span className="text-ink-soft text-xs">{words.dropHint}</span>
        <span className="flex-1" />
        <Button type="submit" intent="primary" disabled={text.trim() === ''}>
          {words.read}
        </Button>
      </div>
      <input
        ref={input}
        type="file"
        hidden
        aria-label={words.choose}
        accept=".csv,.tsv,.json,.ndjson,.jsonl,.txt,text/csv,application/json"
        onChange={choose}
      />
    </form>
  )
}
