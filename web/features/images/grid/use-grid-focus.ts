import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { fetchPlace } from '../../../api/library.ts'
import type { GridGeometry } from '../geometry/grid-geometry.ts'
import { keepPlace, recallPlace } from '../grid-memory.ts'
import type { Library } from '../window/use-library.ts'
import type { RowWindow } from './use-row-window.ts'

/** A cell that was just brought into sight is drawn within so many frames, on a busy machine too. */
const MOST_FRAMES = 60

interface FocusOptions {
  view: string
  library: Pick<Library, 'question' | 'revision' | 'rows' | 'total' | 'version' | 'shift'>
  geometry: GridGeometry
  scroller: RefObject<HTMLElement | null>
  rowWindow: RowWindow
}

/**
 * The one cell that can have the focus (roving tabindex), by its offset; it stays in the page wherever the view is
 * scrolled to, so that the focus is never lost, and follows its image when others come or go.
 */
export function useGridFocus({ view, library, geometry, scroller, rowWindow }: FocusOptions) {
  const [spot, setSpot] = useState(() => recallPlace(view).focus)
  const [hasFocusRing, setHasFocusRing] = useState(false)
  const wanted = useRef<number | null>(null)
  const { rows, total, question, revision, version, shift } = library
  const [seenShift, setSeenShift] = useState(shift)
  if (seenShift !== shift) {
    // Files became images where they stood: the focus stays on its cell.
    setSeenShift(shift)
    if (spot !== null) setSpot({ ...spot, offset: spot.offset + shift - seenShift })
  }
  const first = 0 - geometry.lead
  const isEmpty = geometry.rowCount === 0
  const offset = Math.max(first, Math.min(spot?.offset ?? 0, total - 1))
  // A cell nobody ever went to may leave the page.
  const row = spot === null || isEmpty ? -1 : geometry.rowOfItem(offset)

  function set(next: number) {
    setHasFocusRing(cellAt(next)?.matches(':focus-visible') ?? false)
    if (next === spot?.offset && spot.id === (rows.itemAt(next)?.id ?? null)) return
    const to = { offset: next, id: rows.itemAt(next)?.id ?? null }
    setSpot(to)
    keepPlace(view, { focus: to })
  }
  function cellAt(at: number) {
    return scroller.current?.querySelector<HTMLElement>(`[data-index="${at}"]`) ?? null
  }
  /** Brings it into sight and gives it the focus. */
  function moveTo(next: number) {
    if (isEmpty) return
    const target = Math.max(first, Math.min(next, total - 1))
    reveal(target)
    set(target)
    focusWhenDrawn(target)
  }
  /** The last wish counts, and none once somebody types elsewhere. */
  function focusWhenDrawn(at: number) {
    const from = document.activeElement
    wanted.current = at
    const look = (frames: number) => {
      const { activeElement } = document
      const typesElsewhere = activeElement !== from && activeElement?.matches('input, textarea')
      if (wanted.current !== at || typesElsewhere) return
      const cell = cellAt(at)
      if (cell !== null) cell.focus({ preventScroll: true })
      else if (frames > 1) requestAnimationFrame(() => look(frames - 1))
    }
    requestAnimationFrame(() => look(MOST_FRAMES))
  }
  function reveal(target: number) {
    const at = geometry.rowOfItem(target)
    const topPx = geometry.rowTopPx(at)
    const bottomPx = topPx + geometry.rowHeightPx(at)
    const now = rowWindow.offsetPx()
    // The first row of a month comes into sight with its heading.
    const above = at > 0 ? geometry.row(at - 1) : null
    const headedPx = above?.kind === 'month' ? geometry.rowTopPx(at - 1) : topPx
    if (headedPx < now) rowWindow.scrollTo(headedPx)
    else if (bottomPx > now + rowWindow.viewportPx) rowWindow.scrollTo(bottomPx - rowWindow.viewportPx)
  }

  const takeBack = useEffectEvent(async (signal: AbortSignal) => {
    const { takesFocus, focus } = recallPlace(view)
    const id = focus?.id ?? null
    if (!takesFocus || id === null) return
    keepPlace(view, { takesFocus: false })
    const placed = await fetchPlace(question, id, signal)
    if (!signal.aborted && placed.offset !== null) moveTo(placed.offset)
  })
  const isReady = total > 0 && rowWindow.viewportPx > 0
  useEffect(() => {
    if (!isReady) return
    const stop = new AbortController()
    takeBack(stop.signal).catch(() => {})
    return () => stop.abort()
  }, [isReady])

  const follow = useEffectEvent(async (signal: AbortSignal) => {
    if (spot?.id == null || rows.itemAt(spot.offset)?.id === spot.id) return
    const placed = await fetchPlace(question, spot.id, signal)
    if (signal.aborted || placed.offset === null || placed.offset === spot.offset) return
    const hadFocus = cellAt(spot.offset) === document.activeElement
    setSpot({ ...spot, offset: placed.offset })
    keepPlace(view, { focus: { ...spot, offset: placed.offset } })
    const next = placed.offset
    if (hadFocus) focusWhenDrawn(next)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change of the library or of what is known is a reason
  useEffect(() => {
    if (revision < 0) return
    const stop = new AbortController()
    follow(stop.signal).catch(() => {})
    return () => stop.abort()
  }, [revision, version])

  return { offset, row, set, moveTo, visibleOffset: hasFocusRing ? offset : -1 }
}
