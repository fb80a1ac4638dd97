import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layGrid } from './grid-geometry.ts'
import { follow, isStuck, placeAt, scaleFor, settle } from './scaled-scroll.ts'

/** What Firefox draws at most; Chromium draws nearly twice that. */
const LOWEST_LIMIT_PX = 17_800_000
const VIEWPORT_PX = 800
const scale = (contentPx: number) => scaleFor(contentPx, VIEWPORT_PX)
const contents = fc.constantFrom(500, 350_000, 15_999_999, 16_000_001, 34_700_000, 104_000_000, 1_040_000_000)

it('never needs a taller element than every browser draws', () => {
  for (const contentPx of [10_000, 16_000_000, 1e9]) {
    expect(scale(contentPx).elementPx).toBeLessThan(LOWEST_LIMIT_PX)
  }
})

it('is plain scrolling while the content fits', () => {
  const plain = scale(347_000)
  expect(placeAt(plain, 12_345)).toEqual({ topPx: 12_345, offsetPx: 12_345 })
  expect(follow(plain, { topPx: 0, offsetPx: 0 }, 200_000)).toEqual({ topPx: 200_000, offsetPx: 200_000 })
})

describe.each([10_000, 100_000, 1_000_000, 10_000_000])('%i items', (total) => {
  it.each([2, 6])('every item can be brought to the top of the view or to its end, %i columns', (columns) => {
    const geometry = layGrid({ total, months: [], columns, rowPx: 208, headingPx: 0 })
    const given = scaleFor(geometry.heightPx, VIEWPORT_PX)
    for (let at = 0; at <= 1_000; at += 1) {
      const offset = Math.round(((total - 1) * at) / 1_000)
      const wanted = geometry.rowTopPx(geometry.rowOfItem(offset))
      const place = placeAt(given, wanted)
      expect(place.topPx).toBeGreaterThanOrEqual(0)
      expect(place.topPx).toBeLessThanOrEqual(Math.max(0, given.elementPx - VIEWPORT_PX))
      expect(place.offsetPx).toBe(Math.min(wanted, geometry.heightPx - VIEWPORT_PX))
    }
    // The scrollbar at its end shows the last item.
    const end = follow(given, placeAt(given, 0), given.elementPx - VIEWPORT_PX)
    expect(geometry.rowAtPx(end.offsetPx + VIEWPORT_PX - 1)).toBe(geometry.rowOfItem(total - 1))
  })
})

it('moves the content by exactly as much as a small step moves the element', () => {
  fc.assert(
    fc.property(
      contents,
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.array(fc.integer({ min: -900, max: 900 })),
      (contentPx, share, steps) => {
        const given = scale(contentPx)
        let place = placeAt(given, share * contentPx)
        for (const step of steps) {
          const topPx = Math.min(Math.max(0, given.elementPx - VIEWPORT_PX), Math.max(0, place.topPx + step))
          const wanted = place.offsetPx + topPx - place.topPx
          place = follow(given, place, topPx)
          expect(place.offsetPx).toBe(Math.min(Math.max(0, contentPx - VIEWPORT_PX), Math.max(0, wanted)))
        }
      },
    ),
  )
})

it('settles without moving the content, also where the browser scrolls by fractions', () => {
  fc.assert(
    fc.property(contents, fc.nat(1_000), fc.nat(3_000), (contentPx, share, step) => {
      const given = scale(contentPx)
      const start = placeAt(given, (contentPx * share) / 1_000)
      const lastTop = Math.max(0, given.elementPx - VIEWPORT_PX)
      const moved = follow(given, start, Math.min(lastTop, start.topPx + step + 0.25))
      const settled = settle(given, moved)
      expect(Math.abs(settled.offsetPx - moved.offsetPx)).toBeLessThan(1)
      expect(Number.isInteger(settled.offsetPx - settled.topPx)).toBe(true)
      expect(isStuck(given, settled)).toBe(false)
    }),
  )
})

it('reaches both ends by small steps alone, settling when stuck', () => {
  const given = scale(104_000_000)
  for (const direction of [-1, 1]) {
    let place = placeAt(given, direction < 0 ? 900_000 : 103_100_000)
    const lastTop = given.elementPx - VIEWPORT_PX
    for (let at = 0; at < 2_000; at += 1) {
      place = follow(given, place, Math.min(lastTop, Math.max(0, place.topPx + direction * 1_000)))
      if (isStuck(given, place)) place = settle(given, place)
    }
    expect(place.offsetPx).toBe(direction < 0 ? 0 : 104_000_000 - VIEWPORT_PX)
  }
})

it('keeps rising with the scrollbar', () => {
  fc.assert(
    fc.property(contents, fc.nat(16_000_000), fc.nat(16_000_000), (contentPx, a, b) => {
      const given = scale(contentPx)
      const lastTop = Math.max(0, given.elementPx - VIEWPORT_PX)
      const far = { topPx: -1e9, offsetPx: 0 }
      const [low, high] = [Math.min(a, b, lastTop), Math.min(Math.max(a, b), lastTop)]
      expect(follow(given, far, low).offsetPx).toBeLessThanOrEqual(follow(given, far, high).offsetPx)
    }),
  )
})
