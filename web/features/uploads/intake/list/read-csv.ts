import Papa from 'papaparse'
import { readAddress } from '../address.ts'
import { breathe } from '../breathe.ts'
import { type ListFault, type ListRow, type ListTable, MOST_ROWS } from './list-table.ts'

const DELIMITERS = [',', ';', '\t', '|'] as const
/** A text without any delimiter is one column; this one is in no text that people write. */
const NO_DELIMITER = '\u001f'
const ROWS_AT_ONCE = 500

/**
 * Reads CSV with commas, semicolons, tabs or bars between its cells. The first row names the columns, unless an address
 * is in it. Empty rows do not count. Gives the page room to breathe every 500 rows.
 * @param text with `\n` at the end of lines
 */
export async function readCsv(text: string): Promise<ListTable | ListFault> {
  const delimiter = delimiterOf(text)
  const rows: ListRow[] = []
  let line = 1
  for (let rest = text; rest !== ''; ) {
    const { data, errors, meta } = Papa.parse<string[]>(rest, {
      delimiter,
      newline: '\n',
      preview: ROWS_AT_ONCE,
      // The fast way loses a row at the end of each slice.
      fastMode: false,
    })
    const open = errors.find(({ code }) => code === 'MissingQuotes')
    for (const [at, cells] of data.entries()) {
      if (open?.row === at) return { kind: 'open_quote', line }
      if (cells.some((cell) => cell.trim() !== '')) rows.push({ line, cells })
      line += 1 + cells.reduce((count, cell) => count + countNewlines(cell), 0)
    }
    if (rows.length > MOST_ROWS + 1) return { kind: 'too_many_rows', line: null }
    if (!meta.truncated) break
    rest = rest.slice(meta.cursor)
    await breathe()
  }
  const [first] = rows
  if (first === undefined) return { kind: 'empty', line: null }
  const hasHead = !first.cells.some((cell) => typeof cell === 'string' && 'url' in readAddress(cell))
  const names = hasHead ? first.cells : []
  // Where columns have names, a cell beyond them is a fault of its row.
  const width = hasHead ? names.length : rows.reduce((widest, { cells }) => Math.max(widest, cells.length), 0)
  const columns = distinct(Array.from({ length: width }, (_, at) => nameOf(names[at], at)))
  const body = hasHead ? rows.slice(1) : rows
  return body.length === 0 ? { kind: 'empty', line: null } : { format: 'csv', columns, rows: body }
}

function nameOf(cell: ListRow['cells'][number] | undefined, at: number): string {
  const name = typeof cell === 'string' ? cell.trim() : ''
  return name === '' ? `Column ${at + 1}` : name
}

/** A name that comes a second time says so: `alt (2)`. */
function distinct(names: readonly string[]): string[] {
  const taken = new Set<string>()
  return names.map((name) => {
    let free = name
    for (let count = 2; taken.has(free); count += 1) free = `${name} (${count})`
    taken.add(free)
    return free
  })
}

/** The one that is most often in the first record, outside of quotes. */
function delimiterOf(text: string): string {
  const counts = new Map<string, number>(DELIMITERS.map((delimiter) => [delimiter, 0]))
  let quoted = false
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '"') quoted = !quoted
    else if (quoted) continue
    else if (character === '\n') {
      if (text.slice(0, at).trim() !== '') break
    } else {
      const count = counts.get(character)
      if (count !== undefined) counts.set(character, count + 1)
    }
  }
  const [best = NO_DELIMITER, count = 0] = [...counts].sort(([, a], [, b]) => b - a)[0] ?? []
  return count === 0 ? NO_DELIMITER : best
}

function countNewlines(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1
  return count
}
