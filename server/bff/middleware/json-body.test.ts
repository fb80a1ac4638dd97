import fc from 'fast-check'
import { expect, test } from 'vitest'
import { faultOf } from './json-body.ts'

test.each([
  ['{"a":1,"a":2}', 'twice'],
  ['{"a":1,"\\u0061":2}', 'twice'],
  ['{"b":[{"a":1,"c":{"a":2},"a":3}]}', 'twice'],
  ['{"__proto__":{}}', '__proto__'],
  ['{"a":[{"__pr\\u006fto__":1}]}', '__proto__'],
  ['['.repeat(33), 'deeply'],
])('T22: %s is refused', (text, reason) => expect(faultOf(text)).toContain(reason))

test.each([
  '{"a":"a","b":{"a":["a",":"]},"c":"\\"a\\":"}',
  '["a","a"]',
  '7',
  '{"a":{},"b":{}}',
  'no json',
  '{"a',
])('%s is left to the parser', (text) => expect(faultOf(text)).toBeNull())

test('no JSON that was printed from a value is refused', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 6 }), (text) => {
      fc.pre(!text.includes('__proto__'))
      expect(faultOf(text)).toBeNull()
    }),
    { numRuns: 1_000 },
  )
})
