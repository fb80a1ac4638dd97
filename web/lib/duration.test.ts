import { expect, test } from 'vitest'
import { formatDuration } from './duration.ts'

test.each([
  [0, '0 seconds'],
  [90, '90 seconds'],
  [3_600, '1 hour'],
  [5_400, '90 minutes'],
  [90_000, '25 hours'],
  [172_800, '2 days'],
  [31_536_000, '365 days'],
])('%i seconds are %s', (seconds, words) => {
  expect(formatDuration(seconds)).toBe(words)
})
