// biome-ignore-all lint/a11y/useSemanticElements: see desk-row.tsx
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells below have the focus; nothing here is pressed but its button
import { Check, Columns3, Minus } from 'lucide-react'
import { cx } from '../../../../lib/cx.ts'
import { uploadDesk } from '../../../../lib/messages/upload-desk.ts'
import { IconButton } from '../../../../ui/icon-button.tsx'
import { Menu } from '../../../../ui/menu.tsx'
import { type Column, columnKey } from '../columns.ts'
import { PINNED } from './pinned.ts'

const words = uploadDesk

export function columnName(column: Column): string {
  if (column.kind === 'metadata') return words.columns.metadata[column.field] ?? column.field
  return words.columns[column.kind]
}

interface DeskHeadProps {
  columns: readonly Column[]
  /** Metadata fields that may have a column, and whether they have. */
  offered: readonly { field: string; isShown: boolean }[]
  onToggleField: (field: string) => void
  selection: 'none' | 'some' | 'all'
  onSelectAll: () => void
}

/** Names of the columns; stays above the rows. Metadata fields are chosen in the menu at its end. */
export function DeskHead({ columns, offered, onToggleField, selection, onSelectAll }: DeskHeadProps) {
  const names = [
    ...columns.map((column) => ({ key: columnKey(column), name: columnName(column) })),
    { key: 'pixels', name: words.columns.pixels },
    { key: 'size', name: words.columns.size },
    { key: 'type', name: words.columns.type },
  ]
  return (
    <div
      role="row"
      aria-rowindex={1}
      className="sticky top-0 z-3 grid h-8 grid-cols-(--desk-columns) items-center border-line-strong border-b bg-surface text-ink-soft text-xs"
    >
      <span
        role="columnheader"
        aria-colindex={1}
        className={cx('flex h-full items-center justify-center', PINNED.select)}
      >
        <button
          type="button"
          role="checkbox"
          aria-checked={selection === 'all' ? true : selection === 'some' ? 'mixed' : false}
          aria-label={words.selectAll}
          onClick={onSelectAll}
          className={cx(
            'relative grid size-5 place-items-center rounded-full border-[1.5px] after:absolute after:-inset-1',
            selection === 'none'
              ? 'border-line-control text-transparent'
              : 'border-on-pencil bg-pencil text-on-pencil',
          )}
        >
          {selection === 'some' ? (
            <Minus className="size-3" strokeWidth={2.4} aria-hidden />
          ) : (
            <Check className="size-3" strokeWidth={2.4} aria-hidden />
          )}
        </button>
      </span>
      <span role="columnheader" aria-colindex={2} className="sr-only">
        {words.columns.preview}
      </span>
      <span aria-hidden className={cx('h-full', PINNED.preview)} />
      <span
        role="columnheader"
        aria-colindex={3}
        className={cx('flex h-full items-center px-2', PINNED.name)}
      >
        {words.columns.name}
      </span>
      {names.map(({ key, name }, at) => (
        <span key={key} role="columnheader" aria-colindex={at + 4} className="truncate px-2">
          {name}
        </span>
      ))}
      <span
        role="columnheader"
        aria-colindex={names.length + 4}
        className={cx('flex h-full items-center justify-between pl-2', PINNED.state)}
      >
        {words.columns.state}
        <Menu
          trigger={<IconButton icon={Columns3} label={words.chooseColumns} className="size-7" />}
          items={offered.map(({ field, isShown }) => ({
            label: words.columns.metadata[field] ?? field,
            isChecked: isShown,
            onSelect: () => onToggleField(field),
          }))}
        />
      </span>
    </div>
  )
}
