import type { ValueCount } from '#contract/library.ts'
import type { View } from '#contract/views/view.ts'
import type { Folders } from './folder-tree.ts'
import { type Answer, createKeptAnswers } from './kept-answers.ts'
import type { LibraryIndex } from './library-index.ts'
import type { Facets } from './scan-facets.ts'
import type { ValueField } from './scan-values.ts'
import type { Positions, TwinGroups } from './scanner.ts'
import type { TwinKind } from './twins.ts'

/** Row numbers kept in memory, 8 bytes each. */
const KEPT_KEYS = 8_000_000
/** What an answer takes besides; without it those that found nothing would be kept for ever. */
const ANSWER_KEYS = 1_000
const KEPT_ANSWERS = 200

/**
 * The slow answers of the index, kept: at once when there was one before, even if the index has moved on since. A scan
 * whose askers all left before it began is not made.
 */
export interface Scans
  extends Pick<LibraryIndex, 'positions' | 'facets' | 'folders' | 'suggestions' | 'duplicates'> {
  /** Whether those come at once. */
  hasPositions(view: View): boolean
}

const MEASURED_TERMS: ReadonlySet<string> = new Set(['type', 'orientation', 'number', 'duplicate'])
const MEASURED_SORTS: ReadonlySet<string> = new Set(['size', 'dimensions'])

/** Whether the view, or its order, depends on what is learnt from bytes. */
function needsMeasurements({ terms, sort }: View): boolean {
  return MEASURED_SORTS.has(sort.field) || terms.some(({ kind }) => MEASURED_TERMS.has(kind))
}

export function createScans(index: LibraryIndex): Scans {
  const anyChange = () => index.facts()?.revision ?? 0
  /** While images are measured one by one, views of what the Images API tells stay as they are. */
  const changeOfRows = () => index.facts()?.rowsRevision ?? 0
  const changedAt = (view: View) => (needsMeasurements(view) ? anyChange() : changeOfRows())
  const few = { weigh: () => 1, limit: KEPT_ANSWERS }
  const positions = createKeptAnswers<View, Positions>({
    // Both ways of upload order are one list.
    nameOf: ({ terms, sort }) => JSON.stringify([terms, sort.field === 'uploaded' ? null : sort]),
    scan: index.positions,
    changedAt,
    weigh: ({ keys }) => ANSWER_KEYS + keys.length,
    limit: KEPT_KEYS,
  })
  const facets = createKeptAnswers<View, Facets & Answer>({
    ...few,
    changedAt: anyChange,
    nameOf: ({ terms }) => JSON.stringify(terms),
    scan: index.facets,
  })
  const folders = createKeptAnswers<string, Folders & Answer>({
    ...few,
    changedAt: changeOfRows,
    nameOf: (parent) => parent,
    scan: index.folders,
  })
  const suggestions = createKeptAnswers<[ValueField, string], { values: ValueCount[] } & Answer>({
    ...few,
    changedAt: ([{ kind }]) => (kind === 'type' || kind === 'orientation' ? anyChange() : changeOfRows()),
    nameOf: (question) => JSON.stringify(question),
    scan: (question, signal) => index.suggestions(...question, signal),
  })
  const duplicates = createKeptAnswers<[TwinKind, View], TwinGroups>({
    nameOf: ([of, { terms }]) => JSON.stringify([of, terms]),
    scan: (question, signal) => index.duplicates(...question, signal),
    changedAt: anyChange,
    weigh: ({ keys }) => ANSWER_KEYS + keys.length,
    limit: KEPT_KEYS,
  })
  return {
    positions: positions.get,
    hasPositions: positions.has,
    facets: facets.get,
    folders: folders.get,
    suggestions: (field, prefix, signal) => suggestions.get([field, prefix], signal),
    duplicates: (of, view, signal) => duplicates.get([of, view], signal),
  }
}
