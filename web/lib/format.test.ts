import fc from 'fast-check'
import { expect, it } from 'vitest'
import { formatBytes, formatCountdown, formatRelative } from './format.ts'

it('writes bytes with at most one decimal, in the next unit before four digits', () => {
  expect(formatBytes(0)).toBe('0 bytes')
  expect(formatBytes(999)).toBe('999 bytes')
  expect(formatBytes(1_500)).toBe('1.5 kB')
  expect(formatBytes(999_900)).toBe('1 MB')
  expect(formatBytes(744_000)).toBe('744 kB')
})

it('counts down in minutes and seconds', () => {
  expect([161, 9.2, 0, -5].map(formatCountdown)).toEqual(['2:41', '0:10', '0:00', '0:00'])
})

const now = Date.parse('2026-03-04T12:00:00Z')
const DAY = 86_400
it.each([
  [0, 'now'],
  [-8, '8 sec. ago'],
  [59, 'in 59 sec.'],
  [-60, '1 min. ago'],
  [120, 'in 2 min.'],
  [-3569, '59 min. ago'],
  [-3571, '1 hr. ago'],
  [-(2 * 3600 - 60), '2 hr. ago'],
  [23 * 3600, 'in 23 hr.'],
  [DAY, 'in 1 day'],
  [7 * DAY - 1, 'in 7 days'],
  [7 * DAY - 30, 'in 7 days'],
  [6.4 * DAY, 'in 6 days'],
  [30 * DAY, 'in 30 days'],
  [365 * DAY, 'in 1 yr.'],
])('%s seconds from now: %s', (seconds, told) => {
  expect(formatRelative(new Date(now + seconds * 1000).toISOString(), now)).toBe(told)
})

it('never tells more than half a unit wrong, and steps on at whole units', () => {
  const sizes: Record<string, number> = { sec: 1, min: 60, hr: 3600, day: DAY, mo: 2_629_800, yr: 31_557_600 }
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 100_000_000 }), (seconds) => {
      const told = formatRelative(new Date(now + seconds * 1000).toISOString(), now)
      const [, count = '', unit = ''] = /^in (\d+) (sec|min|hr|day|mo|yr)/.exec(told) ?? []
      const size = sizes[unit] ?? Number.NaN
      expect(Math.abs(Number(count) * size - seconds)).toBeLessThanOrEqual(size / 2)
    }),
  )
})
