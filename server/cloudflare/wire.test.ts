import { expect, test } from 'vitest'
import { imageOf, imagesOf } from './wire.ts'

const row = (id: string, extra: object = {}) => ({
  id,
  filename: 'Example.jpg',
  uploaded: '2023-02-27T00:00:00.661Z',
  requireSignedURLs: true,
  variants: [`https://imagedelivery.net/hash/${id}/small`, `https://imagedelivery.net/hash/${id}/public`],
  ...extra,
})

test('what was not given is null, and variants are sorted by name', () => {
  expect(imageOf(row('a'))).toEqual({
    id: 'a',
    filename: 'Example.jpg',
    uploadedAt: '2023-02-27T00:00:00.661Z',
    creator: null,
    metadata: null,
    requiresSignedUrl: true,
    draft: false,
    variants: [
      { name: 'public', url: 'https://imagedelivery.net/hash/a/public' },
      { name: 'small', url: 'https://imagedelivery.net/hash/a/small' },
    ],
  })
})

test('an id that no path can carry does not hide the rest of the page', () => {
  const page = imagesOf({ images: [row('a'), row('b//c'), row('..'), row('d/e')], continuation_token: '' })
  expect(page.images.map((image) => image.id)).toEqual(['a', 'd/e'])
  expect(page.nextCursor).toBeNull()
})

test.each([
  ['metadata that is a list', { meta: [1] }],
  ['metadata that is text', { meta: 'x' }],
  ['a flag as text', { requireSignedURLs: 'true' }],
  ['no upload time', { uploaded: undefined }],
  ['a broken upload time', { uploaded: 'yesterday' }],
  ['variants as text', { variants: 'public' }],
])('refuses %s', (_, extra) => {
  for (const read of [() => imageOf(row('a', extra)), () => imagesOf({ images: [row('a', extra)] })]) {
    expect(read).toThrow(expect.objectContaining({ kind: 'upstream_unexpected' }))
  }
})
