import type { Metadata } from '#contract/images.ts'

/** A value of a cell: text from CSV, anything from JSON. */
export type Cell = Metadata[string]

/** One entry of a list, `line` counted from 1 in the text it came from. */
export interface ListRow {
  readonly line: number
  readonly cells: readonly Cell[]
}

/** A list as it was read, before anybody said what its columns mean. */
export interface ListTable {
  readonly format: 'addresses' | 'csv' | 'json'
  /** No name twice. */
  readonly columns: readonly string[]
  readonly rows: readonly ListRow[]
}

/** Why a text is no list at all. `line` where it is known. */
export interface ListFault {
  readonly kind:
    | 'empty'
    | 'bad_json'
    | 'not_objects'
    | 'too_many_rows'
    | 'too_large'
    | 'open_quote'
    | 'unreadable'
  readonly line: number | null
}

/** Most rows of one list. */
export const MOST_ROWS = 50_000
/** Most bytes of one list: 50,000 rows with a kilobyte of metadata each would be told to be split. */
export const MOST_LIST_BYTES = 32 * 1024 * 1024

/** A cell as one line of text; `''` for one that says nothing. */
export function cellText(cell: Cell | undefined): string {
  if (cell === undefined || cell === null) return ''
  return typeof cell === 'string' ? cell.trim() : JSON.stringify(cell)
}
