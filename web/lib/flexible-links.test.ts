import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { FlexibleOptions } from '#contract/flexible/options.ts'
import { parseFlexibleOptions } from '#contract/flexible/parse.ts'
import { layoutVariant } from '#contract/variant-geometry.ts'
import { FITS } from '#contract/variants.ts'
import { narrowerOnes, withFocalPoint } from './flexible-links.ts'

const BASE = 'https://x.test/acc/id'

it.each<[FlexibleOptions, string | null, string | undefined]>([
  [{ fit: 'cover', width: '4' }, '0.2x0.7', '0.2x0.7'],
  [{ fit: 'aspect-crop', gravity: 'face' }, '0.2x0.7', 'face'],
  [{ fit: 'crop' }, null, undefined],
  // Nothing is cut off, so nothing has to be kept in sight.
  [{ fit: 'pad' }, '0.2x0.7', undefined],
  [{ width: '80' }, '0.2x0.7', undefined],
])('%o of an image with focal point %s: gravity %s', (options, focal, gravity) => {
  expect(withFocalPoint(options, focal).gravity).toBe(gravity)
})

it('offers narrower pictures of the same crop, with the focal point in each', () => {
  const options = { width: '800', height: '400', fit: 'cover', gravity: '0.2x0.7', format: 'auto' }
  expect(narrowerOnes(BASE, options, { width: 800, height: 400 })).toEqual(
    [200, 400, 600, 800].map((width) => ({
      url: `${BASE}/width=${width},height=${width / 2},fit=cover,gravity=0.2x0.7,format=auto`,
      width,
      height: width / 2,
    })),
  )
})

it.each<FlexibleOptions>([
  { width: 'auto' },
  { width: '800', format: 'json' },
  { width: '800', fit: 'cover' },
  // Never shrinks: a share of it does not exist.
  { width: '800', fit: 'scale-up' },
  { width: '800', dpr: '2', trim: '10;0;0;0' },
])('%o has one width only', (options) => {
  expect(narrowerOnes(BASE, options, { width: 800, height: 400 })).toEqual([])
})

it('claims only widths that are delivered, whatever the original', () => {
  const side = fc.integer({ min: 1, max: 12_000 })
  const wanted = fc.integer({ min: 64, max: 4_000 })
  fc.assert(
    fc.property(side, side, wanted, wanted, fc.constantFrom(...FITS), (width, height, w, h, fit) => {
      const original = { width, height }
      const { canvas } = layoutVariant(original, { fit, width: w, height: h })
      const options = { width: String(w), height: String(h), fit }
      for (const one of narrowerOnes(BASE, options, canvas)) {
        const { options: asked } = parseFlexibleOptions(one.url.slice(BASE.length + 1))
        const sides = {
          width: Number(asked.width),
          height: asked.height === undefined ? null : Number(asked.height),
        }
        const real = layoutVariant(original, { fit, ...sides }).canvas
        expect(real.width).toBe(one.width)
        // Both sides that it follows from are rounded.
        const roundedPx = 1.5 + original.height / original.width / 2
        expect(Math.abs(real.height - one.height)).toBeLessThanOrEqual(roundedPx)
      }
    }),
    { numRuns: 1_000 },
  )
})
