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

/** The offset of the image a mouse or focus event happened on; -1 beside all of them. */
export function offsetOfTarget(target: EventTarget | null): number {
  if (!(target instanceof Element)) return -1
  const cell = target.closest<HTMLElement>('[data-index]')
  return cell === null ? -1 : Number(cell.dataset['index'])
}
