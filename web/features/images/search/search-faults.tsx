import type { ReactNode } from 'react'
import { parseView } from '#contract/views/parse-view.ts'
import { finding } from '../../../lib/messages/finding.ts'
import { type Draft, liveQueryOf, queryOf } from './draft.ts'

interface SearchFaultsProps {
  id: string
  draft: Draft
  /** Where somebody types: the term there may be wrong for now. `null` when nobody does. */
  caret: number | null
}

/** What is odd about the search, in words, under the box. */
export function SearchFaults({ id, draft, caret }: SearchFaultsProps): ReactNode {
  const text = caret === null ? queryOf(draft) : liveQueryOf(draft, caret)
  const { faults } = parseView(text)
  return (
    <ul id={id} role="status" className="text-danger text-xs empty:hidden">
      {faults.map(({ kind, start, end }) => (
        <li key={`${kind} ${start}`} className="break-words">
          {finding.faults[kind](text.slice(start, end))}
        </li>
      ))}
    </ul>
  )
}
