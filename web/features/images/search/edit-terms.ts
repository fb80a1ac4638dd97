import { parseView } from '#contract/views/parse-view.ts'
import { printTerm, printTerms } from '#contract/views/print-view.ts'
import { type Condition, ORIENTATIONS, PICTURE_TYPES, type ViewTerm } from '#contract/views/view.ts'

/** Fields of which several values combine to "any of". */
type ListField = Extract<Condition, { kind: 'creator' | 'type' | 'orientation' }>

/** What a click in the side panel asks for. */
export type Choice = ListField | Exclude<Condition, { kind: 'creator' | 'type' | 'orientation' | 'words' }>

/** Whether the query asks for all of this: every value of a list, the very term otherwise. */
export function isChosen(query: string, choice: Choice, negated = false): boolean {
  const terms = termsOf(query)
  if (!isList(choice)) return terms.some((term) => printTerm(term) === printTerm({ ...choice, negated }))
  return choice.values.every((value: string) =>
    terms.some((term) => isSameList(term, choice, negated) && includes(term.values, value)),
  )
}

/**
 * The query with a choice added, or without it when it was there. Values of one list combine; a second folder, month or
 * yes-or-no takes the place of the first, since an image is in one only.
 */
export function toggleChoice(query: string, choice: Choice, negated = false): string {
  const terms = termsOf(query)
  if (isList(choice)) return printTerms(toggleValues(terms, choice, negated))
  const wanted = printTerm({ ...choice, negated })
  const others = terms.filter((term) => printTerm(term) !== wanted)
  if (others.length < terms.length) return printTerms(others)
  const kept = isExclusive(choice)
    ? terms.filter((term) => term.kind !== choice.kind || term.negated !== negated)
    : terms
  return printTerms([...kept, { ...choice, negated }])
}

function toggleValues(terms: readonly ViewTerm[], choice: ListField, negated: boolean): ViewTerm[] {
  const given: readonly string[] = choice.values
  const at = terms.findIndex((term) => isSameList(term, choice, negated))
  const present = terms[at]
  if (present === undefined || !isList(present)) return [...terms, { ...choice, negated }]
  const wasThere = given.every((value) => includes(present.values, value))
  const values = wasThere
    ? present.values.filter((value) => !given.includes(value))
    : [...present.values, ...given]
  return values.length === 0 ? terms.toSpliced(at, 1) : terms.with(at, withValues(present, values))
}

/** Each value once; types and orientations in the order of the language. */
function withValues(term: ViewTerm & ListField, values: readonly string[]): ViewTerm {
  if (term.kind === 'type') return { ...term, values: PICTURE_TYPES.filter((type) => values.includes(type)) }
  if (term.kind === 'creator') return { ...term, values: [...new Set(values)] }
  return { ...term, values: ORIENTATIONS.filter((orientation) => values.includes(orientation)) }
}

function isList(condition: Condition): condition is ListField {
  return condition.kind === 'creator' || condition.kind === 'type' || condition.kind === 'orientation'
}

function isSameList(term: ViewTerm, choice: ListField, negated: boolean): term is ViewTerm & ListField {
  return isList(term) && term.kind === choice.kind && term.negated === negated
}

function isExclusive({ kind }: Choice): boolean {
  return ['folder', 'uploaded', 'private', 'draft'].includes(kind)
}

function includes(values: readonly string[], value: string): boolean {
  return values.includes(value)
}

function termsOf(query: string): readonly ViewTerm[] {
  return parseView(query).view.terms
}
