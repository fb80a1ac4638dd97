/**
 * What is selected, by image id. Pure: every function gives a new value. A Shift range replaces the range drawn
 * before it from the same anchor, and leaves alone what was selected before that.
 */
export interface Selection {
  readonly ids: ReadonlySet<string>
  /** Where a Shift range starts: the last image toggled. */
  readonly anchor: string | null
  /** What was selected when the range began. */
  readonly base: ReadonlySet<string>
}

export const EMPTY_SELECTION: Selection = { ids: new Set(), anchor: null, base: new Set() }

/** Selects or deselects one; later ranges start there. */
export function toggleOne(selection: Selection, id: string): Selection {
  const ids = new Set(selection.ids)
  if (!ids.delete(id)) ids.add(id)
  return { ids, anchor: id, base: ids }
}

/** Selects everything from the anchor to `id`, both included, in the order of `order`. */
export function extendTo(selection: Selection, order: readonly string[], id: string): Selection {
  const to = order.indexOf(id)
  const from = selection.anchor === null ? to : order.indexOf(selection.anchor)
  if (to === -1) return selection
  if (from === -1) return toggleOne({ ...selection, ids: without(selection.ids, id) }, id)
  const range = order.slice(Math.min(from, to), Math.max(from, to) + 1)
  return {
    ids: new Set([...selection.base, ...range]),
    anchor: selection.anchor ?? id,
    base: selection.base,
  }
}

/** Selects all of `order`, and nothing else. */
export function selectAll(order: readonly string[]): Selection {
  const ids = new Set(order)
  return { ids, anchor: order[0] ?? null, base: ids }
}

/** Drops what is gone, after a delete. */
export function dropFrom(selection: Selection, gone: ReadonlySet<string>): Selection {
  const keep = (ids: ReadonlySet<string>) => new Set([...ids].filter((id) => !gone.has(id)))
  const anchor = selection.anchor !== null && gone.has(selection.anchor) ? null : selection.anchor
  return { ids: keep(selection.ids), anchor, base: keep(selection.base) }
}

function without(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const rest = new Set(ids)
  rest.delete(id)
  return rest
}
