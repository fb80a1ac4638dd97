import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layoutVariant } from './variant-geometry.ts'
import { FITS, type Fit } from './variants.ts'

type Row = [
  fit: Fit,
  source: [number, number],
  box: [number | null, number | null],
  canvas: [number, number],
  drawn: [x: number, y: number, width: number, height: number],
  crop: [x: number, y: number, width: number, height: number],
]

/** Rows marked "documented" are the vendor's own examples. */
const TABLE: Record<string, Row> = {
  'documented: scale-down': [
    'scale-down',
    [1080, 720],
    [500, 500],
    [500, 333],
    [0, 0, 500, 333],
    [0, 0, 1080, 720],
  ],
  'documented: cover': ['cover', [1080, 720], [500, 500], [500, 500], [0, 0, 500, 500], [180, 0, 720, 720]],
  'documented: crop, smaller source': [
    'crop',
    [1080, 720],
    [1296, 1296],
    [1080, 720],
    [0, 0, 1080, 720],
    [0, 0, 1080, 720],
  ],
  'documented: pad': ['pad', [1080, 720], [1080, 1080], [1080, 1080], [0, 180, 1080, 720], [0, 0, 1080, 720]],
  'public, portrait': [
    'scale-down',
    [3000, 4000],
    [1366, 768],
    [576, 768],
    [0, 0, 576, 768],
    [0, 0, 3000, 4000],
  ],
  'scale-down never enlarges': ['scale-down', [40, 30], [400, 300], [40, 30], [0, 0, 40, 30], [0, 0, 40, 30]],
  'contain enlarges': ['contain', [40, 30], [400, 400], [400, 300], [0, 0, 400, 300], [0, 0, 40, 30]],
  'cover enlarges': ['cover', [40, 30], [400, 400], [400, 400], [0, 0, 400, 400], [5, 0, 30, 30]],
  'crop, larger source': [
    'crop',
    [2000, 1000],
    [500, 500],
    [500, 500],
    [0, 0, 500, 500],
    [500, 0, 1000, 1000],
  ],
  'crop, wider but lower source': [
    'crop',
    [1080, 400],
    [500, 500],
    [500, 400],
    [0, 0, 500, 400],
    [290, 0, 500, 400],
  ],
  'pad enlarges': ['pad', [10, 20], [100, 100], [100, 100], [25, 0, 50, 100], [0, 0, 10, 20]],
  'width alone, scale-down': [
    'scale-down',
    [1080, 720],
    [540, null],
    [540, 360],
    [0, 0, 540, 360],
    [0, 0, 1080, 720],
  ],
  'height alone, contain': ['contain', [100, 50], [null, 100], [200, 100], [0, 0, 200, 100], [0, 0, 100, 50]],
  'width alone, cover': ['cover', [100, 50], [200, null], [200, 100], [0, 0, 200, 100], [0, 0, 100, 50]],
  'width alone, crop': ['crop', [100, 50], [200, null], [100, 50], [0, 0, 100, 50], [0, 0, 100, 50]],
  'height alone, pad': ['pad', [100, 50], [null, 25], [50, 25], [0, 0, 50, 25], [0, 0, 100, 50]],
  'neither side': ['cover', [100, 50], [null, null], [100, 50], [0, 0, 100, 50], [0, 0, 100, 50]],
  'one pixel': ['cover', [1, 1], [1200, 630], [1200, 630], [0, 0, 1200, 630], [0, 0.2375, 1, 0.525]],
  'a line keeps one pixel': ['contain', [12000, 40], [100, 100], [100, 1], [0, 0, 100, 1], [0, 0, 12000, 40]],
}

const rect = ([x, y, width, height]: [number, number, number, number]) => ({ x, y, width, height })

