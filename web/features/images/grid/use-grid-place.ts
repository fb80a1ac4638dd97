import { useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { fetchPlace } from '../../../api/library.ts'
import type { GridGeometry } from '../geometry/grid-geometry.ts'
import { keepPlace, recallPlace } from '../grid-memory.ts'
import type { Library } from '../window/use-library.ts'

interface PlaceOptions {
  view: string
  library: Pick<Library, 'question' | 'revision' | 'rows' | 'version' | 'shift'>
  geometry: GridGeometry
  isReady: boolean
  scrollTo: (offsetPx: number, from: 'effect' | 'handler') => void
}

/**
 * Remembers what stands at the top of a view, and keeps it there: after coming back, after a reload, when the tiles
 * change their size, and when images come or go above it. @returns what to call after every scroll
 */
export function useGridPlace({ view, library, geometry, isReady, scrollTo }: PlaceOptions) {
  const top = useRef(recallPlace(view).top)
  const isRestored = useRef(false)
  const { question, revision, rows, version, shift } = library
  const seen = useRef({ lead: 0, shift })

  const goTo = useEffectEvent((offset: number, pastPx: number) => {
    if (geometry.rowCount === 0) return
    scrollTo(geometry.rowTopPx(geometry.rowOfItem(offset)) + pastPx, 'effect')
  })

  /** Files that came stand above, or have become images where they stood. */
  const keepUp = useEffectEvent(() => {
    const { offset, pastPx } = top.current
    const moved = shift - seen.current.shift
    // Whoever is at the very top sees what comes.
    const isAtTop = offset <= 0 - seen.current.lead && pastPx <= 0
    seen.current = { lead: geometry.lead, shift }
    if (isAtTop) top.current = { ...top.current, offset: 0 - geometry.lead, id: null }
    else if (moved !== 0) top.current = { ...top.current, offset: offset + moved }
  })

  // Again with every new shape: columns, tile size, headings or the number of rows.
  useLayoutEffect(() => {
    if (!isReady || geometry.rowCount === 0) return
    isRestored.current = true
    keepUp()
    goTo(top.current.offset, top.current.pastPx)
  }, [geometry, isReady])

  // After a leap, what stands at the top is known only once it is loaded.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each answer is a reason to look
  useEffect(() => {
    const { id, offset } = top.current
    if (id === null) top.current = { ...top.current, id: rows.itemAt(offset)?.id ?? null }
  }, [rows, version])

  const follow = useEffectEvent(async (signal: AbortSignal) => {
    const { id, offset, pastPx } = top.current
    // Whoever is at the very top stays there and sees what is new.
    if (id === null || (offset <= 0 && pastPx <= 0)) return
    const placed = await fetchPlace(question, id, signal)
    if (signal.aborted || placed.offset === null || placed.offset === offset) return
    if (top.current.id !== id) return
    top.current = { ...top.current, offset: placed.offset }
    goTo(placed.offset, top.current.pastPx)
  })
  // Images came or went: the one at the top may stand elsewhere now.
  // biome-ignore lint/correctness/useExhaustiveDependencies: another pin moves what stands at the top, too
  useEffect(() => {
    if (revision < 0) return
    const stop = new AbortController()
    follow(stop.signal).catch(() => {})
    return () => stop.abort()
  }, [revision, question])

  return (offsetPx: number) => {
    if (!isRestored.current || geometry.rowCount === 0) return
    const row = geometry.rowAtPx(offsetPx)
    const line = geometry.row(row)
    // A heading at the top stands for the row below it.
    const itemRow = line.kind === 'month' ? Math.min(row + 1, geometry.rowCount - 1) : row
    top.current = {
      offset: line.start,
      id: rows.itemAt(line.start)?.id ?? null,
      pastPx: offsetPx - geometry.rowTopPx(itemRow),
    }
    keepPlace(view, { top: top.current })
  }
}
