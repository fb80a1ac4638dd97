import { useState } from 'react'
import { keepCopyKind, lastCopyKind, SNIPPET_KINDS, type SnippetKind } from '../../../lib/copy-kinds.ts'
import { delivery as words } from '../../../lib/messages/delivery.ts'
import { Select } from '../../../ui/select.tsx'

/** What links are copied as; remembered from one time to the next. */
export function useCopyKind(): [SnippetKind, (kind: SnippetKind) => void] {
  const [kind, setKind] = useState<SnippetKind>(() => lastCopyKind(SNIPPET_KINDS, 'url'))
  return [
    kind,
    (chosen) => {
      setKind(chosen)
      keepCopyKind(chosen)
    },
  ]
}

interface CopyAsProps {
  kind: SnippetKind
  onChange: (kind: SnippetKind) => void
  hint?: string
  className?: string
}

export function CopyAs({ kind, onChange, ...rest }: CopyAsProps) {
  return (
    <Select
      label={words.copyAs}
      value={kind}
      onChange={(value) => onChange(SNIPPET_KINDS.find((known) => known === value) ?? 'url')}
      options={SNIPPET_KINDS.map((value) => ({ value, label: words.kinds[value] }))}
      {...rest}
    />
  )
}

const TOAST_CHARACTERS = 160

/** What was copied, in one line that a toast can hold. */
export function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length <= TOAST_CHARACTERS ? line : `${line.slice(0, TOAST_CHARACTERS - 1)}…`
}
