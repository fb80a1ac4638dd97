import { expect, it } from 'vitest'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import { copyText } from './copy-text.ts'

const image = (id: string, variants: Image['variants'], metadata: Image['metadata'] = null): Image => ({
  id: id as ImageId,
  filename: null,
  uploadedAt: '2026-03-04T05:06:07.000Z',
  creator: null,
  metadata,
  requiresSignedUrl: false,
  draft: false,
  variants,
})
const thumb = { name: 'thumb', url: 'https://desk.example/a/thumb' }
const open = { name: 'public', url: 'https://desk.example/a/public' }

it('copies a line an image, with the public variant before any other, and leaves out what has no URL', () => {
  const images = [image('a', [thumb, open], { alt: 'A [dog]' }), image('b', [thumb]), image('c', [])]
  expect(copyText('url', images)).toEqual({ text: `${open.url}\n${thumb.url}`, lines: 2 })
  expect(copyText('markdown', images.slice(0, 1)).text).toBe(`![A \\[dog\\]](<${open.url}>)`)
  expect(copyText('html', images.slice(1)).text).toBe(`<img src="${thumb.url}" alt="b">`)
})
