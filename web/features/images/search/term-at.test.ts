import fc from 'fast-check'
import { expect, test } from 'vitest'
import { typingAt } from './term-at.ts'

/** The caret is `|`. */
function at(marked: string) {
  const caret = marked.indexOf('|')
  const text = marked.replace('|', '')
  const typing = typingAt(text, caret)
  return { ...typing, replaced: text.slice(typing.start, typing.end) }
}

test.each([
  ['|', 'field', '', '', ''],
  ['cre|', 'field', '', 'cre', 'cre'],
  ['cr|eator', 'field', '', 'cr', 'creator'],
  ['-cre|', 'field', '', 'cre', 'cre'],
  ['beach cre| x', 'field', '', 'cre', 'cre'],
  ['beach |', 'field', '', '', ''],
  ['cre|:ada', 'field', '', 'cre', 'cre:'],
  ['meta.cam|', 'field', '', 'meta.cam', 'meta.cam'],
  ['creator:|', 'value', 'creator', '', ''],
  ['creator:a|da', 'value', 'creator', 'a', 'ada'],
  ['creator:"Ada Lo|velace" x', 'value', 'creator', 'Ada Lo', '"Ada Lovelace"'],
  ['creator:"Ada Lo|', 'value', 'creator', 'Ada Lo', '"Ada Lo'],
  ['creator:ada,|', 'value', 'creator', '', ''],
  ['creator:ada,gr|ace,x', 'value', 'creator', 'gr', 'grace'],
  ['creator:Ada\\ Lo|', 'value', 'creator', 'Ada Lo', 'Ada\\ Lo'],
  ['meta.campaign:sp|', 'value', 'meta.campaign', 'sp', 'sp'],
  ['meta."a:b":sp|', 'value', 'meta."a:b"', 'sp', 'sp'],
  ['width>=2|', 'value', 'width', '2', '2'],
  ['has:alt.te|xt', 'value', 'has', 'alt.te', 'alt.text'],
])('%s: a %s of %j, typed %j, in place of %j', (marked, part, field, typed, replaced) => {
  expect(at(marked)).toMatchObject({ part, field, typed, replaced })
})

test('the other values of the list are known', () => {
  expect(at('creator:ada,gr|,"x y"').taken).toEqual(['ada', 'x y'])
})

test('wherever the caret is, the part lies in the text around it', () => {
  const piece = fc.constantFrom(
    'creator:',
    'a',
    '"',
    ' ',
    ',',
    '-',
    'meta.a:',
    'has:',
    '.',
    '\\',
    '😀',
    'width>',
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), fc.nat(), (pieces, seed) => {
      const text = pieces.join('')
      const caret = seed % (text.length + 1)
      const { start, end, termStart } = typingAt(text, caret)
      expect(termStart).toBeLessThanOrEqual(start)
      expect(start).toBeLessThanOrEqual(caret)
      expect(end).toBeGreaterThanOrEqual(caret)
      expect(end).toBeLessThanOrEqual(text.length)
    }),
  )
})
