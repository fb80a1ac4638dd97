// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid of absolutely placed rows cannot be a <table>
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useLayoutEffect, useRef } from 'react'
import { uploadDesk } from '../../../../lib/messages/upload-desk.ts'
import type { UploadItem } from '../../upload-item.ts'
import { batchFiles, editFiles } from '../batch.ts'
import { isFault } from '../batch-defaults.ts'
import { type Column, type ShownFields, shownText, withoutOwn, withText } from '../columns.ts'
import { isEditable } from '../desk-rows.ts'
import type { AfterEdit } from './desk-cell.tsx'
import { DeskHead } from './desk-head.tsx'
import { DeskRow, LEADING, TRAILING } from './desk-row.tsx'
import { moveTo, nextEditable, type Place } from './grid-keys.ts'
import type { DeskState } from './use-desk-state.ts'

const ROW_PX = 48
const HEAD_PX = 32
/** With these, id, title and alt text stand between name and state on a laptop. */
const NAME_PX = 190
const STATE_PX = 190

interface DeskTableProps {
  rows: readonly UploadItem[]
  columns: readonly Column[]
  offered: readonly { field: string; isShown: boolean }[]
  onToggleField: (field: string) => void
  desk: DeskState
  onFill: () => void
  onUndo: () => void
}

/**
 * The files as a spreadsheet: arrows move, Enter or typing edits, Enter goes down and Tab goes on, Delete follows the
 * defaults again, Space selects, Ctrl+D fills down, Ctrl+Z takes back. Only the rows in sight exist.
 */
