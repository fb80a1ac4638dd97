import type { MonthCount } from '#contract/library.ts'
import type { Sort } from '#contract/views/view.ts'
import { keyAfter } from './image-key.ts'
import { lowerBound } from './key-order.ts'
import { monthsOf, type Ordered } from './months.ts'

/** A view in its order, as far as `until`: offsets and what is there. */
export interface Sequence {
  total: number
  /** Images of the view that came after `until`. */
  newer: number
  keys(offset: number, limit: number): Float64Array
  /** `null` when it is not in there. */
  offsetOf(key: number): number | null
  months(): MonthCount[]
}

export type Sliceable = Ordered & { slice(from: number, to: number): Float64Array }

/** Row numbers in upload order, shown from either end. `untilMs`: images uploaded later stay out. */
export function uploadSequence(
  ascending: Sliceable,
  direction: Sort['direction'],
  untilMs: number | null,
): Sequence {
  const total = untilMs === null ? ascending.size : ascending.countBelow(keyAfter(untilMs))
  const isUp = direction === 'ascending'
  return {
    total,
    newer: ascending.size - total,
    keys(offset, limit) {
      const [from, to] = [Math.min(offset, total), Math.min(offset + limit, total)]
      return isUp ? ascending.slice(from, to) : ascending.slice(total - to, total - from).reverse()
    },
    offsetOf(key) {
      const place = ascending.countBelow(key)
      if (place >= total || ascending.at(place) !== key) return null
      return isUp ? place : total - 1 - place
    },
    months() {
      const months = monthsOf(ascending, total)
      return isUp ? months : months.reverse()
    },
  }
}

/** Row numbers in another order. */
export function sortedSequence(keys: Float64Array, untilMs: number | null): Sequence {
  const bound = untilMs === null ? Number.POSITIVE_INFINITY : keyAfter(untilMs)
  const shown = untilMs === null ? keys : keys.filter((key) => key < bound)
  return {
    total: shown.length,
    newer: keys.length - shown.length,
    keys: (offset, limit) => shown.slice(offset, offset + limit),
    offsetOf(key) {
      const place = shown.indexOf(key)
      return place === -1 ? null : place
    },
    months: () => [],
  }
}

/** A list of ascending row numbers, as the order of the library is one. */
export function ascendingList(keys: Float64Array): Sliceable {
  return {
    size: keys.length,
    countBelow: (key) => lowerBound(keys, key),
    at: (place) => keys[place],
    slice: (from, to) => keys.slice(from, to),
  }
}
