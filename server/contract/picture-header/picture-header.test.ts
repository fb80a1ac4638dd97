import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { FIRST_HEADER_BYTES, type PictureMediaType, readPictureHeader } from './picture-header.ts'

const utf8 = (text: string) => new TextEncoder().encode(text)
const runs = process.env['DEEP'] ? 20_000 : 500

const canvas = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 4, background: '#a35' } })

describe('readPictureHeader', () => {
  it.each<[PictureMediaType, 'jpeg' | 'png' | 'gif' | 'webp' | 'avif']>([
    ['image/jpeg', 'jpeg'],
    ['image/png', 'png'],
    ['image/gif', 'gif'],
    ['image/webp', 'webp'],
    ['image/avif', 'avif'],
  ])('tells %s and its size', async (type, format) => {
    const bytes = await canvas(211, 97).toFormat(format).toBuffer()
    expect(readPictureHeader(bytes)).toEqual({ type, widthPx: 211, heightPx: 97 })
  })

  it('reads lossless and plain WebP', async () => {
    for (const options of [{ lossless: true }, { lossless: false }]) {
      const bytes = await canvas(300, 41).removeAlpha().webp(options).toBuffer()
      expect(readPictureHeader(bytes)).toEqual({ type: 'image/webp', widthPx: 300, heightPx: 41 })
    }
  })

  it('swaps the sides for EXIF orientations 5 to 8', async () => {
    for (let orientation = 1; orientation <= 8; orientation += 1) {
      const bytes = await canvas(120, 40).jpeg().withMetadata({ orientation }).toBuffer()
      const turned = orientation >= 5
      expect(readPictureHeader(bytes)).toEqual({
        type: 'image/jpeg',
        widthPx: turned ? 40 : 120,
        heightPx: turned ? 120 : 40,
      })
    }
  })

  it.each([
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', true],
    [
      '\uFEFF<?xml version="1.0"?>\n<!-- a <b> -->\n<!DOCTYPE svg [<!ENTITY a "b">]>\n<svg:svg xmlns:svg="x">',
      true,
    ],
    ['<?xml version="1.0"?><?xml-stylesheet href="a.css"?><svg>', true],
    ['<html><svg></svg></html>', false],
    ['svg', false],
    ['<svgfoo>', false],
  ])('knows an SVG by its root element: %s', (text, isSvg) => {
    expect(readPictureHeader(utf8(text))?.type ?? null).toBe(isSvg ? 'image/svg+xml' : null)
  })

  it('refuses what is no picture and names TIFF and BMP', () => {
    expect(readPictureHeader(utf8('just a letter to the editor'))).toBeNull()
    expect(readPictureHeader(utf8('%PDF-1.7 something'))).toBeNull()
    expect(readPictureHeader(new Uint8Array())).toBeNull()
    expect(readPictureHeader(Uint8Array.of(0x49, 0x49, 0x2a, 0, 8, 0, 0, 0))?.type).toBe('image/tiff')
    expect(readPictureHeader(utf8(`BM${' '.repeat(40)}`))?.type).toBe('image/bmp')
    const video = utf8('\0\0\0\u0014ftypisom\0\0\0\0mp42')
    expect(readPictureHeader(video)).toBeNull()
  })

  it('never throws, whatever is cut off or changed', async () => {
    const seeds = await Promise.all([
      canvas(64, 32).jpeg().withMetadata({ orientation: 6 }).toBuffer(),
      canvas(64, 32).png().toBuffer(),
      canvas(64, 32).gif().toBuffer(),
      canvas(64, 32).webp().toBuffer(),
      canvas(64, 32).avif().toBuffer(),
    ])
    fc.assert(
      fc.property(
        fc.constantFrom(...seeds),
        fc.nat(2000),
        fc.array(fc.tuple(fc.nat(1000), fc.nat(255)), { maxLength: 12 }),
        (seed, length, changes) => {
          const bytes = Uint8Array.from(seed.subarray(0, length))
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
          readPictureHeader(bytes)
        },
      ),
      { numRuns: runs },
    )
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 600 }), (bytes) => {
        readPictureHeader(bytes)
      }),
      { numRuns: runs },
    )
  })

  const photos = join(import.meta.dirname, '../../../../shared/photos')
  it.skipIf(!existsSync(photos))('agrees with a decoder on real photographs', async () => {
    for (const folder of ['orientation', 'cameras', 'nature', 'odd']) {
      for (const name of readdirSync(join(photos, folder))) {
        const bytes = readFileSync(join(photos, folder, name))
        const header = readPictureHeader(bytes.subarray(0, FIRST_HEADER_BYTES))
        expect(header, name).not.toBeNull()
        if (header === null || header.type === 'image/svg+xml' || header.type === 'image/heic') continue
        const { autoOrient } = await sharp(bytes).metadata()
        expect([header.widthPx, header.heightPx], name).toEqual([autoOrient.width, autoOrient.height])
      }
    }
  })
})
