import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nameOfAddress, readAddress, readAddressLines } from './address.ts'

const desk = 'http://127.0.0.1:8787'

describe('readAddress', () => {
  test.each([
    ['https://example.com/a.jpg', 'https://example.com/a.jpg'],
    ['  HTTP://Example.COM/a b.jpg#top ', 'http://example.com/a%20b.jpg'],
    ['https://example.com/w_300,h_200/é.jpg?x=1;2', 'https://example.com/w_300,h_200/%C3%A9.jpg?x=1;2'],
    ['https://bücher.example/a', 'https://xn--bcher-kva.example/a'],
  ])('%s is sent as %s', (text, url) => {
    expect(readAddress(text, desk)).toEqual({ url })
  })

  test.each([
    ['', 'not_an_address'],
    ['example.com/a.jpg', 'not_an_address'],
    ['/a.jpg', 'not_an_address'],
    ['//example.com/a.jpg', 'not_an_address'],
    ['https:', 'not_an_address'],
    ['https:example.com', 'not_an_address'],
    ['https:///example.com/a', 'not_an_address'],
    ['https:\\\\example.com\\a', 'not_an_address'],
    ['https://exa mple.com/', 'not_an_address'],
    ['https://example.com/a\r\nHost: b', 'not_an_address'],
    ['https://example.com/a\0b', 'not_an_address'],
    ['https://example.com:99999/', 'not_an_address'],
    ['ftp://example.com/a.jpg', 'other_protocol'],
    ['file:///etc/passwd', 'other_protocol'],
    ['javascript:alert(1)', 'other_protocol'],
    ['blob:https://example.com/1', 'other_protocol'],
    ['data:image/png;base64,AAAA', 'other_protocol'],
    ['https://ada:secret@example.com/a.jpg', 'credentials'],
    ['https://ada@example.com/a.jpg', 'credentials'],
    ['https://:secret@example.com/a.jpg', 'credentials'],
    [`https://example.com/${'a'.repeat(2048)}`, 'too_long'],
    [`${desk}/api/thumbnails/320/x`, 'own_page'],
  ])('%j is refused: %s', (text, fault) => {
    expect(readAddress(text, desk)).toEqual({ fault })
  })

  test('whatever the text, what is sent is on the web, without a password, and reads back the same', () => {
    const nearly = fc
      .tuple(
        fc.constantFrom('http', 'https', 'HTTPS', 'ftp', 'data'),
        fc.constantFrom('://', ':', ':\\\\'),
        fc.string(),
      )
      .map((parts) => parts.join(''))
    fc.assert(
      fc.property(fc.oneof(fc.webUrl({ withFragments: true }), nearly, fc.string()), (text) => {
        const read = readAddress(text, desk)
        if ('fault' in read) return
        const url = new URL(read.url)
        expect(url.protocol).toMatch(/^https?:$/)
        expect(url.username + url.password + url.hash).toBe('')
        expect(readAddress(read.url, desk)).toEqual(read)
        expect(nameOfAddress(read.url)).not.toMatch(/^$|[/\\\p{Cc}]/u)
      }),
      { numRuns: 500 },
    )
  })
})

test.each([
  ['https://example.com/a/frog.jpg?size=2', 'frog.jpg'],
  ['https://example.com/a%2Fb%0D%0Ac.jpg', 'a b c.jpg'],
  ['https://example.com/%E2%80%AEgpj.exe', '\u202egpj.exe'],
  ['https://example.com/%F0%9F%8C%88.png', '🌈.png'],
  ['https://example.com/%', '%'],
  ['https://example.com/%2e%2e%2f', 'example.com'],
  ['https://example.com/', 'example.com'],
])('%s is listed as %s', (url, name) => {
  expect(nameOfAddress(url)).toBe(name)
})

test.each([
  ['https://a.example/1.jpg', 1],
  ['\n https://a.example/1.jpg \r\n\r\n http://b.example/2.jpg\n', 2],
  ['https://a.example/1.jpg\nftp://b.example/2.jpg', 2],
  ['data:image/png;base64,AAAA', 1],
  ['ftp://b.example/2.jpg', null],
  ['see https://a.example/1.jpg', null],
  ['https://a.example/1.jpg\nand more', null],
  ['https://a.example/1.jpg,alt text', null],
  ['only words', null],
  ['', null],
])('%j is a list of %s addresses', (text, count) => {
  expect(readAddressLines(text)?.length ?? null).toBe(count)
})
