import { expect, test } from 'vitest'
import { parseImageId } from '#contract/image-id.ts'
import type { LibraryImage } from '#contract/library.ts'
import { compareFacts } from './compare-facts.ts'

function image(id: string, change: Partial<LibraryImage> = {}): LibraryImage {
  const parsed = parseImageId(id)
  if (parsed === null) throw new Error('not an id')
  return {
    id: parsed,
    filename: 'sun.jpg',
    uploadedAt: '2026-03-04T10:00:00.000Z',
    creator: null,
    metadata: null,
    requiresSignedUrl: false,
    draft: false,
    variants: [],
    folder: '',
    measurements: {
      widthPx: 4000,
      heightPx: 3000,
      sizeBytes: 2_412_345,
      type: 'jpeg',
      contentHash: 'a'.repeat(64),
      averageColour: null,
    },
    ...change,
  }
}
const differing = (...items: LibraryImage[]) =>
  compareFacts(items)
    .filter(({ differs }) => differs)
    .map(({ key }) => key)

test('what all of them share is no difference, what none has is left out', () => {
  const rows = compareFacts([image('a'), image('b')])
  expect(rows.map(({ key }) => key)).toEqual([
    'filename',
    'uploaded',
    'access',
    'pixels',
    'bytes',
    'type',
    'content',
  ])
  expect(rows.every(({ differs }) => !differs)).toBe(true)
})

test('differences are found where the shown figures are rounded, too', () => {
  const seconds = image('b', { uploadedAt: '2026-03-04T10:00:01.000Z' })
  expect(differing(image('a'), seconds)).toEqual(['uploaded'])
  const first = image('a')
  const smaller = image('b', {
    measurements: first.measurements && {
      ...first.measurements,
      sizeBytes: 2_412_346,
      contentHash: `${'a'.repeat(63)}b`,
    },
  })
  expect(differing(first, smaller)).toEqual(['bytes', 'content'])
})

test('what one of them lacks is a difference', () => {
  expect(differing(image('a'), image('b', { measurements: null }))).toEqual([
    'pixels',
    'bytes',
    'type',
    'content',
  ])
  expect(differing(image('a', { folder: 'x' }), image('b', { creator: 'ada' }), image('c'))).toEqual([
    'folder',
    'creator',
  ])
})

test('metadata is compared field by field, whatever the value is', () => {
  const rows = compareFacts([
    image('a', { metadata: { alt: 'Sun', tags: ['x'] } }),
    image('b', { metadata: { alt: 'Sun', tags: ['y'], n: 0 } }),
  ]).filter(({ key }) => key.startsWith('meta.'))
  expect(rows).toEqual([
    { key: 'meta.alt', label: 'alt', values: ['Sun', 'Sun'], differs: false },
    { key: 'meta.n', label: 'n', values: ['', '0'], differs: true },
    { key: 'meta.tags', label: 'tags', values: ['["x"]', '["y"]'], differs: true },
  ])
})
