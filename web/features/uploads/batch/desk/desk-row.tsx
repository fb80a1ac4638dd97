// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid of absolutely placed rows cannot be a <table>
// biome-ignore-all lint/a11y/useFocusableInteractive: one cell has the focus and the arrow keys move it (roving tabindex)
import { Check } from 'lucide-react'
import { cx } from '../../../../lib/cx.ts'
import { formatBytes, formatNumber } from '../../../../lib/format.ts'
import { uploadDesk } from '../../../../lib/messages/upload-desk.ts'
import { MiddleCut } from '../../../../ui/middle-cut.tsx'
import type { UploadItem } from '../../upload-item.ts'
import type { OwnFields } from '../batch-defaults.ts'
import { type Column, columnKey, isOwn, type ShownFields, shownText } from '../columns.ts'
import { isEditable } from '../desk-rows.ts'
import { type AfterEdit, DeskCell } from './desk-cell.tsx'
import { columnName } from './desk-head.tsx'
import { PINNED } from './pinned.ts'
import { RowPreview } from './row-preview.tsx'
import { stateText } from './state-text.ts'

/** Cells before the first that can be edited: select, preview, name. */
export const LEADING = 3
/** Cells after the last: pixels, size, type, state. */
export const TRAILING = 4

const words = uploadDesk
const TONES = { soft: 'text-ink-soft', decide: 'text-ink', danger: 'text-danger', done: 'text-done' }
const cell = 'flex h-full min-w-0 items-center px-2'

export interface DeskRowProps {
  item: UploadItem
  /** As they are now, by the defaults and what is its own. */
  fields: ShownFields
  own: OwnFields
  rowIndex: number
  columns: readonly Column[]
  isSelected: boolean
  /** The column with the focus when it is in this row. */
  activeColumn: number | null
  editing: string | null
  onDone: (key: string, column: Column, text: string | null, after: AfterEdit) => void
}

/** One file as a line of the table. */
export function DeskRow(props: DeskRowProps) {
  const { item, fields, own, rowIndex, columns, isSelected, activeColumn, editing, onDone } = props
  const { facts, state, path } = item
  const canEdit = isEditable(item)
  const said = stateText(state)
  const leading = (at: number) => ({
    role: 'gridcell',
    'aria-colindex': at + 1,
    'data-col': at,
    tabIndex: activeColumn === at ? 0 : -1,
  })
  const last = LEADING + columns.length
  return (
    <div
      role="row"
      aria-rowindex={rowIndex + 2}
      aria-selected={isSelected}
      data-key={item.key}
      className={cx(
        'group/row grid h-full grid-cols-(--desk-columns) items-center border-line border-b hover:bg-hover',
        isSelected && 'bg-hover',
        (state.status === 'skipped' || state.status === 'cancelled') && 'text-ink-faint',
      )}
    >
      <span
        {...leading(0)}
        data-select
        className={cx(
          cell,
          PINNED.select,
          'cursor-pointer justify-center',
          isSelected && 'shadow-[inset_3px_0_0_var(--pencil),inset_4px_0_0_var(--ink)]',
        )}
      >
        <span
          aria-hidden
          className={cx(
            'grid size-5 place-items-center rounded-full border-[1.5px]',
            isSelected ? 'border-on-pencil bg-pencil text-on-pencil' : 'border-line-control text-transparent',
          )}
        >
          <Check className="size-3" strokeWidth={2.4} />
        </span>
        <span className="sr-only">{words.select(path)}</span>
      </span>
      <span {...leading(1)} className={cx(cell, PINNED.preview)}>
        <RowPreview source={item.source} />
      </span>
      <span
        {...leading(2)}
        className={cx(cell, PINNED.name, 'caption flex-col items-stretch justify-center')}
      >
        <MiddleCut text={path} />
        {/* On a small screen the last column is far away. */}
        {said.tone !== 'soft' && (
          <span className={cx('truncate font-sans text-xs sm:hidden', TONES[said.tone])}>{said.text}</span>
        )}
      </span>
      {columns.map((column, at) => {
        const index = LEADING + at
        const isLocked = column.kind === 'private' && canEdit && hasOwnId(fields, own)
        const text = cellText(column, fields, own)
        return (
          <DeskCell
            key={columnKey(column)}
            colIndex={index}
            label={words.edit(columnName(column), path)}
            text={text}
            {...(column.kind === 'id' && { placeholder: words.generated, isMono: true })}
            {...(isLocked && { reason: words.defaults.privateImpossible })}
            {...(column.kind === 'id' && hasBadId(item) && { isBad: true })}
            isOwn={isOwn(column, own) && !isLocked}
            isActive={activeColumn === index}
            isReadOnly={!canEdit || isLocked}
            editing={activeColumn === index ? editing : null}
            onDone={(typed, after) => onDone(item.key, column, typed, after)}
          />
        )
      })}
      <span {...leading(last)} className={cx(cell, 'caption text-ink-soft')}>
        {facts?.widthPx != null && facts.heightPx !== null
          ? `${formatNumber(facts.widthPx)} × ${formatNumber(facts.heightPx)}`
          : ''}
      </span>
      <span {...leading(last + 1)} className={cx(cell, 'caption text-ink-soft')}>
        {item.sizeBytes === null ? '' : formatBytes(item.sizeBytes)}
      </span>
      <span {...leading(last + 2)} className={cx(cell, 'caption text-ink-soft uppercase')}>
        {facts?.type?.replace(/^image\/(.*?)(\+xml)?$/, '$1') ?? ''}
      </span>
      <span {...leading(last + 3)} className={cx(cell, PINNED.state, 'text-xs', TONES[said.tone])}>
        <span className="line-clamp-2" title={said.text}>
          {said.text}
        </span>
      </span>
    </div>
  )
}

function hasOwnId(fields: ShownFields, own: OwnFields): boolean {
  return fields.id !== undefined || (own.id ?? '') !== ''
}

function cellText(column: Column, fields: ShownFields, own: OwnFields): string {
  const text = shownText(column, fields, own)
  return column.kind === 'private' && text !== '' ? words.yes : text
}

function hasBadId({ state }: UploadItem): boolean {
  if (state.status === 'failed') return state.failure.kind === 'bad_id'
  return state.status === 'held' && state.needs.some(({ kind }) => kind === 'id_taken')
}
