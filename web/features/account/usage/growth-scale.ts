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

/** Where the axis ends: a round number that holds `most`, whose half is whole as well. 1 for nothing, so that there is one. */
export function axisTop(most: number): number {
  if (most <= 1) return 1
  const power = 10 ** Math.floor(Math.log10(most))
  const steps = power === 1 ? [1, 2, 4, 6, 8, 10] : [1, 1.2, 1.6, 2, 3, 4, 5, 6, 8, 10]
  const step = steps.find((factor) => factor * power >= most) ?? 10
  return Math.round(step * power)
}
