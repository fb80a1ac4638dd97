import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { canonicalValue } from './flexible/options.ts'
import { FOCAL_POINT_FIELD, gravityOf, printFocalPoint, readFocalPoint } from './focal-point.ts'

test.each([
  [{ focal: '0.25x0.7' }, '0.25x0.7'],
  [{ focal: '0x1' }, '0x1'],
  [{ focal: '.5x1.0' }, '0.5x1'],
  [{ focal: '0.0000001x0' }, '0x0'],
  [{ focal: '1.5x0' }, null],
  [{ focal: '0.5' }, null],
  [{ focal: '0.5x0.5 ' }, null],
  [{ focal: '-0.5x0.5' }, null],
  [{ focal: { x: 0.5, y: 0.5 } }, null],
  [{ focal: null }, null],
  [{ gravity: '0.5x0.5' }, null],
  [{}, null],
  [null, null],
])('the gravity of %j is %j', (metadata, gravity) => {
  expect(gravityOf(metadata)).toBe(gravity)
})

describe('printFocalPoint', () => {
  it('is read back to the hundredth, inside the picture, and is what a delivery URL takes', () => {
    const share = fc.double({ min: -2, max: 3, noNaN: true })
    fc.assert(
      fc.property(share, share, (x, y) => {
        const text = printFocalPoint({ x, y })
        const point = readFocalPoint(text)
        const error = (read: number | undefined, meant: number) =>
          Math.abs((read ?? Number.NaN) - Math.min(1, Math.max(0, meant)))
        expect(error(point?.x, x)).toBeLessThan(0.0051)
        expect(error(point?.y, y)).toBeLessThan(0.0051)
        expect(text.length).toBeLessThanOrEqual('0.00x0.00'.length)
        const gravity = gravityOf({ [FOCAL_POINT_FIELD]: text })
        expect(gravity).toBe(text)
        expect(canonicalValue('gravity', text)).toBe(text)
      }),
    )
  })
})
