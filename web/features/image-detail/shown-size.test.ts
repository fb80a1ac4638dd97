import { expect, it } from 'vitest'
import { shownSize } from './shown-size.ts'
import { fitView } from './view-transform.ts'

const stage = { width: 2000, height: 1200 }

it('lays a thumbnail out where the original will stand, so that nothing jumps', () => {
  const original = { width: 5120, height: 2880 }
  const small = shownSize({ width: 320, height: 180 }, null, true)
  const large = shownSize({ width: 1280, height: 720 }, null, true)
  const measured = shownSize({ width: 1280, height: 720 }, original, false)
  const places = [small, large, measured].map((size) => {
    if (size === null) throw new Error('no size')
    const { scale, x, y } = fitView(stage, size)
    return [size.width * scale, size.height * scale, x, y].map(Math.round)
  })
  expect(places[1]).toEqual(places[0])
  expect(places[2]).toEqual(places[0])
})

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
