import type { SQLInputValue } from 'node:sqlite'
import { instantsOf } from '#contract/views/dates.ts'
import { type Condition, PICTURE_TYPES } from '#contract/views/view.ts'
import { firstKeyAt } from './image-key.ts'
import { fold, phraseOf } from './search-text.ts'

export interface TermSql {
  sql: string
  parameters: SQLInputValue[]
  /**
   * An expression of the full-text index that everything meeting the condition meets too. Without it `sql` says less, or
   * nothing (`true`): whoever does not use the expression itself has to add it, by `MATCHES`.
   */
  match?: string
}

/** Takes an expression of the full-text index. */
export const MATCHES = 'key in (select rowid from search where search match ?)'

const ORIENTATION = { landscape: 'width > height', portrait: 'width < height', square: 'width = height' }
const NUMBER = { width: 'width', height: 'height', size: 'bytes' }
/** Checked here, as it becomes part of the SQL. */
const COMPARISON = { '>': '>', '>=': '>=', '<': '<', '<=': '<=', '=': '=' }

/** One condition as SQL; `null` (not known) counts as false. Values are parameters. */
export function compileTerm(condition: Condition): TermSql {
  switch (condition.kind) {
    case 'words':
      return words(condition.text)
    case 'creator': {
      const named = condition.values.filter((value) => value !== '')
      const none = condition.values.includes('') ? ['creator is null'] : []
      return any([...none, ...oneOf('creator', named)], named)
    }
    case 'folder': {
      const { path } = condition
      if (path === '') return { sql: "folder = ''", parameters: [] }
      // '0' follows '/': everything below the folder and nothing beside it.
      return {
        sql: '(folder = ? or (folder >= ? and folder < ?))',
        parameters: [path, `${path}/`, `${path}0`],
      }
    }
    case 'private':
      return { sql: 'private = ?', parameters: [Number(condition.value)] }
    case 'draft':
      return { sql: 'draft = ?', parameters: [Number(condition.value)] }
    case 'type': {
      const numbers = condition.values.map((type) => PICTURE_TYPES.indexOf(type))
      return any(oneOf('type', numbers), numbers)
    }
    case 'orientation':
      return any(condition.values.map((value) => ORIENTATION[value]))
    case 'number': {
      const { field, comparison, value } = condition
      return { sql: `${NUMBER[field]} ${COMPARISON[comparison]} ?`, parameters: [value] }
    }
    case 'uploaded':
      return uploaded(condition.from, condition.to)
    case 'meta':
      return meta(condition.path, condition.values)
    case 'has':
      return has(condition.path)
    case 'duplicate':
      return {
        sql: `key in (select key from ${condition.of === 'bytes' ? 'twin_bytes' : 'twin_looks'})`,
        parameters: [],
      }
  }
}

function words(text: string): TermSql {
  const folded = fold(text)
  const phrase = phraseOf(folded)
  return phrase === null
    ? { sql: 'says(id, filename, creator, meta, ?)', parameters: [folded] }
    : { sql: 'true', parameters: [], match: phrase }
}

const EXACT_MS = 'coalesce(uploaded, key / 4096)'

function uploaded(from: string | null, to: string | null): TermSql {
  const parts: string[] = []
  const parameters: SQLInputValue[] = []
  if (from !== null) {
    const ms = Date.parse(instantsOf(from).from)
    // The key narrows it down; the exact time is for what the key cannot say.
    parts.push(`(key >= ? or uploaded is not null) and ${EXACT_MS} >= ?`)
    parameters.push(firstKeyAt(ms), ms)
  }
  if (to !== null) {
    const ms = Date.parse(instantsOf(to).to)
    parts.push(`(key < ? or uploaded is not null) and ${EXACT_MS} < ?`)
    parameters.push(firstKeyAt(ms), ms)
  }
  return { sql: parts.length === 0 ? 'true' : `(${parts.join(' and ')})`, parameters }
}

/** SQLite's paths know no escapes: any other name goes through a function. */
const PLAIN_NAME = /^[^"\\\p{Cc}\p{Cs}]+$/u

function meta(path: readonly string[], values: readonly string[]): TermSql {
  if (!path.every((part) => PLAIN_NAME.test(part))) {
    return any(
      values.map(() => 'meta_text(meta, ?) = ?'),
      values.flatMap((value) => [JSON.stringify(path), value]),
    )
  }
  const texts = values.flatMap((value) => jsonTextsOf(value))
  const exact = `(meta -> ?) in (${texts.map(() => '?').join(', ')})`
  // Its words are in the full-text index: that leaves few rows to read when all values are long enough.
  const phrases = values.map((value) => phraseOf(fold(value)))
  const isNarrowed = phrases.length > 0 && !phrases.includes(null)
  return {
    sql: exact,
    parameters: [pathOf(path), ...texts],
    ...(isNarrowed && { match: `(${phrases.join(' OR ')})` }),
  }
}

function has(path: readonly string[]): TermSql {
  if (path.length === 1 && path[0] === 'alt') return { sql: 'has_alt = 1', parameters: [] }
  if (!path.every((part) => PLAIN_NAME.test(part))) {
    return { sql: 'meta_given(meta, ?)', parameters: [JSON.stringify(path)] }
  }
  return { sql: `(meta -> ?) not in ('null', '""', '[]', '{}')`, parameters: [pathOf(path)] }
}

const pathOf = (path: readonly string[]) => `$${path.map((part) => `."${part}"`).join('')}`

/** The JSON values whose text is `value`: the string, and the number or boolean that is written so. */
function jsonTextsOf(value: string): string[] {
  const isOther = value === 'true' || value === 'false' || (value !== '' && String(Number(value)) === value)
  const isWritten = isOther && value !== 'NaN' && !value.endsWith('Infinity')
  return isWritten ? [JSON.stringify(value), value] : [JSON.stringify(value)]
}

function oneOf(column: string, values: readonly unknown[]): string[] {
  return values.length === 0 ? [] : [`${column} in (${values.map(() => '?').join(', ')})`]
}

/** Any of `parts`; none of them is never true. */
function any(parts: readonly string[], parameters: readonly SQLInputValue[] = []): TermSql {
  return { sql: parts.length === 0 ? 'false' : `(${parts.join(' or ')})`, parameters: [...parameters] }
}
