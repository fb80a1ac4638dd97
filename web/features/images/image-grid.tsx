// biome-ignore-all lint/a11y/useSemanticElements: a virtualised grid of absolutely placed rows cannot be a <table>
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import {
  type MouseEvent,
  type ReactNode,
  useEffect,
  useEffectEvent,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import type { Image } from '#contract/images.ts'
import { formatMonth } from '../../lib/format.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { ContextMenu } from '../../ui/context-menu.tsx'
import type { MenuEntry } from '../../ui/menu-look.ts'
import { cellProps, indexOfTarget } from './grid-cell.ts'
import { keepPlace, recallPlace } from './grid-memory.ts'
import { moveFocus } from './grid-moves.ts'
import { type GridRow, rowOfImage } from './grid-rows.ts'
import { ImageTableHead, ImageTableRow } from './image-table-row.tsx'
import { ImageTile } from './image-tile.tsx'
import { usePreferences } from './preferences.ts'
import { useFastScroll } from './use-fast-scroll.ts'
import { GAP_X_PX, TABLE_HEAD_PX, useGridLayout } from './use-grid-layout.ts'

interface ImageGridProps {
  images: readonly Image[]
  hasMore: boolean
  layout: 'grid' | 'table'
  /** Names the place to remember. */
  placeKey: string
  selectedIds: ReadonlySet<string>
  menuFor: (image: Image) => readonly MenuEntry[]
  onOpen: (image: Image) => void
  onToggle: (image: Image) => void
  onExtend: (image: Image) => void
  onSelectAll: () => void
  onClear: () => void
  onDelete: (image: Image) => void
  /** The end of what is loaded comes into sight. */
  onNearEnd: () => void
  /** A new object moves the focus to that image, once whatever closed has given it up. */
  focusRequest: { id: string | null } | null
  footer: ReactNode
}

/** Rows from the end at which the next page is asked for. */
const AHEAD_ROWS = 8

/** The contact sheet or the table: a virtualised ARIA grid with one tab stop, moved by the arrow keys. */
export function ImageGrid(props: ImageGridProps) {
  const { images, layout, selectedIds, placeKey } = props
  const scroller = useRef<HTMLDivElement>(null)
  const { tilePx: wantedPx, fill } = usePreferences()
  const { rows, columns, tilePx, heightOf } = useGridLayout(scroller, { ...props, wantedPx })
  const isFast = useFastScroll(scroller)
  const [focusedId, setFocusedId] = useState(() => recallPlace(placeKey).focusedId)
  const [menuIndex, setMenuIndex] = useState(-1)
  const topImage = useRef(0)

  const focusIndex = Math.max(
    0,
    images.findIndex((image) => image.id === focusedId),
  )
  const focusRow = rowOfImage(rows, focusIndex)
  const headPx = layout === 'table' ? TABLE_HEAD_PX : 0
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => heightOf(rows[index]),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 3,
    scrollMargin: headPx,
    scrollPaddingStart: headPx,
    paddingEnd: 24,
    // The focused cell stays in the page wherever it was scrolled to, so that the focus is never lost.
    rangeExtractor: (range) =>
      focusRow === -1
        ? defaultRangeExtractor(range)
        : [...new Set([...defaultRangeExtractor(range), focusRow])].sort((a, b) => a - b),
  })

  // Tiles changed their size: measure again, and keep in sight what stood at the top.
  const shape = `${layout} ${columns} ${Math.round(tilePx)}`
  const lastShape = useRef(shape)
  useLayoutEffect(() => {
    if (lastShape.current === shape) return
    lastShape.current = shape
    virtualizer.measure()
    const row = rowOfImage(rows, topImage.current)
    if (row > 0 && (scroller.current?.scrollTop ?? 0) > 0) virtualizer.scrollToIndex(row, { align: 'start' })
  }, [shape, rows, virtualizer])

  const items = virtualizer.getVirtualItems()
  const lastShown = virtualizer.range?.endIndex ?? 0
  const { hasMore, onNearEnd } = props
  useEffect(() => {
    if (hasMore && rows.length > 0 && lastShown >= rows.length - AHEAD_ROWS) onNearEnd()
  }, [hasMore, onNearEnd, lastShown, rows.length])

  function rememberPlace() {
    const element = scroller.current
    if (!element) return
    const first = virtualizer.range?.startIndex ?? 0
    for (let at = first; at < rows.length; at += 1) {
      const row = rows[at]
      if (row?.kind !== 'images') continue
      topImage.current = row.start
      break
    }
    keepPlace(placeKey, { scrollTop: element.scrollTop })
  }

  function focusImage(index: number) {
    const image = images[index]
    if (!image) return
    setFocusedId(image.id)
    keepPlace(placeKey, { focusedId: image.id })
    const row = rowOfImage(rows, index)
    // Going up, the month's heading comes into sight with its first row.
    const withHeading = index <= focusIndex && rows[row - 1]?.kind === 'month' ? row - 1 : row
    virtualizer.scrollToIndex(withHeading, { align: 'auto' })
    requestAnimationFrame(() => {
      scroller.current?.querySelector<HTMLElement>(`[data-index="${index}"]`)?.focus({ preventScroll: true })
    })
  }

  const { focusRequest } = props
  const focusById = useEffectEvent((id: string | null) => {
    focusImage(
      Math.max(
        0,
        images.findIndex((image) => image.id === id),
      ),
    )
  })
  useEffect(() => {
    if (focusRequest === null) return
    const timer = setTimeout(() => focusById(focusRequest.id), 50)
    return () => clearTimeout(timer)
  }, [focusRequest])

  // The place is found again as soon as there are rows to scroll.
  const isRestored = useRef(false)
  useLayoutEffect(() => {
    if (isRestored.current || rows.length === 0 || !scroller.current) return
    isRestored.current = true
    scroller.current.scrollTop = recallPlace(placeKey).scrollTop
  }, [rows.length, placeKey])

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, when the grid appears
  useEffect(() => {
    if (!recallPlace(placeKey).takesFocus) return
    keepPlace(placeKey, { takesFocus: false })
    if (images[focusIndex]?.id === focusedId) focusImage(focusIndex)
  }, [])

  function pressKey(event: React.KeyboardEvent) {
    const isControl = event.ctrlKey || event.metaKey
    const image = images[focusIndex]
    if (event.altKey || !image || indexOfTarget(event.target) === -1) return
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
    const rowsPerPage = Math.floor((scroller.current?.clientHeight ?? 0) / heightOf(rows[focusRow]))
    const next = moveFocus(rows, images.length, focusIndex, rowsPerPage, { key, isControl })
    const target = next === null ? undefined : images[next]
    if (next !== null && target) {
      if (event.shiftKey) {
        if (selectedIds.size === 0) props.onToggle(image)
        props.onExtend(target)
      }
      focusImage(next)
    } else if (key === ' ') event.shiftKey ? props.onExtend(image) : props.onToggle(image)
    else if (key === 'Enter') props.onOpen(image)
    else if (key === 'a' && isControl) props.onSelectAll()
    else if (key === 'Escape' && selectedIds.size > 0) props.onClear()
    else if (key === 'Delete') props.onDelete(image)
    else return
    event.preventDefault()
  }

  function click(event: MouseEvent) {
    const image = images[indexOfTarget(event.target)]
    if (!image || !(event.target instanceof Element)) return
    setFocusedId(image.id)
    keepPlace(placeKey, { focusedId: image.id })
    if (event.target.closest('[data-menu]')) return openMenuAt(event)
    if (event.shiftKey) return props.onExtend(image)
    const isToggle =
      event.target.closest('[data-select]') || event.ctrlKey || event.metaKey || selectedIds.size > 0
    return isToggle ? props.onToggle(image) : props.onOpen(image)
  }

  /** The `...` button opens the menu of the right click, at its own place. */
  function openMenuAt(event: MouseEvent) {
    const { left, bottom } = event.currentTarget.ownerDocument.activeElement?.matches('[data-menu]')
      ? (event.target as Element).getBoundingClientRect()
      : { left: event.clientX, bottom: event.clientY }
    event.target.dispatchEvent(
      new window.MouseEvent('contextmenu', {
        bubbles: true,
        cancelable: true,
        clientX: left,
        clientY: bottom,
      }),
    )
  }

  const menuImage = images[menuIndex]
  const cellOf = (index: number, place: { column: number } | { row: number }) => {
    const image = images[index]
    if (!image) return null
    const isSelected = selectedIds.has(image.id)
    const cell = cellProps(image, index, { isFocusable: index === focusIndex, isSelected }, place)
    return { image, isSelected, cell }
  }

  return (
    <ContextMenu items={menuImage ? props.menuFor(menuImage) : []}>
      <div
        ref={scroller}
        role="grid"
        aria-label={messages.images.grid}
        aria-multiselectable
        aria-rowcount={hasMore ? -1 : rows.length + (layout === 'table' ? 1 : 0)}
        aria-colcount={layout === 'table' ? 7 : columns}
        tabIndex={-1}
        className="min-h-0 flex-1 select-none overflow-y-auto overflow-x-hidden px-4 outline-none [overflow-anchor:none] [scrollbar-gutter:stable]"
        onScroll={rememberPlace}
        onClick={click}
        onKeyDown={pressKey}
        onFocus={(event) => {
          const image = images[indexOfTarget(event.target)]
          if (!image || image.id === focusedId) return
          setFocusedId(image.id)
          keepPlace(placeKey, { focusedId: image.id })
        }}
        onContextMenuCapture={(event) => setMenuIndex(indexOfTarget(event.target))}
      >
        {layout === 'table' && <ImageTableHead />}
        <div role="rowgroup" className="relative" style={{ height: virtualizer.getTotalSize() }}>
          {items.map((item) => {
            const row = rows[item.index]
            if (!row) return null
            const place = { transform: `translateY(${item.start - headPx}px)`, height: item.size }
            if (row.kind === 'month')
              return <MonthRow key={item.key} row={row} rowIndex={item.index + 1} style={place} />
            if (layout === 'table') {
              const cell = cellOf(row.start, { row: item.index + 2 })
              return (
                cell && (
                  <div key={item.key} role="presentation" className="absolute inset-x-0 top-0" style={place}>
                    <ImageTableRow {...cell} mayLoad={!isFast} />
                  </div>
                )
              )
            }
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 1}
                tabIndex={-1}
                className="absolute inset-x-0 top-0 flex pt-px"
                style={{ ...place, gap: GAP_X_PX }}
              >
                {Array.from({ length: row.end - row.start }, (_, offset) => {
                  const cell = cellOf(row.start + offset, { column: offset + 1 })
                  return (
                    cell && (
                      <ImageTile
                        key={cell.image.id}
                        {...cell}
                        widthPx={tilePx}
                        fill={fill}
                        mayLoad={!isFast}
                        isSelecting={selectedIds.size > 0}
                      />
                    )
                  )
                })}
              </div>
            )
          })}
        </div>
        {props.footer}
      </div>
    </ContextMenu>
  )
}

interface MonthRowProps {
  row: Extract<GridRow, { kind: 'month' }>
  rowIndex: number
  style: { transform: string; height: number }
}

function MonthRow({ row, rowIndex, style }: MonthRowProps) {
  return (
    <div role="row" aria-rowindex={rowIndex} tabIndex={-1} className="absolute inset-x-0 top-0" style={style}>
      <div role="rowheader" className="flex items-baseline gap-2.5 pt-4 font-medium text-lg" tabIndex={-1}>
        {formatMonth(row.uploadedAt)}
        {row.isComplete && (
          <small className="font-normal text-ink-faint text-xs">
            {messages.images.monthCount(row.count)}
          </small>
        )}
      </div>
    </div>
  )
}
