import { describe, expect, it } from 'vitest'
import { type Encode, type EncodedType, encodeToFit } from './encode-to-fit.ts'

const LIMIT = 1_000
/** A picture of so many bytes as PNG; lossy ones are a tenth of it at full quality. */
function encoder(pngBytes: number) {
  const asked: [EncodedType, number, number][] = []
  const encode: Encode = async (type, quality, scale) => {
    asked.push([type, quality, Number(scale.toFixed(2))])
    const share = type === 'image/png' ? 1 : 0.1 * quality
    return new Blob([new Uint8Array(Math.ceil(pngBytes * share * scale ** 2))], { type })
  }
  return { asked, encode }
}

describe('encodeToFit', () => {
  it.each<[string, EncodedType, boolean, number, EncodedType, number]>([
    ['a PNG that fits keeps every pixel', 'image/png', true, 1_000, 'image/png', 1],
    ['one that does not becomes a JPEG', 'image/png', false, 1_001, 'image/jpeg', 0.92],
    ['or a WebP, when something is transparent', 'image/png', true, 1_001, 'image/webp', 0.92],
    ['a JPEG of something transparent is a WebP', 'image/jpeg', true, 1_000, 'image/webp', 0.92],
    ['first less quality', 'image/jpeg', false, 13_000, 'image/jpeg', 0.75],
  ])('%s', async (_name, wished, hasAlpha, pngBytes, type, quality) => {
    const { asked, encode } = encoder(pngBytes)
    const blob = await encodeToFit(wished, hasAlpha, encode, LIMIT)
    expect(blob.type).toBe(type)
    expect(blob.size).toBeLessThanOrEqual(LIMIT)
    expect(asked.at(-1)).toEqual([type, quality, 1])
  })

  it('then fewer pixels, with a quality worth looking at', async () => {
    const { asked, encode } = encoder(30_000)
    expect((await encodeToFit('image/webp', false, encode, LIMIT)).size).toBeLessThanOrEqual(LIMIT)
    expect(asked.at(-1)).toEqual(['image/webp', 0.85, 0.51])
    expect(asked).toHaveLength(7)
  })

  it('gives up in the end', async () => {
    const { asked, encode } = encoder(10_000_000)
    await expect(encodeToFit('image/png', false, encode, LIMIT)).rejects.toThrow('small enough')
    expect(asked.length).toBeLessThan(20)
  })
})
