import { printNumber } from './numbers.ts'
import type { Condition, Sort, ViewTerm } from './view.ts'

/** The canonical text of terms: `parseView(printTerms(terms)).view.terms` equals `terms`. */
export function printTerms(terms: readonly ViewTerm[]): string {
  return terms.map(printTerm).join(' ')
}

/** The canonical text of one term. */
export function printTerm(term: ViewTerm): string {
  return `${term.negated ? '-' : ''}${printCondition(term)}`
}

/** `uploaded-descending` */
export function printSort({ field, direction }: Sort): string {
  return `${field}-${direction}`
}

function printCondition(condition: Condition): string {
  switch (condition.kind) {
    case 'words':
      return printText(condition.text, /^-|[:<>=]/)
    case 'creator':
    case 'type':
    case 'orientation':
      return `${condition.kind}:${printValues(condition.values)}`
    case 'folder':
      return `folder:${printText(condition.path, IN_VALUE)}`
    case 'private':
    case 'draft':
      return `${condition.kind}:${condition.value ? 'yes' : 'no'}`
    case 'number':
      return `${condition.field}${condition.comparison}${printNumber(condition.field, condition.value)}`
    case 'uploaded':
      return `uploaded:${printDates(condition.from, condition.to)}`
    case 'meta':
      return `meta.${printPath(condition.path)}:${printValues(condition.values)}`
    case 'has':
      return `has:${printPath(condition.path)}`
    case 'duplicate':
      return `duplicate:${condition.of}`
  }
}

/** A comma begins the next value; a comparison may follow the colon. */
const IN_VALUE = /^[<>=]|,/

function printDates(from: string | null, to: string | null): string {
  return from === to && from !== null ? from : `${from ?? ''}..${to ?? ''}`
}

function printValues(values: readonly string[]): string {
  return values.map(printValue).join(',')
}

/** One value as it stands after a colon. */
export function printValue(value: string): string {
  return printText(value, IN_VALUE)
}

/** The text of a metadata path: `campaign.name`. */
export function printPath(path: readonly string[]): string {
  return path.map((part) => printText(part, /[.,:<>=]/)).join('.')
}

/** Line breaks are written as letters, because a search box cannot hold them. */
const LETTERS: Record<string, string> = { '\n': '\\n', '\r': '\\r' }

/** Bare where it reads back the same, in quotes otherwise. `special` are the characters that mean something here. */
function printText(text: string, special: RegExp): string {
  if (text !== '' && !/[\s\\"“„]/.test(text) && !special.test(text)) return text
  return `"${text.replace(/[\\"\n\r]/g, (character) => LETTERS[character] ?? `\\${character}`)}"`
}
