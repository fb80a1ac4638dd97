import type { SQLInputValue } from 'node:sqlite'
import { faults } from '../http/envelope.ts'
import type { RowCondition } from '../store/listing.ts'

const MAX_FILTERS = 5
const MAX_LEVELS = 5
const MAX_IN_VALUES = 10
const MAX_FIELD_CHARACTERS = 100

/** A number as JSON writes it. */
const DECIMAL = /^-?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i

type ValueType = 'string' | 'number' | 'boolean'

/** Operator -> the types it may name; the first is the one an untyped filter has (unknown for `eq`: string). */
const OPERATORS: Record<string, readonly ValueType[]> = {
  eq: ['string', 'number', 'boolean'],
  in: ['string', 'number'],
  gt: ['number'],
  gte: ['number'],
  lt: ['number'],
  lte: ['number'],
}
const COMPARISONS: Record<string, string> = { gt: '>', gte: '>=', lt: '<', lte: '<=' }

/**
 * The `meta.<field>[<operator>]` filters and `creator` of a list request, as SQL. Field names are checked down to
 * letters, digits and `_` before they are part of a JSON path; values are parameters.
 * @throws ApiFault 5400 with the documented texts
 */
export function conditionOf(query: URLSearchParams): RowCondition {
  const parts: string[] = []
  const parameters: SQLInputValue[] = []
  const creator = query.get('creator')
  if (creator === '') parts.push("(creator is null or creator = '')")
  else if (creator !== null) {
    parts.push('creator = ?')
    parameters.push(creator)
  }
  const filters = [...query].filter(([name]) => /^meta(?:[.[]|$)/.test(name))
  if (filters.length > MAX_FILTERS) {
    throw faults.badFilter(
      `Too many metadata filters: ${filters.length} provided, maximum ${MAX_FILTERS} allowed`,
    )
  }
  for (const [name, value] of filters) {
    const { path, operator, type } = parseName(name)
    const types = type === 'string' ? "'text'" : type === 'number' ? "'integer','real'" : "'true','false'"
    const values = parseValues(operator, type, value)
    parts.push(`json_type(meta, ?) in (${types})`)
    parameters.push(path)
    const comparison = COMPARISONS[operator]
    if (comparison !== undefined) parts.push(`json_extract(meta, ?) ${comparison} ?`)
    else parts.push(`json_extract(meta, ?) in (${values.map(() => '?').join(',')})`)
    parameters.push(path, ...values)
  }
  return { sql: parts.join(' and '), parameters }
}

function parseName(name: string): { path: string; operator: string; type: ValueType } {
  const match = /^meta\.([^[\]]+)\[([^\]]*)\]$/.exec(name)
  if (match === null) throw faults.badFilter(`Invalid metadata filter: '${name.slice(0, 200)}'`)
  const [, field = '', specification = ''] = match
  const [operator = '', given] = specification.split(':', 2)
  const types = OPERATORS[operator]
  if (types === undefined || specification.split(':').length > 2) {
    throw faults.badFilter(`Unsupported metadata filter operator: '${specification.slice(0, 100)}'`)
  }
  const type = given === undefined ? types[0] : types.find((candidate) => candidate === given)
  if (type === undefined) {
    throw faults.badFilter(`Unsupported metadata filter operator: '${specification.slice(0, 100)}'`)
  }
  const levels = field.split('.')
  if (levels.length > MAX_LEVELS) {
    throw faults.badFilter(`Metadata filter is nested too deeply: maximum ${MAX_LEVELS} levels allowed`)
  }
  for (const level of levels) {
    if (level.length > MAX_FIELD_CHARACTERS || !/^[A-Za-z0-9_]+$/.test(level)) {
      throw faults.badFilter(`Invalid metadata field name: '${level.slice(0, 120)}'`)
    }
  }
  return { path: `$${levels.map((level) => `."${level}"`).join('')}`, operator, type }
}

function parseValues(operator: string, type: ValueType, text: string): (string | number)[] {
  const texts = operator === 'in' ? text.split('|') : [text]
  if (texts.length > MAX_IN_VALUES) {
    throw faults.badFilter(
      `Too many values for 'in' operator: ${texts.length} provided, maximum ${MAX_IN_VALUES} allowed`,
    )
  }
  return texts.map((value) => {
    if (type === 'string') return value
    // SQLite's JSON functions give booleans as 1 and 0.
    if (type === 'boolean' && (value === 'true' || value === 'false')) return Number(value === 'true')
    const number = DECIMAL.test(value) ? Number(value) : Number.NaN
    if (type === 'number' && Number.isFinite(number)) return number
    throw faults.badFilter(`Invalid ${type} value for metadata filter: '${value.slice(0, 100)}'`)
  })
}
