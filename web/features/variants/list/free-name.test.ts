import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import { VariantName } from '#contract/variants.ts'
import { freeName, tidyName } from './free-name.ts'

test.each([
  ['my-hero', 'myHero'],
  ['Größe 2', 'GroE2'],
  ['Café_au lait', 'CafeAuLait'],
  ['already', 'already'],
  ['-', ''],
  ['a'.repeat(120), 'a'.repeat(99)],
])('%s may be called %s', (text, name) => {
  expect(tidyName(text)).toBe(name)
})

test('a tidy name is allowed, and stays as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const name = tidyName(text)
      expect(name === '' || VariantName.safeParse(name).success).toBe(true)
      expect(tidyName(name)).toBe(name)
    }),
  )
})

describe('freeName', () => {
  it('counts on from what is taken', () => {
    expect(freeName('heroCopy', new Set())).toBe('heroCopy')
    expect(freeName('heroCopy', new Set(['heroCopy', 'heroCopy3']))).toBe('heroCopy2')
  })

  it('stays within the limit', () => {
    const long = 'a'.repeat(99)
    expect(freeName(long, new Set([long]))).toBe(`${'a'.repeat(98)}2`)
  })
})
