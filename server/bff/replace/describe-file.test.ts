import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseImageId } from '#contract/image-id.ts'
import { LIMITS } from '#contract/limits.ts'
import { describeFile, hasTooManyPixels, keptName } from './describe-file.ts'

const id = parseImageId('press/2026/team')
if (id === null) throw new Error('no id')
const learnt = { type: 'jpeg', sizeBytes: 10, contentHash: 'ab' } as const

describe('the name stays, with an end that fits', () => {
  test.each([
    ['team.jpg', 'image/jpeg', 'team.jpg'],
    ['team.JPEG', 'image/jpeg', 'team.JPEG'],
    ['team.png', 'image/jpeg', 'team.jpg'],
    ['a.b.png', 'image/svg+xml', 'a.b.svg'],
    ['team', 'image/webp', 'team'],
    ['v1.2', 'image/webp', 'v1.2'],
    ['.png', 'image/gif', '.gif'],
    ['notes.txt', 'image/png', 'notes.txt'],
  ])('%s as %s is %s', (name, type, expected) => expect(keptName(name, type)).toBe(expected))

  test('once it fits, it stays as it is', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom('image/png', 'image/jpeg', 'image/heic'), (name, type) => {
        const once = keptName(name, type)
        expect(keptName(once, type)).toBe(once)
      }),
    )
  })
})

test('a file without a name gets the last part of the id', () => {
  expect(describeFile({ id, filename: null }, learnt)).toEqual({
    name: 'team',
    type: 'image/jpeg',
    sizeBytes: 10,
    contentHash: 'ab',
  })
})

test.each([
  ['nothing', null],
  ['an unknown type', { ...learnt, type: null }],
  ['an AVIF', { ...learnt, type: 'avif' as const }],
  ['one byte too many', { ...learnt, sizeBytes: LIMITS.uploadSizeBytes + 1 }],
])('%s is no file to upload', (_name, wrong) =>
  expect(describeFile({ id, filename: null }, wrong)).toBe(null),
)

test.each([
  [{ type: 'png', widthPx: 12_000, heightPx: 8_333 }, false],
  [{ type: 'png', widthPx: 12_001, heightPx: 1 }, true],
  [{ type: 'webp', widthPx: 12_001, heightPx: 1 }, false],
  [{ type: 'webp', widthPx: 10_001, heightPx: 10_000 }, true],
  [{ type: 'svg', widthPx: null, heightPx: null }, false],
] as const)('%j has too many pixels: %s', (facts, expected) => expect(hasTooManyPixels(facts)).toBe(expected))
