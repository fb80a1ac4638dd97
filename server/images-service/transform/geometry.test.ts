import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { type Box, FITS, layOut } from './geometry.ts'
import { renderPicture } from './render-picture.ts'
import type { RenderPlan } from './render-plan.ts'

const focus = { x: 0.5, y: 0.5 }
const numRuns = (fast: number) => (process.env['DEEP'] ? fast * 20 : fast)

function planFor(width: number, height: number, box: Omit<Box, 'focus'>): RenderPlan {
  return {
    source: { width, height, frames: 1 },
    ...box,
    gravity: focus,
    trim: null,
    flip: '',
    rotate: 0,
    background: null,
    blur: 0,
    sharpen: 0,
    brightness: 1,
    contrast: 1,
    gamma: 1,
    saturation: 1,
    format: 'png',
    quality: 85,
    palette: false,
    metadata: 'none',
    animated: false,
  }
}

function plainPicture(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#3a7bd5' } })
    .png()
    .toBuffer()
}

async function renderedSize(width: number, height: number, box: Omit<Box, 'focus'>) {
  const { data } = await renderPicture(await plainPicture(width, height), planFor(width, height, box))
  const metadata = await sharp(data).metadata()
  return { width: metadata.width, height: metadata.height }
}

describe('documented sizes', () => {
  it.each([
    ['scale-down', 1080, 720, 500, 500, 500, 333],
    ['scale-down', 300, 200, 500, 500, 300, 200],
    ['contain', 300, 200, 600, 600, 600, 400],
    ['cover', 1080, 720, 500, 500, 500, 500],
    ['cover', 100, 50, 300, 300, 300, 300],
    ['crop', 1080, 720, 1296, 1296, 1080, 720],
    ['crop', 1080, 720, 500, 500, 500, 500],
    ['crop', 1080, 720, 500, 1000, 500, 720],
    ['pad', 1080, 720, 1080, 1080, 1080, 1080],
    ['aspect-crop', 612, 613, 1920, 1120, 612, 357],
    ['aspect-crop', 1080, 720, 500, 500, 500, 500],
    ['squeeze', 1080, 720, 500, 500, 500, 500],
    ['scale-up', 300, 200, 600, 600, 600, 400],
    ['scale-up', 1080, 720, 500, 500, 1080, 720],
    ['scale-down', 1, 1, 500, 500, 1, 1],
    ['contain', 10_000, 1, 100, 100, 100, 1],
    ['cover', 1, 900, 90, 90, 90, 90],
  ] as const)('%s of %ix%i in %ix%i is %ix%i', async (fit, w, h, width, height, outWidth, outHeight) => {
    const expected = { width: outWidth, height: outHeight }
    expect(layOut({ width: w, height: h }, { fit, width, height, focus }).canvas).toEqual(expected)
    expect(await renderedSize(w, h, { fit, width, height })).toEqual(expected)
  })

  it.each(FITS)('%s with one side matches it when it may', (fit) => {
    const { canvas } = layOut({ width: 600, height: 400 }, { fit, width: 300, height: null, focus })
    expect(canvas).toEqual(fit === 'scale-up' ? { width: 600, height: 400 } : { width: 300, height: 200 })
  })

  it.each(FITS)('%s without sides leaves the picture alone', (fit) => {
    const { canvas } = layOut({ width: 600, height: 401 }, { fit, width: null, height: null, focus })
    expect(canvas).toEqual({ width: 600, height: 401 })
  })
})

const side = fc.oneof(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 400 }), fc.constant(1))
const box = fc.record({
  fit: fc.constantFrom(...FITS),
  width: fc.option(side, { freq: 4 }),
  height: fc.option(side, { freq: 4 }),
})

describe('any picture in any box', () => {
  it('keeps what each fit promises', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 12_000 }),
        fc.integer({ min: 1, max: 12_000 }),
        box,
        (w, h, asked) => {
          const { canvas, scaled, crop, at } = layOut({ width: w, height: h }, { ...asked, focus })
          for (const px of [
            canvas.width,
            canvas.height,
            scaled.width,
            scaled.height,
            crop.width,
            crop.height,
          ]) {
            expect(Number.isInteger(px) && px >= 1).toBe(true)
          }
          expect(crop.left + crop.width).toBeLessThanOrEqual(scaled.width)
          expect(crop.top + crop.height).toBeLessThanOrEqual(scaled.height)
          expect(at.left + crop.width).toBeLessThanOrEqual(canvas.width)
          expect(at.top + crop.height).toBeLessThanOrEqual(canvas.height)
          const enlarged = scaled.width > w || scaled.height > h
          if (['scale-down', 'crop', 'aspect-crop'].includes(asked.fit)) expect(enlarged).toBe(false)
          if (asked.fit === 'scale-up') expect(scaled.width >= w && scaled.height >= h).toBe(true)
          if (
            ['cover', 'pad', 'squeeze'].includes(asked.fit) &&
            asked.width !== null &&
            asked.height !== null
          ) {
            expect(canvas).toEqual({ width: asked.width, height: asked.height })
          }
        },
      ),
      { numRuns: numRuns(1000) },
    )
  })

  it('is what really comes out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.tuple(side, side), box, async ([w, h], asked) => {
        const { canvas } = layOut({ width: w, height: h }, { ...asked, focus })
        if (canvas.width * canvas.height > 4_000_000) return
        expect(await renderedSize(w, h, asked)).toEqual(canvas)
      }),
      { numRuns: numRuns(150) },
    )
  })

  it("agrees with the library's own fits to a pixel", async () => {
    const own = { contain: 'inside', cover: 'cover', pad: 'contain', squeeze: 'fill' } as const
    await fc.assert(
      fc.asyncProperty(
        fc.tuple(side, side, side, side),
        fc.constantFrom('contain', 'cover', 'pad', 'squeeze'),
        async ([w, h, width, height], fit) => {
          const { info } = await sharp(await plainPicture(w, h))
            .resize(width, height, { fit: own[fit] })
            .toBuffer({ resolveWithObject: true })
          const { canvas } = layOut({ width: w, height: h }, { fit, width, height, focus })
          expect(Math.abs(info.width - canvas.width)).toBeLessThanOrEqual(1)
          expect(Math.abs(info.height - canvas.height)).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: numRuns(100) },
    )
  })
})
