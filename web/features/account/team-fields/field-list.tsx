import { useLayoutEffect, useRef, useState } from 'react'
import { teamFields as words } from '../../../lib/messages/team-fields.ts'
import { Button } from '../../../ui/button.tsx'
import { FieldRow } from './field-row.tsx'
import {
  type DraftField,
  type FieldFaults,
  type FieldsDraft,
  withBack,
  withChange,
  withMoved,
  without,
} from './fields-draft.ts'

interface FieldListProps {
  draft: FieldsDraft
  faults: ReadonlyMap<number, FieldFaults>
  /** Before somebody wants to save, what is not filled in yet is not called wrong. */
  areEmptyOnesWrong: boolean
  openUid: number | null
  onOpen: (uid: number | null) => void
  onChange: (draft: FieldsDraft) => void
}

const nameOf = (field: DraftField) => field.label || field.key || words.unnamed

/** The fields in their order. The focus stays on what was pressed, wherever its row goes. */
export function FieldList({ draft, faults, areEmptyOnesWrong, openUid, onOpen, onChange }: FieldListProps) {
  const [removed, setRemoved] = useState<{ field: DraftField; place: number; version: number } | null>(null)
  const [told, setTold] = useState('')
  const focusBack = useRef<HTMLElement | null>(null)
  const putBack = useRef<HTMLButtonElement>(null)
  // Browsers take the focus from an element that is moved.
  useLayoutEffect(() => {
    focusBack.current?.focus()
    focusBack.current = null
  })

  function move(field: DraftField, step: -1 | 1) {
    const next = withMoved(draft, field.uid, step)
    if (next === draft) return
    focusBack.current = document.activeElement instanceof HTMLElement ? document.activeElement : null
    const place = next.fields.findIndex(({ uid }) => uid === field.uid) + 1
    setTold(words.moved(nameOf(field), place, next.fields.length))
    onChange(next)
  }

  function remove(field: DraftField, place: number) {
    setRemoved({ field, place, version: draft.version })
    onChange(without(draft, field.uid))
    requestAnimationFrame(() => putBack.current?.focus())
  }

  const isStillGone =
    removed !== null &&
    // Once it is saved there is nothing to put back.
    removed.version === draft.version &&
    !draft.fields.some(({ uid }) => uid === removed.field.uid)
  return (
    <>
      <ul>
        {draft.fields.map((field, place) => (
          <FieldRow
            key={field.uid}
            field={field}
            isFirst={place === 0}
            isLast={place === draft.fields.length - 1}
            isOpen={field.uid === openUid}
            faults={shown(field, faults.get(field.uid) ?? {}, areEmptyOnesWrong)}
            onOpen={(isOpen) => onOpen(isOpen ? field.uid : null)}
            onChange={(change) => onChange(withChange(draft, field.uid, change))}
            onMove={(step) => move(field, step)}
            onRemove={() => remove(field, place)}
          />
        ))}
      </ul>
      <p role="status" className="sr-only">
        {told}
      </p>
      {isStillGone && (
        <div role="status" className="mt-3 flex flex-wrap items-center gap-3 border-ink border-l-2 pl-3">
          <span className="min-w-0 break-words">
            {removed.field.key === '' ? words.removedNew : words.removed(nameOf(removed.field))}
          </span>
          <Button
            ref={putBack}
            size="sm"
            onClick={() => {
              onChange(withBack(draft, removed.field, removed.place))
              setRemoved(null)
            }}
          >
            {words.undoRemove}
          </Button>
        </div>
      )}
    </>
  )
}

function shown(field: DraftField, faults: FieldFaults, areEmptyOnesWrong: boolean): FieldFaults {
  if (areEmptyOnesWrong) return faults
  const { key, label, ...rest } = faults
  return {
    ...rest,
    ...(key !== undefined && field.key !== '' && { key }),
    ...(label !== undefined && field.label !== '' && { label }),
  }
}
