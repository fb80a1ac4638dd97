import { parseView } from '#contract/views/parse-view.ts'

/** What kind of twins a search asks for; `null` when it asks for none. The stricter kind when it asks for both. */
export function twinsOf(query: string): 'bytes' | 'look' | null {
  const kinds = parseView(query).view.terms.flatMap((term) =>
    term.kind === 'duplicate' && !term.negated ? [term.of] : [],
  )
  return kinds.includes('bytes') ? 'bytes' : (kinds[0] ?? null)
}
