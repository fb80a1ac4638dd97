import { X } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { parseTerms } from '#contract/views/parse-view.ts'
import { scanTerms } from '#contract/views/scan-terms.ts'
import { cx } from '../../../lib/cx.ts'
import { messages } from '../../../lib/messages/catalogue.ts'

interface SearchChipProps {
  text: string
  onEdit: () => void
  onRemove: () => void
  onKeyDown: (event: KeyboardEvent) => void
}

/** One finished term: a press edits it in place, the cross or Delete takes it away. */
export function SearchChip({ text, onEdit, onRemove, onKeyDown }: SearchChipProps) {
  const words = messages.search
  const head = scanTerms(text)[0]?.valueStart ?? 0
  const isWrong = parseTerms(text).some(({ faults }) => faults.length > 0)
  return (
    <span
      className={cx(
        'flex h-6 min-w-0 max-w-full shrink-0 items-center rounded-sm bg-well text-xs',
        isWrong && 'outline outline-1 outline-danger',
      )}
    >
      <button
        type="button"
        data-chip
        tabIndex={-1}
        aria-label={words.edit(text)}
        aria-description={words.chipHelp}
        onClick={onEdit}
        onKeyDown={onKeyDown}
        className="flex h-6 min-w-0 items-center rounded-sm pl-2 hover:bg-hover"
      >
        <span className="whitespace-pre text-ink-soft">{text.slice(0, head)}</span>
        <span className="truncate whitespace-pre">{text.slice(head)}</span>
      </button>
      <button
        type="button"
        tabIndex={-1}
        aria-label={words.remove(text)}
        onClick={onRemove}
        className="grid size-6 shrink-0 place-items-center rounded-sm text-ink-soft hover:bg-hover hover:text-ink"
      >
        <X className="size-3.5" strokeWidth={1.5} aria-hidden />
      </button>
    </span>
  )
}
