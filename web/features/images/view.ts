import { parseSort, parseView } from '#contract/views/parse-view.ts'
import { printSort, printTerms } from '#contract/views/print-view.ts'
import { NEWEST_FIRST, type Sort } from '#contract/views/view.ts'
import type { ImageFilter } from '../../api/images.ts'

/** What the address says about the grid. */
export interface View {
  /** The text of the search box, in the view language; it need not be canonical. */
  readonly query: string
  readonly sort: Sort
  readonly layout: 'grid' | 'table'
}

/** Reads a view; anything unknown falls back to "newest first, everything, contact sheet". Old links are understood. */
export function readView(search: URLSearchParams): View {
  return {
    query: search.get('q') ?? queryOfOldLink(search.get('creator')),
    sort: parseSort(search.get('sort') ?? '') ?? sortOfOldLink(search.get('order')),
    layout: search.get('layout') === 'table' ? 'table' : 'grid',
  }
}

/** The shortest query string for a view: what is usual is left out. */
export function printView({ query, sort, layout }: View): string {
  const search = new URLSearchParams()
  if (query !== '') search.set('q', query)
  if (!isUsual(sort)) search.set('sort', printSort(sort))
  if (layout !== 'grid') search.set('layout', layout)
  return search.toString()
}

/** What the server is asked for: the canonical text of the terms, and the order. Two spellings of one view agree. */
export function questionOf({ query, sort }: View): { q: string; sort: string } {
  return { q: printTerms(parseView(query).view.terms), sort: printSort(sort) }
}

/** Names the contents of a view: not how they are laid out, nor how they were asked for. */
export function placeKeyOf(view: View): string {
  return printView({ ...view, query: questionOf(view).q, layout: 'grid' })
}

/** The part of a view that the live listing can answer. */
export function liveFilterOf({ query, sort }: View): ImageFilter {
  const creators = parseView(query).view.terms.flatMap((term) =>
    term.kind === 'creator' && !term.negated && term.values.length === 1 ? term.values : [],
  )
  return {
    order: sort.field === 'uploaded' && sort.direction === 'ascending' ? 'oldest' : 'newest',
    creator: creators[0] ?? null,
  }
}

function isUsual({ field, direction }: Sort): boolean {
  return field === NEWEST_FIRST.field && direction === NEWEST_FIRST.direction
}

/** `?creator=ada`, `?creator=` for images without one. */
function queryOfOldLink(creator: string | null): string {
  return creator === null ? '' : printTerms([{ kind: 'creator', negated: false, values: [creator] }])
}

/** `?order=oldest` */
function sortOfOldLink(order: string | null): Sort {
  return order === 'oldest' ? { field: 'uploaded', direction: 'ascending' } : NEWEST_FIRST
}
