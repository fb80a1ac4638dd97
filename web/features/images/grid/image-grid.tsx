// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid of absolutely placed rows cannot be a <table>
import {
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  Suspense,
  useEffect,
  useRef,
  useState,
} from 'react'
import type { LibraryImage } from '#contract/library.ts'
import { arriving } from '../../../lib/arriving.ts'
import { cx } from '../../../lib/cx.ts'
import { lazyPatient } from '../../../lib/lazy-patient.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { mayUseLetters } from '../../../lib/single-keys.ts'
import { moveFocus } from '../geometry/moves.ts'
import { itemsInBox } from '../geometry/rectangle.ts'
import { tableMinPx, usePreferences } from '../preferences.ts'
import type { useSelection } from '../selection/use-selection.ts'
import type { Library } from '../window/use-library.ts'
import { offsetOfTarget } from './grid-cell.ts'
import { actFor } from './grid-keys.ts'
import { ImageTile } from './image-tile.tsx'
import { MonthRow } from './month-row.tsx'
import { RectangleFrame } from './rectangle-frame.tsx'
import { useCoarsePointer } from './use-coarse-pointer.ts'
import { useFocusRequest } from './use-focus-request.ts'
import { useGridFocus } from './use-grid-focus.ts'
import { useGridPlace } from './use-grid-place.ts'
import { GAP_X_PX, TABLE_HEAD_PX, TOP_PX, useGridShape } from './use-grid-shape.ts'
import { useRectangle } from './use-rectangle.ts'
import { useRowWindow } from './use-row-window.ts'

const ImageTable = lazyPatient(() => import('./image-table.tsx').then((module) => module.ImageTableRow))
const TableHead = lazyPatient(() => import('./image-table.tsx').then((module) => module.ImageTableHead))
const DateScrubber = lazyPatient(() => import('./date-scrubber.tsx').then((module) => module.DateScrubber))
const HoverPreview = lazyPatient(() => import('./hover-preview.tsx').then((module) => module.HoverPreview))

interface ImageGridProps {
  /** Names the place to remember. */
  view: string
  library: Pick<Library, 'question' | 'revision' | 'rows' | 'total' | 'months' | 'version' | 'lead' | 'shift'>
  layout: 'grid' | 'table'
  selection: Pick<
    ReturnType<typeof useSelection>,
    'count' | 'has' | 'toggle' | 'extend' | 'drag' | 'endDrag' | 'all'
  >
  onOpen: (image: LibraryImage) => void
  onDelete: (image: LibraryImage, offset: number) => void
  /** Opens the menu of an image at a point of the page; `trigger` takes the focus back. */
  onMenu: (image: LibraryImage, offset: number, at: { x: number; y: number }) => void
  onStepBack: () => void
  /** A new object moves the focus to that item, once whatever closed has given it up. */
  focusRequest: { offset: number } | null
  /** It was followed; a grid that comes later must not follow it again. */
  onFocusTaken: () => void
  /** Over the content, at its top: "12 new". */
  notice?: ReactNode
  /** At the top of the content, kept up to date for who wants to know. */
  onTop?: (isAtTop: boolean) => void
}

/** More rows than are on screen are asked for on both sides. */
const AHEAD_ROWS = 6

