import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { forecastStorage, monthAfter } from './forecast.ts'

const NOW = '2026-11'
/** Months up to the running one. */
const months = (...counts: number[]) =>
  counts.map((count, at) => ({ month: monthAfter(NOW, at - counts.length + 1), count }))
const stored = { images: 90_000, allowed: 100_000 }
const usual = { isComplete: true, month: NOW, stored }

describe('no estimate', () => {
  test('while the index is not complete, or nobody tells the count', () => {
    const grown = months(1, 1, 1, 1, 1, 1)
    expect(forecastStorage({ ...usual, months: grown, isComplete: false })).toEqual({
      kind: 'none',
      reason: 'incomplete',
    })
    expect(forecastStorage({ ...usual, months: grown, stored: null })).toEqual({
      kind: 'none',
      reason: 'count_unknown',
    })
  })

  test.each([
    [[], 3],
    [[5], 3],
    [[5, 5], 3],
    [[5, 5, 5, 5], 1],
  ])('from %j, with the first and the running month left out', (counts, monthsMissing) => {
    expect(forecastStorage({ ...usual, months: months(...counts) })).toEqual({
      kind: 'none',
      reason: 'too_young',
      monthsMissing,
    })
  })
})

test('goes on from the mean of the last six full months; neither the import at the start nor the running month counts', () => {
  const grown = months(80_000, 900, 1_000, 2_000, 0, 1_000, 1_500, 500, 7)
  expect(forecastStorage({ ...usual, months: grown })).toEqual({
    kind: 'linear',
    perMonth: 1_000,
    fewest: 0,
    most: 2_000,
    from: '2026-05',
    to: '2026-10',
    ahead: [
      { months: 3, images: 93_000, dollars: 5 },
      { months: 6, images: 96_000, dollars: 5 },
      { months: 12, images: 102_000, dollars: 10 },
    ],
    fullIn: '2027-09',
  })
})

test('a library that rests is never full; one that is full already is so now; what is bought is paid for', () => {
  const still = forecastStorage({ ...usual, months: months(5, 0, 0, 0, 0) })
  expect(still).toMatchObject({ perMonth: 0, fullIn: null })
  const full = { images: 100_000, allowed: 100_000 }
  expect(forecastStorage({ ...usual, months: months(5, 1, 1, 1, 1), stored: full })).toMatchObject({
    fullIn: NOW,
  })
  const large = { images: 1, allowed: 1_000_000 }
  expect(forecastStorage({ ...usual, months: months(5, 1, 1, 1, 1), stored: large })).toMatchObject({
    ahead: [{ dollars: 50 }, { dollars: 50 }, { dollars: 50 }],
    fullIn: null,
  })
})

test('a clock that is behind makes no month of the future a full one', () => {
  const ahead = [...months(1, 1, 1, 1, 1), { month: '2026-12', count: 900 }]
  expect(forecastStorage({ ...usual, months: ahead })).toMatchObject({ perMonth: 1, to: '2026-10' })
})

test('never goes down, and lies between the fewest and the most', () => {
  fc.assert(
    fc.property(fc.array(fc.nat(100_000), { minLength: 5, maxLength: 40 }), (counts) => {
      const forecast = forecastStorage({ ...usual, months: months(...counts) })
      if (forecast.kind !== 'linear') throw new Error('no estimate')
      expect(forecast.perMonth).toBeGreaterThanOrEqual(forecast.fewest)
      expect(forecast.perMonth).toBeLessThanOrEqual(forecast.most)
      const images = [stored.images, ...forecast.ahead.map((one) => one.images)]
      expect(images).toEqual(images.toSorted((a, b) => a - b))
    }),
  )
})
