import { afterEach, beforeEach, expect, test } from 'vitest'
import { VARIANT_VERSION_LIMITS, type VariantState } from '#contract/variants.ts'
import { createLinkRecords } from './link-records.ts'
import { openStore } from './open-store.ts'
import { createVariantVersions, type NewVariantVersion } from './variant-versions.ts'

let store: ReturnType<typeof openStore>
beforeEach(() => {
  store = openStore(':memory:')
})
afterEach(() => store.close())

const state = (width: number): VariantState => ({
  options: { fit: 'cover', width, height: null, metadata: 'none', blur: null, browserTtlSeconds: null },
  neverRequiresSignedUrl: false,
})
const version = (name: string, width: number | null): NewVariantVersion => ({
  name,
  by: 'ana',
  change: width === null ? 'deleted' : 'changed',
  state: width === null ? null : state(width),
})

test('versions are read newest first, page by page, each with when it was kept', () => {
  let nowMs = 0
  const versions = createVariantVersions(store, 'a', () => nowMs)
  const count = VARIANT_VERSION_LIMITS.listed + 1
  for (let width = 1; width <= count; width += 1) {
    nowMs = width * 1000
    versions.add([version('hero', width)])
  }
  const first = versions.list('hero')
  expect(first.hasMore).toBe(true)
  expect(first.versions).toHaveLength(VARIANT_VERSION_LIMITS.listed)
  expect(first.versions[0]).toMatchObject({
    by: 'ana',
    at: new Date(count * 1000).toISOString(),
    state: state(count),
  })
  const last = versions.list('hero', first.versions.at(-1)?.id)
  expect([last.hasMore, last.versions.map((one) => one.state)]).toEqual([false, [state(1)]])
})

test('each account has its own', () => {
  const [one, other] = [createVariantVersions(store, 'one'), createVariantVersions(store, 'other')]
  one.add([version('hero', 1), version('hero', 2), version('gone', null)])
  other.add([version('hero', 3)])
  expect(one.latest()).toEqual(
    new Map([
      ['hero', state(2)],
      ['gone', null],
    ]),
  )
  expect(other.latest()).toEqual(new Map([['hero', state(3)]]))
  expect(other.list('gone').versions).toEqual([])
})

test('of one variant the oldest go first, of others none', () => {
  const versions = createVariantVersions(store, 'a')
  versions.add([version('other', 1)])
  const { kept } = VARIANT_VERSION_LIMITS
  versions.add(Array.from({ length: kept + 5 }, (_, index) => version('hero', index + 1)))
  const count = (name: string) =>
    store.prepare('select count(*) as n, min(id) as oldest from variant_versions where name = ?').get(name)
  expect(count('hero')).toEqual({ n: kept, oldest: 7 })
  expect(count('other')).toEqual({ n: 1, oldest: 1 })
})

test('all of several or none', () => {
  const versions = createVariantVersions(store, 'a')
  const broken = Object.assign(version('hero', 1), { change: 'unheard of' })
  expect(() => versions.add([version('card', 1), broken])).toThrow()
  expect(versions.latest()).toEqual(new Map())
  versions.add([version('card', 2)])
  expect(versions.list('card').versions).toHaveLength(1)
})

test('links that still open a picture are counted by variant', () => {
  let nowMs = 0
  const links = createLinkRecords(store, () => nowMs)
  const link = (variant: string, keyName: string, expiresAtSeconds: number | null) => ({
    imageId: 'an-image',
    variant,
    keyName,
    expiresAtSeconds,
  })
  links.add([
    link('hero', 'default', null),
    link('hero', 'default', 100),
    link('hero', 'old', null),
    link('card', 'old', null),
  ])
  expect(links.aliveByVariant()).toEqual({ hero: 3, card: 1 })
  links.keyDeleted('old')
  nowMs = 100_000
  expect(links.aliveByVariant()).toEqual({ hero: 1 })
})
