// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid of absolutely placed rows cannot be a <table>
// biome-ignore-all lint/a11y/useFocusableInteractive: one cell has the focus and the arrow keys move it (roving tabindex)
import { Check, Columns3, Ellipsis, Lock } from 'lucide-react'
import { type KeyboardEvent, memo, type PointerEvent, useLayoutEffect, useRef } from 'react'
import type { LibraryImage } from '#contract/library.ts'
import { cx } from '../../../lib/cx.ts'
import { formatBytes, formatDateTime, formatNumber } from '../../../lib/format.ts'
import { imageName } from '../../../lib/image-name.ts'
import { pixelsOf } from '../../../lib/measured.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { IconButton } from '../../../ui/icon-button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { MiddleCut } from '../../../ui/middle-cut.tsx'
import { COLUMN_IDS, type ColumnId, clampColumn, type TableColumn, usePreferences } from '../preferences.ts'
import { Thumbnail } from '../thumbnail.tsx'
import { ArrivingInRow } from './arriving-cell.tsx'
import { arrivingCellProps, cellProps } from './grid-cell.ts'

const words = messages.images
const KEY_STEP_PX = 16

const line = 'relative flex h-full items-center gap-x-3 overflow-hidden pr-12 pl-2'
const cell = 'flex h-full items-center'

interface ImageTableRowProps {
  image: LibraryImage | undefined
  /** Instead of an image, a file on its way. */
  arrivingKey: string | undefined
  offset: number
  rowIndex: number
  mayLoad: boolean
  isFocusable: boolean
  isSelected: boolean
}

/** One image as a line: the same selection and menu as a tile. */
export const ImageTableRow = memo(function ImageTableRow(props: ImageTableRowProps) {
  const { image, offset, rowIndex, isSelected, mayLoad } = props
  const { columns } = usePreferences()
  const name = image === undefined ? '' : imageName(image)
  const look = 'border-line border-b hover:bg-hover focus-visible:-outline-offset-2 focus-visible:shadow-none'
  if (props.arrivingKey !== undefined) {
    return (
      <div {...arrivingCellProps(offset, props.isFocusable, { row: rowIndex })} className={cx(line, look)}>
        <ArrivingInRow tileKey={props.arrivingKey} mayLoad={mayLoad} />
      </div>
    )
  }
  return (
    <div
      {...cellProps(image, offset, props, { row: rowIndex })}
      className={cx(
        line,
        look,
        isSelected && 'bg-hover shadow-[inset_3px_0_0_var(--pencil),inset_4px_0_0_var(--ink)]',
      )}
    >
      <span role="gridcell" className={cx(cell, 'w-8 shrink-0')}>
        <button
          type="button"
          tabIndex={-1}
          data-select
          aria-label={words.select(name)}
          aria-pressed={isSelected}
          className={cx(
            'grid size-6 place-items-center rounded-full border-[1.5px]',
            isSelected
              ? 'border-on-pencil bg-pencil text-on-pencil'
              : 'border-line-control text-transparent hover:text-ink',
          )}
        >
          <Check className="size-3" strokeWidth={2.4} aria-hidden />
        </button>
      </span>
      <span
        role="gridcell"
        className={cx(
          'grid h-9 w-12 shrink-0 grid-cols-[100%] grid-rows-[100%] place-items-center overflow-hidden bg-well',
          image?.draft && 'border border-ink-faint border-dashed',
        )}
      >
        {image && (
          <Thumbnail
            key={`${image.id} ${image.uploadedAt}`}
            {...{ image, mayLoad }}
            widthPx={48}
            fill={false}
            small
          />
        )}
      </span>
      <span
        role="gridcell"
        className={cx(cell, 'caption min-w-28 flex-1 basis-28 overflow-hidden sm:min-w-40')}
      >
        <MiddleCut text={name} />
      </span>
      <span role="gridcell" className={cx(cell, 'absolute inset-y-0 right-2 w-8')}>
        <button
          type="button"
          tabIndex={-1}
          data-menu
          aria-haspopup="menu"
          aria-label={words.actionsFor(name)}
          className="grid size-7 place-items-center rounded-sm text-ink-soft hover:bg-hover hover:text-ink"
        >
          <Ellipsis className="size-4" strokeWidth={1.5} aria-hidden />
        </button>
      </span>
      {columns.map(({ id, widthPx }) => (
        <span
          key={id}
          role="gridcell"
          style={{ width: widthPx }}
          className={cx(cell, 'caption hidden shrink-0 gap-1.5 overflow-hidden text-ink-soft sm:flex')}
        >
          {image?.requiresSignedUrl && id === 'access' && (
            <Lock className="size-3 shrink-0" strokeWidth={1.5} aria-hidden />
          )}
          <span className="truncate">{image && factOf(image, id)}</span>
        </span>
      ))}
    </div>
  )
})

