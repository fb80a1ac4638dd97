import { type RefObject, useLayoutEffect, useMemo, useState } from 'react'
import type { Image } from '#contract/images.ts'
import { fitColumns, type GridRow, layoutRows, layoutTable } from './grid-rows.ts'

export const GAP_X_PX = 14
const GAP_Y_PX = 18
const CAPTION_PX = 24
const MONTH_PX = 50
const TABLE_ROW_PX = 48
export const TABLE_HEAD_PX = 32

interface GridLayout {
  rows: GridRow[]
  columns: number
  tilePx: number
  heightOf: (row: GridRow | undefined) => number
}

/** Geometry by arithmetic, never by measuring an item: the width of the scroller is all that is read. */
export function useGridLayout(
  scroller: RefObject<HTMLElement | null>,
  options: { images: readonly Image[]; hasMore: boolean; layout: 'grid' | 'table'; wantedPx: number },
): GridLayout {
  const { images, hasMore, layout, wantedPx } = options
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

  const { columns, tilePx } = fitColumns(innerPx, wantedPx, GAP_X_PX)
  const isTable = layout === 'table'
  const rows = useMemo(() => {
    if (innerPx <= 0) return []
    return isTable ? layoutTable(images.length) : layoutRows(images, columns, hasMore)
  }, [images, columns, hasMore, isTable, innerPx])

  return {
    rows,
    columns: isTable ? 1 : columns,
    tilePx,
    heightOf: (row) => {
      if (isTable) return TABLE_ROW_PX
      return row?.kind === 'month' ? MONTH_PX : Math.round(tilePx * 0.75) + CAPTION_PX + GAP_Y_PX
    },
  }
}
