import { expect, test } from 'vitest'
import { fold, phraseOf, searchTextOf } from './search-text.ts'

test.each([
  ['HARBOUR', 'harbour'],
  ['Straße', 'STRASSE'],
  ['ΟΔΟΣ', 'οδος'],
  ['Ｆｕｌｌ', 'ｆｕｌｌ'],
  ['A\u0308pfel', 'äPFEL'],
  ['ſ', 's'],
  ['a\u0000b', 'A b'],
])('%s and %s are the same text', (a, b) => {
  expect(fold(a)).toBe(fold(b))
})

test('nothing is found across fields, and a word has no line break', () => {
  const text = searchTextOf({
    id: 'one',
    filename: 'two.jpg',
    creator: 'three',
    metadata: { a: ['x', 7, { b: true }], c: null },
  })
  expect(text.split('\n')).toEqual(['one', 'two.jpg', 'three', 'x', '7', 'true'])
  expect(fold('one\ntwo')).toBe('one two')
})

test('phrases have three characters, not code units', () => {
  expect(phraseOf('ab')).toBeNull()
  expect(phraseOf('😀')).toBeNull()
  expect(phraseOf('a"b')).toBe('"a""b"')
})
