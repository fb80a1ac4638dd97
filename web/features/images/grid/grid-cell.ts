import type { LibraryImage } from '#contract/library.ts'
import { imageName } from '../../../lib/image-name.ts'
import { messages } from '../../../lib/messages/catalogue.ts'

/** What makes an element a cell of the grid, for tiles and table rows alike. */
export interface CellProps {
  role: 'gridcell' | 'row'
  tabIndex: 0 | -1
  'data-index': number
  'aria-label': string
  'aria-selected': boolean
  'aria-colindex'?: number
  'aria-rowindex'?: number
}

/** `place` numbers a tile by its column, a table's row by its row; both start at 1. */
export function cellProps(
  image: LibraryImage | undefined,
  offset: number,
  state: { isFocusable: boolean; isSelected: boolean },
  place: { column: number } | { row: number },
): CellProps {
  return {
    role: 'column' in place ? 'gridcell' : 'row',
    tabIndex: state.isFocusable ? 0 : -1,
    'data-index': offset,
    'aria-label': labelOf(image, offset),
    'aria-selected': state.isSelected,
    ...('column' in place ? { 'aria-colindex': place.column } : { 'aria-rowindex': place.row }),
  }
}

function labelOf(image: LibraryImage | undefined, offset: number): string {
  if (image === undefined) return messages.images.cellLoading(offset + 1)
  const marks = [
    ...(image.requiresSignedUrl ? [messages.images.private] : []),
    ...(image.draft ? [messages.images.draft] : []),
  ]
  return messages.images.cellLabel(imageName(image), image.uploadedAt, marks)
}

/** The offset of the cell a mouse or focus event happened on, below 0 for a file on its way; NaN beside all of them. */
export function offsetOfTarget(target: EventTarget | null): number {
  const cell = target instanceof Element ? target.closest<HTMLElement>('[data-index]') : null
  return Number(cell?.dataset['index'] ?? Number.NaN)
}

/** A cell that cannot be selected; what is in it names it. `place` as in {@link cellProps}. */
export function arrivingCellProps(
  offset: number,
  isFocusable: boolean,
  place: { column: number } | { row: number },
) {
  const { role, tabIndex, ...rest } = cellProps(undefined, offset, { isFocusable, isSelected: false }, place)
  const at =
    'column' in place
      ? { 'aria-colindex': rest['aria-colindex'] }
      : { 'aria-rowindex': rest['aria-rowindex'] }
  return { role, tabIndex, 'data-index': offset, ...at }
}
