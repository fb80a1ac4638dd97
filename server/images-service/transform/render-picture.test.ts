import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { renderPicture } from './render-picture.ts'
import type { RenderPlan } from './render-plan.ts'

type Pixel = [number, number, number]
type Grid = Pixel[][]

const WIDTH = 24
const HEIGHT = 16

/** Every pixel its own colour. */
const original: Grid = Array.from({ length: HEIGHT }, (_, y) =>
  Array.from({ length: WIDTH }, (_, x): Pixel => [x * 10, y * 15, (x + y) * 5]),
)

function planFor(changes: Partial<RenderPlan>): RenderPlan {
  return {
    source: { width: WIDTH, height: HEIGHT, frames: 1 },
    fit: 'scale-down',
    width: null,
    height: null,
    gravity: { x: 0.5, y: 0.5 },
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
    ...changes,
  }
}

const flipH = (grid: Grid): Grid => grid.map((row) => [...row].reverse())
const flipV = (grid: Grid): Grid => [...grid].reverse()
const turnRight = (grid: Grid): Grid =>
  Array.from({ length: grid[0]?.length ?? 0 }, (_, x) =>
    [...grid].reverse().map((row) => row[x] ?? [0, 0, 0]),
  )

/** How a camera stores a picture so that EXIF orientation `value` puts it upright again. */
const STORED: Record<number, (grid: Grid) => Grid> = {
  1: (grid) => grid,
  2: flipH,
  3: (grid) => flipH(flipV(grid)),
  4: flipV,
  5: (grid) => turnRight(flipV(grid)),
  6: (grid) => turnRight(turnRight(turnRight(grid))),
  7: (grid) => flipV(turnRight(grid)),
  8: turnRight,
}

async function encode(grid: Grid, orientation: number): Promise<Buffer> {
  const width = grid[0]?.length ?? 0
  return sharp(Buffer.from(grid.flat(2)), { raw: { width, height: grid.length, channels: 3 } })
    .withMetadata({ orientation })
    .png()
    .toBuffer()
}

async function decode(data: Buffer): Promise<Grid> {
  const { data: pixels, info } = await sharp(data).removeAlpha().raw().toBuffer({ resolveWithObject: true })
  return Array.from({ length: info.height }, (_, y) =>
    Array.from({ length: info.width }, (_, x): Pixel => {
      const at = (y * info.width + x) * 3
      return [pixels[at] ?? 0, pixels[at + 1] ?? 0, pixels[at + 2] ?? 0]
    }),
  )
}

describe('order of work', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('orientation %i comes out upright', async (orientation) => {
    const store = STORED[orientation] ?? flipH
    const bytes = await encode(store(original), orientation)
    expect(await decode((await renderPicture(bytes, planFor({}))).data)).toEqual(original)
  })

  it('trims, then flips, then rotates, whatever the orientation', async () => {
    const cut = fc.record({
      left: fc.integer({ min: 0, max: 10 }),
      top: fc.integer({ min: 0, max: 7 }),
      width: fc.integer({ min: 1, max: 13 }),
      height: fc.integer({ min: 1, max: 8 }),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(1, 2, 3, 4, 5, 6, 7, 8),
        fc.option(cut),
        fc.constantFrom('', 'h', 'v', 'hv'),
        fc.constantFrom(0, 90, 180, 270),
        async (orientation, trim, flip, rotate) => {
          let expected = original
          if (trim) {
            expected = expected
              .slice(trim.top, trim.top + trim.height)
              .map((row) => row.slice(trim.left, trim.left + trim.width))
          }
          if (flip.includes('h')) expected = flipH(expected)
          if (flip.includes('v')) expected = flipV(expected)
          for (let turned = 0; turned < rotate; turned += 90) expected = turnRight(expected)
          const bytes = await encode((STORED[orientation] ?? flipH)(original), orientation)
          const { data } = await renderPicture(bytes, planFor({ trim, flip, rotate }))
          expect(await decode(data)).toEqual(expected)
        },
      ),
      { numRuns: process.env['DEEP'] ? 2000 : 120 },
    )
  })

  it.each([
    [{ x: 0, y: 0 }, 0],
    [{ x: 1, y: 1 }, 120],
    [{ x: 0.5, y: 0.5 }, 60],
  ])('crops towards %j', async (gravity, red) => {
    const bytes = await encode(original, 1)
    const plan = planFor({ fit: 'aspect-crop', width: 120, height: 160, gravity })
    const grid = await decode((await renderPicture(bytes, plan)).data)
    expect([grid.length, grid[0]?.length, grid[0]?.[0]?.[0]]).toEqual([16, 12, red])
  })
})

