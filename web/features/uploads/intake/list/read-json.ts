import { breathe } from '../breathe.ts'
import { placeElements } from './json-lines.ts'
import { type Cell, type ListFault, type ListRow, type ListTable, MOST_ROWS } from './list-table.ts'

const ROWS_AT_ONCE = 500
/** The name of the one column of a list of strings. */
const ADDRESS_COLUMN = 'url'
/** Objects in these columns are taken apart, so that their fields can be mapped one by one. */
const TAKEN_APART = /^(meta|metadata)$/i

type Placed = { line: number; value: Cell }

/**
 * Reads a JSON array of objects or of addresses, or one of these per line (NDJSON).
 * @param text with `\n` at the end of lines
 */
export async function readJson(text: string): Promise<ListTable | ListFault> {
  const elements = /^\s*\[/.test(text) ? readArray(text) : await readLines(text)
  if (!Array.isArray(elements)) return elements
  if (elements.length === 0) return { kind: 'empty', line: null }
  if (elements.length > MOST_ROWS) return { kind: 'too_many_rows', line: null }
  return tableOf(elements)
}

function readArray(text: string): Placed[] | ListFault {
  const value = jsonOf(text)
  if (value === undefined) return { kind: 'bad_json', line: lineOfFault(text) }
  if (!Array.isArray(value)) return { kind: 'not_objects', line: null }
  const places = placeElements(text)
  return value.map((element, at) => ({ line: places[at]?.line ?? at + 1, value: element }))
}

async function readLines(text: string): Promise<Placed[] | ListFault> {
  const whole = jsonOf(text)
  // One object over several lines.
  if (whole !== undefined) return [{ line: 1, value: whole }]
  const elements: Placed[] = []
  for (const [at, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const value = jsonOf(line)
    if (value === undefined) return { kind: 'bad_json', line: at + 1 }
    elements.push({ line: at + 1, value })
    if (elements.length % ROWS_AT_ONCE === 0) await breathe()
  }
  return elements
}

async function tableOf(elements: readonly Placed[]): Promise<ListTable | ListFault> {
  const places = new Map<string, number>()
  const rows: ListRow[] = []
  for (const [at, { line, value }] of elements.entries()) {
    const fields = fieldsOf(value)
    if (fields === null) return { kind: 'not_objects', line }
    const cells: Cell[] = []
    for (const [name, cell] of fields) {
      const place = places.get(name) ?? places.size
      places.set(name, place)
      cells[place] = cell
    }
    rows.push({ line, cells: Array.from({ length: places.size }, (_, place) => cells[place] ?? null) })
    if (at % ROWS_AT_ONCE === ROWS_AT_ONCE - 1) await breathe()
  }
  return { format: 'json', columns: [...places.keys()], rows }
}

function fieldsOf(value: Cell): [string, Cell][] | null {
  if (typeof value === 'string') return [[ADDRESS_COLUMN, value]]
  if (!isObject(value)) return null
  return Object.entries(value).flatMap(([name, cell]): [string, Cell][] =>
    TAKEN_APART.test(name) && isObject(cell)
      ? Object.entries(cell).map(([inner, innerCell]) => [`metadata.${inner}`, innerCell])
      : [[name, cell]],
  )
}

function isObject(value: Cell): value is { [name: string]: Cell } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function jsonOf(text: string): Cell | undefined {
  try {
    // The parser gives nothing else than JSON values: looking at each again would take longer than reading them.
    const value: Cell = JSON.parse(text)
    return value
  } catch {
    return undefined
  }
}

/** The line of the first element that cannot be read by itself; browsers do not agree in telling a place. */
function lineOfFault(text: string): number | null {
  const broken = placeElements(text).find(({ start, end }) => jsonOf(text.slice(start, end)) === undefined)
  return broken?.line ?? null
}
