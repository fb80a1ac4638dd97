import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeImageId, encodeImageId, imageIdFault, parseImageId } from './image-id.ts'

const numRuns = process.env['DEEP'] ? 100_000 : 2_000

test('T4: every accepted id survives encoding and decoding byte for byte, as one path segment', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 60 }), (text) => {
      const id = parseImageId(text)
      if (id === null) return
      const segment = encodeImageId(id)
      expect(segment).not.toContain('/')
      expect(['.', '..']).not.toContain(segment)
      expect(new URL(`http://h/a/${segment}/c`).pathname).toBe(`/a/${segment}/c`)
      expect(decodeImageId(segment)).toBe(text)
    }),
    { numRuns },
  )
})

test.each([
  ['', 'empty'],
  ['/a', 'edge_slash'],
  ['a/', 'edge_slash'],
  ['a//b', 'empty_part'],
  ['.', 'dot_part'],
  ['a/../b', 'dot_part'],
  ['a\u0000b', 'control_character'],
  ['a\r\nb', 'control_character'],
  ['\ud800', 'lone_surrogate'],
  ['x'.repeat(1025), 'too_long'],
])('%j is refused as %s', (value, fault) => {
  expect(imageIdFault(value)).toBe(fault)
})

test('a broken escape is no id', () => {
  expect(decodeImageId('%ff')).toBeNull()
  expect(decodeImageId('%2e%2e')).toBeNull()
})
