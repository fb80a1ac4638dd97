import type { MonthCount } from '#contract/library.ts'
import { firstKeyAt, monthEdge, monthOfKey } from './index/image-key.ts'
import type { LibraryIndex } from './index/library-index.ts'
import { monthsOf, type Ordered } from './index/months.ts'
import { ascendingList } from './index/sequence.ts'

interface Growth {
  months: MonthCount[]
  images: number
  drafts: number
}

/** See {@link growthOf}; of nothing while the index cannot be read. */
export async function readGrowth(
  index: Pick<LibraryIndex, 'facts' | 'order' | 'drafts'>,
  nowMs: number,
): Promise<Growth> {
  const drafts = index.facts() === null ? new Float64Array() : await index.drafts()
  return growthOf(index.order, drafts, nowMs)
}

/**
 * Images that are there, by the month (UTC) they were uploaded in: every month from the first to the one `nowMs` is in,
 * those without any too, oldest first.
 *
 * @param order row numbers of everything
 * @param drafts row numbers of the drafts, ascending: nothing was uploaded to them, so that they are left out
 */
export function growthOf(order: Ordered, drafts: Float64Array, nowMs: number): Growth {
  // A draft that went away between the two readings is in one of them only.
  const still = drafts.filter((key) => order.countBelow(key + 1) > order.countBelow(key))
  const draftsIn = new Map(monthsOf(ascendingList(still)).map(({ month, count }) => [month, count]))
  const filled = monthsOf(order).flatMap(({ month, count }) => {
    const images = count - (draftsIn.get(month) ?? 0)
    return images === 0 ? [] : [{ month, count: images }]
  })
  return {
    months: withEmptyMonths(filled, nowMs),
    images: order.size - still.length,
    drafts: still.length,
  }
}

function withEmptyMonths(filled: readonly MonthCount[], nowMs: number): MonthCount[] {
  const [first] = filled
  if (first === undefined) return []
  const now = new Date(nowMs).toISOString().slice(0, 7)
  const newest = filled.at(-1)?.month ?? now
  const last = newest > now ? newest : now
  const counts = new Map(filled.map(({ month, count }) => [month, count]))
  const months: MonthCount[] = []
  for (let month = first.month; month <= last; month = monthAfter(month)) {
    months.push({ month, count: counts.get(month) ?? 0 })
    if (month === monthAfter(month)) break
  }
  return months
}

/** The latest month there can be has none after it. */
function monthAfter(month: string): string {
  return monthOfKey(monthEdge(firstKeyAt(Date.parse(`${month}-01T00:00:00.000Z`)), 1))
}
