import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp, { type Sharp } from 'sharp'
import { describe, expect, it, test } from 'vitest'
import { LOOK_SIDE, lookOf } from './picture-look.ts'

const pixelsOf = (picture: Sharp) =>
  picture.resize(LOOK_SIDE, LOOK_SIDE, { fit: 'fill' }).toColourspace('srgb').ensureAlpha().raw().toBuffer()
const look = async (bytes: Buffer) => lookOf(await pixelsOf(sharp(bytes).rotate()))

/** In how many bits two hashes differ. */
function distance(a: string, b: string): number {
  const differing = BigInt(`0x${a}`) ^ BigInt(`0x${b}`)
  return differing.toString(2).replaceAll('0', '').length
}

test.each([
  ['#ff8000', [255, 128, 0, 255]],
  ['#ffffff', [1, 2, 3, 0]],
  ['#0a0b0c', [10, 11, 12, 40]],
])('one colour is its own average: %s', (colour, pixel) => {
  const pixels = Uint8Array.from({ length: LOOK_SIDE ** 2 * 4 }, (_, at) => pixel[at % 4] ?? 0)
  expect(lookOf(pixels)).toEqual({ averageColour: colour, perceptualHash: '0000000000000000' })
})

test('what cannot be seen does not colour the rest', () => {
  const pixels = Uint8Array.from({ length: LOOK_SIDE ** 2 * 4 }, (_, at) =>
    at < LOOK_SIDE ** 2 ? ([255, 0, 0, 255][at % 4] ?? 0) : ([0, 0, 255, 0][at % 4] ?? 0),
  )
  expect(lookOf(pixels).averageColour).toBe('#ff0000')
})

test('any pixels have a look of 16 hex digits and a colour; other sizes are refused', () => {
  fc.assert(
    fc.property(fc.uint8Array({ minLength: LOOK_SIDE ** 2 * 4, maxLength: LOOK_SIDE ** 2 * 4 }), (pixels) => {
      const { perceptualHash, averageColour } = lookOf(pixels)
      expect(perceptualHash).toMatch(/^[0-9a-f]{16}$/)
      expect(averageColour).toMatch(/^#[0-9a-f]{6}$/)
    }),
    { numRuns: 50 },
  )
  expect(() => lookOf(new Uint8Array(4))).toThrow(RangeError)
})

const photos = join(import.meta.dirname, '../../../shared/photos')
describe.skipIf(!existsSync(photos))('on real photographs', () => {
  const files = ['nature', 'cameras'].flatMap((folder) =>
    readdirSync(join(photos, folder)).map((name) => join(photos, folder, name)),
  )

  it('copies that were scaled or compressed again stay within 6 bits, other pictures beyond 16', async () => {
    const known: { file: string; hash: string }[] = []
    for (const file of files) {
      const bytes = readFileSync(file)
      const { perceptualHash: hash } = await look(bytes)
      const upright = () => sharp(bytes).rotate()
      const inside = (size: number) => upright().resize(size, size, { fit: 'inside' })
      const copies = [
        await upright().jpeg({ quality: 40 }).toBuffer(),
        await inside(160).jpeg({ quality: 60 }).toBuffer(),
        await inside(320).webp({ quality: 70 }).toBuffer(),
        await inside(640).webp().toBuffer(),
        await inside(640).avif({ quality: 40, effort: 0 }).toBuffer(),
      ]
      for (const [at, copy] of copies.entries()) {
        expect(distance(hash, (await look(copy)).perceptualHash), `${file}, copy ${at}`).toBeLessThanOrEqual(
          6,
        )
      }
      for (const other of known) {
        expect(distance(hash, other.hash), `${file} and ${other.file}`).toBeGreaterThan(16)
      }
      known.push({ file, hash })
    }
  }, 120_000)
})
