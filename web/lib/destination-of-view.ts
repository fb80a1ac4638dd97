import type { Metadata } from '#contract/images.ts'
import { parseView } from '#contract/views/parse-view.ts'
import { printTerms } from '#contract/views/print-view.ts'
import type { ViewTerm } from '#contract/views/view.ts'
import type { Destination } from './destination.ts'

/** What is known beside the view itself. */
export interface DestinationFacts {
  /** The metadata field that names folders, as the library reads it. */
  folderField: string
  /** Some images of the view: they show whether its folder is made of ids or of the metadata field. */
  sample: readonly { readonly id: string }[]
  /** Name of the saved view that is on screen. */
  savedView: string | null
}

/**
 * What a new image needs to be part of a view, as far as a view can say it: its folder, one creator, one value of a
 * metadata field, private. `null` when it says none of these. Terms that name several values, or that
 * contradict each other, give nothing: nobody can know which was meant.
 * @param query text in the view language
 */
export function destinationOf(query: string, facts: DestinationFacts): Destination | null {
  const terms = parseView(query).view.terms.filter(({ negated }) => !negated)
  const folder = deepestFolder(terms)
  const creator = oneCreator(terms)
  const metadata = wantedMetadata(terms)
  const isPrivate = wantsPrivate(terms)
  if (folder === null && creator === null && !isPrivate && Object.keys(metadata).length === 0) return null
  return {
    folder,
    idPrefix: folder !== null && !isPrivate && isMadeOfIds(folder, facts.sample) ? folder : null,
    folderField: facts.folderField,
    creator,
    metadata,
    isPrivate,
    savedView: facts.savedView,
    label: folder ?? facts.savedView ?? printTerms(terms),
  }
}

/** Several folders must lie in each other: the innermost one holds them all. */
function deepestFolder(terms: readonly ViewTerm[]): string | null {
  const paths = terms.flatMap((term) => (term.kind === 'folder' && term.path !== '' ? [term.path] : []))
  const deepest = paths.reduce<string | null>(
    (longest, path) => (longest === null || path.length > longest.length ? path : longest),
    null,
  )
  if (deepest === null) return null
  const inNone = terms.some((term) => term.kind === 'folder' && term.path === '')
  return !inNone && paths.every((path) => `${deepest}/`.startsWith(`${path}/`)) ? deepest : null
}

function oneCreator(terms: readonly ViewTerm[]): string | null {
  const named = terms.flatMap((term) => (term.kind === 'creator' ? [term.values] : []))
  const [first = []] = named
  const [creator = ''] = first
  return creator !== '' && named.every((values) => values.length === 1 && values[0] === creator)
    ? creator
    : null
}

function wantsPrivate(terms: readonly ViewTerm[]): boolean {
  const wanted = terms.flatMap((term) => (term.kind === 'private' ? [term.value] : []))
  return wanted.length > 0 && wanted.every((value) => value)
}

/** `meta.shot.lens:50mm` is `{ shot: { lens: '50mm' } }`. */
function wantedMetadata(terms: readonly ViewTerm[]): Metadata {
  const wanted = new Map<string, { path: readonly string[]; values: Set<string> }>()
  for (const term of terms) {
    if (term.kind !== 'meta') continue
    const key = JSON.stringify(term.path)
    const known = wanted.get(key) ?? { path: term.path, values: new Set() }
    for (const value of term.values) known.values.add(value)
    wanted.set(key, known)
  }
  let metadata: Metadata = {}
  for (const { path, values } of wanted.values()) {
    const [value = ''] = values
    if (values.size === 1 && value !== '') metadata = withValue(metadata, path, value) ?? metadata
  }
  return metadata
}

/** `null` when something else stands in the way already. */
function withValue(into: Metadata, [name = '', ...rest]: readonly string[], value: string): Metadata | null {
  const before = Object.hasOwn(into, name) ? into[name] : undefined
  if (rest.length === 0) return before === undefined ? withOwn(into, name, value) : null
  if (before !== undefined && !isObject(before)) return null
  const inner = withValue(before ?? {}, rest, value)
  return inner === null ? null : withOwn(into, name, inner)
}

/** A copy with an own property, also for `__proto__`. */
function withOwn(into: Metadata, name: string, value: Metadata[string]): Metadata {
  return Object.fromEntries([...Object.entries(into), [name, value] as const])
}

function isObject(value: Metadata[string]): value is Metadata {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Most images of the folder that we know have it in their ids. */
function isMadeOfIds(folder: string, sample: DestinationFacts['sample']): boolean {
  const byId = sample.filter(({ id }) => id.startsWith(`${folder}/`)).length
  return byId > sample.length / 2
}
