import { expect, test } from 'vitest'
import { holdsTransparency } from './use-transparency.ts'

test('one pixel that is seen through is enough; what differs by a hair is opaque', () => {
  const opaque = [10, 20, 30, 255, 0, 0, 0, 252]
  expect(holdsTransparency(new Uint8ClampedArray(opaque))).toBe(false)
  expect(holdsTransparency(new Uint8ClampedArray([...opaque, 255, 255, 255, 128]))).toBe(true)
  expect(holdsTransparency(new Uint8ClampedArray([]))).toBe(false)
})
