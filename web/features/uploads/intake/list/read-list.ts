import { readAddressLines } from '../address.ts'
import { decodeText, normalized } from './decode-text.ts'
import { type ListFault, type ListTable, MOST_LIST_BYTES, MOST_ROWS } from './list-table.ts'
import { readCsv } from './read-csv.ts'
import { readJson } from './read-json.ts'

/** Reads a file of any format; a `.csv` is always a table, what else it may look like. Never rejects. */
export async function readListFile(file: File): Promise<ListTable | ListFault> {
  if (file.size > MOST_LIST_BYTES) return { kind: 'too_large', line: null }
  try {
    const text = decodeText(new Uint8Array(await file.arrayBuffer()))
    return /\.[ct]sv$/i.test(file.name) ? await readCsv(text) : await readListText(text)
  } catch {
    return { kind: 'unreadable', line: null }
  }
}

/** Reads what was pasted: JSON, addresses one a line, or a table. */
export async function readListText(given: string): Promise<ListTable | ListFault> {
  const text = normalized(given)
  if (text.trim() === '') return { kind: 'empty', line: null }
  if (/^\s*[[{]/.test(text)) return readJson(text)
  return readAddressTable(text) ?? readCsv(text)
}

/** One address a line. Never taken apart at commas and semicolons, which addresses may have. */
function readAddressTable(text: string): ListTable | ListFault | null {
  if (readAddressLines(text) === null) return null
  const rows = text
    .split('\n')
    .map((line, at) => ({ line: at + 1, cells: [line.trim()] }))
    .filter(({ cells: [address] }) => address !== '')
  if (rows.length > MOST_ROWS) return { kind: 'too_many_rows', line: null }
  return { format: 'addresses', columns: ['url'], rows }
}
