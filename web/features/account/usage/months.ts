const locale = typeof navigator === 'undefined' ? 'en' : navigator.language
const whole = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' })
const short = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
const dollars = new Intl.NumberFormat(locale, {
  style: 'currency',
  currency: 'USD',
  minimumFractionDigits: 0,
})

const dateOf = (month: string) => new Date(`${month}-01T00:00:00.000Z`)

/** `2026-03` -> `March 2026`, wherever the reader is. */
export const nameOfMonth = (month: string) => whole.format(dateOf(month))

/** `Mar`; January as its year. */
export const labelOfMonth = (month: string) =>
  month.endsWith('-01') ? month.slice(0, 4) : short.format(dateOf(month))

/** `5` -> `$5`, `0.125` -> `$0.13`. */
export const formatDollars = (value: number) => dollars.format(value)
