import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ticksOf } from './stage-ticks.ts'

const numbers = (...given: Parameters<typeof ticksOf>) =>
  ticksOf(...given).flatMap(({ label }) => (label === null ? [] : [label]))

describe('ticksOf', () => {
  it('counts from where the side begins to where it ends', () => {
    expect(numbers(1200, 0.5, 1)).toEqual([0, 200, 400, 600, 800, 1000, 1200])
    expect(numbers(1203, 0.5, 1)).toEqual([0, 200, 400, 600, 800, 1000, 1203])
  })

  it('counts in CSS pixels of a dense screen', () => {
    expect(numbers(1200, 0.5, 2)).toEqual([0, 100, 200, 300, 400, 500, 600])
    expect(numbers(1201, 0.5, 3).at(-1)).toBe(400.3)
  })

  it('has one mark where a step and the end meet', () => {
    const places = ticksOf(1200, 0.5, 1).map(({ at }) => at)
    expect(new Set(places).size).toBe(places.length)
  })

  it('is a few marks in order within the side, numbers apart, whatever the size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12_000 }),
        fc.integer({ min: 1, max: 2_000 }),
        fc.constantFrom(1, 2, 3),
        (sidePx, screenPx, density) => {
          const zoom = Math.min(4, screenPx / sidePx)
          const ticks = ticksOf(sidePx, zoom, density)
          expect(ticks.length).toBeLessThan(220)
          const half = (sidePx * zoom) / 2
          const numbered = ticks.filter(({ label }) => label !== null)
          for (const { at } of ticks) expect(Math.abs(at)).toBeLessThanOrEqual(half + 1e-6)
          for (const [index, { at }] of numbered.entries()) {
            const next = numbered[index + 1]
            if (next !== undefined) expect(next.at - at).toBeGreaterThanOrEqual(39)
          }
          // Each is an element of its own: two at one place would be one too many.
          expect(new Set(ticks.map(({ at }) => at)).size).toBe(ticks.length)
          expect(ticks.at(-1)?.at).toBeCloseTo(half, 6)
        },
      ),
    )
  })
})
