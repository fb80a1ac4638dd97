/** Where the focus is in the table: row and column from 0. */
export interface Place {
  row: number
  column: number
}

interface Keys {
  key: string
  isCtrl: boolean
}

/** Where a key leads; `null` for a key that moves nothing. Nobody falls off an edge. */
export function moveTo(
  from: Place,
  { key, isCtrl }: Keys,
  size: { rows: number; columns: number; page: number },
): Place | null {
  const lastRow = size.rows - 1
  const lastColumn = size.columns - 1
  const at = (row: number, column: number): Place => ({
    row: Math.min(lastRow, Math.max(0, row)),
    column: Math.min(lastColumn, Math.max(0, column)),
  })
  switch (key) {
    case 'ArrowUp':
      return at(isCtrl ? 0 : from.row - 1, from.column)
    case 'ArrowDown':
      return at(isCtrl ? lastRow : from.row + 1, from.column)
    case 'ArrowLeft':
      return at(from.row, isCtrl ? 0 : from.column - 1)
    case 'ArrowRight':
      return at(from.row, isCtrl ? lastColumn : from.column + 1)
    case 'Home':
      return at(isCtrl ? 0 : from.row, 0)
    case 'End':
      return at(isCtrl ? lastRow : from.row, lastColumn)
    case 'PageUp':
      return at(from.row - size.page, from.column)
    case 'PageDown':
      return at(from.row + size.page, from.column)
    default:
      return null
  }
}

/** The cell that can be edited after this one, in its row and then in the next; the same where there is none. */
export function nextEditable(
  from: Place,
  step: 1 | -1,
  rows: number,
  isEditable: (place: Place) => boolean,
  columns: { first: number; last: number },
): Place {
  let { row, column } = from
  const width = columns.last - columns.first + 1
  // Two rows at most: further away it would be a leap.
  for (let tries = 0; tries < width * 2; tries += 1) {
    column += step
    if (column > columns.last) [row, column] = [row + 1, columns.first]
    if (column < columns.first) [row, column] = [row - 1, columns.last]
    if (row < 0 || row >= rows) return from
    if (isEditable({ row, column })) return { row, column }
  }
  return from
}
