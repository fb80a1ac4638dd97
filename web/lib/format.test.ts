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

it('says how long ago in the largest whole unit', () => {
  const now = Date.parse('2026-03-04T12:00:00Z')
  expect(formatRelative('2026-03-04T11:59:52Z', now)).toBe('8 sec. ago')
  expect(formatRelative('2026-03-04T10:01:00Z', now)).toBe('1 hr. ago')
  expect(formatRelative('2026-03-04T12:02:00Z', now)).toBe('in 2 min.')
})
