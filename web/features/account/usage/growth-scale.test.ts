import fc from 'fast-check'
import { expect, test } from 'vitest'
import { axisTop, lastMonths } from './growth-scale.ts'

test.each([
  [0, 1],
  [1, 1],
  [2, 2],
  [3, 4],
  [10, 10],
  [11, 12],
  [17, 20],
  [999, 1_000],
  [1_240, 1_600],
  [65_000, 80_000],
])('an axis for %i ends at %i', (most, top) => {
  expect(axisTop(most)).toBe(top)
})

test('an axis holds everything, and not much more', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 10_000_000 }), (most) => {
      expect(axisTop(most)).toBeGreaterThanOrEqual(most)
      expect(axisTop(most)).toBeLessThanOrEqual(Math.max(1, most * 2))
    }),
  )
})

test('what is not shown is counted', () => {
  const months = [5, 6, 7, 8].map((count, at) => ({ month: `2026-0${at + 1}`, count }))
  expect(lastMonths(months, 2)).toEqual({ recent: months.slice(2), earlier: 11 })
  expect(lastMonths(months, 9)).toEqual({ recent: months, earlier: 0 })
  expect(lastMonths([], 2)).toEqual({ recent: [], earlier: 0 })
})
