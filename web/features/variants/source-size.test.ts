import { expect, test } from 'vitest'
import { measuredSizeOf, sourceSizeOf } from './source-size.ts'

test('a thumbnail below its limit has the true size', () => {
  expect(sourceSizeOf({ width: 16, height: 9 }, 320)).toEqual({ width: 16, height: 9, isExact: true })
})

test('a thumbnail at its limit tells proportions only, and the picture counts as ample', () => {
  expect(sourceSizeOf({ width: 320, height: 160 }, 320)).toEqual({
    width: 12_000,
    height: 6_000,
    isExact: false,
  })
})

test('what the library measured is exact; half a measurement is none', () => {
  const known = { sizeBytes: null, type: null, contentHash: null, averageColour: null }
  expect(measuredSizeOf({ measurements: { ...known, widthPx: 800, heightPx: 533 } })).toEqual({
    width: 800,
    height: 533,
    isExact: true,
  })
  expect(measuredSizeOf({ measurements: { ...known, widthPx: 800, heightPx: null } })).toBeNull()
  expect(measuredSizeOf({ measurements: null })).toBeNull()
})
