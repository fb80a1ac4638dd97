import type { NumberField } from './view.ts'

/** Decimal, as the desk shows sizes: 1 kB is 1,000 bytes. */
const UNITS = { gb: 1_000_000_000, mb: 1_000_000, kb: 1_000, b: 1 } as const
const NUMBER = /^(\d{1,16})(?:\.(\d{1,9}))?([a-z]*)$/i

/**
 * Pixels (`2000`, `2000px`) or, for `size`, bytes (`2mb`, `1.5mb`, `800kb`, `1234`), rounded to the whole byte.
 * `null` for anything else, and for what a number cannot hold exactly.
 */
export function parseNumber(field: NumberField, text: string): number | null {
  const [, whole, fraction = '', unitText = ''] = NUMBER.exec(text) ?? []
  if (whole === undefined) return null
  const unit = unitText.toLowerCase()
  if (field !== 'size') return fraction === '' && (unit === '' || unit === 'px') ? safe(Number(whole)) : null
  const factor = unit === '' ? 1 : Object.entries(UNITS).find(([name]) => name === unit)?.[1]
  if (factor === undefined || (factor === 1 && fraction !== '')) return null
  return safe(Number(whole) * factor + Math.round(Number(`0.${fraction || 0}`) * factor))
}

function safe(value: number): number | null {
  return Number.isSafeInteger(value) ? value : null
}

/** The shortest text that reads back as exactly this number: in the biggest unit with at most two decimals. */
export function printNumber(field: NumberField, value: number): string {
  if (field !== 'size') return String(value)
  for (const [name, factor] of Object.entries(UNITS)) {
    if (factor === 1 || value < factor || value % (factor / 100) !== 0) continue
    const hundredths = (value % factor) / (factor / 100)
    const decimals = hundredths === 0 ? '' : `.${String(hundredths).padStart(2, '0').replace(/0$/, '')}`
    return `${Math.floor(value / factor)}${decimals}${name}`
  }
  return String(value)
}
