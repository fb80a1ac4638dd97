import type { LibraryFacets } from '#contract/library.ts'
import { parseView } from '#contract/views/parse-view.ts'
import { printTerms } from '#contract/views/print-view.ts'
import { ORIENTATIONS, PICTURE_TYPES } from '#contract/views/view.ts'
import { formatMonth } from '../../../lib/format.ts'
import { finding } from '../../../lib/messages/finding.ts'
import { type Choice, isChosen } from '../search/edit-terms.ts'

/** Groups whose values exclude each other: an image has one. What they count must not be narrowed by themselves. */
export const FACET_KINDS = ['type', 'orientation', 'private', 'creator', 'uploaded'] as const
export type FacetKind = (typeof FACET_KINDS)[number]

/** One line: how many images of the view have it, and what a click asks for. */
export interface FacetLine {
  label: string
  count: number
  choice: Choice
  negated: boolean
  isChosen: boolean
}

export interface FacetGroup {
  key: string
  title: string
  lines: FacetLine[]
}

/** The query without its terms of one kind, or `null` when it has none: what the other values of that kind are counted by. */
export function queryWithout(query: string, kind: FacetKind): string | null {
  const { terms } = parseView(query).view
  const others = terms.filter((term) => term.kind !== kind || term.negated)
  return others.length === terms.length ? null : printTerms(others)
}

/**
 * The groups of the panel. A value that is chosen stays in its group, whatever its count.
 * @param facetsFor what is counted for a kind: of the view without that kind's own terms
 */
export function facetGroups(
  query: string,
  facetsFor: (kind: FacetKind | null) => LibraryFacets,
): FacetGroup[] {
  const line = (label: string, count: number, choice: Choice, negated = false): FacetLine => ({
    label,
    count,
    choice,
    negated,
    isChosen: isChosen(query, choice, negated),
  })
  const counts = (values: readonly { value: string; count: number }[]) =>
    new Map(values.map(({ value, count }) => [value, count]))
  const all = facetsFor(null)
  const types = counts(facetsFor('type').type)
  const orientations = counts(facetsFor('orientation').orientation)
  const { privacy } = facetsFor('private')
  const creators = counts(facetsFor('creator').creator)
  for (const value of chosenCreators(query)) if (!creators.has(value)) creators.set(value, 0)

  const groups: FacetGroup[] = [
    {
      key: 'type',
      title: finding.facets.type,
      lines: PICTURE_TYPES.map((type) =>
        line(type, types.get(type) ?? 0, { kind: 'type', values: [type] }),
      ).sort(byCount),
    },
    {
      key: 'orientation',
      title: finding.facets.orientation,
      lines: ORIENTATIONS.map((orientation) =>
        line(finding.orientations[orientation], orientations.get(orientation) ?? 0, {
          kind: 'orientation',
          values: [orientation],
        }),
      ),
    },
    {
      key: 'private',
      title: finding.facets.access,
      lines: [
        line(finding.public, privacy.public, { kind: 'private', value: false }),
        line(finding.private, privacy.private, { kind: 'private', value: true }),
        line(finding.drafts, all.draft, { kind: 'draft', value: true }),
      ],
    },
    {
      key: 'attention',
      title: finding.facets.attention,
      lines: [
        line(finding.missingAlt, all.missingAlt, { kind: 'has', path: ['alt'] }, true),
        line(finding.duplicates, all.duplicateBytes, { kind: 'duplicate', of: 'bytes' }),
        line(finding.nearDuplicates, all.duplicateLook, { kind: 'duplicate', of: 'look' }),
      ],
    },
    {
      key: 'creator',
      title: finding.facets.creator,
      lines: [...creators].map(([value, count]) =>
        line(value === '' ? finding.nobody : value, count, { kind: 'creator', values: [value] }),
      ),
    },
    {
      key: 'uploaded',
      title: finding.facets.month,
      lines: facetsFor('uploaded').month.map(({ month, count }) =>
        line(formatMonth(`${month}-15T00:00:00Z`), count, { kind: 'uploaded', from: month, to: month }),
      ),
    },
  ]
  return groups
    .map((group) => ({ ...group, lines: group.lines.filter((one) => one.count > 0 || one.isChosen) }))
    .filter(({ lines }) => lines.length > 0)
}

function chosenCreators(query: string): readonly string[] {
  return parseView(query).view.terms.flatMap((term) =>
    term.kind === 'creator' && !term.negated ? term.values : [],
  )
}

function byCount(a: FacetLine, b: FacetLine): number {
  return b.count - a.count
}
