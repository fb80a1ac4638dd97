import { ArrowDown, ArrowUp, ChevronDown, Trash2 } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useRef } from 'react'
import type { MetadataField } from '#contract/metadata-fields.ts'
import { cx } from '../../../lib/cx.ts'
import { teamFields as words } from '../../../lib/messages/team-fields.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { FieldForm } from './field-form.tsx'
import { type DraftField, type FieldFaults, keySizeBytes } from './fields-draft.ts'

interface FieldRowProps {
  field: DraftField
  isFirst: boolean
  isLast: boolean
  isOpen: boolean
  faults: FieldFaults
  onOpen: (isOpen: boolean) => void
  onChange: (change: Partial<MetadataField>) => void
  onMove: (step: -1 | 1) => void
  onRemove: () => void
}

/** One field of the team: a line to read, a form when opened. */
export function FieldRow(props: FieldRowProps) {
  const { field, isFirst, isLast, isOpen, faults, onOpen, onChange, onMove, onRemove } = props
  const panel = useId()
  const first = useRef<HTMLInputElement>(null)
  const wasOpen = useRef(isOpen && field.label !== '')
  useEffect(() => {
    if (isOpen && !wasOpen.current) first.current?.focus()
    wasOpen.current = isOpen
  }, [isOpen])
  const name = field.label || field.key || words.unnamed
  const isWrong = Object.keys(faults).length > 0

  function moveByKeys(event: KeyboardEvent) {
    if (!event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? -1 : 1)
  }

  return (
    <li className="border-line border-b first:border-t" onKeyDown={moveByKeys}>
      <div className="flex min-h-12 items-center gap-1">
        <div className="flex shrink-0">
          <IconButton
            icon={ArrowUp}
            label={words.up(name)}
            shortcut="Alt+↑"
            aria-disabled={isFirst}
            className={cx(isFirst && 'opacity-40')}
            onClick={() => onMove(-1)}
          />
          <IconButton
            icon={ArrowDown}
            label={words.down(name)}
            shortcut="Alt+↓"
            aria-disabled={isLast}
            className={cx(isLast && 'opacity-40')}
            onClick={() => onMove(1)}
          />
        </div>
        <button
          type="button"
          aria-expanded={isOpen}
          aria-controls={panel}
          onClick={() => onOpen(!isOpen)}
          className="grid min-h-10 min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 rounded-sm px-2 text-left transition-colors hover:bg-hover md:grid-cols-[minmax(0,12rem)_minmax(0,12rem)_minmax(0,9rem)_minmax(0,1fr)_auto]"
        >
          <span className={cx('truncate font-medium', isWrong && 'text-danger')}>
            <span className="sr-only">{words.edit} </span>
            {name}
            {field.isRequired && <span className="font-normal text-ink-soft"> · {words.required}</span>}
          </span>
          <span className="caption hidden truncate text-ink-soft md:block">
            {field.key}{' '}
            {field.key !== '' && (
              <span className="text-ink-faint">{words.keyCosts(keySizeBytes(field.key))}</span>
            )}
          </span>
          <span className="hidden truncate text-ink-soft md:block">{words.types[field.type].name}</span>
          <span className="hidden truncate text-ink-soft text-xs md:block">{field.help}</span>
          <ChevronDown
            className={cx('size-4 text-ink-soft transition-transform', isOpen && 'rotate-180')}
            strokeWidth={1.5}
            aria-hidden
          />
        </button>
        <IconButton icon={Trash2} label={words.remove(name)} onClick={onRemove} />
      </div>
      <div id={panel} hidden={!isOpen}>
        {isOpen && <FieldForm {...{ field, faults, first, onChange }} />}
      </div>
    </li>
  )
}
