import fc from 'fast-check'
import { expect, it } from 'vitest'
import { NEWEST_FIRST, SORT_FIELDS } from '#contract/views/view.ts'
import { liveFilterOf, placeKeyOf, printView, questionOf, readView, type View } from './view.ts'

const view: fc.Arbitrary<View> = fc.record({
  query: fc.string({ unit: 'grapheme' }),
  sort: fc.record({
    field: fc.constantFrom(...SORT_FIELDS),
    direction: fc.constantFrom('ascending', 'descending'),
  }),
  layout: fc.constantFrom('grid', 'table'),
})
const oldestFirst = { field: 'uploaded', direction: 'ascending' } as const
const read = (search: string) => readView(new URLSearchParams(search))

it('reads back every view it prints', () => {
  fc.assert(
    fc.property(view, (given) => {
      expect(read(printView(given))).toEqual(given)
    }),
  )
})

it('leaves out what is usual', () => {
  expect(printView({ query: '', sort: NEWEST_FIRST, layout: 'grid' })).toBe('')
  expect(printView({ query: 'a b', sort: oldestFirst, layout: 'table' })).toBe(
    'q=a+b&sort=uploaded-ascending&layout=table',
  )
})

it('understands the links of before', () => {
  expect(read('order=oldest&creator=Ada+Lovelace')).toEqual({
    query: 'creator:"Ada Lovelace"',
    sort: oldestFirst,
    layout: 'grid',
  })
  expect(read('creator=').query).toBe('creator:""')
  expect(read('q=new&creator=old').query).toBe('new')
})

it('falls back to the usual for what it does not know', () => {
  expect(read('sort=loudest&layout=wall')).toEqual({ query: '', sort: NEWEST_FIRST, layout: 'grid' })
})

it('asks the same question, and keeps the same place, for two spellings of one view', () => {
  const a: View = { query: ' Type:PNG,jpg  width>', sort: NEWEST_FIRST, layout: 'table' }
  const b: View = { query: 'type:png,jpeg', sort: NEWEST_FIRST, layout: 'grid' }
  expect(questionOf(a)).toEqual({ q: 'type:png,jpeg', sort: 'uploaded-descending' })
  expect(placeKeyOf(a)).toBe(placeKeyOf(b))
})

it('gives the live listing what it can answer', () => {
  expect(liveFilterOf({ query: 'creator:ada beach', sort: oldestFirst, layout: 'grid' })).toEqual({
    order: 'oldest',
    creator: 'ada',
  })
  expect(liveFilterOf({ query: '-creator:ada creator:a,b', sort: NEWEST_FIRST, layout: 'grid' })).toEqual({
    order: 'newest',
    creator: null,
  })
})
