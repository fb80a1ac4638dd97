import { expect, test } from 'vitest'
import { guessNextCursor, readListPage } from './list-page.ts'
import { UpstreamError } from './upstream-error.ts'

const image = (id: string, uploaded: string, meta: object = {}) => ({ id, uploaded, meta, variants: [] })
const answer = (result: object, success = true) =>
  Buffer.from(JSON.stringify({ result, success, errors: [], messages: [] }))

test('edges count images that are left out for their ids', () => {
  const images = [
    image('..', '2026-01-03T00:00:00Z'),
    image('b', '2026-01-02T00:00:00.5Z'),
    image('a//', '2026-01-01T00:00:00Z'),
  ]
  const page = readListPage(answer({ images, continuation_token: 'next' }))
  expect(page.images.map(({ id }) => id)).toEqual(['b'])
  expect(page).toMatchObject({
    nextCursor: 'next',
    firstUploadedMs: Date.parse('2026-01-03T00:00:00Z'),
    lastUploadedMs: Date.parse('2026-01-01T00:00:00Z'),
  })
})

test('the last page has no cursor, an empty one no edges', () => {
  for (const token of [null, '', undefined]) {
    expect(readListPage(answer({ images: [], continuation_token: token }))).toEqual({
      ...{ images: [], nextCursor: null },
      ...{ firstUploadedMs: null, lastUploadedMs: null },
    })
  }
})

test.each([
  ['no JSON', Buffer.from('<html>')],
  ['cut off', answer({ images: [image('a', '2026-01-01')] }).subarray(0, 40)],
  ['a failure', answer({ images: [] }, false)],
  ['no list', answer({})],
  ['a broken time', answer({ images: [image('a', 'yesterday')] })],
])('%s is no page', (_what, body) => {
  expect(() => readListPage(body)).toThrow(UpstreamError)
})

test('the next cursor is guessed from the bytes, or not at all', () => {
  expect(guessNextCursor(answer({ images: [image('a', '2026-01-01')], continuation_token: 'abc_-=' }))).toBe(
    'abc_-=',
  )
  expect(guessNextCursor(answer({ images: [], continuation_token: null }))).toBeNull()
  expect(guessNextCursor(answer({ images: [], continuation_token: 'with "quotes"' }))).toBeNull()
  expect(guessNextCursor(Buffer.from('{"continuation_token":"cut'))).toBeNull()
  expect(guessNextCursor(Buffer.from(''))).toBeNull()
})
