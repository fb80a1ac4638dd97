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
  requiresSignedUrl: id === 'b',
  draft: false,
  variants,
})
const thumb = { name: 'thumb', url: 'https://desk.example/a/thumb' }
const open = { name: 'public', url: 'https://desk.example/a/public' }
const images = [image('a', [thumb, open], { alt: '=A "[dog]", wet' }), image('b', [thumb]), image('c', [])]

it('copies a line an image, with the public variant before any other, and leaves out what has no URL', async () => {
  expect(await copyText('url', images)).toEqual({ text: `${open.url}\n${thumb.url}`, count: 2 })
  expect((await copyText('markdown', images.slice(0, 1))).text).toBe(`![=A "\\[dog\\]", wet](<${open.url}>)`)
  expect((await copyText('html', images.slice(1))).text).toBe(`<img src="${thumb.url}" alt="b">`)
})

it('copies a table, as CSV without formulas and as JSON', async () => {
  expect((await copyText('csv', images)).text.split('\r\n')).toEqual([
    'id,name,variant,url,alt,private',
    `a,a,public,${open.url},"'=A ""[dog]"", wet",false`,
    `b,b,thumb,${thumb.url},b,true`,
  ])
  expect(JSON.parse((await copyText('json', images)).text)).toEqual([
    { id: 'a', name: 'a', variant: 'public', url: open.url, alt: '=A "[dog]", wet', private: false },
    { id: 'b', name: 'b', variant: 'thumb', url: thumb.url, alt: 'b', private: true },
  ])
})

it('writes flexible URLs, each cropped around its own focal point, of images that can have them', async () => {
  const at = (id: string) => [{ name: 'public', url: `https://desk.example/acc/${id}/public` }]
  const focused = image('d', at('d'), { focal: '0.25x0.7' })
  const all = [
    image('a', at('a')),
    image('b', at('b')),
    image('c', []),
    focused,
    { ...image('e', at('e')), draft: true },
  ]
  const options = { width: '80', height: '60', fit: 'cover' }
  expect((await copyText('url', all, options)).text.split('\n')).toEqual([
    'https://desk.example/acc/a/width=80,height=60,fit=cover',
    'https://desk.example/acc/d/width=80,height=60,fit=cover,gravity=0.25x0.7',
  ])
  // Nothing is cut off, so nothing has to be kept in sight.
  expect((await copyText('url', [focused], { ...options, fit: 'pad' })).text).not.toContain('gravity')
})

it('writes every link on the domain of the team', async () => {
  const moved = 'https://img.example.com/cdn-cgi/imagedelivery/a/public'
  const own = image('a', [{ name: 'public', url: 'https://desk.example/a/public' }])
  expect((await copyText('url', [own], null, 'img.example.com')).text).toBe(moved)
  expect((await copyText('html', [own], null, 'img.example.com')).text).toContain(`src="${moved}"`)
  expect(JSON.parse((await copyText('json', [own], null, 'img.example.com')).text)).toMatchObject([
    { url: moved },
  ])
})
