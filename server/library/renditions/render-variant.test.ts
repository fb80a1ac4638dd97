import fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it } from 'vitest'
import type { RenderedOptions } from '#contract/draft-renditions.ts'
import { ACCEPTS } from '#contract/renditions.ts'
import { layoutVariant } from '#contract/variant-geometry.ts'
import { FITS } from '#contract/variants.ts'
import { gifClaiming } from '../../images-service/testing/bombs.ts'
import { exifOf } from '../facts/exif-of.ts'
import { renderVariant } from './render-variant.ts'

const PLAIN: RenderedOptions = { fit: 'scale-down', width: 40, height: null, metadata: 'none', blur: null }
const RED = [200, 30, 30] as const

function plain(width: number, height: number, alpha?: number): Sharp {
  const [r, g, b] = RED
  const background = { r, g, b, ...(alpha !== undefined && { alpha }) }
  return sharp({ create: { width, height, channels: alpha === undefined ? 3 : 4, background } })
}

async function seen(bytes: Buffer) {
  const { format, width, height, pages, pageHeight, exif, isProgressive } = await sharp(bytes).metadata()
  return { format, width, height: pageHeight ?? height, pages, exif, isProgressive }
}

describe('size and place', () => {
  const side = fc.integer({ min: 1, max: 90 })
  const box = fc.oneof(
    fc.record({ width: side, height: side }),
    fc.record({ width: side, height: fc.constant(null) }),
    fc.record({ width: fc.constant(null), height: side }),
  )

  it('are what the geometry says, for every fit', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...FITS), side, side, box, async (fit, width, height, wanted) => {
        const options = { ...PLAIN, ...wanted, fit }
        const { canvas, drawn } = layoutVariant({ width, height }, options)
        const made = await renderVariant(await plain(width, height).png().toBuffer(), options, 'webp')
        const { data, info } = await sharp(made).raw().toBuffer({ resolveWithObject: true })
        expect({ width: info.width, height: info.height }).toEqual(canvas)
        const green = (x: number, y: number) => data[(y * info.width + x) * info.channels + 1] ?? 0
        // Middle of each edge: picture inside `drawn`, white where it is padded by more than a pixel's blur.
        const [midX, midY] = [drawn.x + (drawn.width >> 1), drawn.y + (drawn.height >> 1)]
        expect(green(midX, midY)).toBeLessThan(128)
        if (drawn.x > 4) expect(green(0, midY)).toBeGreaterThan(200)
        if (drawn.y > 4) expect(green(midX, 0)).toBeGreaterThan(200)
      }),
      { numRuns: 60 },
    )
  })

  it('are those of the upright picture', async () => {
    const lying = await plain(60, 30).withMetadata({ orientation: 6 }).jpeg().toBuffer()
    expect(await seen(await renderVariant(lying, { ...PLAIN, width: 15 }, 'original'))).toMatchObject({
      ...{ width: 15, height: 30, format: 'jpeg' },
    })
  })

  it('cut the middle out', async () => {
    const thirds = await plain(90, 30)
      .composite([
        {
          input: await sharp({ create: { width: 30, height: 30, channels: 3, background: '#fff' } })
            .png()
            .toBuffer(),
          left: 30,
          top: 0,
        },
      ])
      .png()
      .toBuffer()
    const made = await renderVariant(thirds, { ...PLAIN, fit: 'cover', width: 30, height: 30 }, 'original')
    const { dominant } = await sharp(made).stats()
    expect(Math.min(dominant.r, dominant.g, dominant.b)).toBeGreaterThan(240)
  })
})

