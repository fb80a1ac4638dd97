import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { imageIdFault } from '#contract/image-id.ts'
import { parsePattern } from './id-pattern.ts'
import { asCustomId, type IdSource, makeId } from './make-id.ts'
import type { SlugRules } from './slug.ts'

const KEEP: SlugRules = { lowerCase: false, ascii: false, spacesToDashes: false }
const SLUG: SlugRules = { lowerCase: true, ascii: true, spacesToDashes: true }
const source: IdSource = {
  path: 'Spring/Day 1/Frög 1.JPG',
  folder: '',
  number: 7,
  now: new Date(2026, 2, 4, 9, 5, 8),
  contentHash: '0123456789abcdef'.repeat(4),
}

function made(pattern: string, more: Partial<IdSource> = {}, rules = KEEP) {
  const parsed = parsePattern(pattern)
  if ('fault' in parsed) throw new Error(parsed.fault.kind)
  return makeId(parsed.parts, { ...source, ...more }, rules)
}

describe('makeId', () => {
  it.each([
    ['{folder}/{name}.{ext}', {}, KEEP, 'Spring/Day 1/Frög 1.JPG'],
    ['{folder}/{name}.{ext}', {}, SLUG, 'spring/day-1/frog-1.jpg'],
    ['{folder}/{name}', { folder: 'desk/2026' }, SLUG, 'desk/2026/spring/day-1/frog-1'],
    ['{folder}/{name}', { path: 'frog.jpg' }, KEEP, 'frog'],
    ['{name}.{ext}', { path: 'no extension' }, KEEP, 'no extension'],
    ['{name}.{ext}', { path: '.hidden' }, KEEP, '.hidden'],
    ['{name}.{ext}', { path: 'a.tar.gz' }, KEEP, 'a.tar.gz'],
    ['{date}/{n:3}', {}, KEEP, '2026-03-04/007'],
    ['{date:YYYY/MM}/{date:hhmmss}-{n}', {}, KEEP, '2026/03/090508-7'],
    ['{n:3}', { number: 12_345 }, KEEP, '12345'],
    ['{hash}', {}, KEEP, '01234567'],
    ['{hash:64}.{ext}', {}, SLUG, `${source.contentHash}.jpg`],
    [' /desk//{name}/ ', {}, SLUG, 'desk/frog-1'],
    ['{name}', { path: 'cafe\u0301.jpg' }, KEEP, 'caf\u00e9'],
    ['{folder}/{name}', { path: './a/frog.jpg' }, KEEP, 'a/frog'],
  ] as const)('%s with %j', (pattern, more, rules, id) => {
    expect(made(pattern, more, rules)).toEqual({ id })
  })

  it.each([
    ['{name}', { path: '東京.jpg' }, SLUG, 'empty'],
    ['{folder}/{name}', { path: '../frog.jpg' }, KEEP, 'dot_part'],
    ['{name}', { path: '...jpg' }, KEEP, 'dot_part'],
    ['{name}', { path: 'a\u0000.jpg' }, KEEP, 'control_character'],
    ['{name}', { path: '\ud800.jpg' }, KEEP, 'lone_surrogate'],
    ['{name}', { path: `${'x'.repeat(1025)}.jpg` }, KEEP, 'too_long'],
    ['{name}', { path: '0A000000-0000-0000-0000-000000000000.jpg' }, KEEP, 'uuid'],
  ] as const)('%s with %j is no id', (pattern, more, rules, fault) => {
    expect(made(pattern, more, rules)).toMatchObject({ fault })
  })

  it('waits for the hash of the bytes', () => {
    expect(made('{name}-{hash}', { contentHash: null })).toEqual({ id: null })
  })

  it('is a legal id or says its fault, whatever the path, and made anew it is the same', () => {
    const pattern = fc
      .array(
        fc.constantFrom(
          '{folder}',
          '{name}',
          '{ext}',
          '{date:YYYY/MM}',
          '{n:3}',
          '{hash}',
          '/',
          '.',
          ' ',
          'x',
          'é',
          '..',
        ),
        { minLength: 1, maxLength: 8 },
      )
      .map((list) => list.join(''))
      .filter((text) => text.trim() !== '')
    const rules = fc.record({ lowerCase: fc.boolean(), ascii: fc.boolean(), spacesToDashes: fc.boolean() })
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.string({ maxLength: 40 }),
      fc.constantFrom('../a.jpg', 'a//b', '\u0000', '\ud800.png', 'x'.repeat(1100), '/', '.'),
    )
    fc.assert(
      fc.property(pattern, text, text, rules, (patternText, path, folder, slug) => {
        const result = made(patternText, { path, folder }, slug)
        if (result.id === null) throw new Error('there was a hash')
        if ('fault' in result) expect(result.fault).not.toBeNull()
        else {
          expect(imageIdFault(result.id)).toBeNull()
          expect(result.id.normalize('NFC')).toBe(result.id)
          expect(asCustomId(result.id)).toEqual({ id: result.id })
        }
      }),
      { numRuns: 2_000 },
    )
  })
})
