/** Offsets as ranges `[from, to)`, rising, neither touching nor overlapping. A million in a row are one range. */
export type Spans = readonly (readonly [from: number, to: number])[]

export const NO_SPANS: Spans = []

export function spanCount(spans: Spans): number {
  return spans.reduce((sum, [from, to]) => sum + to - from, 0)
}

/** O(log ranges). */
export function spansHave(spans: Spans, offset: number): boolean {
  let [low, high] = [0, spans.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const span = spans[middle]
    if (span === undefined) return false
    if (offset < span[0]) high = middle - 1
    else if (offset >= span[1]) low = middle + 1
    else return true
  }
  return false
}

/** What is in either. */
export function unite(a: Spans, b: Spans): Spans {
  const sorted = [...a, ...b].filter(([from, to]) => from < to).sort((x, y) => x[0] - y[0])
  const joined: [number, number][] = []
  for (const [from, to] of sorted) {
    const last = joined.at(-1)
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to)
    else joined.push([from, to])
  }
  return joined
}

/** What is in `a` and not in `b`. */
export function subtract(a: Spans, b: Spans): Spans {
  const left: [number, number][] = []
  let next = 0
  for (const [start, end] of a) {
    let from = start
    while (next < b.length && (b[next]?.[1] ?? 0) <= from) next += 1
    for (let at = next; at < b.length; at += 1) {
      const [cutFrom = end, cutTo = end] = b[at] ?? []
      if (cutFrom >= end) break
      if (cutFrom > from) left.push([from, cutFrom])
      from = Math.max(from, cutTo)
    }
    if (from < end) left.push([from, end])
  }
  return left
}
