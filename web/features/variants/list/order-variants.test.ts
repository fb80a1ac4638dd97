import fc from 'fast-check'
import { expect, test } from 'vitest'
import { FITS, type Variant } from '#contract/variants.ts'
import { NEW_VARIANT } from '../draft.ts'
import { orderVariants, VARIANT_ORDERS } from './order-variants.ts'

const made = (name: string, fit: Variant['options']['fit'], width: number | null, height: number | null) => ({
  ...NEW_VARIANT,
  name,
  options: { ...NEW_VARIANT.options, fit, width, height },
})
const all = [
  made('public', 'scale-down', 1366, 768),
  made('hero', 'cover', 1200, 630),
  made('card240', 'crop', 240, null),
  made('card1200', 'crop', 1200, null),
]
const show = (text: string, order: (typeof VARIANT_ORDERS)[number] = 'name', isUnusedOnly = false) =>
  orderVariants(all, { hero: 2 }, { text, order, isUnusedOnly }).map(({ name }) => name)

test.each([
  ['', ['card240', 'card1200', 'hero', 'public']],
  ['HER', ['hero']],
  ['1200x630', ['hero']],
  ['1200×630', ['hero']],
  ['1200', ['card1200', 'hero']],
  ['card crop 240', ['card240']],
  ['card cover', []],
])('"%s" finds %j', (text, names) => {
  expect(show(text)).toEqual(names)
})

test('by size the smallest box comes first, by fit equal ones by name', () => {
  expect(show('', 'size')).toEqual(['card240', 'hero', 'public', 'card1200'])
  expect(show('', 'fit')).toEqual(['hero', 'card240', 'card1200', 'public'])
})

test('unused is what no signed link of ours serves; the default is always used', () => {
  expect(show('', 'name', true)).toEqual(['card240', 'card1200'])
})

test('without a choice nothing is lost, whatever the order', () => {
  const side = fc.option(fc.integer({ min: 1, max: 12_000 }))
  const variant = fc.record({ name: fc.string(), fit: fc.constantFrom(...FITS), width: side, height: side })
  fc.assert(
    fc.property(fc.array(variant), fc.constantFrom(...VARIANT_ORDERS), (given, order) => {
      const variants = given.map(({ name, fit, width, height }) => made(name, fit, width, height))
      const shown = orderVariants(variants, {}, { text: '', order, isUnusedOnly: false })
      expect(new Set(shown)).toEqual(new Set(variants))
    }),
  )
})
