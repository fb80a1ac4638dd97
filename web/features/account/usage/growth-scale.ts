import type { MonthCount } from '#contract/library.ts'

export const SHOWN_MONTHS = 24

/** The last months, and how many images came before them. */
export function lastMonths(
  months: readonly MonthCount[],
  shown = SHOWN_MONTHS,
): { recent: readonly MonthCount[]; earlier: number } {
  const recent = months.slice(-shown)
  const earlier = months.slice(0, months.length - recent.length).reduce((sum, { count }) => sum + count, 0)
  return { recent, earlier }
}

/**
 * Where the axis ends: the smallest of 1, 2, 4, 6, 8, 10, 20, 40 and so on that holds `most`; from 2 on, its half is a whole
 * number as well. 1 for nothing, so that there is an axis.
 */
export function axisTop(most: number): number {
  if (most <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  const step = [1, 2, 4, 6, 8, 10].find((factor) => factor * power >= most) ?? 10
  return step * power
}
