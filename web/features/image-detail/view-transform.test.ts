import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitView, PIXELATED_FROM_SCALE, panBy, pinch, zoomAt } from './view-transform.ts'

const stage = { width: 800, height: 600 }
const side = fc.integer({ min: 1, max: 12_000 })
const picture = fc.record({ width: side, height: side })

describe('fitView', () => {
  it('shrinks and centres, never enlarges', () => {
    expect(fitView(stage, { width: 1600, height: 900 })).toEqual({ scale: 0.5, x: 0, y: 75 })
    expect(fitView(stage, { width: 33, height: 20 }).scale).toBe(1)
  })

  it.each([
    [{ width: 1, height: 1 }, 16],
    [{ width: 12, height: 7 }, 10],
    [{ width: 32, height: 32 }, 4],
    [{ width: 32, height: 1 }, 4],
  ])('shows a tiny picture of %o by a whole number: %i', (tiny, scale) => {
    const view = fitView(stage, tiny)
    expect(view.scale).toBe(scale)
    expect(view.scale).toBeGreaterThanOrEqual(PIXELATED_FROM_SCALE)
    expect(view.x).toBe((stage.width - tiny.width * scale) / 2)
    // 100 % is still to be had.
    expect(zoomAt(view, 0.001, { x: 0, y: 0 }, stage, tiny).scale).toBe(1)
  })

  it('shows the whole of a panorama of 12,000 × 40', () => {
    const view = fitView(stage, { width: 12_000, height: 40 })
    expect(view.scale).toBeCloseTo(800 / 12_000)
    expect(view.y).toBeCloseTo((600 - 40 * view.scale) / 2)
  })
})

describe('zoomAt', () => {
  it('keeps what is under the cursor there', () => {
    const big = { width: 4000, height: 3000 }
    const start = zoomAt(fitView(stage, big), 4, { x: 400, y: 300 }, stage, big)
    const at = { x: 500, y: 200 }
    const before = { x: (at.x - start.x) / start.scale, y: (at.y - start.y) / start.scale }
    const view = zoomAt(start, 2, at, stage, big)
    expect((at.x - view.x) / view.scale).toBeCloseTo(before.x)
    expect((at.y - view.y) / view.scale).toBeCloseTo(before.y)
  })

  it('never leaves a gap beside a large picture nor loses a small one, whatever is done', () => {
    const step = fc.record({
      factor: fc.double({ min: 0.1, max: 10, noNaN: true }),
      x: fc.integer({ min: -100, max: 900 }),
      y: fc.integer({ min: -100, max: 700 }),
    })
    fc.assert(
      fc.property(picture, fc.array(step, { maxLength: 12 }), (size, steps) => {
        let view = fitView(stage, size)
        for (const { factor, x, y } of steps) {
          view = zoomAt(view, factor, { x, y }, stage, size)
          view = panBy(view, x, y, stage, size)
          const width = size.width * view.scale
          expect(view.scale).toBeGreaterThan(0)
          if (width <= stage.width) expect(view.x).toBeCloseTo((stage.width - width) / 2)
          else {
            expect(view.x).toBeLessThanOrEqual(1e-6)
            expect(view.x + width).toBeGreaterThanOrEqual(stage.width - 1e-6)
          }
        }
      }),
    )
  })
})

describe('pinch', () => {
  it('keeps what was between the fingers between them, moved and enlarged', () => {
    const big = { width: 4000, height: 3000 }
    const start = zoomAt(fitView(stage, big), 4, { x: 400, y: 300 }, stage, big)
    const before = [
      { x: 300, y: 300 },
      { x: 400, y: 300 },
    ] as const
    const after = [
      { x: 280, y: 310 },
      { x: 430, y: 310 },
    ] as const
    const view = pinch(start, before, after, stage, big)
    expect(view.scale / start.scale).toBeCloseTo(1.5)
    expect((355 - view.x) / view.scale).toBeCloseTo((350 - start.x) / start.scale)
    expect((310 - view.y) / view.scale).toBeCloseTo((300 - start.y) / start.scale)
  })

  it('survives fingers on one spot', () => {
    const big = { width: 4000, height: 3000 }
    const spot = { x: 10, y: 10 }
    const view = pinch(fitView(stage, big), [spot, spot], [spot, { x: 60, y: 60 }], stage, big)
    expect(view.scale).toBe(fitView(stage, big).scale)
    expect(Number.isFinite(view.x)).toBe(true)
  })
})
