import fc from 'fast-check'
import { expect, it } from 'vitest'
import { keepShape, shownSize } from './shown-size.ts'
import { fitView } from './view-transform.ts'

const stage = { width: 2000, height: 1200 }

it.each([
  ['16:9', { width: 5120, height: 2880 }, [320, 1280]],
  ['3:2, whose 1280 was made from a variant of 1366 × 768', { width: 3600, height: 2400 }, [320, 1152]],
])(
  'lays thumbnails out where the original will stand, so that nothing jumps: %s',
  (_what, original, sizes) => {
    const shown = sizes.map((width) => {
      const height = Math.round((width * original.height) / original.width)
      return shownSize({ width, height }, null, true)
    })
    shown.push(shownSize({ width: 1280, height: 720 }, original, false))
    const [placed] = shown
    const places = shown.map((size) => {
      if (size === null || placed == null) throw new Error('no size')
      const kept = keepShape(placed, size)
      const { scale, x, y } = fitView(stage, kept)
      return [kept.width * scale, kept.height * scale, x, y].map((side) => side.toFixed(3))
    })
    expect(places[1]).toEqual(places[0])
    expect(places[2]).toEqual(places[0])
  },
)

it.each([
  ['a small picture is its own size', { width: 16, height: 16 }, null, true, { width: 16, height: 16 }],
  ['what could not be measured is what came', { width: 1280, height: 720 }, null, false, { width: 1280 }],
  ['the original wins', { width: 320, height: 200 }, { width: 640, height: 400 }, true, { width: 640 }],
])('%s', (_what, best, original, isMeasuring, expected) => {
  expect(shownSize(best, original, isMeasuring)).toMatchObject(expected)
})

it('tells no percentage of a size that is a guess', () => {
  expect(shownSize({ width: 1280, height: 720 }, null, true)?.isExact).toBe(false)
  expect(shownSize({ width: 1280, height: 720 }, { width: 2000, height: 1125 }, false)?.isExact).toBe(true)
})

it('keeps the shape of any picture’s thumbnail, and of no other picture', () => {
  const side = fc.integer({ min: 320, max: 12_000 })
  fc.assert(
    fc.property(side, side, (width, height) => {
      const factor = 320 / Math.max(width, height)
      const [w, h] = [width, height].map((pixels) => Math.max(1, Math.round(pixels * factor)))
      if (w === undefined || h === undefined || Math.min(w, h) < 4) return
      const kept = keepShape({ width: w, height: h }, { width, height })
      expect(kept.width / kept.height).toBeCloseTo(w / h, 6)
    }),
  )
  const other = { width: 3600, height: 2400 }
  expect(keepShape({ width: 320, height: 180 }, other)).toEqual(other)
})
