import type { MonthCount } from '#contract/library.ts'
import { storageCostDollars } from './costs.ts'

/** Full months an estimate needs at least, and rests on at most. */
export const FEWEST_MONTHS = 3
const MOST_MONTHS = 6
const AHEAD_MONTHS = [3, 6, 12] as const
/** Further off, a straight line says nothing. */
const HORIZON_MONTHS = 60

export type Forecast =
  | { kind: 'none'; reason: 'incomplete' | 'count_unknown' }
  | { kind: 'none'; reason: 'too_young'; monthsMissing: number }
  | {
      kind: 'linear'
      /** Images a month: the mean of the months it rests on. */
      perMonth: number
      /** The fewest and the most in one of them. */
      fewest: number
      most: number
      /** The months it rests on, `2026-05` to `2026-10`. */
      from: string
      to: string
      ahead: { months: number; images: number; dollars: number }[]
      /** The month in which the allowance is used up; `null` when not within five years. */
      fullIn: string | null
    }

interface ForecastInput {
  /** Every month from the first with an image to the running one. */
  months: readonly MonthCount[]
  /** The index has every image. */
  isComplete: boolean
  /** The running month, UTC. */
  month: string
  stored: { images: number; allowed: number } | null
}

/**
 * Goes on in a straight line from the last full months. The running month is not full, and neither is the one the library
 * began in.
 */
export function forecastStorage({ months, isComplete, month, stored }: ForecastInput): Forecast {
  if (!isComplete) return { kind: 'none', reason: 'incomplete' }
  if (stored === null) return { kind: 'none', reason: 'count_unknown' }
  const full = months.slice(1).filter((one) => one.month < month)
  if (full.length < FEWEST_MONTHS) {
    return { kind: 'none', reason: 'too_young', monthsMissing: FEWEST_MONTHS - full.length }
  }
  const rested = full.slice(-MOST_MONTHS)
  const counts = rested.map(({ count }) => count)
  const perMonth = counts.reduce((sum, count) => sum + count, 0) / counts.length
  const monthsLeft = perMonth === 0 ? Number.POSITIVE_INFINITY : (stored.allowed - stored.images) / perMonth
  return {
    kind: 'linear',
    perMonth,
    fewest: Math.min(...counts),
    most: Math.max(...counts),
    from: rested[0]?.month ?? month,
    to: rested.at(-1)?.month ?? month,
    ahead: AHEAD_MONTHS.map((ahead) => {
      const images = Math.round(stored.images + ahead * perMonth)
      return { months: ahead, images, dollars: storageCostDollars(Math.max(images, stored.allowed)) }
    }),
    fullIn: monthsLeft > HORIZON_MONTHS ? null : monthAfter(month, Math.max(0, Math.floor(monthsLeft))),
  }
}

/** The month `months` after `month`, as `2026-03`. */
export function monthAfter(month: string, months: number): string {
  const [year = 0, number = 1] = month.split('-').map(Number)
  return new Date(Date.UTC(year, number - 1 + months)).toISOString().slice(0, 7)
}