describe('layoutVariant', () => {
  it.each(Object.entries(TABLE))('%s', (_name, [fit, source, box, canvas, drawn, crop]) => {
    const layout = layoutVariant(
      { width: source[0], height: source[1] },
      { fit, width: box[0], height: box[1] },
    )
    expect([layout.canvas.width, layout.canvas.height]).toEqual(canvas)
    expect(layout.drawn).toEqual(rect(drawn))
    const expected = rect(crop)
    for (const side of ['x', 'y', 'width', 'height'] as const) {
      expect(layout.crop[side]).toBeCloseTo(expected[side], 6)
    }
  })

  it('says what was cut, enlarged and padded', () => {
    const cover = layoutVariant({ width: 1600, height: 1000 }, { fit: 'cover', width: 1200, height: 630 })
    expect(cover).toMatchObject({ cutWidth: 0, enlarged: false, padded: false })
    expect(cover.cutHeight).toBeCloseTo(0.16, 5)
    const pad = layoutVariant({ width: 10, height: 20 }, { fit: 'pad', width: 100, height: 100 })
    expect(pad).toMatchObject({ cutWidth: 0, cutHeight: 0, enlarged: true, padded: true, scale: 5 })
  })

  const side = fc.oneof(fc.integer({ min: 1, max: 12_000 }), fc.constantFrom(1, 2, 3, 12_000))
  const size = fc.record({ width: side, height: side })
  const box = fc
    .record({ width: fc.option(side), height: fc.option(side) })
    .filter(({ width, height }) => width !== null || height !== null)
  const cases = fc.record({ source: size, box, fit: fc.constantFrom(...FITS) })
  const numRuns = process.env['DEEP'] ? 200_000 : 2_000

  it('draws a visible part of the source inside the canvas, whatever is asked', () => {
    fc.assert(
      fc.property(cases, ({ source, box, fit }) => {
        const { canvas, drawn, crop } = layoutVariant(source, { fit, ...box })
        for (const [at, length] of [
          ['x', 'width'],
          ['y', 'height'],
        ] as const) {
          expect(Number.isInteger(canvas[length]) && Number.isInteger(drawn[at])).toBe(true)
          expect(drawn[length]).toBeGreaterThanOrEqual(1)
          expect(drawn[at]).toBeGreaterThanOrEqual(0)
          expect(drawn[at] + drawn[length]).toBeLessThanOrEqual(canvas[length])
          expect(crop[length]).toBeGreaterThan(0)
          expect(crop[at]).toBeGreaterThanOrEqual(0)
          expect(crop[at] + crop[length]).toBeLessThanOrEqual(source[length] + 1e-6)
        }
      }),
      { numRuns },
    )
  })

  it('holds each fit to its promise', () => {
    fc.assert(
      fc.property(cases, ({ source, box, fit }) => {
        const layout = layoutVariant(source, { fit, ...box })
        const { canvas } = layout
        for (const length of ['width', 'height'] as const) {
          const wanted = box[length]
          if (wanted === null) continue
          if (fit === 'cover' || fit === 'pad') expect(canvas[length]).toBe(wanted)
          else expect(canvas[length]).toBeLessThanOrEqual(wanted)
        }
        if (fit === 'scale-down' || fit === 'crop') {
          expect(layout.enlarged).toBe(false)
          expect(canvas.width).toBeLessThanOrEqual(source.width)
          expect(canvas.height).toBeLessThanOrEqual(source.height)
        }
        if (fit !== 'cover' && fit !== 'crop') expect(layout.cutWidth + layout.cutHeight).toBe(0)
        if (fit !== 'pad') expect(layout.padded).toBe(false)
        expect(Math.min(layout.cutWidth, layout.cutHeight)).toBe(0)
      }),
      { numRuns },
    )
  })

  it('keeps the aspect ratio of what it draws to within the rounding of a pixel', () => {
    fc.assert(
      fc.property(cases, ({ source, box, fit }) => {
        const { drawn, crop, scale } = layoutVariant(source, { fit, ...box })
        for (const length of ['width', 'height'] as const) {
          const exact = crop[length] * scale
          expect(Math.abs(drawn[length] - exact)).toBeLessThanOrEqual(exact < 1 ? 1 : 0.5 + 1e-6)
        }
      }),
      { numRuns },
    )
  })

  it('turns with the source and the box', () => {
    fc.assert(
      fc.property(cases, ({ source, box, fit }) => {
        const upright = layoutVariant(source, { fit, ...box })
        const turned = layoutVariant(
          { width: source.height, height: source.width },
          { fit, width: box.height, height: box.width },
        )
        expect(turned.canvas).toEqual({ width: upright.canvas.height, height: upright.canvas.width })
        expect(turned.crop.x).toBeCloseTo(upright.crop.y, 6)
      }),
      { numRuns },
    )
  })
})
