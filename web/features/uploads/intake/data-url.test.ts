import { expect, test } from 'vitest'
import { fileOfDataUrl } from './data-url.ts'

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

test('a picture in an address becomes a file, byte for byte', async () => {
  const file = fileOfDataUrl(`data:image/png;base64,${PIXEL}`)
  expect(file).toMatchObject({ name: 'picture.png', type: 'image/png', size: 70 })
  expect(Buffer.from((await file?.arrayBuffer()) ?? new ArrayBuffer()).toString('base64')).toBe(PIXEL)
})

test.each([
  ['data:IMAGE/SVG+XML;charset=utf-8,%3Csvg%20xmlns=%22x%22/%3E', 'picture.svg', '<svg xmlns="x"/>'],
  ['data:image/gif,plain', 'picture.gif', 'plain'],
  ['data:image/unheard-of,x', 'picture', 'x'],
  [`data:image/jpeg;base64,${encodeURIComponent('AAA+')}`, 'picture.jpg', '\0\0>'],
])('%s', async (url, name, text) => {
  const file = fileOfDataUrl(url)
  expect([file?.name, await file?.text()]).toEqual([name, text])
})

test.each([
  'data:text/html,<b>',
  'data:image/png;base64,',
  'data:image/png;base64,*',
  'data:image/png,%',
  'https://x',
])('%s is none', (url) => expect(fileOfDataUrl(url)).toBeNull())
