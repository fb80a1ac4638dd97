import { expect, test } from 'vitest'
import { type ExpiryChoice, expiryOf } from './expiry.ts'

const NOW = Date.parse('2026-11-25T12:00:00.000Z')

test.each<[ExpiryChoice, string | null]>([
  ['hour', '2026-11-25T13:00:00.000Z'],
  ['day', '2026-11-26T12:00:00.000Z'],
  ['week', '2026-12-02T12:00:00.000Z'],
  ['month', '2026-12-25T12:00:00.000Z'],
  ['year', '2027-11-25T12:00:00.000Z'],
  ['never', null],
])('%s', (choice, expiresAt) => {
  expect(expiryOf(choice, '', NOW)).toEqual({ expiresAt })
})

test('a date is of this time zone, and has to be to come', () => {
  const inTwoDays = new Date(NOW + 2 * 86_400_000)
  const local = `${inTwoDays.getFullYear()}-${String(inTwoDays.getMonth() + 1).padStart(2, '0')}-${String(inTwoDays.getDate()).padStart(2, '0')}T08:30`
  const answer = expiryOf('date', local, NOW)
  expect('expiresAt' in answer && new Date(answer.expiresAt ?? 0).getHours()).toBe(8)
  expect(expiryOf('date', '2020-01-01T00:00', NOW)).toEqual({ fault: 'past' })
  expect(expiryOf('date', '', NOW)).toEqual({ fault: 'no_date' })
})