/** The contact sheet or the table: a virtualised ARIA grid with one tab stop, moved by the arrow keys. */
export function ImageGrid(props: ImageGridProps) {
  const { library, layout, selection, view } = props
  const { rows: items, total, lead } = library
  const scroller = useRef<HTMLDivElement>(null)
  const { tilePx: wantedPx, fill, columns } = usePreferences()
  const isTable = layout === 'table'
  const { geometry, tilePx, tileHeightPx, isReady } = useGridShape(scroller, {
    total,
    months: library.months,
    lead: lead.length,
    layout,
    wantedPx,
  })
  // A table has none in its rows, and the scrubber all the same.
  const months = isTable ? library.months : geometry.months
  const headPx = isTable ? TABLE_HEAD_PX : months.length === 0 ? TOP_PX : 0
  const rememberPlace = useRef((_offsetPx: number) => {})
  const rowWindow = useRowWindow(scroller, geometry, headPx, (offsetPx) => {
    rememberPlace.current(offsetPx)
    props.onTop?.(offsetPx < geometry.headingPx)
  })
  const { rows, isFast, viewportPx } = rowWindow
  rememberPlace.current = useGridPlace({ view, library, geometry, isReady, scrollTo: rowWindow.scrollTo })
  const focus = useGridFocus({ view, library, geometry, scroller, rowWindow })
  const [hot, setHot] = useState(Number.NaN)
  const [isPreviewClosed, setIsPreviewClosed] = useState(false)
  const isCoarse = useCoarsePointer()

  const firstRow = rows[0]
  const lastRow = rows.at(-1)
  const from = firstRow === undefined ? 0 : startOf(firstRow - AHEAD_ROWS)
  const to = lastRow === undefined ? 0 : startOf(lastRow + AHEAD_ROWS + 1)
  useEffect(() => {
    items.want(from, to)
  }, [items, from, to])
  function startOf(row: number): number {
    if (row >= geometry.rowCount) return total
    return Math.max(0, geometry.row(Math.max(0, row)).start)
  }

  useFocusRequest(props.focusRequest, focus.moveTo, props.onFocusTaken)

  const rectangle = useRectangle({
    scroller,
    headPx,
    offsetPx: rowWindow.offsetPx,
    scrollTo: rowWindow.scrollTo,
    onStart: () => {
      setHot(Number.NaN)
      selection.endDrag()
    },
    onDraw: (box, isBeside) =>
      selection.drag(
        itemsInBox(geometry, box, {
          tilePx: isTable ? Number.MAX_SAFE_INTEGER / 4 : tilePx,
          gapPx: isTable ? 0 : GAP_X_PX,
          tileHeightPx: isTable ? geometry.rowPx : tileHeightPx,
        }),
        isBeside,
      ),
    onEnd: selection.endDrag,
  })

  function pressKey(event: KeyboardEvent) {
    const isControl = event.ctrlKey || event.metaKey
    if (event.altKey || Number.isNaN(offsetOfTarget(event.target))) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const { offset } = focus
    const image = items.itemAt(offset)
    const rowsPerPage = Math.floor(viewportPx / geometry.rowPx)
    const next = moveFocus(geometry, offset, rowsPerPage, { key, isControl })
    if (next !== null) {
      if (event.shiftKey && Math.min(offset, next) >= 0) {
        if (selection.count === 0) selection.extend(offset)
        selection.extend(next)
      }
      focus.moveTo(next)
      event.preventDefault()
      return
    }
    const act = actFor({ key, isControl, isShift: event.shiftKey }, mayUseLetters())
    if (act === null) return
    event.preventDefault()
    if (act === 'all') selection.all()
    else if (act === 'step-back') {
      if (hotImage && !isPreviewClosed) setIsPreviewClosed(true)
      else props.onStepBack()
    } else if (offset < 0) {
      if (act === 'open') openArriving(offset)
    } else if (act === 'extend') selection.extend(offset)
    else if (image === undefined) return
    else if (act === 'toggle') selection.toggle(image, offset)
    else if (act === 'open') props.onOpen(image)
    else props.onDelete(image, offset)
  }

  function click(event: MouseEvent) {
    const offset = offsetOfTarget(event.target)
    if (Number.isNaN(offset) || !(event.target instanceof Element)) return
    focus.set(offset)
    if (offset < 0) return openArriving(offset, event.target.closest('[data-retry]') !== null)
    const image = items.itemAt(offset)
    if (image === undefined) return
    const button = event.target.closest('[data-menu]')
    if (button !== null) {
      const { left, bottom } = button.getBoundingClientRect()
      return props.onMenu(image, offset, { x: left, y: bottom + 4 })
    }
    if (event.shiftKey) return selection.extend(offset)
    const isToggle =
      event.target.closest('[data-select]') || event.ctrlKey || event.metaKey || selection.count > 0
    return isToggle ? selection.toggle(image, offset) : props.onOpen(image)
  }

  function openArriving(offset: number, isRetry = false) {
    const key = lead[offset + lead.length]
    if (key === undefined) return
    if (isRetry) arriving.get().retry(key)
    else arriving.get().open(key, props.onOpen)
  }

  function openMenu(event: MouseEvent) {
    const offset = offsetOfTarget(event.target)
    const image = items.itemAt(offset)
    if (image === undefined) return
    event.preventDefault()
    focus.set(offset)
    // The menu key has no point of its own.
    const { left, top, height } = (event.target as Element).getBoundingClientRect()
    const at = event.clientX === 0 && event.clientY === 0 ? { x: left + 16, y: top + height / 2 } : undefined
    props.onMenu(image, offset, at ?? { x: event.clientX, y: event.clientY })
  }

  function point(event: PointerEvent) {
    if (event.pointerType !== 'mouse' || rectangle.box !== null) return
    const offset = offsetOfTarget(event.target)
    if (Object.is(offset, hot)) return
    setHot(offset)
    setIsPreviewClosed(false)
  }

  const shown = rows.includes(focus.row) || focus.row < 0 ? rows : [...rows, focus.row].sort((a, b) => a - b)
  const isSelecting = selection.count > 0
  const place = (row: number) => ({
    transform: `translateY(${rowWindow.elementTopPx(row)}px)`,
    height: geometry.rowHeightPx(row),
  })
  const cellOf = (offset: number) => {
    const image = items.itemAt(offset)
    return {
      image,
      arrivingKey: lead[offset + lead.length],
      offset,
      mayLoad: !isFast,
      isFocusable: offset === focus.offset,
      isSelected: offset >= 0 && selection.has(image?.id ?? null, offset),
    }
  }
  const hotImage = items.itemAt(hot)

  return (
    <div className="relative flex min-h-0 flex-1">
      <div
        ref={scroller}
        role="grid"
        aria-label={messages.images.grid}
        aria-multiselectable
        aria-rowcount={geometry.rowCount + (isTable ? 1 : 0)}
        aria-colcount={isTable ? undefined : geometry.columns}
        tabIndex={-1}
        className={cx(
          'relative min-h-0 min-w-0 flex-1 select-none overflow-y-auto px-4 outline-none [overflow-anchor:none]',
          // A table that is wider than the screen needs its bar.
          isTable ? 'overflow-x-auto' : 'overflow-x-hidden data-scrubber:[scrollbar-width:none]',
        )}
        style={isTable ? { '--table-min': `${tableMinPx(columns)}px` } : undefined}
        data-scrubber={months.length > 0 || undefined}
        onClick={click}
        onKeyDown={pressKey}
        onFocus={(event) => {
          const offset = offsetOfTarget(event.target)
          if (!Number.isNaN(offset)) focus.set(offset)
        }}
        onContextMenu={openMenu}
        onPointerDown={(event) => {
          setIsPreviewClosed(true)
          rectangle.onPointerDown(event)
        }}
        onPointerOver={point}
        onPointerLeave={() => setHot(Number.NaN)}
      >
        {isTable && (
          <Suspense fallback={<div style={{ height: TABLE_HEAD_PX }} />}>
            <TableHead />
          </Suspense>
        )}
        {!isTable && headPx > 0 && <div style={{ height: headPx }} />}
        <div
          role="rowgroup"
          className={cx('relative', isTable && 'sm:min-w-(--table-min)')}
          style={{ height: rowWindow.elementPx }}
        >
          {isReady &&
            shown.map((row) => {
              const line = geometry.row(row)
              if (line.kind === 'month')
                return <MonthRow key={row} {...line} rowIndex={row + 1} style={place(row)} />
              if (isTable) {
                return (
                  <div key={row} role="presentation" className="absolute inset-x-0 top-0" style={place(row)}>
                    <Suspense>
                      <ImageTable {...cellOf(line.start)} rowIndex={row + 2} />
                    </Suspense>
                  </div>
                )
              }
              return (
                <div
                  key={row}
                  role="row"
                  aria-rowindex={row + 1}
                  tabIndex={-1}
                  className="absolute inset-x-0 top-0 flex pt-px"
                  style={{ ...place(row), gap: GAP_X_PX }}
                >
                  {offsetsOf(line).map((offset) => (
                    <ImageTile
                      // By its place: what a file is drawn in goes on to draw its image.
                      key={offset - line.start}
                      {...cellOf(offset)}
                      column={offset - line.start}
                      widthPx={tilePx}
                      fill={fill}
                      isHot={isCoarse || hot === offset || focus.visibleOffset === offset}
                      isSelecting={isSelecting}
                    />
                  ))}
                </div>
              )
            })}
          {rectangle.box !== null && <RectangleFrame box={rectangle.box} shiftPx={rowWindow.shiftPx} />}
        </div>
      </div>
      {months.length > 0 && (
        <Suspense fallback={<div className="w-11 shrink-0 max-sm:w-6" />}>
          <DateScrubber
            geometry={geometry}
            months={months}
            viewportPx={viewportPx}
            offsetPx={rowWindow.offsetPx}
            onScrollTo={rowWindow.scrollTo}
            scroller={scroller}
          />
        </Suspense>
      )}
      {props.notice}
      {hotImage && !isPreviewClosed && !isFast && rectangle.box === null && !isCoarse && (
        <Suspense>
          <HoverPreview key={hotImage.id} image={hotImage} offset={hot} scroller={scroller} />
        </Suspense>
      )}
    </div>
  )
}

function offsetsOf({ start, end }: { start: number; end: number }): number[] {
  return Array.from({ length: end - start }, (_, column) => start + column)
}
