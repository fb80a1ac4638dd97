import type { Metadata } from '#contract/images.ts'
import type { OwnFields } from '../../batch/batch-defaults.ts'
import { splitTags } from '../../batch/own-metadata.ts'
import { type AddressFault, isDataUrl, nameOfAddress, readAddress } from '../address.ts'
import type { Cell, ListRow } from './list-table.ts'
import type { Mapping } from './mapping.ts'

/** What a row says, as its columns are mapped. Absent: the row says nothing about it. */
export interface RowEntry {
  readonly line: number
  readonly url: string
  /** The name it is listed under, and from which a pattern makes its id. */
  readonly path: string
  readonly own: OwnFields
}

/** What is wrong with the row by itself. */
export type RowReadFault =
  | { readonly kind: 'no_url' }
  | { readonly kind: 'bad_url'; readonly url: string; readonly fault: AddressFault }
  | { readonly kind: 'bad_private'; readonly text: string }
  | { readonly kind: 'bad_metadata' }
  | { readonly kind: 'more_cells'; readonly count: number }
  | { readonly kind: 'bad_filename'; readonly text: string }

const YES = new Set(['yes', 'true', '1', 'private', 'y', 'x'])
const NO = new Set(['no', 'false', '0', 'public', 'n'])
const CONTROLS = /\p{Cc}/u

/** Reads one row under a mapping. `ownOrigin`: of the desk, whose own pictures are not sent again. */
export function readRow(
  { line, cells }: ListRow,
  mapping: Mapping,
  ownOrigin: string | null,
): RowEntry | RowReadFault {
  const more = cells.slice(mapping.length).filter((cell) => !isNothing(cell)).length
  if (more > 0) return { kind: 'more_cells', count: more }
  let url = ''
  let path = ''
  const own: OwnFields = {}
  const fields: [string, Cell][] = []
  for (const [at, role] of mapping.entries()) {
    const cell = cells[at]
    if (cell === undefined || isNothing(cell)) continue
    switch (role.to) {
      case 'url':
        url = textOf(cell).trim()
        break
      case 'id':
      case 'creator':
        own[role.to] = textOf(cell).trim()
        break
      case 'filename':
        path = textOf(cell).trim()
        break
      case 'private': {
        const value = booleanOf(cell)
        if (value === null) return { kind: 'bad_private', text: textOf(cell) }
        own.isPrivate = value
        break
      }
      case 'metadata': {
        const object = objectOf(cell)
        if (object === null) return { kind: 'bad_metadata' }
        fields.push(...Object.entries(object))
        break
      }
      case 'field':
        fields.push([role.name, role.name === 'tags' && typeof cell === 'string' ? splitTags(cell) : cell])
        break
      case 'ignored':
        break
    }
  }
  if (url === '') return { kind: 'no_url' }
  const read = isDataUrl(url) ? { fault: 'other_protocol' as const } : readAddress(url, ownOrigin)
  if ('fault' in read) return { kind: 'bad_url', url, fault: read.fault }
  const name = nameFrom(path)
  if (name === null) return { kind: 'bad_filename', text: path }
  return {
    line,
    url: read.url,
    path: name === '' ? nameOfAddress(read.url) : name,
    // From entries: a field may be called `__proto__`.
    own: { ...own, ...(fields.length > 0 && { metadata: Object.fromEntries(fields) }) },
  }
}

/** A name may have folders, `spring/frog.jpg`, but none that leads out of them; `null` for what cannot be one. */
function nameFrom(text: string): string | null {
  if (CONTROLS.test(text) || !text.isWellFormed()) return null
  const parts = text.split('/').filter((part) => part !== '' && part !== '.')
  return parts.includes('..') ? null : parts.join('/')
}

/** An empty cell says nothing; JSON's `null` neither. */
function isNothing(cell: Cell): boolean {
  return cell === null || (typeof cell === 'string' && cell.trim() === '')
}

function textOf(cell: Cell): string {
  return typeof cell === 'string' ? cell : JSON.stringify(cell)
}

function booleanOf(cell: Cell): boolean | null {
  if (typeof cell === 'boolean') return cell
  const text = textOf(cell).trim().toLowerCase()
  return YES.has(text) ? true : NO.has(text) ? false : null
}

function objectOf(cell: Cell): Metadata | null {
  if (typeof cell === 'object' && cell !== null && !Array.isArray(cell)) return cell
  if (typeof cell !== 'string') return null
  try {
    const value: Cell = JSON.parse(cell)
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : null
  } catch {
    return null
  }
}
