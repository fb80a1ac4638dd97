import { expect, test } from 'vitest'
import { needsMeasurements } from './needs-measurements.ts'

test.each([
  ['type:png', true],
  ['ridge width>2000', true],
  ['size<1mb', true],
  ['orientation:portrait', true],
  ['duplicate:look', true],
  ['', false],
  ['ridge creator:ada has:alt uploaded:2026', false],
  ['"type:png"', false],
  ['-type:png', false],
])('%s', (query, needed) => {
  expect(needsMeasurements(query)).toBe(needed)
})
