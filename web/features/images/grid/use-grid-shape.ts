import { type RefObject, useLayoutEffect, useMemo, useState } from 'react'
import type { MonthCount } from '#contract/library.ts'
import { fitColumns, type GridGeometry, layGrid } from '../geometry/grid-geometry.ts'

export const GAP_X_PX = 14
const GAP_Y_PX = 18
export const CAPTION_PX = 24
const MONTH_PX = 50
const TABLE_ROW_PX = 48
export const TABLE_HEAD_PX = 32
/** Above the first row where no month stands there: a frame needs room. */
export const TOP_PX = 12
/** Two tiles stand side by side on the narrowest screen. */
const NARROW_TILE_PX = 150

export interface GridShapeOnScreen {
  geometry: GridGeometry
  tilePx: number
  /** The tile with its caption, without the space below it. */
  tileHeightPx: number
  /** Nothing can be placed before the width is known. */
  isReady: boolean
}

/** Geometry by arithmetic: the width of the scroller is all that is ever measured. */
export function useGridShape(
  scroller: RefObject<HTMLElement | null>,
  given: {
    total: number
    months: readonly MonthCount[]
    /** Files on their way. */
    lead: number
    layout: 'grid' | 'table'
    wantedPx: number
  },
): GridShapeOnScreen {
  const { total, months, lead, layout, wantedPx } = given
  const [innerPx, setInnerPx] = useState(0)

  useLayoutEffect(() => {
    const element = scroller.current
    if (!element) return
    const measure = () => {
      const style = getComputedStyle(element)
      setInnerPx(
        element.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight),
      )
    }
    measure()
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    return () => observer.disconnect()
  }, [scroller])

  const wanted = innerPx < 420 ? Math.min(wantedPx, NARROW_TILE_PX) : wantedPx
  const { columns, tilePx } = fitColumns(innerPx, wanted, GAP_X_PX)
  const isTable = layout === 'table'
  const tileHeightPx = Math.round(tilePx * 0.75) + CAPTION_PX
  const geometry = useMemo(
    () =>
      layGrid({
        total,
        months: isTable ? [] : months,
        lead,
        leadMonth: isTable ? null : new Date().toISOString().slice(0, 7),
        columns: isTable ? 1 : columns,
        rowPx: isTable ? TABLE_ROW_PX : tileHeightPx + GAP_Y_PX,
        headingPx: MONTH_PX,
      }),
    [total, months, lead, isTable, columns, tileHeightPx],
  )
  return { geometry, tilePx, tileHeightPx, isReady: innerPx > 0 }
}
