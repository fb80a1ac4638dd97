import { instantsOf, isDateText } from './dates.ts'
import { parseNumber } from './numbers.ts'
import type { ScannedTerm, ScannedValue } from './scan-terms.ts'
import {
  COMPARISONS,
  type Comparison,
  type Condition,
  NUMBER_FIELDS,
  type NumberField,
  ORIENTATIONS,
  PICTURE_TYPES,
  VIEW_LIMITS,
} from './view.ts'
import type { ViewFaultKind } from './view-fault.ts'

/** `condition` is `null` when the term says nothing a view could hold. A fault may come with a condition. */
export interface ParsedCondition {
  readonly condition: Condition | null
  readonly faults: readonly PlacedFault[]
}

type PlacedFault = { readonly kind: ViewFaultKind } & Pick<ScannedValue, 'start' | 'end'>

const BOOLEANS = { yes: true, true: true, no: false, false: false } as const
const BOOLEAN_NAMES = ['yes', 'no', 'true', 'false'] as const
const TYPE_NAMES = [...PICTURE_TYPES, 'jpg'] as const
const DUPLICATES = ['bytes', 'look'] as const

/** What a term means, faults included. */
export function parseCondition(term: ScannedTerm): ParsedCondition {
  const { field } = term
  const [first] = term.values
  if (first === undefined) return { condition: null, faults: [] }
  if (field === null) {
    if (first.text === '') return fault('unfinished', term)
    return { condition: { kind: 'words', text: first.text }, faults: [] }
  }
  if (isNumberField(field)) return parseNumberCondition(field, term, first)
  const parse = Object.hasOwn(FIELDS, field) ? FIELDS[field] : undefined
  if (parse === undefined) return fault('unknown_field', term)
  if (term.operator !== ':' && term.operator !== '=') return fault('wrong_comparison', term)
  return parse(term)
}

const FIELDS: Record<string, (term: ScannedTerm) => ParsedCondition> = {
  creator: (term) => several(term, (values) => ({ kind: 'creator', values })),
  folder: (term) =>
    single(term, ({ text, quoted }) => {
      const path = text.replace(/^\/+/, '').replace(/(?<!\/)\/+$/, '')
      return path === '' && !(quoted && text === '') ? 'unfinished' : { kind: 'folder', path }
    }),
  private: (term) => oneOf(term, BOOLEAN_NAMES, (name) => ({ kind: 'private', value: BOOLEANS[name] })),
  draft: (term) => oneOf(term, BOOLEAN_NAMES, (name) => ({ kind: 'draft', value: BOOLEANS[name] })),
  duplicate: (term) => oneOf(term, DUPLICATES, (of) => ({ kind: 'duplicate', of })),
  type: (term) =>
    anyOf(term, TYPE_NAMES, (names) => ({
      kind: 'type',
      values: names.map((name) => (name === 'jpg' ? 'jpeg' : name)),
    })),
  orientation: (term) => anyOf(term, ORIENTATIONS, (values) => ({ kind: 'orientation', values })),
  uploaded: (term) => {
    const { condition, faults } = single(term, parseUploaded)
    const reversed: PlacedFault[] = isReversed(condition)
      ? [{ kind: 'reversed_dates', ...placeOf(term) }]
      : []
    return { condition, faults: [...faults, ...reversed] }
  },
  meta: (term) => {
    const path = readPath(term.path ?? [])
    return path === null
      ? fault('not_a_path', term)
      : several(term, (values) => ({ kind: 'meta', path, values }))
  },
  has: (term) => {
    const odd = term.values.some(({ start, end }) => end > start)
    const [first, ...more] = term.path ?? []
    if (!odd && more.length === 0 && (first === undefined || isMissing(first)))
      return fault('unfinished', term)
    const path = odd ? null : readPath(term.path ?? [])
    return path === null ? fault('not_a_path', term) : { condition: { kind: 'has', path }, faults: [] }
  },
}

const META_PATH_PARTS = 5

function readPath(parts: readonly ScannedValue[]): string[] | null {
  if (parts.length === 0 || parts.length > META_PATH_PARTS || parts.some(isMissing)) return null
  return parts.map(({ text }) => text)
}

