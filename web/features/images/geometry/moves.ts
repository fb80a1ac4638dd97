import type { GridGeometry } from './grid-geometry.ts'

interface MoveKey {
  key: string
  isControl: boolean
}

/**
 * Where a key press moves the focus from item `offset`; `null` for keys that do not move. Up and down keep the column
 * across month headings and short rows; at the edges the focus stays.
 */
export function moveFocus(
  geometry: GridGeometry,
  offset: number,
  rowsPerPage: number,
  { key, isControl }: MoveKey,
): number | null {
  const first = 0 - geometry.lead
  const last = Math.max(first, geometry.total - 1)
  const page = Math.max(1, rowsPerPage)
  switch (key) {
    case 'ArrowRight':
      return Math.min(last, offset + 1)
    case 'ArrowLeft':
      return Math.max(first, offset - 1)
    case 'ArrowDown':
      return moveRows(geometry, offset, 1)
    case 'ArrowUp':
      return moveRows(geometry, offset, -1)
    case 'PageDown':
      return moveRows(geometry, offset, page)
    case 'PageUp':
      return moveRows(geometry, offset, -page)
    case 'Home':
      return isControl ? first : endsOfRow(geometry, offset).start
    case 'End':
      return isControl ? last : endsOfRow(geometry, offset).end - 1
    default:
      return null
  }
}

function endsOfRow(geometry: GridGeometry, offset: number): { start: number; end: number } {
  const row = geometry.rowOfItem(offset)
  const line = row < 0 ? null : geometry.row(row)
  return line?.kind === 'items' ? line : { start: 0, end: 1 }
}

/** `count` rows of items further, headings not counted; as far as there are rows. */
function moveRows(geometry: GridGeometry, offset: number, count: number): number {
  const column = geometry.columnOfItem(offset)
  const step = count < 0 ? -1 : 1
  let at = geometry.rowOfItem(offset)
  let line = endsOfRow(geometry, offset)
  for (let moved = 0; moved < Math.abs(count); ) {
    at += step
    if (at < 0 || at >= geometry.rowCount) break
    const next = geometry.row(at)
    if (next.kind === 'month') continue
    line = next
    moved += 1
  }
  return Math.min(line.start + column, line.end - 1)
}
