import { NO_SPANS, type Spans, spanCount, spansHave, subtract, unite } from './spans.ts'

/**
 * What is selected, in every view alike. Images met are known by id and stay selected wherever somebody goes.
 * "All that match" is a view, not a list; a range over images that are not loaded is a pair of offsets. Both belong to
 * one view (`scope`), which costs nothing however many they are. Pure: every function gives a new value.
 */
export interface Selection {
  /** The printed view, with what pins it, that `all`, `spans` and offsets are about; `null` before there is one. */
  readonly scope: string | null
  /** Images of the scope. */
  readonly total: number
  /** Everything the scope holds. */
  readonly all: boolean
  /** Selected offsets of the scope whose ids are not known; none beside `all`. */
  readonly spans: Spans
  /** Selected (`on`), or an exception; stronger than `all` and `spans`. */
  readonly marks: ReadonlyMap<string, Mark>
  /** Where a Shift range starts: the last image toggled, in the scope. */
  readonly anchor: number | null
  /** What was selected when the range began, so that a second range from the same anchor replaces the first. */
  readonly base: Picked | null
}

interface Mark {
  readonly on: boolean
  /** In the scope; `null`: not in it, or nobody knows yet. */
  readonly offset: number | null
}

type Picked = Pick<Selection, 'all' | 'spans' | 'marks'>

/** An image in the view on screen; `id` is `null` while it is not loaded. */
export interface Item {
  id: string | null
  offset: number
}

/** The view on screen. */
export interface Scope {
  key: string
  total: number
}

export const NO_SELECTION: Selection = {
  scope: null,
  total: 0,
  all: false,
  spans: NO_SPANS,
  marks: new Map(),
  anchor: null,
  base: null,
}

/** Everything is known by id, so it can be shown and named in any view. */
export function isNamed({ all, spans }: Picked): boolean {
  return !all && spans.length === 0
}

/** Of another view, what is not known by id counts as not selected: nobody can tell. */
export function isSelected(selection: Selection, view: string, { id, offset }: Item): boolean {
  const mark = id === null ? undefined : selection.marks.get(id)
  return mark?.on ?? (selection.scope === view && isCovered(selection, offset))
}

/** How many, without looking at any. */
export function countSelected(selection: Selection): number {
  const { all, spans, total, marks } = selection
  let count = all ? total : spanCount(spans)
  for (const { on, offset } of marks.values()) {
    const covered = offset !== null && isCovered(selection, offset)
    if (on !== covered) count += on ? 1 : -1
  }
  return count
}

/** Selects or deselects one; later ranges start there. */
export function toggleOne(selection: Selection, view: Scope, item: Item & { id: string }): Selection {
  const wanted = !isSelected(selection, view.key, item)
  const scoped = enter(selection, view)
  const isHere = scoped.scope === view.key
  const anchor = isHere ? item.offset : null
  const marks = new Map(scoped.marks)
  const offset = isHere ? item.offset : (marks.get(item.id)?.offset ?? null)
  const covered = offset !== null && isCovered(scoped, offset)
  if (wanted === covered && (isHere || !wanted)) marks.delete(item.id)
  else marks.set(item.id, { on: wanted, offset })
  return { ...scoped, marks, anchor, base: null }
}

/** Selects everything from the anchor to `offset`, both included. */
export function extendTo(selection: Selection, view: Scope, offset: number): Selection {
  const scoped = take(selection, view)
  const anchor = scoped.anchor ?? offset
  const range: Spans = [[Math.min(anchor, offset), Math.max(anchor, offset) + 1]]
  return { ...addRanges(scoped, view, range), anchor }
}

/** Selects `ranges` beside what was selected when the drag or the range began. */
export function addRanges(selection: Selection, view: Scope, ranges: Spans): Selection {
  const scoped = take(selection, view)
  const base: Picked = scoped.base ?? { all: scoped.all, spans: scoped.spans, marks: scoped.marks }
  const marks = new Map(base.marks)
  for (const [id, { on, offset }] of base.marks) {
    if (!on && offset !== null && spansHave(ranges, offset)) marks.delete(id)
  }
  const spans = base.all ? NO_SPANS : unite(base.spans, ranges)
  return { ...scoped, all: base.all, spans, marks, base }
}

