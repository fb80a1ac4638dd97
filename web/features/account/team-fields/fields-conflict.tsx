import { useEffect, useRef } from 'react'
import type { MetadataFields } from '#contract/metadata-fields.ts'
import { teamFields as words } from '../../../lib/messages/team-fields.ts'
import { Button } from '../../../ui/button.tsx'
import { diffFields, isSame } from './fields-diff.ts'

interface FieldsConflictProps {
  mine: MetadataFields
  /** As saved by somebody else meanwhile. */
  theirs: MetadataFields
  isBusy: boolean
  onTakeTheirs: () => void
  onPutMine: () => void
}

/** Both sides of an edit that two people made, and the choice between them. Nothing is chosen by itself. */
export function FieldsConflict({ mine, theirs, isBusy, onTakeTheirs, onPutMine }: FieldsConflictProps) {
  const panel = useRef<HTMLDivElement>(null)
  useEffect(() => panel.current?.focus(), [])
  const diff = diffFields(mine.fields, theirs.fields)
  const lines = [
    ...diff.onlyMine.map(words.conflictAdded),
    ...diff.onlyTheirs.map(words.conflictGone),
    ...diff.different.map(words.conflictChanged),
    ...(diff.isOrderDifferent ? [words.conflictOrder] : []),
  ]
  return (
    <div
      ref={panel}
      role="alert"
      tabIndex={-1}
      className="my-4 flex flex-col gap-2 border-danger border-l-2 pl-3 outline-none"
    >
      <h3 className="font-medium text-base">{words.conflictTitle}</h3>
      {isSame(diff) ? (
        <p className="text-ink-soft">{words.conflictSame}</p>
      ) : (
        <>
          <p className="text-ink-soft">{words.conflictBody}</p>
          <ul className="list-disc pl-5">
            {lines.map((line) => (
              <li key={line} className="break-words">
                {line}
              </li>
            ))}
          </ul>
        </>
      )}
      <div className="flex flex-wrap gap-2 pt-1">
        <Button onClick={onTakeTheirs} disabled={isBusy}>
          {words.useTheirs}
        </Button>
        {!isSame(diff) && (
          <Button intent="danger-quiet" onClick={onPutMine} busy={isBusy}>
            {words.useMine}
          </Button>
        )}
      </div>
    </div>
  )
}
