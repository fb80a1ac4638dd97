import { expect, test } from 'vitest'
import { hostOf } from './host-of.ts'

test.each([
  ['', ''],
  ['images.example.com', 'images.example.com'],
  ['  Images.Example.COM ', 'images.example.com'],
  ['https://images.example.com/cdn-cgi/imagedelivery/a/b/c', 'images.example.com'],
  ['images.example.com/', 'images.example.com'],
  ['bücher.example', 'xn--bcher-kva.example'],
  ['images.example.com:8443', 'images.example.com:8443'],
  ['me@images.example.com', 'me@images.example.com'],
  ['two words', 'two words'],
])('%j is read as %j', (typed, host) => {
  expect(hostOf(typed)).toBe(host)
})