/** A drag ended: the next range or rectangle is a new one. */
export function endRange(selection: Selection): Selection {
  return selection.base === null ? selection : { ...selection, base: null }
}

/** All that the view holds, beside what was selected by id. */
export function selectAll(selection: Selection, view: Scope): Selection {
  const scoped = take(selection, view)
  const marks = new Map([...scoped.marks].filter(([, { on }]) => on))
  return { ...scoped, all: true, spans: NO_SPANS, marks, anchor: null, base: null }
}

/** What is loaded of the spans, from `from` on, becomes known by id. */
export function nameItems(
  selection: Selection,
  view: string,
  from: number,
  ids: readonly string[],
): Selection {
  if (selection.scope !== view || selection.spans.length === 0) return selection
  const marks = new Map(selection.marks)
  const named: [number, number][] = []
  for (const [index, id] of ids.entries()) {
    const offset = from + index
    if (!spansHave(selection.spans, offset)) continue
    if (marks.get(id)?.on === false) marks.delete(id)
    else marks.set(id, { on: true, offset })
    named.push([offset, offset + 1])
  }
  if (named.length === 0) return selection
  return { ...selection, marks, spans: subtract(selection.spans, unite(named, [])) }
}

/** Where an image selected elsewhere stands in the scope (`null`: it is not in it), so that none is counted twice. */
export function placeMark(selection: Selection, scope: string, id: string, offset: number | null): Selection {
  const mark = selection.marks.get(id)
  if (selection.scope !== scope || mark === undefined || offset === null) return selection
  return { ...selection, marks: new Map(selection.marks).set(id, { ...mark, offset }) }
}

/** Forgets images that are gone. */
export function dropIds(selection: Selection, gone: ReadonlySet<string>): Selection {
  if (![...gone].some((id) => selection.marks.has(id))) return selection
  const marks = new Map([...selection.marks].filter(([id]) => !gone.has(id)))
  return { ...selection, marks, anchor: null, base: null }
}

/**
 * The scope changed behind our back, so that offsets stand for other images now. What is known by id stays; "all"
 * stays with the new total; ranges nobody had named are given up rather than moved to images nobody chose.
 * @returns how many images were given up
 */
export function rebase(
  selection: Selection,
  scope: string,
  total: number,
): { selection: Selection; lost: number } {
  if (selection.scope !== scope) return { selection, lost: 0 }
  const { all, spans } = selection
  const marks = new Map(
    [...selection.marks]
      .filter(([, { on }]) => on || all)
      .map(([id, mark]) => [id, all ? mark : { ...mark, offset: null }]),
  )
  const next = { ...selection, total, spans: NO_SPANS, marks, anchor: null, base: null }
  return {
    selection: next,
    lost: spans.length === 0 ? 0 : countSelected(selection) - countSelected(next),
  }
}

function isCovered({ all, spans }: Picked, offset: number): boolean {
  return all || spansHave(spans, offset)
}

/** Makes the view on screen the scope, unless another view's "all" or ranges would be lost by it. */
function enter(selection: Selection, { key, total }: Scope): Selection {
  if (selection.scope === key) return selection.total === total ? selection : { ...selection, total }
  if (!isNamed(selection)) return selection
  const marks = new Map([...selection.marks].map(([id, mark]) => [id, { ...mark, offset: null }]))
  return { ...selection, scope: key, total, marks, anchor: null, base: null }
}

/** The same, and what stands in the way is given up: a new range or a new "all" replaces another view's. */
function take(selection: Selection, view: Scope): Selection {
  const entered = enter(selection, view)
  if (entered.scope === view.key) return entered
  const marks = new Map([...selection.marks].filter(([, { on }]) => on))
  return enter({ ...selection, all: false, spans: NO_SPANS, marks }, view)
}