export function DeskTable({ rows, columns, offered, onToggleField, desk, onFill, onUndo }: DeskTableProps) {
  const { active, editing, selection } = desk
  const scroller = useRef<HTMLDivElement>(null)
  const wantsFocus = useRef(false)
  const wasActive = useRef<string | null>(null)
  const activeRow = Math.max(
    0,
    rows.findIndex(({ key }) => key === active.key),
  )
  const columnCount = LEADING + columns.length + TRAILING
  const column = Math.min(active.column, columnCount - 1)
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 8,
    scrollPaddingStart: HEAD_PX,
    // The row with the focus stays, or the focus would fall out of the dialog when it is scrolled away.
    rangeExtractor: (range) => {
      const indexes = defaultRangeExtractor(range)
      return activeRow < rows.length && !indexes.includes(activeRow)
        ? [...indexes, activeRow].toSorted((a, b) => a - b)
        : indexes
    },
  })

  useLayoutEffect(() => {
    if (!wantsFocus.current || editing !== null) return
    const key = rows[activeRow]?.key ?? ''
    const target = scroller.current?.querySelector<HTMLElement>(
      `[data-key="${CSS.escape(key)}"] [data-col="${column}"]`,
    )
    if (target === null || target === undefined) return
    wantsFocus.current = false
    target.focus({ preventScroll: true })
    target.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  })

  const columnAt = (at: number): Column | undefined => columns[at - LEADING]
  const canEdit = ({ row, column: at }: Place) => {
    const item = rows[row]
    const wanted = columnAt(at)
    if (item === undefined || wanted === undefined || !isEditable(item)) return false
    return wanted.kind !== 'private' || (shownFields(item).id ?? '') === ''
  }

  function goTo(place: Place) {
    const row = rows[place.row]
    if (row === undefined) return
    wantsFocus.current = true
    virtual.scrollToIndex(place.row, { align: 'auto' })
    desk.setActive({ key: row.key, column: place.column })
  }

  function edit(place: Place, start?: string) {
    const item = rows[place.row]
    const wanted = columnAt(place.column)
    if (item === undefined || wanted === undefined || !canEdit(place)) return
    const fields = shownFields(item)
    const own = batchFiles.ownOf(item.key)
    if (wanted.kind === 'private') {
      const text = shownText(wanted, fields, own) === '' ? 'yes' : ''
      editFiles(new Map([[item.key, withText(wanted, text, own, fields)]]))
      desk.repaint()
      return
    }
    desk.setEditing(start ?? shownText(wanted, fields, own))
  }

  function finish(key: string, done: Column, text: string | null, after: AfterEdit) {
    const item = rows.find((row) => row.key === key)
    if (text !== null && item !== undefined && isEditable(item)) {
      const fields = shownFields(item)
      const own = batchFiles.ownOf(key)
      if (text !== shownText(done, fields, own))
        editFiles(new Map([[key, withText(done, text, own, fields)]]))
    }
    desk.setEditing(null)
    const here = { row: activeRow, column }
    if (after === 'down') goTo({ row: Math.min(rows.length - 1, activeRow + 1), column })
    else if (after === 'stay') goTo(here)
    else if (after !== 'elsewhere') {
      const step = after === 'next' ? 1 : -1
      const bounds = { first: LEADING, last: LEADING + columns.length - 1 }
      goTo(nextEditable(here, step, rows.length, canEdit, bounds))
    }
  }

  function clear() {
    const item = rows[activeRow]
    const wanted = columnAt(column)
    if (item === undefined || wanted === undefined || !isEditable(item)) return
    editFiles(new Map([[item.key, withoutOwn(wanted, batchFiles.ownOf(item.key))]]))
    desk.repaint()
  }

  function press(event: KeyboardEvent) {
    if (editing !== null || !(event.target instanceof HTMLElement)) return
    if (event.target.closest('[data-col]') === null) return
    const isCtrl = event.ctrlKey || event.metaKey
    const page = Math.max(1, Math.floor(((scroller.current?.clientHeight ?? ROW_PX) - HEAD_PX) / ROW_PX) - 1)
    const here = { row: activeRow, column }
    const to = moveTo(here, { key: event.key, isCtrl }, { rows: rows.length, columns: columnCount, page })
    if (to !== null) {
      goTo(to)
      if (event.shiftKey) desk.select(rows, rows[to.row]?.key ?? '', 'range')
    } else if (event.key === ' ' && columnAt(column)?.kind === 'private') edit(here)
    else if (event.key === ' ')
      desk.select(rows, rows[activeRow]?.key ?? '', event.shiftKey ? 'range' : 'toggle')
    else if (event.key === 'Enter' || event.key === 'F2') edit(here)
    else if (event.key === 'Delete' || event.key === 'Backspace') clear()
    else if (isCtrl && event.key.toLowerCase() === 'd') onFill()
    else if (isCtrl && event.key.toLowerCase() === 'z') onUndo()
    else if (isCtrl && event.key.toLowerCase() === 'a') desk.selectAll(rows)
    else if (!isCtrl && !event.altKey && event.key.length === 1 && columnAt(column)?.kind !== 'private') {
      edit(here, event.key)
    } else return
    event.preventDefault()
  }

  function click(event: MouseEvent) {
    const place = placeOf(event.target)
    if (place === null) return
    if (place.column === 0) desk.select(rows, place.key, event.shiftKey ? 'range' : 'toggle')
    // The second press on a cell edits it; the first only goes there.
    else if (wasActive.current === `${place.key} ${place.column}` || event.detail === 2) {
      edit({ row: activeRow, column: place.column })
    }
  }

  const width =
    36 + 52 + NAME_PX + columns.reduce((sum, one) => sum + widthOf(one), 0) + 112 + 80 + 64 + STATE_PX
  return (
    <div
      ref={scroller}
      role="grid"
      aria-label={uploadDesk.table}
      aria-rowcount={rows.length + 1}
      aria-colcount={columnCount}
      aria-multiselectable
      className="relative min-h-0 flex-1 overflow-auto"
      style={{
        '--desk-columns': `36px 52px minmax(${NAME_PX}px, 1.5fr) ${columns
          .map((one) => `minmax(${widthOf(one)}px, ${one.kind === 'private' ? 0 : 1}fr)`)
          .join(' ')} 112px 80px 64px minmax(${STATE_PX}px, 1.5fr)`,
      }}
      onKeyDown={press}
      onPointerDown={() => {
        wasActive.current = document.activeElement?.closest('[data-col]') ? `${active.key} ${column}` : null
      }}
      onClick={click}
      onFocus={(event) => {
        const place = placeOf(event.target)
        if (place !== null && (place.key !== active.key || place.column !== active.column)) {
          desk.setActive({ key: place.key, column: place.column })
        }
      }}
    >
      <div style={{ minWidth: width }}>
        <DeskHead
          columns={columns}
          offered={offered}
          onToggleField={onToggleField}
          selection={
            selection.size === 0 ? 'none' : rows.every(({ key }) => selection.has(key)) ? 'all' : 'some'
          }
          onSelectAll={() => desk.selectAll(rows)}
        />
        <div role="rowgroup" className="relative" style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, key, start }) => {
            const item = rows[index]
            if (item === undefined) return null
            const isActive = index === activeRow
            return (
              <div
                key={key}
                role="presentation"
                className="absolute inset-x-0 top-0"
                style={{ height: ROW_PX, transform: `translateY(${start}px)` }}
              >
                <DeskRow
                  item={item}
                  fields={shownFields(item)}
                  own={batchFiles.ownOf(item.key)}
                  rowIndex={index}
                  columns={columns}
                  isSelected={selection.has(item.key)}
                  activeColumn={isActive ? column : null}
                  editing={isActive ? editing : null}
                  onDone={finish}
                />
              </div>
            )
          })}
        </div>
      </div>
    </div>
  )
}

/** As it will be sent; where that is not possible, as it was meant. */
function shownFields(item: UploadItem): ShownFields {
  if (item.state.status === 'done') return { ...item.fields, id: item.state.image.id }
  const fields = isEditable(item) ? (batchFiles.fieldsOf(item.key) ?? item.fields) : item.fields
  if (!isFault(fields)) return fields
  return fields.kind === 'bad_id' ? { ...item.fields, id: fields.id } : item.fields
}

function placeOf(target: EventTarget): { key: string; column: number } | null {
  if (!(target instanceof HTMLElement || target instanceof SVGElement)) return null
  const key = target.closest('[data-key]')?.getAttribute('data-key')
  const column = target.closest('[data-col]')?.getAttribute('data-col')
  return key == null || column == null ? null : { key, column: Number(column) }
}

function widthOf({ kind }: Column): number {
  return kind === 'private' ? 76 : kind === 'id' ? 170 : kind === 'creator' ? 120 : 150
}
