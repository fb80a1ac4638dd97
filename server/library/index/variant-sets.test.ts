import fc from 'fast-check'
import { expect, test } from 'vitest'
import { templateOf, variantsFrom } from './variant-sets.ts'

const urls = (id: string, base = 'https://imagedelivery.net/s6Bm9SWcaOeX1p') => [
  { name: 'public', url: `${base}/${id}/public` },
  { name: 'thumb', url: `${base}/${id}/thumb` },
]

test('images of an account share a template, raw or encoded', () => {
  const shared = templateOf({ id: 'a' as never, variants: urls('a') })
  expect(templateOf({ id: 'b/c.jpg' as never, variants: urls('b/c.jpg') })).toBe(shared)
  const encoded = templateOf({ id: 'b c' as never, variants: urls('b%20c') })
  expect(templateOf({ id: 'd/e' as never, variants: urls('d%2Fe') })).toBe(encoded)
})

test('URLs come back exactly, or there is no template', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 6 }),
    fc.constantFrom('a', '/a/', '%2F', '\u0000', '$&'),
  )
  let made = 0
  fc.assert(
    fc.property(
      text,
      fc.array(fc.tuple(text, fc.array(fc.oneof(text, fc.constant(null)))), { maxLength: 3 }),
      (id, drawn) => {
        const variants = drawn.map(([name, parts]) => ({
          name,
          url: parts.map((part) => part ?? `/${id}/`).join(''),
        }))
        const template = templateOf({ id: id as never, variants })
        if (template === null) return
        made += 1
        expect(variantsFrom(template, id)).toEqual(variants)
      },
    ),
    { numRuns: 500 },
  )
  expect(made).toBeGreaterThan(100)
})
