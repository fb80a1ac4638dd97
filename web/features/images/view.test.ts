import fc from 'fast-check'
import { expect, it } from 'vitest'
import { printView, readView, type View } from './view.ts'

const view: fc.Arbitrary<View> = fc.record({
  order: fc.constantFrom('newest', 'oldest'),
  creator: fc.option(fc.string({ unit: 'grapheme' }), { nil: null }),
  layout: fc.constantFrom('grid', 'table'),
})

it('reads back every view it prints', () => {
  fc.assert(
    fc.property(view, (given) => {
      expect(readView(new URLSearchParams(printView(given)))).toEqual(given)
    }),
  )
})

it('leaves out what is usual', () => {
  expect(printView({ order: 'newest', creator: null, layout: 'grid' })).toBe('')
  expect(printView({ order: 'oldest', creator: '', layout: 'table' })).toBe(
    'order=oldest&creator=&layout=table',
  )
})
