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

/** Fields the desk has names for, as people head their columns. */
const FIELDS: Record<string, string> = {
  title: 'title',
  headline: 'title',
  alt: 'alt',
  alttext: 'alt',
  alternativetext: 'alt',
  caption: 'caption',
  credit: 'credit',
  tags: 'tags',
  keywords: 'tags',
  folder: 'folder',
}

const SAMPLE_ROWS = 50

/**
 * What the columns seem to mean: by their names, whatever their letter case and spaces; `metadata.x` and `meta.x` are the
 * field `x`, and so is every other name; `Alt text` is the desk's `alt`. No role but a metadata field is given twice. Without a column for the
 * address, the first one is taken that holds addresses.
 */
export function guessMapping({ columns, rows }: ListTable): ColumnRole[] {
  const given = new Set<string>()
  const fields = new Set<string>()
  const mapping = columns.map((column, at): ColumnRole => {
    const plain = column.toLowerCase().replace(/[\s_-]/g, '')
    const known = namedIn(NAMES, plain)
    if (known !== undefined && !given.has(known)) {
      given.add(known)
      return { to: known }
    }
    if (/^meta(data)?$/i.test(column)) return { to: 'metadata' }
    if (columnIsEmpty(rows, at)) return { to: 'ignored' }
    const usual = namedIn(FIELDS, plain)
    const name = usual === undefined || fields.has(usual) ? fieldOf(column) : usual
    fields.add(name)
    return { to: 'field', name }
  })
  if (given.has('url')) return mapping
  const found = columns.findIndex((_, at) =>
    rows.slice(0, SAMPLE_ROWS).some(({ cells }) => isAddress(cells[at])),
  )
  return mapping.map((role, at) => (at === found ? { to: 'url' } : role))
}

/** A column may be called `constructor`. */
function namedIn<Value>(names: Record<string, Value>, name: string): Value | undefined {
  return Object.hasOwn(names, name) ? names[name] : undefined
}

function fieldOf(column: string): string {
  return (/^meta(?:data)?\.(.+)$/i.exec(column)?.[1] ?? column).trim()
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
