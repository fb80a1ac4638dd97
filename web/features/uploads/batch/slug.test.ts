import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type SlugRules, slugOf } from './slug.ts'

const NONE: SlugRules = { lowerCase: false, ascii: false, spacesToDashes: false }
const ALL: SlugRules = { lowerCase: true, ascii: true, spacesToDashes: true }
const anyRules = fc.record({ lowerCase: fc.boolean(), ascii: fc.boolean(), spacesToDashes: fc.boolean() })
const anyPart = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
)

describe('slugOf', () => {
  it.each([
    ['Café Straße', NONE, 'Café Straße'],
    ['cafe\u0301', NONE, 'caf\u00e9'],
    ['Café Straße', ALL, 'cafe-strasse'],
    ['Łódź Æon', { ...NONE, ascii: true }, 'Lodz AEon'],
    ['Day  1 -- Frog', { ...NONE, spacesToDashes: true }, 'Day-1-Frog'],
    ['İstanbul ℋ', ALL, 'istanbul-h'],
    ['100%?#[x]', ALL, '100-x'],
    ['東京 12', ALL, '12'],
    ['東京', ALL, ''],
    ['IMG_1.v2~b', ALL, 'img_1.v2~b'],
    ['frog 🐸', NONE, 'frog 🐸'],
    ['／a／', { ...NONE, ascii: true }, 'a'],
  ])('%j by %j is %j', (part, rules, expected) => {
    expect(slugOf(part, rules)).toBe(expected)
  })

  it('changes nothing the second time, is composed, and keeps what the rules promise', () => {
    fc.assert(
      fc.property(anyPart, anyRules, (part, rules) => {
        const slug = slugOf(part, rules)
        expect(slugOf(slug, rules)).toBe(slug)
        expect(slug.normalize('NFC')).toBe(slug)
        if (rules.ascii) expect(slug).toMatch(/^[A-Za-z0-9._~ -]*$/)
        if (rules.ascii && rules.lowerCase) expect(slug).not.toMatch(/[A-Z]/)
        if (rules.spacesToDashes) expect(slug).not.toMatch(/\s/u)
        if (!part.includes('/')) expect(slug).not.toContain('/')
      }),
      { numRuns: 2_000 },
    )
  })
})
