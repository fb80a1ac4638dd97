import { parseCondition } from './parse-condition.ts'
import { scanTerms } from './scan-terms.ts'
import { NEWEST_FIRST, SORT_FIELDS, type Sort, VIEW_LIMITS, type View, type ViewTerm } from './view.ts'
import type { ViewFault, ViewFaultKind } from './view-fault.ts'

/** A piece of the text and what it means; `term` is `null` for what does not count (yet). `end` is exclusive. */
export interface PlacedTerm {
  readonly start: number
  readonly end: number
  readonly term: ViewTerm | null
  readonly faults: readonly ViewFault[]
}

/**
 * The view a text asks for. Total: every string is some view, and what is odd about it is listed with its place. A wrong
 * term never widens the view: what cannot be understood is looked for as words; only what is unfinished, and what goes
 * beyond `VIEW_LIMITS`, is left out. Linear in the length of the text.
 * @param sort the order, which has a text of its own
 */
export function parseView(text: string, sort: Sort = NEWEST_FIRST): { view: View; faults: ViewFault[] } {
  const placed = parseTerms(text)
  return {
    view: { terms: placed.flatMap(({ term }) => term ?? []), sort },
    faults: placed.flatMap(({ faults }) => faults),
  }
}

/** The terms of a text where they stand, for whoever edits it. Pieces never overlap; between them is white space. */
export function parseTerms(text: string): PlacedTerm[] {
  const { textCharacters, terms: mostTerms } = VIEW_LIMITS
  const within = text.slice(0, textCharacters)
  const scanned = scanTerms(within)
  const last = scanned.at(-1)
  let beyond: PlacedTerm[] = []
  if (text.length > textCharacters) {
    // A term that was cut would say something else: it is left out whole.
    const start = last?.end === textCharacters ? (scanned.pop()?.start ?? 0) : textCharacters
    beyond = [leftOut('too_long', { start, end: text.length })]
  }
  let count = 0
  const placed = scanned.map((term): PlacedTerm => {
    const { start, end, negated, field } = term
    const { condition, faults: found } = parseCondition(term)
    const faults = found.map((fault): ViewFault => ({ ...fault, field }))
    if (condition === null && faults.some(({ kind }) => kind === 'unfinished')) {
      return { start, end, term: null, faults }
    }
    count += 1
    if (count > mostTerms) return leftOut('too_many_terms', term)
    const asWords = { kind: 'words', text: within.slice(negated ? start + 1 : start, end) } as const
    return { start, end, term: { negated, ...(condition ?? asWords) }, faults }
  })
  return [...placed, ...beyond]
}

function leftOut(kind: ViewFaultKind, { start, end }: { start: number; end: number }): PlacedTerm {
  return { start, end, term: null, faults: [{ kind, field: null, start, end }] }
}

/** `uploaded-descending` as a sort; `null` for what is none. */
export function parseSort(text: string): Sort | null {
  const [fieldText, direction, ...more] = text.split('-')
  const field = SORT_FIELDS.find((name) => name === fieldText)
  if (field === undefined || more.length > 0) return null
  return direction === 'ascending' || direction === 'descending' ? { field, direction } : null
}
