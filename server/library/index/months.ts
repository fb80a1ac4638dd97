import type { MonthCount } from '#contract/library.ts'
import { monthEdge, monthOfKey } from './image-key.ts'

/** Row numbers in order, of which there are `size`. */
export interface Ordered {
  size: number
  countBelow(key: number): number
  at(place: number): number | undefined
}

/** How many of the first `count` numbers fall into each month, UTC, oldest first; months without any are left out. */
export function monthsOf(keys: Ordered, count = keys.size): MonthCount[] {
  const months: MonthCount[] = []
  for (let place = 0; place < count; ) {
    const key = keys.at(place)
    if (key === undefined) break
    const end = Math.min(count, keys.countBelow(monthEdge(key, 1)))
    // The last month there is has no edge above it.
    const next = end > place ? end : count
    months.push({ month: monthOfKey(key), count: next - place })
    place = next
  }
  return months
}
