import type { Spans } from '../selection/spans.ts'
import type { GridGeometry } from './grid-geometry.ts'

/** In the grid's content: from its left edge and its first row, CSS pixels. */
export interface ContentBox {
  leftPx: number
  topPx: number
  rightPx: number
  bottomPx: number
}

/** How tiles stand in a row. */
export interface RowShape {
  tilePx: number
  gapPx: number
  /** Height of the tile itself; below it the row is empty. */
  tileHeightPx: number
}

/** The items whose tiles a rectangle touches, as ranges of offsets in rising order. */
export function itemsInBox(geometry: GridGeometry, box: ContentBox, shape: RowShape): Spans {
  const { tilePx, gapPx, tileHeightPx } = shape
  const pitchPx = tilePx + gapPx
  const firstColumn = Math.max(0, Math.ceil((box.leftPx - tilePx) / pitchPx))
  const lastColumn = Math.min(geometry.columns - 1, Math.floor(box.rightPx / pitchPx))
  if (geometry.rowCount === 0 || firstColumn > lastColumn) return []
  const spans: [number, number][] = []
  const lastRow = geometry.rowAtPx(box.bottomPx)
  for (let row = geometry.rowAtPx(box.topPx); row <= lastRow; row += 1) {
    const line = geometry.row(row)
    const topPx = geometry.rowTopPx(row)
    if (line.kind === 'month' || topPx > box.bottomPx || topPx + tileHeightPx < box.topPx) continue
    // What is on its way cannot be selected.
    const from = Math.max(0, line.start + firstColumn)
    const to = Math.min(line.end, line.start + lastColumn + 1)
    const before = spans.at(-1)
    if (from >= to) continue
    if (before?.[1] === from) before[1] = to
    else spans.push([from, to])
  }
  return spans
}
