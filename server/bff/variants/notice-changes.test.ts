import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Variant, type VariantState, variantTag } from '#contract/variants.ts'
import { noticeChanges, type OurWrite } from './notice-changes.ts'

const state = (width: number): VariantState => ({
  options: { fit: 'cover', width, height: null, metadata: 'none', blur: null, browserTtlSeconds: null },
  neverRequiresSignedUrl: false,
})
const variant = (name: string, width: number): Variant => ({ name, ...state(width) })
const known = (entries: Record<string, number | null>) =>
  new Map(Object.entries(entries).map(([name, width]) => [name, width === null ? null : state(width)]))
const write = (before: number | null, after: number | null, answeredAtMs: number | null): OurWrite => ({
  by: 'ana',
  before: before === null ? null : variantTag(state(before)),
  after: after === null ? null : variantTag(state(after)),
  answeredAtMs,
})
const none = new Map<string, OurWrite>()

test.each([
  ['the first look', {}, { hero: 1 }, 'first_seen', 1],
  ['made elsewhere', { old: 2 }, { old: 2, hero: 1 }, 'created', 1],
  ['made again after it was deleted', { hero: null }, { hero: 1 }, 'created', 1],
  ['changed elsewhere', { hero: 1 }, { hero: 2 }, 'changed', 2],
  ['deleted elsewhere', { hero: 1 }, {}, 'deleted', null],
] as const)('%s', (_case, before, listed: Record<string, number>, change, width) => {
  const list = Object.entries(listed).map(([name, size]) => variant(name, size))
  expect(noticeChanges(known(before), list, none, 0)).toEqual([
    { name: 'hero', by: null, change, state: width === null ? null : state(width) },
  ])
})

test('a write whose answer never came is recognised as ours', () => {
  const writes = new Map([['hero', write(1, 2, null)]])
  expect(noticeChanges(known({ hero: 1 }), [variant('hero', 2)], writes, 0)).toMatchObject([{ by: 'ana' }])
  expect(noticeChanges(known({ hero: 1 }), [variant('hero', 3)], writes, 0)).toMatchObject([{ by: null }])
  const deleting = new Map([['hero', write(1, null, null)]])
  expect(noticeChanges(known({ hero: 1 }), [], deleting, 0)).toMatchObject([{ by: 'ana', change: 'deleted' }])
})

test('a list that lags behind a write is no news, for a minute', () => {
  const writes = new Map([['hero', write(1, 2, 1_000)]])
  expect(noticeChanges(known({ hero: 2 }), [variant('hero', 1)], writes, 60_999)).toEqual([])
  expect(noticeChanges(known({ hero: 2 }), [variant('hero', 3)], writes, 1_001)).toHaveLength(1)
  expect(noticeChanges(known({ hero: 2 }), [variant('hero', 1)], writes, 61_000)).toMatchObject([
    { by: null, change: 'changed', state: state(1) },
  ])
})

test('what was noticed is no news the second time, and leads from what was known to what is', () => {
  const widths = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.integer({ min: 1, max: 3 }))
  fc.assert(
    fc.property(widths, widths, (before, after) => {
      const list = Object.entries(after).map(([name, width]) => variant(name, width))
      const now = known(before)
      for (const change of noticeChanges(now, list, none, 0)) now.set(change.name, change.state)
      expect(noticeChanges(now, list, none, 0)).toEqual([])
      const left = [...now].filter(([, kept]) => kept !== null).map(([name, kept]) => [name, kept])
      expect(new Map(left as [string, VariantState][])).toEqual(known(after))
    }),
  )
})
