import fc from 'fast-check'
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

test('an upload time is what the calendar makes of it, in whatever form it comes', () => {
  const uploadedAt = (uploaded: string) => imageOf(row('a', { uploaded })).uploadedAt
  const dates = fc.date({ min: new Date(0), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true })
  fc.assert(
    fc.property(dates, (date) => {
      const text = date.toISOString()
      expect(uploadedAt(text)).toBe(text)
      expect(uploadedAt(text.replace('Z', '000Z'))).toBe(text)
      expect(uploadedAt(text.replace('Z', '+00:00'))).toBe(text)
    }),
  )
  const digits = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99), fc.nat(99), fc.nat(99))
  fc.assert(
    fc.property(digits, (numbers) => {
      const [month, day, hour, minute, second] = numbers.map((number) => String(number).padStart(2, '0'))
      const text = `2024-${month}-${day}T${hour}:${minute}:${second}.000Z`
      const date = new Date(text)
      if (Number.isNaN(date.getTime())) expect(() => uploadedAt(text)).toThrow()
      else expect(uploadedAt(text)).toBe(date.toISOString())
    }),
    { examples: [[[2, 30, 0, 0, 0]], [[12, 31, 24, 0, 0]]] },
  )
})
