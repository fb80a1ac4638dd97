export const EXPIRY_CHOICES = ['hour', 'day', 'week', 'month', 'year', 'date', 'never'] as const
export type ExpiryChoice = (typeof EXPIRY_CHOICES)[number]

const HOUR_MS = 3_600_000
const PRESETS_MS: Partial<Record<ExpiryChoice, number>> = {
  hour: HOUR_MS,
  day: 24 * HOUR_MS,
  week: 7 * 24 * HOUR_MS,
  month: 30 * 24 * HOUR_MS,
  year: 365 * 24 * HOUR_MS,
}

/**
 * When a link shall die: ISO 8601, or `null` for never.
 *
 * @param localText of a `datetime-local` field, in this browser's time zone
 */
export function expiryOf(
  choice: ExpiryChoice,
  localText: string,
  nowMs: number,
): { expiresAt: string | null } | { fault: 'no_date' | 'past' } {
  if (choice === 'never') return { expiresAt: null }
  const preset = PRESETS_MS[choice]
  const ms = preset === undefined ? new Date(localText).getTime() : nowMs + preset
  if (Number.isNaN(ms)) return { fault: 'no_date' }
  return ms <= nowMs ? { fault: 'past' } : { expiresAt: new Date(ms).toISOString() }
}
