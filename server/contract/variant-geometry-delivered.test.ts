import fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import { optionsOfVariant } from '../images-service/delivery/delivery-options.ts'
import { planRendering } from '../images-service/delivery/plan-rendering.ts'
import { renderPicture } from '../images-service/transform/render-picture.ts'
import { layoutVariant, type Size } from './variant-geometry.ts'
import { FITS, type Fit } from './variants.ts'

const DEEP = Boolean(process.env['DEEP'])
const CASES_OF_A_FIT = DEEP ? 10_000 : 120

/** How an upright picture lies in the file whose EXIF says this. */
const STORED: Record<number, (upright: Sharp) => Sharp> = {
  1: (upright) => upright,
  2: (upright) => upright.flop(),
  3: (upright) => upright.rotate(180),
  4: (upright) => upright.flip(),
  6: (upright) => upright.rotate(270),
  8: (upright) => upright.rotate(90),
}

/** Every pixel tells where it is: red across, green down; no blue, which what is padded has. */
async function tellingPicture({ width, height }: Size, orientation: number): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      pixels[(y * width + x) * 3] = toldAt(x, width)
      pixels[(y * width + x) * 3 + 1] = toldAt(y, height)
    }
  }
  const upright = sharp(pixels, { raw: { width, height, channels: 3 } })
  const lying = STORED[orientation]?.(upright) ?? upright
  return lying.png({ compressionLevel: 1 }).withMetadata({ orientation }).toBuffer()
}

const toldAt = (px: number, sidePx: number) => Math.round(((px + 0.5) / sidePx) * 255)

/** What the local Images service delivers for a variant, as pixels. */
async function deliver(stored: Buffer, source: Size, options: { fit: Fit } & Box) {
  const facts = { ...source, frames: 1, format: 'png', sizeBytes: stored.length } as const
  const { fit, width, height } = options
  const variant = {
    id: 'v',
    options: {
      fit,
      metadata: 'none' as const,
      ...(width !== null && { width }),
      ...(height !== null && { height }),
    },
    neverRequireSignedURLs: false,
  }
  const { plan } = planRendering(facts, { ...optionsOfVariant(variant), format: 'png' }, '')
  const { data } = await renderPicture(stored, plan)
  return sharp(data).toColourspace('srgb').removeAlpha().raw().toBuffer({ resolveWithObject: true })
}

type Point = { x: number; y: number }
type Box = { width: number | null; height: number | null }
type Delivered = Awaited<ReturnType<typeof deliver>>

const channelAt = ({ data, info }: Delivered, x: number, y: number, channel: number) =>
  data[(y * info.width + x) * info.channels + channel] ?? Number.NaN

/** First and last place that shows the picture, along the row or column through `through`. */
function shownSpan(delivered: Delivered, axis: 'x' | 'y', through: Point): [first: number, last: number] {
  const length = axis === 'x' ? delivered.info.width : delivered.info.height
  const isShown = (at: number) =>
    axis === 'x' ? channelAt(delivered, at, through.y, 2) < 128 : channelAt(delivered, through.x, at, 2) < 128
  let [first, last] = [0, length - 1]
  while (first < last && !isShown(first)) first += 1
  while (last > first && !isShown(last)) last -= 1
  return [first, last]
}

const side = fc.oneof(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 160 }))
const wanted = fc.oneof(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 240 }))
const box: fc.Arbitrary<Box> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ width: wanted, height: wanted }) },
  { weight: 1, arbitrary: fc.record({ width: wanted, height: fc.constant(null) }) },
  { weight: 1, arbitrary: fc.record({ width: fc.constant(null), height: wanted }) },
)
const orientation = fc.constantFrom(...Object.keys(STORED).map(Number))
/** The service refuses what is larger, and a test has no time for it. */
const MOST_AREA_PX = 400_000

describe('what the local Images service delivers', () => {
  it.each(FITS)(
    '%s: the size is exact, the picture lies and is cut within a pixel',
    async (fit) => {
      await fc.assert(
        fc.asyncProperty(
          fc.record({ width: side, height: side }),
          box,
          orientation,
          async (source, asked, exif) => {
            const layout = layoutVariant(source, { fit, ...asked })
            const { canvas, drawn, crop, scale } = layout
            fc.pre(canvas.width * canvas.height <= MOST_AREA_PX)
            fc.pre(source.width * scale * source.height * scale <= 4 * MOST_AREA_PX)
            const stored = await tellingPicture(source, exif)
            const delivered = await deliver(stored, source, { fit, ...asked })
            expect({ width: delivered.info.width, height: delivered.info.height }).toEqual(canvas)

            // Where no edge bends the ramp.
            const middle = { x: drawn.x + (drawn.width >> 1), y: drawn.y + (drawn.height >> 1) }
            for (const [axis, length] of [
              ['x', 'width'],
              ['y', 'height'],
            ] as const) {
              const [first, last] = shownSpan(delivered, axis, middle)
              expect(Math.abs(first - drawn[axis])).toBeLessThanOrEqual(1)
              expect(Math.abs(last + 1 - drawn[axis] - drawn[length])).toBeLessThanOrEqual(1)
              const shown = channelAt(delivered, middle.x, middle.y, axis === 'x' ? 0 : 1)
              const sourcePx =
                crop[axis] + ((middle[axis] + 0.5 - drawn[axis]) / drawn[length]) * crop[length]
              const expected = (sourcePx / source[length]) * 255
              // A delivered pixel, or half a source pixel where that is more, and what eight bits round away.
              const off = Math.max(1 / scale, crop[length] / drawn[length], 0.5) / source[length]
              expect(Math.abs(shown - expected)).toBeLessThanOrEqual(off * 255 + 2)
            }
          },
        ),
        { numRuns: CASES_OF_A_FIT },
      )
    },
    DEEP ? 1_200_000 : 30_000,
  )
})