describe('effects', () => {
  const grey = (value: number) =>
    sharp({ create: { width: 40, height: 40, channels: 3, background: { r: value, g: value, b: value } } })
      .png()
      .toBuffer()

  it.each([
    [{ brightness: 2 }, 60, 120],
    [{ brightness: 0.5 }, 60, 30],
    [{ contrast: 2 }, 100, 72],
    [{ gamma: 2 }, 64, 128],
    [{ gamma: 0.5 }, 128, 64],
    [{ blur: 250 }, 90, 90],
    [{ blur: 4 }, 90, 90],
    [{ sharpen: 5 }, 90, 90],
  ])('%j turns %i into %i', async (effect, before, after) => {
    const plan = planFor({ source: { width: 40, height: 40, frames: 1 }, ...effect })
    const grid = await decode((await renderPicture(await grey(before), plan)).data)
    expect(Math.abs((grid[20]?.[20]?.[0] ?? -99) - after)).toBeLessThanOrEqual(2)
  })

  it('takes the colour away at saturation 0', async () => {
    const bytes = await encode(original, 1)
    const [r = 0, g = 1, b = 2] =
      (await decode((await renderPicture(bytes, planFor({ saturation: 0 }))).data))[8]?.[20] ?? []
    expect(Math.max(r, g, b) - Math.min(r, g, b)).toBeLessThanOrEqual(2)
  })

  it('cuts a border of one colour away, and leaves a plain picture whole', async () => {
    const inner = await encode(original, 1)
    const framed = await sharp(inner)
      .extend({ top: 9, bottom: 5, left: 7, right: 3, background: '#fff' })
      .png()
      .toBuffer()
    const plan = planFor({ source: { width: WIDTH + 10, height: HEIGHT + 14, frames: 1 }, trim: 'border' })
    const grid = await decode((await renderPicture(framed, plan)).data)
    expect([grid[0]?.length, grid.length]).toEqual([WIDTH, HEIGHT])
    const plain = await renderPicture(
      await grey(255),
      planFor({ source: { width: 40, height: 40, frames: 1 }, trim: 'border' }),
    )
    expect((await decode(plain.data)).length).toBe(40)
  })

  it('pads with white, or with the background, and ignores a colour that is none', async () => {
    const bytes = await encode(original, 1)
    for (const [background, expected] of [
      [null, [255, 255, 255]],
      ['#ff0000', [255, 0, 0]],
      ['notacolour', [255, 255, 255]],
    ] as const) {
      const plan = planFor({ fit: 'pad', width: 48, height: 48, background })
      expect((await decode((await renderPicture(bytes, plan)).data))[0]?.[0]).toEqual(expected)
    }
  })
})

describe('encoding', () => {
  it('keeps an animation moving, resized', async () => {
    const frames = await Promise.all(
      ['#f00', '#0f0', '#00f'].map((background) =>
        sharp({ create: { width: 60, height: 40, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const gif = await sharp(frames, { join: { animated: true } })
      .gif({ delay: [80, 80, 80] })
      .toBuffer()
    for (const [format, fit] of [
      ['plain', 'scale-down'],
      ['webp', 'cover'],
      ['webp', 'pad'],
    ] as const) {
      const plan = planFor({
        source: { width: 60, height: 40, frames: 3 },
        animated: true,
        format,
        fit,
        width: 30,
        height: 30,
      })
      const { pages, width, pageHeight } = await sharp((await renderPicture(gif, plan)).data, {
        animated: true,
      }).metadata()
      expect([pages, width, pageHeight]).toEqual([3, 30, fit === 'scale-down' ? 20 : 30])
    }
  })

  it('keeps of the EXIF data what it is asked to', async () => {
    const bytes = await sharp(await encode(original, 1))
      .withExif({ IFD0: { Copyright: 'Someone 2026', Model: 'Box camera' } })
      .jpeg()
      .toBuffer()
    const exifOf = async (metadata: RenderPlan['metadata'], format: RenderPlan['format'] = 'jpeg') =>
      String(
        (await sharp((await renderPicture(bytes, planFor({ metadata, format }))).data).metadata()).exif ?? '',
      )
    expect(await exifOf('none')).toBe('')
    expect(await exifOf('copyright')).toContain('Someone 2026')
    expect(await exifOf('copyright')).not.toContain('Box camera')
    expect(await exifOf('keep')).toContain('Box camera')
    expect(await exifOf('copyright', 'webp')).toBe('')
  })

  it('prefers JPEG to PNG where nothing shows through', async () => {
    const opaque = await renderPicture(await encode(original, 1), planFor({ format: 'plain' }))
    const see = await sharp({ create: { width: 24, height: 16, channels: 4, background: '#ff000080' } })
      .png()
      .toBuffer()
    const through = await renderPicture(see, planFor({ format: 'plain' }))
    expect([opaque.format, through.format]).toEqual(['jpeg', 'png'])
  })
})
