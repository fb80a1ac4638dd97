import { readAddress } from '../address.ts'
import type { Cell, ListTable } from './list-table.ts'

/** What a column means. */
export type ColumnRole =
  | { readonly to: 'url' | 'id' | 'creator' | 'private' | 'filename' }
  /** One metadata field. */
  | { readonly to: 'field'; readonly name: string }
  /** A whole object of metadata, as JSON. */
  | { readonly to: 'metadata' }
  | { readonly to: 'ignored' }

/** One role a column, in the order of the columns. */
export type Mapping = readonly ColumnRole[]

const NAMES: Record<string, 'url' | 'id' | 'creator' | 'private' | 'filename'> = {
  url: 'url',
  uri: 'url',
  href: 'url',
  link: 'url',
  src: 'url',
  address: 'url',
  image: 'url',
  imageurl: 'url',
  pictureurl: 'url',
  sourceurl: 'url',
  id: 'id',
  imageid: 'id',
  customid: 'id',
  creator: 'creator',
  private: 'private',
  isprivate: 'private',
  requiresignedurls: 'private',
  requiressignedurl: 'private',
  filename: 'filename',
  file: 'filename',
  name: 'filename',
}

const SAMPLE_ROWS = 50

/**
 * What the columns seem to mean: by their names, whatever their letter case and spaces; `metadata.x` and `meta.x` are the
 * field `x`, and so is every other name. No role but a metadata field is given twice. Without a column for the
 * address, the first one is taken that holds addresses.
 */
export function guessMapping({ columns, rows }: ListTable): ColumnRole[] {
  const given = new Set<string>()
  const mapping = columns.map((column, at): ColumnRole => {
    const known = NAMES[column.toLowerCase().replace(/[\s_-]/g, '')]
    if (known !== undefined && !given.has(known)) {
      given.add(known)
      return { to: known }
    }
    if (/^meta(data)?$/i.test(column)) return { to: 'metadata' }
    const field = /^meta(?:data)?\.(.+)$/i.exec(column)?.[1] ?? column
    return columnIsEmpty(rows, at) ? { to: 'ignored' } : { to: 'field', name: field.trim() }
  })
  if (given.has('url')) return mapping
  const found = columns.findIndex((_, at) =>
    rows.slice(0, SAMPLE_ROWS).some(({ cells }) => isAddress(cells[at])),
  )
  return mapping.map((role, at) => (at === found ? { to: 'url' } : role))
}

/** The mapping with one role changed. A role that only one column can have is taken from the column that had it. */
export function withRole(mapping: Mapping, column: number, role: ColumnRole): ColumnRole[] {
  return mapping.map((before, at) => {
    if (at === column) return role
    const isTaken = role.to !== 'field' && role.to !== 'ignored' && before.to === role.to
    return isTaken ? { to: 'ignored' } : before
  })
}

function columnIsEmpty(rows: ListTable['rows'], at: number): boolean {
  return rows.slice(0, SAMPLE_ROWS).every(({ cells }) => (cells[at] ?? '') === '')
}

function isAddress(cell: Cell | undefined): boolean {
  return typeof cell === 'string' && 'url' in readAddress(cell)
}