function factOf(image: LibraryImage, id: ColumnId): string {
  switch (id) {
    case 'uploaded':
      return formatDateTime(image.uploadedAt)
    case 'folder':
      return image.folder
    case 'creator':
      return image.creator ?? ''
    case 'dimensions': {
      const pixels = pixelsOf(image)
      return pixels === null ? '' : `${formatNumber(pixels.widthPx)} × ${formatNumber(pixels.heightPx)}`
    }
    case 'size': {
      const sizeBytes = image.measurements?.sizeBytes ?? null
      return sizeBytes === null ? '' : formatBytes(sizeBytes)
    }
    case 'type':
      return image.measurements?.type?.toUpperCase() ?? ''
    case 'access':
      return image.draft ? words.draft : image.requiresSignedUrl ? words.private : words.accessPublic
  }
}

/** The names of the columns; stays above the lines. Columns are resized here, and chosen in the menu at its end. */
export function ImageTableHead() {
  const { columns, change } = usePreferences()
  const resize = (id: ColumnId, widthPx: number) =>
    change({ columns: columns.map((one) => (one.id === id ? { id, widthPx: clampColumn(widthPx) } : one)) })
  const toggle = (id: ColumnId) =>
    change({
      columns: columns.some((one) => one.id === id)
        ? columns.filter((one) => one.id !== id)
        : [...columns, { id, widthPx: 120 }],
    })
  return (
    <div
      role="row"
      aria-rowindex={1}
      tabIndex={-1}
      className={cx(
        line,
        'sticky top-0 z-2 h-8 overflow-visible border-line-strong border-b bg-canvas pr-2 text-ink-soft text-xs sm:min-w-(--table-min)',
      )}
    >
      <span aria-hidden className="w-8 shrink-0" />
      <span aria-hidden className="w-12 shrink-0" />
      <span role="columnheader" className={cx(cell, 'min-w-28 flex-1 basis-28 sm:min-w-40')}>
        {words.columns.name}
      </span>
      <span
        role="columnheader"
        className={cx(cell, 'sticky right-0 order-last -ml-1 w-8 shrink-0 bg-canvas')}
      >
        <Menu
          trigger={<IconButton icon={Columns3} label={words.chooseColumns} className="size-7" />}
          items={COLUMN_IDS.map((id) => ({
            label: words.columns[id],
            isChecked: columns.some((one) => one.id === id),
            onSelect: () => toggle(id),
          }))}
        />
      </span>
      {columns.map((column) => (
        <span
          key={column.id}
          role="columnheader"
          style={{ width: column.widthPx }}
          className={cx(cell, 'relative hidden shrink-0 sm:flex')}
        >
          {words.columns[column.id]}
          <ResizeHandle column={column} onResize={(widthPx) => resize(column.id, widthPx)} />
        </span>
      ))}
    </div>
  )
}

function ResizeHandle({ column, onResize }: { column: TableColumn; onResize: (widthPx: number) => void }) {
  const from = useRef<{ x: number; gripPx: number; widthPx: number } | null>(null)
  const pointerX = useRef(0)
  const handle = useRef<HTMLSpanElement>(null)

  // Where the name has nothing left to give, the table grows to the right: it is scrolled under the pointer.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each new width is a reason
  useLayoutEffect(() => {
    const scroller = handle.current?.closest('[role="grid"]')
    if (from.current === null || handle.current === null || scroller == null) return
    const wantedPx = pointerX.current - from.current.gripPx
    scroller.scrollLeft += handle.current.getBoundingClientRect().left - wantedPx
  }, [column.widthPx])

  function pressKey(event: KeyboardEvent) {
    const step = { ArrowLeft: KEY_STEP_PX, ArrowRight: -KEY_STEP_PX }[event.key]
    if (step === undefined) return
    event.preventDefault()
    event.stopPropagation()
    onResize(column.widthPx + step)
  }
  function drag(event: PointerEvent) {
    // The name takes what is left, so a column grows to the left.
    if (from.current === null) return
    pointerX.current = event.clientX
    onResize(from.current.widthPx + from.current.x - event.clientX)
  }
  return (
    <span
      ref={handle}
      role="separator"
      tabIndex={0}
      aria-orientation="vertical"
      aria-label={words.resizeColumn(words.columns[column.id])}
      aria-valuenow={column.widthPx}
      aria-valuetext={words.tileSizeText(column.widthPx)}
      className="absolute inset-y-1 -left-2.5 w-2.5 touch-none cursor-col-resize border-line-strong border-r hover:border-ink"
      onKeyDown={pressKey}
      onPointerDown={(event) => {
        event.stopPropagation()
        event.currentTarget.setPointerCapture(event.pointerId)
        const gripPx = event.clientX - event.currentTarget.getBoundingClientRect().left
        from.current = { x: event.clientX, gripPx, widthPx: column.widthPx }
      }}
      onPointerMove={drag}
      onPointerUp={() => {
        from.current = null
      }}
      onPointerCancel={() => {
        from.current = null
      }}
    />
  )
}
