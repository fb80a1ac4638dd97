import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FileFacts } from '../upload-item.ts'
import { judgeFile, within } from './judge-file.ts'

const MB = 1024 * 1024
const FACTS: FileFacts = {
  ...{ type: 'image/jpeg', sizeBytes: 200_000, widthPx: 1200, heightPx: 800, frames: 1 },
  ...{ orientation: 1, hasGps: false, takenAt: null, contentHash: 'a'.repeat(64), look: null },
}
const judge = (facts: Partial<FileFacts>) => judgeFile({ ...FACTS, ...facts })
const size = (widthPx: number, heightPx: number) => ({ widthPx, heightPx })

describe('judgeFile', () => {
  it.each<[string, Partial<FileFacts>]>([
    ['a photograph', {}],
    ['exactly 10 MB', { sizeBytes: 10 * MB }],
    ['exactly 12,000 px', size(12_000, 8_000)],
    ['a long WebP', { type: 'image/webp', ...size(16_000, 100) }],
    ['HEIC', { type: 'image/heic', frames: null }],
    ['an SVG without a size', { type: 'image/svg+xml', widthPx: null, heightPx: null, frames: null }],
    ['an animation of 100 megapixels in all', { type: 'image/gif', ...size(1_000, 1_000), frames: 100 }],
  ])('ready: %s', (_name, facts) => {
    expect(judge(facts)).toEqual({ fault: null, needs: [] })
  })

  it.each<[string, Partial<FileFacts>, object]>([
    ['empty', { sizeBytes: 0 }, { kind: 'empty' }],
    ['a text', { type: null }, { kind: 'not_a_picture' }],
    ['no pixels', size(0, 12_001), { kind: 'no_pixels' }],
    [
      'an SVG of 10 MB + 1',
      { type: 'image/svg+xml', sizeBytes: 10 * MB + 1, widthPx: null, heightPx: null },
      { kind: 'too_large' },
    ],
    ['a bomb', size(65_500, 65_500), { kind: 'side_too_long' }],
    ['a bomb within the sides', { type: 'image/webp', ...size(16_000, 16_000) }, { kind: 'area_too_large' }],
    ['more than can be read here', { sizeBytes: 101 * MB }, { kind: 'too_large' }],
    [
      'a TIFF bomb',
      { type: 'image/tiff', ...size(60_000, 60_000) },
      { kind: 'unsupported_type', type: 'image/tiff' },
    ],
    [
      'a TIFF that says nothing',
      { type: 'image/tiff', widthPx: null, heightPx: null },
      { kind: 'unsupported_type' },
    ],
  ])('cannot: %s', (_name, facts, fault) => {
    const judged = judge({ ...facts, hasGps: true })
    expect(judged.fault).toMatchObject(fault)
    expect(judged.needs).toEqual([])
  })

  const shrink = (widthPx: number, heightPx: number) => ({ kind: 'shrink', widthPx, heightPx })
  const convert = (to: string) => ({ kind: 'convert', to })
  it.each<[string, Partial<FileFacts>, string, object[]]>([
    ['12,001 px', size(12_001, 40), 'side_too_long', [shrink(12_000, 39)]],
    ['12,400 px', size(12_400, 8_370), 'side_too_long', [shrink(12_000, 8_100)]],
    ['121 megapixels', size(11_000, 11_000), 'area_too_large', [shrink(10_000, 10_000)]],
    ['10 MB + 1', { sizeBytes: 10 * MB + 1 }, 'too_large', [shrink(1200, 800)]],
    ['TIFF', { type: 'image/tiff' }, 'unsupported_type', [convert('image/png')]],
    ['BMP of 40 MB', { type: 'image/bmp', sizeBytes: 40 * MB }, 'unsupported_type', [convert('image/png')]],
    ['AVIF', { type: 'image/avif', frames: null }, 'unsupported_type', [convert('image/webp')]],
    [
      'long AVIF',
      { type: 'image/avif', ...size(14_000, 10) },
      'unsupported_type',
      [shrink(12_000, 8), convert('image/webp')],
    ],
    [
      'large HEIC',
      { type: 'image/heic', sizeBytes: 11 * MB },
      'too_large',
      [shrink(1200, 800), convert('image/jpeg')],
    ],
    ['a long film', { type: 'image/gif', frames: 105 }, 'animation_too_large', [convert('image/webp')]],
    [
      'a large moving WebP',
      { type: 'image/webp', frames: 9, sizeBytes: 11 * MB },
      'too_large',
      [convert('image/webp')],
    ],
  ])('ready after repair: %s', (_name, facts, kind, repairs) => {
    const { fault, needs } = judge(facts)
    expect(fault?.kind).toBe(kind)
    expect(needs).toEqual([{ kind: 'repair', fault, repairs }])
  })

  it('a position is asked about, beside a repair too', () => {
    expect(judge({ hasGps: true })).toEqual({ fault: null, needs: [{ kind: 'gps' }] })
    expect(judge({ hasGps: true, sizeBytes: 10 * MB + 1 }).needs.map(({ kind }) => kind)).toEqual([
      'repair',
      'gps',
    ])
  })
})

it('what is shrunk is within the limits, keeps its shape and is no smaller than it must be', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 65_000 }),
      fc.integer({ min: 1, max: 65_000 }),
      (widthPx, heightPx) => {
        const target = within({ widthPx, heightPx })
        expect(Math.max(target.widthPx, target.heightPx)).toBeLessThanOrEqual(12_000)
        expect(target.widthPx * target.heightPx).toBeLessThanOrEqual(100_000_000)
        expect(Math.min(target.widthPx, target.heightPx)).toBeGreaterThan(0)
        if (Math.max(widthPx, heightPx) <= 12_000 && widthPx * heightPx <= 100_000_000) {
          expect(target).toEqual({ widthPx, heightPx })
          return
        }
        const isTight =
          Math.max(target.widthPx, target.heightPx) === 12_000 ||
          (target.widthPx + 1) * (target.heightPx + 1) > 100_000_000
        expect(isTight).toBe(true)
        const long = widthPx > heightPx
        const [was, is] = long
          ? [heightPx / widthPx, target.heightPx / target.widthPx]
          : [widthPx / heightPx, target.widthPx / target.heightPx]
        expect(Math.abs(was - is)).toBeLessThan(1 / 1_000)
      },
    ),
    { numRuns: process.env['DEEP'] ? 10_000 : 500 },
  )
})