function parseNumberCondition(field: NumberField, term: ScannedTerm, first: ScannedValue): ParsedCondition {
  const comparison = term.operator === ':' ? '=' : term.operator.replace(':', '')
  if (!isComparison(comparison)) return fault('wrong_comparison', term)
  if (term.values.every(isMissing)) return fault('unfinished', term)
  const value = term.values.length === 1 ? parseNumber(field, first.text) : null
  if (value === null) return fault('not_a_number', term)
  return { condition: { kind: 'number', field, comparison, value }, faults: [] }
}

function parseUploaded({ text }: ScannedValue): Condition | ViewFaultKind {
  const [from = '', to = from, ...more] = text.split('..')
  if (from === '' && to === '') return 'unfinished'
  if (more.length > 0 || ![from, to].every((date) => date === '' || isDateText(date))) return 'not_a_date'
  return { kind: 'uploaded', from: from || null, to: to || null }
}

/** `true` when the days of a condition can hold no image. */
function isReversed(condition: Condition | null): boolean {
  if (condition?.kind !== 'uploaded' || condition.from === null || condition.to === null) return false
  return instantsOf(condition.from).from >= instantsOf(condition.to).to
}

function single(
  term: ScannedTerm,
  read: (value: ScannedValue) => Condition | ViewFaultKind,
): ParsedCondition {
  const values = term.values.filter((value) => !isMissing(value))
  const [value] = values
  if (value === undefined) return fault('unfinished', term)
  if (values.length > 1) return fault('one_value', term)
  const condition = read(value)
  if (typeof condition === 'string') return fault(condition, term)
  return { condition, faults: [] }
}

function several(term: ScannedTerm, make: (values: string[]) => Condition): ParsedCondition {
  const values = term.values.filter((value) => !isMissing(value))
  if (values.length === 0) return fault('unfinished', term)
  const taken = values.slice(0, VIEW_LIMITS.valuesPerTerm)
  return {
    condition: make(taken.map(({ text }) => text)),
    faults: values.length > taken.length ? [{ kind: 'too_many_values', ...placeOf(term) }] : [],
  }
}

/** Unknown names match nothing, so the known ones of a list still say what was asked for. */
function anyOf<Name extends string>(
  term: ScannedTerm,
  names: readonly Name[],
  make: (values: Name[]) => Condition,
): ParsedCondition {
  const given = term.values.filter((value) => !isMissing(value))
  if (given.length === 0) return fault('unfinished', term)
  const known: Name[] = []
  const faults: PlacedFault[] = []
  for (const value of given) {
    const name = names.find((candidate) => candidate === value.text.toLowerCase())
    if (name === undefined) faults.push({ kind: 'unknown_value', ...placeOf(value) })
    else if (known.length < VIEW_LIMITS.valuesPerTerm) known.push(name)
    else if (known.length === VIEW_LIMITS.valuesPerTerm) {
      faults.push({ kind: 'too_many_values', ...placeOf(term) })
      break
    }
  }
  return { condition: known.length === 0 ? null : make(known), faults }
}

function oneOf<Name extends string>(
  term: ScannedTerm,
  names: readonly Name[],
  make: (name: Name) => Condition,
): ParsedCondition {
  return single(term, ({ text }) => {
    const name = names.find((candidate) => candidate === text.toLowerCase())
    return name === undefined ? 'unknown_value' : make(name)
  })
}

function fault(kind: ViewFaultKind, place: Pick<ScannedValue, 'start' | 'end'>): ParsedCondition {
  return { condition: null, faults: [{ kind, ...placeOf(place) }] }
}

function placeOf({ start, end }: Pick<ScannedValue, 'start' | 'end'>) {
  return { start, end }
}

function isMissing({ text, quoted }: ScannedValue): boolean {
  return text === '' && !quoted
}

function isNumberField(field: string): field is NumberField {
  return NUMBER_FIELDS.some((name) => name === field)
}

function isComparison(text: string): text is Comparison {
  return COMPARISONS.some((comparison) => comparison === text)
}
