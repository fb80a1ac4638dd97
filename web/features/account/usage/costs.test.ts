import { expect, test } from 'vitest'
import { deliveriesCostDollars, storageCostDollars } from './costs.ts'

test.each([
  [0, 0],
  [1, 5],
  [100_000, 5],
  [100_001, 10],
  [1_250_000, 65],
])('an allowance of %i images costs $%i a month', (images, dollars) => {
  expect(storageCostDollars(images)).toBe(dollars)
})

test('a hundred thousand deliveries cost a dollar', () => {
  expect(deliveriesCostDollars(0)).toBe(0)
  expect(deliveriesCostDollars(100_000)).toBeCloseTo(1)
  expect(deliveriesCostDollars(2_500)).toBeCloseTo(0.025)
})
