import type { DateText } from './view.ts'

const DATE = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$/

/** `2026`, `2026-03` or `2026-03-09`, a day that exists. */
export function isDateText(text: string): text is DateText {
  const [, year, month = '01', day = '01'] = DATE.exec(text) ?? []
  if (year === undefined) return false
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(`${year}-${month}-${day}`)
}

/**
 * The instants a date covers, UTC: from `from` (included) to `to` (excluded), both `2026-03-01T00:00:00.000Z`. After the
 * last day of the year 9999 `to` is a time that no image reaches.
 */
export function instantsOf(date: DateText): { from: string; to: string } {
  const [year = 0, month, day] = date.split('-').map(Number)
  // `setUTCFullYear` because the years 0 to 99 mean 1900 and later everywhere else.
  const at = (y: number, m: number, d: number) => {
    const instant = new Date(0)
    instant.setUTCFullYear(y, m, d)
    return y > 9999 || instant.getUTCFullYear() > 9999 ? '9999-12-31T23:59:59.999Z' : instant.toISOString()
  }
  const first = month === undefined ? 0 : month - 1
  const from = at(year, first, day ?? 1)
  if (month === undefined) return { from, to: at(year + 1, 0, 1) }
  return { from, to: day === undefined ? at(year, first + 1, 1) : at(year, first, day + 1) }
}
