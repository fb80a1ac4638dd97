import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { needsHash, parsePattern, tellsFilesApart } from './id-pattern.ts'

const partsOf = (pattern: string) => {
  const parsed = parsePattern(pattern)
  if ('fault' in parsed) throw new Error(parsed.fault.kind)
  return parsed.parts
}

describe('parsePattern', () => {
  it('reads text and placeholders', () => {
    expect(
      partsOf('desk/{folder}/{name}-{n:3}.{ext} {date} {date:YYYY/MM} {n} {hash} {hash:12} {{x}}'),
    ).toEqual([
      { kind: 'text', text: 'desk/' },
      { kind: 'folder' },
      { kind: 'text', text: '/' },
      { kind: 'name' },
      { kind: 'text', text: '-' },
      { kind: 'n', digits: 3 },
      { kind: 'text', text: '.' },
      { kind: 'ext' },
      { kind: 'text', text: ' ' },
      { kind: 'date', format: 'YYYY-MM-DD' },
      { kind: 'text', text: ' ' },
      { kind: 'date', format: 'YYYY/MM' },
      { kind: 'text', text: ' ' },
      { kind: 'n', digits: 1 },
      { kind: 'text', text: ' ' },
      { kind: 'hash', characters: 8 },
      { kind: 'text', text: ' ' },
      { kind: 'hash', characters: 12 },
      { kind: 'text', text: ' ' },
      { kind: 'text', text: '{' },
      { kind: 'text', text: 'x' },
      { kind: 'text', text: '}' },
    ])
  })

  it.each([
    ['', { kind: 'empty' }],
    ['   ', { kind: 'empty' }],
    ['a{name', { kind: 'unclosed', at: 1 }],
    ['{na{me}', { kind: 'unclosed', at: 0 }],
    ['a}b', { kind: 'stray_close', at: 1 }],
    ['{Name}', { kind: 'unknown', name: 'Name' }],
    ['{}', { kind: 'unknown', name: '' }],
    ['{name:3}', { kind: 'no_option', name: 'name' }],
    ['{n:0}', { kind: 'bad_option', name: 'n', option: '0' }],
    ['{n:10}', { kind: 'bad_option', name: 'n', option: '10' }],
    ['{n:x}', { kind: 'bad_option', name: 'n', option: 'x' }],
    ['{hash:3}', { kind: 'bad_option', name: 'hash', option: '3' }],
    ['{hash:65}', { kind: 'bad_option', name: 'hash', option: '65' }],
    ['{date:}', { kind: 'bad_option', name: 'date', option: '' }],
    ['{date:yyyy}', { kind: 'bad_option', name: 'date', option: 'yyyy' }],
    ['{date:YYYYMMM}', { kind: 'bad_option', name: 'date', option: 'YYYYMMM' }],
    ['{date:--}', { kind: 'bad_option', name: 'date', option: '--' }],
  ])('%j is refused: %j', (pattern, fault) => {
    expect(parsePattern(pattern)).toEqual({ fault })
  })

  it('reads any text without throwing, and loses none of it', () => {
    const pieces = fc.constantFrom('{', '}', '{{', '}}', '{name}', '{n:3}', '{date:YYYY}', ':', 'a', '/', ' ')
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(pieces).map((list) => list.join('')),
        ),
        (pattern) => {
          const parsed = parsePattern(pattern)
          if ('fault' in parsed) return
          const literal = parsed.parts.map((part) => (part.kind === 'text' ? part.text : '')).join('')
          expect(literal).toBe(
            pattern.replace(/\{\{|\}\}|\{[^{}]*\}/g, (piece) =>
              piece === '{{' ? '{' : piece === '}}' ? '}' : '',
            ),
          )
        },
      ),
    )
  })

  it('knows what an id waits for, and whether files are told apart', () => {
    expect(needsHash(partsOf('{hash}.{ext}'))).toBe(true)
    expect(needsHash(partsOf('{name}'))).toBe(false)
    expect(tellsFilesApart(partsOf('{date}/{folder}'))).toBe(false)
    expect(tellsFilesApart(partsOf('{date}/{n}'))).toBe(true)
  })
})
