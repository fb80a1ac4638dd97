/**
 * Bytes, numbers and times as people read them, in the browser's language. One function each, so that the same
 * figure looks the same everywhere.
 */
const locale = typeof navigator === 'undefined' ? 'en' : navigator.language

const number = new Intl.NumberFormat(locale)
const date = new Intl.DateTimeFormat(locale, { dateStyle: 'medium' })
const dateTime = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' })
const month = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' })
const clock = new Intl.DateTimeFormat(locale, { timeStyle: 'short' })
const relative = new Intl.RelativeTimeFormat(locale, { style: 'short' })
const now = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 })

const BYTE_UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
/** By unit and decimal places: making one takes longer than a hundred uses. */
const sizes = new Map<string, Intl.NumberFormat>()

function sizeFormat(unit: (typeof BYTE_UNITS)[number], maximumFractionDigits: number): Intl.NumberFormat {
  const key = `${unit} ${maximumFractionDigits}`
  const made = sizes.get(key)
  if (made !== undefined) return made
  const unitDisplay = unit === 'byte' ? 'long' : 'short'
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits })
  sizes.set(key, format)
  return format
}

/** `12402` -> `12,402`. */
export function formatNumber(value: number): string {
  return number.format(value)
}

/** `0.62` -> `62%`. */
export function formatPercent(ratio: number): string {
  return percent.format(ratio)
}

/** Decimal units (1 kB = 1,000 bytes), at most one decimal place. */
export function formatBytes(sizeBytes: number): string {
  let value = sizeBytes
  let unit = 0
  while (value >= 999.5 && unit < BYTE_UNITS.length - 1) {
    value /= 1000
    unit += 1
  }
  return sizeFormat(BYTE_UNITS[unit] ?? 'byte', unit === 0 || value >= 100 ? 0 : 1).format(value)
}

/** `2026-03-04T...` -> `4 Mar 2026`. */
export function formatDate(iso: string): string {
  return date.format(new Date(iso))
}

/** Date and time to the minute. */
export function formatDateTime(iso: string): string {
  return dateTime.format(new Date(iso))
}

/** Time of the day, to the minute. */
export function formatClock(iso: string): string {
  return clock.format(new Date(iso))
}

/** `March 2026`, for headings. */
export function formatMonth(iso: string): string {
  return month.format(new Date(iso))
}

const UNITS: readonly (readonly [unit: Intl.RelativeTimeFormatUnit, seconds: number])[] = [
  ['minute', 60],
  ['hour', 3_600],
  ['day', 86_400],
  ['month', 2_629_800],
  ['year', 31_557_600],
]

/**
 * `8 sec. ago`, `in 2 min.`, to the nearest: what lives for seven days is told so from its first second, and 59 minutes and
 * a half are an hour. Days are counted, not named: `tomorrow` would depend on the clock. `nowMs` is `Date.now()`.
 */
export function formatRelative(iso: string, nowMs: number): string {
  const seconds = Math.round((Date.parse(iso) - nowMs) / 1000)
  if (seconds === 0) return now.format(0, 'second')
  const distance = Math.abs(seconds)
  let chosen: (typeof UNITS)[number] = ['second', 1]
  for (const larger of UNITS) {
    if (Math.round(distance / chosen[1]) * chosen[1] < larger[1]) break
    chosen = larger
  }
  return relative.format(Math.sign(seconds) * Math.round(distance / chosen[1]), chosen[0])
}

/** `161` -> `2:41`; never negative. */
export function formatCountdown(seconds: number): string {
  const whole = Math.max(0, Math.ceil(seconds))
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`
}
