import { type GridRow, nextImagesRow, rowOfImage } from './grid-rows.ts'

interface MoveKey {
  key: string
  isControl: boolean
}

/**
 * Where a key press moves the focus from image `index`; `null` for keys that do not move. Up and down keep the
 * column across month headings; at the edges the focus stays.
 */
export function moveFocus(
  rows: readonly GridRow[],
  total: number,
  index: number,
  rowsPerPage: number,
  { key, isControl }: MoveKey,
): number | null {
  const last = Math.max(0, total - 1)
  switch (key) {
    case 'ArrowRight':
      return Math.min(last, index + 1)
    case 'ArrowLeft':
      return Math.max(0, index - 1)
    case 'ArrowDown':
      return moveRows(rows, index, 1)
    case 'ArrowUp':
      return moveRows(rows, index, -1)
    case 'PageDown':
      return moveRows(rows, index, Math.max(1, rowsPerPage))
    case 'PageUp':
      return moveRows(rows, index, -Math.max(1, rowsPerPage))
    case 'Home':
      return isControl ? 0 : (rowAt(rows, index)?.start ?? 0)
    case 'End':
      return isControl ? last : (rowAt(rows, index)?.end ?? total) - 1
    default:
      return null
  }
}

function rowAt(rows: readonly GridRow[], index: number) {
  const row = rows[rowOfImage(rows, index)]
  return row?.kind === 'images' ? row : null
}

function moveRows(rows: readonly GridRow[], index: number, count: number): number {
  let at = rowOfImage(rows, index)
  let row = rowAt(rows, index)
  if (row === null) return index
  const column = index - row.start
  const step = count < 0 ? -1 : 1
  for (let moved = 0; moved < Math.abs(count); moved += 1) {
    const next = nextImagesRow(rows, at + step, step)
    if (next === null) break
    at = next.at
    row = next.row
  }
  return Math.min(row.start + column, row.end - 1)
}
