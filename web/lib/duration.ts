const locale = typeof navigator === 'undefined' ? 'en' : navigator.language
const UNITS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
  ['second', 1],
] as const

/** `172800` -> `2 days`; in the largest unit that leaves no rest, so that nothing is rounded. */
export function formatDuration(seconds: number): string {
  const [unit, size] = UNITS.find(([, one]) => seconds >= one && seconds % one === 0) ?? ['second', 1]
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long' }).format(seconds / size)
}
