import { type PlacedTerm, parseTerms } from '#contract/views/parse-view.ts'
import { printTerm } from '#contract/views/print-view.ts'
import { scanTerms } from '#contract/views/scan-terms.ts'
import { typingAt } from './term-at.ts'

/**
 * The contents of the search box: finished terms as chips, and the text that is being typed, which stands between them
 * where it was begun.
 */
export interface Draft {
  /** Each one term that reads back by itself. */
  readonly before: readonly string[]
  readonly text: string
  readonly after: readonly string[]
}

/** A query with nothing being typed. */
export function draftOf(query: string): Draft {
  return { before: piecesOf(query), text: '', after: [] }
}

/** All chips, in order. */
export function chipsOf({ before, after }: Draft): readonly string[] {
  return [...before, ...after]
}

/** The query of everything in the box. */
export function queryOf({ before, text, after }: Draft): string {
  return [...before, ...piecesOf(text), ...after].join(' ')
}

/**
 * The query to show while somebody types: without the term under the caret as long as that one is wrong, so that
 * `type:pn` does not empty the grid on the way to `type:png`.
 */
export function liveQueryOf(draft: Draft, caret: number): string {
  const { termStart } = typingAt(draft.text, caret)
  const pieces = parseTerms(draft.text)
    .filter(({ start, faults }) => start !== termStart || faults.length === 0)
    .flatMap((placed) => pieceOf(draft.text, placed))
  return [...draft.before, ...pieces, ...draft.after].join(' ')
}

/** After a key press. A space behind a finished term makes chips of what was typed; plain words stay text. */
export function typeText(draft: Draft, text: string): Draft {
  const last = parseTerms(text).at(-1)
  const isFinished = last?.term && last.term.kind !== 'words' && last.faults.length === 0
  if (!isFinished || last.end === text.length) return { ...draft, text }
  return { ...draft, before: [...draft.before, ...piecesOf(text)], text: '' }
}

/** Everything a chip, the place to type at the end. */
export function commit({ before, text, after }: Draft): Draft {
  return { before: [...before, ...piecesOf(text), ...after], text: '', after: [] }
}

/** The chip as text to type in, at its place. Without quotes that somebody would have to type around. */
export function editChip(draft: Draft, index: number): Draft {
  const offset = index < draft.before.length ? index : index + piecesOf(draft.text).length
  const { before } = commit(draft)
  return { before: before.slice(0, offset), text: before[offset] ?? '', after: before.slice(offset + 1) }
}

/** Without one chip; what is being typed stays. */
export function removeChip({ before, text, after }: Draft, index: number): Draft {
  const at = index - before.length
  return {
    before: before.filter((_, i) => i !== index),
    text,
    after: after.filter((_, i) => i !== at),
  }
}

function piecesOf(text: string): string[] {
  return parseTerms(text).flatMap((placed) => pieceOf(text, placed))
}

/**
 * The text of one term so that it can stand before others: canonical when it is right, as it was typed when it is not.
 * A quote or a backslash that is still open would take in what follows, so such a term is printed as what it means.
 */
function pieceOf(text: string, { start, end, term, faults }: PlacedTerm): string[] {
  if (term !== null && faults.length === 0) return [printTerm(term)]
  const raw = text.slice(start, end).replaceAll(/[\r\n]/g, ' ')
  if (scanTerms(`${raw} x`).length === scanTerms(raw).length + 1) return [raw]
  return term === null ? [] : [printTerm(term)]
}
