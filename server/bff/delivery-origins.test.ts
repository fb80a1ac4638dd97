import { expect, test } from 'vitest'
import { parseImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import { createDeliveryOrigins } from './delivery-origins.ts'

function imageWith(...urls: string[]): Image {
  const id = parseImageId('a')
  if (id === null) throw new Error('no id')
  return {
    id,
    filename: null,
    uploadedAt: '2026-01-01T00:00:00.000Z',
    creator: null,
    metadata: null,
    requiresSignedUrl: false,
    draft: false,
    variants: urls.map((url) => ({ name: 'public', url })),
  }
}

test('origins are learnt from the URLs of variants, each once', () => {
  const origins = createDeliveryOrigins('https://first.test')
  origins.learn([imageWith('https://a.test/h/i/public', 'https://a.test/h/i/small')])
  origins.learn([imageWith('https://b.test:8443/h/i/public', 'https://a.test/h/i/public')])
  expect(origins.list()).toEqual(['https://first.test', 'https://a.test', 'https://b.test:8443'])
})

test.each([
  ['a longer host', 'http://a.test.other/x', 'http://a.test.other'],
  ['a longer port', 'http://a.test:80801/x', null],
  ['a user that looks like a host', 'http://a.test@other/x', 'http://other'],
  ['another scheme', 'https://a.test/x', 'https://a.test'],
  ['a path that is none', 'http://a.test', null],
  ['a backslash', 'http://a.test\\@other/x', null],
])('%s is not taken for the origin before it', (_what, url, learnt) => {
  const origins = createDeliveryOrigins('https://first.test')
  origins.learn([imageWith('http://a.test/h/i/public', url)])
  expect(origins.list().slice(2)).toEqual(learnt === null ? [] : [learnt])
})

test('what is no web address is left out, and no more than eight are kept', () => {
  const origins = createDeliveryOrigins('https://first.test')
  origins.learn([imageWith('javascript:alert(1)', 'data:,x', 'nonsense', '')])
  expect(origins.list()).toEqual(['https://first.test'])
  origins.learn([imageWith(...Array.from({ length: 20 }, (_, i) => `https://host-${i}.test/x`))])
  expect(origins.list()).toHaveLength(8)
})
