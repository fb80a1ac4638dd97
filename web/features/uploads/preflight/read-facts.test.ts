import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import exifr from 'exifr'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, it } from 'vitest'
import { readFacts } from './read-facts.ts'

const sha256 = async (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const facts = (bytes: Uint8Array<ArrayBuffer> | string) => readFacts(new Blob([bytes]), sha256)
const canvas = (width = 40, height = 30) =>
  sharp({ create: { width, height, channels: 4, background: '#a35' } })
const copy = (bytes: Buffer) => new Uint8Array(bytes)

function bmp(widthPx: number, heightPx: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(54 + widthPx * 4)
  const view = new DataView(bytes.buffer)
  bytes.set([0x42, 0x4d])
  view.setUint32(14, 40, true)
  view.setInt32(18, widthPx, true)
  view.setInt32(22, -heightPx, true)
  return bytes
}

/** Frames of noise, so that none is left out. */
async function animation(format: 'gif' | 'webp', frames: number): Promise<Uint8Array<ArrayBuffer>> {
  const raw = Uint8Array.from({ length: 16 * 16 * frames * 3 }, (_, at) => (at * 7919) % 251)
  const film = sharp(raw, { raw: { width: 16, height: 16 * frames, channels: 3, pageHeight: 16 } })
  return copy(await film.toFormat(format, { delay: Array(frames).fill(90), loop: 0 }).toBuffer())
}

describe('readFacts', () => {
  it('knows a file by its content, whatever it is called', async () => {
    const bytes = copy(await canvas().png().toBuffer())
    expect(await readFacts(new File([bytes], 'photo.jpg', { type: 'image/jpeg' }), sha256)).toEqual({
      ...{ type: 'image/png', sizeBytes: bytes.length, widthPx: 40, heightPx: 30, frames: 1 },
      ...{ orientation: null, hasGps: false, takenAt: null, contentHash: await sha256(bytes), look: null },
    })
    expect(await facts('a letter to the editor')).toMatchObject({ type: null, widthPx: null })
  })

  it('without a secure context there is no hash, and everything else', async () => {
    const bytes = copy(await canvas().jpeg().toBuffer())
    expect(await readFacts(new Blob([bytes]), null)).toMatchObject({ type: 'image/jpeg', contentHash: '' })
  })

  it.each(['jpeg', 'png', 'webp', 'avif', 'tiff'] as const)('%s: what the camera wrote', async (format) => {
    const bytes = await canvas()
      .withExif({ IFD2: { DateTimeOriginal: '2026:10:01 09:08:07' } })
      .withMetadata({ orientation: 6 })
      .toFormat(format)
      .toBuffer()
    const told = await facts(copy(bytes))
    expect(told.type).toBe(`image/${format}`)
    if (format !== 'avif') expect(told.orientation).toBe(6)
    // libvips writes no EXIF directory into a TIFF.
    expect(told.takenAt).toBe(format === 'tiff' ? null : '2026-10-01T09:08:07')
  })

  it.each(['0000:00:00 00:00:00', '2026:13:45 09:08:07', 'yesterday'])('%s is no date', async (date) => {
    const bytes = await canvas()
      .withExif({ IFD2: { DateTimeOriginal: date } })
      .jpeg()
      .toBuffer()
    expect((await facts(copy(bytes))).takenAt).toBeNull()
  })

  it.each(['gif', 'webp'] as const)('counts the frames of a %s', async (format) => {
    for (const frames of [1, 2, 13])
      expect((await facts(await animation(format, frames))).frames).toBe(frames)
  })

  it('counts those of a PNG that moves', async () => {
    const png = await canvas().png().toBuffer()
    const control = Buffer.from([0, 0, 0, 8, 0x61, 0x63, 0x54, 0x4c, 0, 0, 0, 7, 0, 0, 0, 0, 0, 0, 0, 0])
    const bytes = Buffer.concat([png.subarray(0, 33), control, png.subarray(33)])
    expect((await facts(copy(bytes))).frames).toBe(7)
    expect((await facts(copy(png))).frames).toBe(1)
  })

  it('knows the pixels of what has to be converted', async () => {
    expect(await facts(bmp(300, 200))).toMatchObject({ type: 'image/bmp', widthPx: 300, heightPx: 200 })
    const tiff = copy(await canvas(70, 50).tiff().toBuffer())
    expect(await facts(tiff)).toMatchObject({ type: 'image/tiff', widthPx: 70, heightPx: 50 })
  })

  it('whatever is cut off or changed: it ends and does not throw', async () => {
    const seeds = await Promise.all([
      canvas().withMetadata({ orientation: 6 }).jpeg().toBuffer(),
      canvas().withMetadata({ orientation: 6 }).png().toBuffer(),
      canvas().tiff().toBuffer(),
      canvas().avif({ effort: 0 }).toBuffer(),
      animation('gif', 3),
      animation('webp', 3),
      bmp(10, 10),
    ])
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...seeds),
        fc.nat(3000),
        fc.array(fc.tuple(fc.nat(800), fc.nat(255)), { maxLength: 12 }),
        async (seed, length, changes) => {
          const bytes = Uint8Array.from(seed.subarray(0, length))
          for (const [at, value] of changes) if (at < bytes.length) bytes[at] = value
          expect((await facts(bytes)).sizeBytes).toBe(bytes.length)
        },
      ),
      { numRuns: process.env['DEEP'] ? 10_000 : 400 },
    )
  }, 120_000)
})

const photos = join(import.meta.dirname, '../../../../../shared/photos')
describe.skipIf(!existsSync(photos))('on real photographs', () => {
  it('agrees with exifr and a decoder', async () => {
    for (const folder of ['orientation', 'cameras', 'nature', 'odd']) {
      for (const name of readdirSync(join(photos, folder))) {
        const bytes = copy(readFileSync(join(photos, folder, name)))
        const told = await facts(bytes)
        expect(told.type, name).not.toBeNull()
        if (told.type === 'image/svg+xml') continue
        const expected = await exifr
          .parse(bytes, {
            pick: ['DateTimeOriginal', 'Orientation'],
            translateValues: false,
            reviveValues: false,
          })
          .catch(() => undefined)
        expect(told.orientation, name).toBe(expected?.Orientation ?? null)
        const date = expected?.DateTimeOriginal?.slice(0, 10).replaceAll(':', '-')
        expect(told.takenAt?.slice(0, 10), name).toBe(date)
        if (told.type === 'image/heic') continue
        const { autoOrient } = await sharp(bytes).metadata()
        expect([told.widthPx, told.heightPx], name).toEqual([autoOrient.width, autoOrient.height])
      }
    }
  })
})
