import fc from 'fast-check'
import { expect, test } from 'vitest'
import { DeliverySettings } from './delivery-settings.ts'
import { deliveryUrl } from './delivery-url.ts'

const takes = (customDomain: string) => DeliverySettings.safeParse({ customDomain }).success

test.each(['images.example.com', 'a.co', 'xn--bcher-kva.example', '1.example.com', `${'a'.repeat(63)}.de`])(
  'takes %s',
  (name) => expect(takes(name)).toBe(true),
)

test.each([
  ...['', 'example', 'localhost', 'https://example.com', 'example.com/', 'example.com:443', 'a@example.com'],
  ...['127.0.0.1', '1.1', '0x7f.1', '2130706433', '[::1]', 'example.com.', '.example.com', 'a..b.com'],
  ...['-a.example.com', 'a-.example.com', 'exa mple.com', 'Example.com', 'bücher.example', 'a_b.example.com'],
  ...[
    'imagedelivery.net',
    'x.imagedelivery.net',
    `${'a'.repeat(64)}.de`,
    `${'a.'.repeat(130)}com`,
    'a.com\n',
  ],
])('refuses %j', (name) => expect(takes(name)).toBe(false))

test.each([
  [
    'https://imagedelivery.net/hash/press/a%2Fb/public',
    'https://img.example.com/cdn-cgi/imagedelivery/hash/press/a%2Fb/public',
  ],
  [
    'http://127.0.0.1:8788/hash/id/w=20,f=auto',
    'https://img.example.com/cdn-cgi/imagedelivery/hash/id/w=20,f=auto',
  ],
  [
    'https://old.example.com/cdn-cgi/imagedelivery/h/i/v',
    'https://img.example.com/cdn-cgi/imagedelivery/h/i/v',
  ],
  ['https://imagedelivery.net/h/i/v?w=640', 'https://img.example.com/cdn-cgi/imagedelivery/h/i/v?w=640'],
  ['https://imagedelivery.net/h/i/v?exp=1&sig=ab', 'https://imagedelivery.net/h/i/v?exp=1&sig=ab'],
  ['https://imagedelivery.net/h/i/v?sig=ab', 'https://imagedelivery.net/h/i/v?sig=ab'],
  ['not a url', 'not a url'],
])('%s on a domain of our own is %s', (url, expected) => {
  expect(deliveryUrl(url, 'img.example.com')).toBe(expected)
  expect(deliveryUrl(url, null)).toBe(url)
})

test('the path stays as it was, byte for byte, and once moved it stays', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ minLength: 1 }), { minLength: 3, maxLength: 6 }), (parts) => {
      const path = `/${parts.map(encodeURIComponent).join('/')}`
      const moved = deliveryUrl(`https://imagedelivery.net${path}`, 'a.example')
      expect(moved.endsWith(path)).toBe(true)
      expect(deliveryUrl(moved, 'a.example')).toBe(moved)
    }),
  )
})
