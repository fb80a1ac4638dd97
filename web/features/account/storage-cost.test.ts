import { expect, test } from 'vitest'
import { storageCostDollars } from './storage-cost.ts'

test.each([
  [0, 0],
  [1, 5],
  [100_000, 5],
  [100_001, 10],
  [1_000_000, 50],
])('an allowance of %i images costs $%i a month', (allowed, dollars) => {
  expect(storageCostDollars(allowed)).toBe(dollars)
})
