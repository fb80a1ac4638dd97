import { useVirtualizer } from '@tanstack/react-virtual'
import {
  type RefObject,
  useCallback,
  useEffectEvent,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import type { GridGeometry } from '../geometry/grid-geometry.ts'
import { follow, isStuck, placeAt, type ScrollPlace, scaleFor, settle } from '../geometry/scaled-scroll.ts'

/** Pixels per millisecond above which no picture can be looked at, so none is asked for. */
const FAST_PX_PER_MS = 3
const SLOW_AFTER_MS = 80
/** After this long without a scroll event the scrollbar's place is mended. */
const REST_MS = 160
/**
 * The virtualizer keeps a number or two for every row it is told of, so it is told of a stretch of them only: memory
 * and time stay the same whether the library has a thousand rows or five million.
 */
const STRETCH_ROWS = 4_096
const OVERSCAN_ROWS = 1
/** Free space below the last row. */
const END_PX = 32

export interface RowWindow {
  /** Rows to draw, rising. */
  rows: readonly number[]
  /** Where a row stands inside the tall element. */
  elementTopPx: (row: number) => number
  elementPx: number
  /** Content pixels minus element pixels, for what is drawn beside the rows. */
  shiftPx: number
  viewportPx: number
  /** Moving so fast that only empty wells are drawn. */
  isFast: boolean
  /** The content's pixel at the top of the viewport, now. */
  offsetPx: () => number
  /**
   * Goes there. From an event handler the rows are drawn when it returns; an effect must say that it is one, and gets
   * them before the next paint.
   */
  scrollTo: (offsetPx: number, from?: 'handler' | 'effect') => void
}

/**
 * Which rows are in sight, however tall the content is: TanStack Virtual over a scaled scroll position.
 * `headPx` is a sticky head inside the scroller, above the rows.
 */
export function useRowWindow(
  scroller: RefObject<HTMLElement | null>,
  geometry: GridGeometry,
  headPx: number,
  onScroll: (offsetPx: number) => void,
): RowWindow {
  const place = useRef<ScrollPlace>({ topPx: 0, offsetPx: 0 })
  const [shiftPx, setShiftPx] = useState(0)
  const [stretch, setStretch] = useState(0)
  const [isFast, setIsFast] = useState(false)
  const report = useRef<((offsetPx: number, isScrolling: boolean) => void) | null>(null)

  const firstRow = Math.min(stretch * STRETCH_ROWS, Math.max(0, geometry.rowCount - 1))
  const count = Math.min(2 * STRETCH_ROWS, geometry.rowCount - firstRow)
  // A new function tells the virtualizer that the rows are others.
  const getItemKey = useCallback(
    (index: number) => (geometry.rowCount > 0 ? firstRow + index : index),
    [geometry, firstRow],
  )
  const virtualizer = useVirtualizer<HTMLElement, HTMLElement>({
    count,
    getItemKey,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => geometry.rowHeightPx(firstRow + index),
    overscan: OVERSCAN_ROWS,
    // Positions are ours: the element is scrolled by `scrollTo` below, never by the virtualizer.
    scrollToFn: () => {},
    observeElementOffset: (instance, callback) => {
      report.current = callback
      const element = instance.scrollElement
      if (!element) return
      const watch = () => follows(element.scrollTop)
      element.addEventListener('scroll', watch, { passive: true })
      return () => {
        report.current = null
        element.removeEventListener('scroll', watch)
      }
    },
  })
  const viewportPx = Math.max(0, (virtualizer.scrollRect?.height ?? 0) - headPx)
  const scale = useMemo(
    () => scaleFor(geometry.heightPx + (geometry.rowCount > 0 ? END_PX : 0), viewportPx),
    [geometry, viewportPx],
  )

  /** Draws what is at `next`; a changed shift or stretch is drawn together with it. */
  const show = useEffectEvent((next: ScrollPlace, isScrolling: boolean, mayFlush: boolean) => {
    place.current = next
    const row = geometry.rowAtPx(next.offsetPx)
    const wanted = stretchFor(row, firstRow, geometry.rowCount)
    const shift = Math.round(next.offsetPx - next.topPx)
    const change = () => {
      setStretch(wanted)
      setShiftPx(shift)
    }
    if (wanted !== stretch || shift !== shiftPx) {
      if (mayFlush) flushSync(change)
      else change()
    }
    const base = geometry.rowCount === 0 ? 0 : geometry.rowTopPx(baseRow(wanted, geometry.rowCount))
    // The virtualizer draws at once what it hears while scrolling.
    report.current?.(next.offsetPx - base, isScrolling && mayFlush)
    // Where an effect puts the view is known to whoever asked for it.
    if (mayFlush) onScroll(next.offsetPx)
  })

  const moveTo = useEffectEvent((next: ScrollPlace, from: 'handler' | 'effect') => {
    show(next, true, from === 'handler')
    if (scroller.current) scroller.current.scrollTop = next.topPx
  })

  const speed = useRef({ offsetPx: 0, timeMs: 0 })
  const timers = useRef<{ slow?: ReturnType<typeof setTimeout>; rest?: ReturnType<typeof setTimeout> }>({})
  const watchSpeed = useEffectEvent(() => {
    const nowMs = performance.now()
    const elapsedMs = nowMs - speed.current.timeMs
    if (elapsedMs < 8) return
    const pxPerMs = Math.abs(place.current.offsetPx - speed.current.offsetPx) / elapsedMs
    speed.current = { offsetPx: place.current.offsetPx, timeMs: nowMs }
    // One long step after a pause is a jump, not a fling: what it shows is wanted at once.
    if (elapsedMs < 120) setIsFast(pxPerMs > FAST_PX_PER_MS)
    clearTimeout(timers.current.slow)
    timers.current.slow = setTimeout(() => setIsFast(false), SLOW_AFTER_MS)
  })
  const rest = useEffectEvent(() => {
    const settled = settle(scale, place.current)
    if (settled.topPx === place.current.topPx) report.current?.(relativeOffset(), false)
    else moveTo(settled, 'handler')
  })
  const relativeOffset = () =>
    place.current.offsetPx - (geometry.rowCount === 0 ? 0 : geometry.rowTopPx(firstRow))

  const follows = useEffectEvent((topPx: number) => {
    const next = follow(scale, place.current, topPx)
    show(next, true, true)
    watchSpeed()
    clearTimeout(timers.current.rest)
    if (isStuck(scale, next)) moveTo(settle(scale, next), 'handler')
    else timers.current.rest = setTimeout(() => rest(), REST_MS)
  })

  // Another shape: what was at the top is found again by whoever knows what it was; here only the numbers agree.
  useLayoutEffect(() => {
    moveTo(placeAt(scale, place.current.offsetPx), 'effect')
  }, [scale])
  useLayoutEffect(
    () => () => {
      clearTimeout(timers.current.slow)
      clearTimeout(timers.current.rest)
    },
    [],
  )

  const lastTopPx = Math.max(0, scale.elementPx)
  return {
    rows: virtualizer
      .getVirtualItems()
      .map(({ index }) => firstRow + index)
      .filter((row) => row < geometry.rowCount),
    // A row kept for its focus may be far away: it waits at the near end, out of sight.
    elementTopPx: (row) => Math.min(lastTopPx, Math.max(-1_000, geometry.rowTopPx(row) - shiftPx)),
    elementPx: scale.elementPx,
    shiftPx,
    viewportPx,
    isFast,
    offsetPx: () => place.current.offsetPx,
    scrollTo: (offsetPx, from = 'handler') => moveTo(placeAt(scale, offsetPx), from),
  }
}

function baseRow(stretch: number, rowCount: number): number {
  return Math.min(stretch * STRETCH_ROWS, Math.max(0, rowCount - 1))
}

/** The stretch for a view at `row`: the one that holds it well away from the ends, the present one if it can stay. */
function stretchFor(row: number, firstRow: number, rowCount: number): number {
  const now = Math.round(firstRow / STRETCH_ROWS)
  const last = Math.max(0, Math.ceil(rowCount / STRETCH_ROWS) - 1)
  const isInside =
    (row - firstRow >= STRETCH_ROWS / 4 || firstRow === 0) && row - firstRow < 1.75 * STRETCH_ROWS
  if (isInside && now <= last) return now
  return Math.min(last, Math.max(0, Math.round(row / STRETCH_ROWS - 0.5)))
}