describe('format', () => {
  const jpeg = () => plain(80, 60).jpeg().toBuffer()
  it.each([
    ['avif', 40, 'heif'],
    ['webp', 40, 'webp'],
    ['original', 40, 'jpeg'],
    // Larger than AVIF may be.
    ['avif', 1300, 'webp'],
  ] as const)('%s at %i px of a JPEG is %s', async (accept, width, format) => {
    const made = await renderVariant(await jpeg(), { ...PLAIN, fit: 'contain', width }, accept)
    expect(await seen(made)).toMatchObject({ format, width })
  })

  it('keeps what is see-through, and nothing else, as PNG', async () => {
    expect(
      await seen(await renderVariant(await plain(9, 9, 0.5).png().toBuffer(), PLAIN, 'original')),
    ).toMatchObject({ format: 'png' })
    expect(
      await seen(await renderVariant(await plain(9, 9).png().toBuffer(), PLAIN, 'original')),
    ).toMatchObject({ format: 'jpeg' })
  })

  it('lets an animation move, as WebP or GIF', async () => {
    const frames = await Promise.all(
      ['#f00', '#0f0'].map((background) =>
        sharp({ create: { width: 40, height: 30, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    )
    const moving = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer()
    const options = { ...PLAIN, fit: 'pad', width: 30, height: 30, blur: 4 } as const
    for (const [accept, format] of [
      ['avif', 'webp'],
      ['webp', 'webp'],
      ['original', 'gif'],
    ] as const) {
      expect(await seen(await renderVariant(moving, options, accept))).toMatchObject({
        format,
        pages: 2,
        width: 30,
        height: 30,
      })
    }
  })
})

it('leaves an animation as it is that is too long to be worked on', async () => {
  const long = gifClaiming(5000, 5000, 3)
  expect(await renderVariant(long, PLAIN, 'webp')).toBe(long)
})

describe('embedded data and blur', () => {
  const told = () =>
    plain(80, 60)
      .withExif({
        IFD0: { Artist: 'Ann', Copyright: 'Desk', Model: 'Box' },
        IFD3: {
          GPSLatitudeRef: 'N',
          GPSLatitude: '52/1 0/1 0/1',
          GPSLongitudeRef: 'E',
          GPSLongitude: '13/1 0/1 0/1',
        },
      })
      .jpeg()
      .toBuffer()
  const position = { latitude: 52, longitude: 13 }
  it.each([
    ['keep', null, { artist: 'Ann', copyright: 'Desk', camera: 'Box', position }],
    ['keep', 200, { artist: 'Ann', copyright: 'Desk', camera: 'Box', position }],
    ['copyright', null, { artist: 'Ann', copyright: 'Desk', camera: null, position: null }],
    ['copyright', 200, { artist: 'Ann', copyright: 'Desk', camera: null, position: null }],
  ] as const)('%s with blur %s', async (metadata, blur, expected) => {
    const made = await seen(await renderVariant(await told(), { ...PLAIN, metadata, blur }, 'original'))
    expect(await exifOf(made.exif ?? Buffer.alloc(0))).toMatchObject(expected)
  })

  it('none of it with none, nor in WebP and AVIF', async () => {
    expect((await seen(await renderVariant(await told(), PLAIN, 'original'))).exif).toBeUndefined()
    for (const accept of ['webp', 'avif'] as const) {
      const made = await renderVariant(await told(), { ...PLAIN, metadata: 'keep' }, accept)
      expect((await seen(made)).exif).toBeUndefined()
    }
  })

  it('a blur leaves the size and takes the detail, more the wider it is', async () => {
    const half = await plain(100, 100)
      .composite([
        {
          input: await sharp({ create: { width: 50, height: 100, channels: 3, background: '#fff' } })
            .png()
            .toBuffer(),
          left: 0,
          top: 0,
        },
      ])
      .png()
      .toBuffer()
    const spread: number[] = []
    for (const blur of [null, 4, 40, 250]) {
      const made = await renderVariant(half, { ...PLAIN, width: 100, blur, metadata: 'keep' }, 'webp')
      expect(await seen(made)).toMatchObject({ width: 100, height: 100 })
      const { channels } = await sharp(made).stats()
      spread.push(channels[1]?.stdev ?? 0)
    }
    expect(spread).toEqual(spread.toSorted((a, b) => b - a))
    expect(spread.at(-1)).toBeLessThan((spread[0] ?? 0) / 2)
  })
})

it.each([
  ['a side', { fit: 'contain', width: 12_000, height: null }, 10, 20],
  ['an area', { fit: 'cover', width: 11_000, height: 11_000 }, 10, 10],
] as const)('refuses %s that no picture may have', async (_what, box, width, height) => {
  const bytes = await plain(width, height).png().toBuffer()
  for (const accept of ACCEPTS) {
    await expect(renderVariant(bytes, { ...PLAIN, ...box }, accept)).rejects.toThrow('at most')
  }
})
