import { beforeEach, expect, test } from 'vitest'
import { type Variant, type VariantState, variantTag } from '#contract/variants.ts'
import type { CallContext } from '../../cloudflare/images-api.ts'
import { UpstreamError } from '../../cloudflare/upstream-error.ts'
import { openStore } from '../../store/open-store.ts'
import { createVariantVersions } from '../../store/variant-versions.ts'
import { createVariantDesk } from './variant-desk.ts'

const context: CallContext = { callClass: 'interactive', person: 'ana' }
const state = (width: number): VariantState => ({
  options: { fit: 'cover', width, height: null, metadata: 'none', blur: null, browserTtlSeconds: null },
  neverRequiresSignedUrl: false,
})

/** An account with one variant, whose calls a test may hold up or let fail. */
function account() {
  let hero: Variant | null = { name: 'hero', ...state(1) }
  const on = {
    /** Before a list answers what was there when it was asked for. */
    list: () => Promise.resolve(),
    /** After an edit is done and before its answer. */
    edited: () => Promise.resolve(),
  }
  return {
    on,
    set: (width: number | null) => {
      hero = width === null ? null : { name: 'hero', ...state(width) }
    },
    images: {
      async listVariants() {
        const listed = hero === null ? [] : [hero]
        await on.list()
        return listed
      },
      getVariant: () =>
        hero === null ? Promise.reject(new UpstreamError('not_found', 'Gone')) : Promise.resolve(hero),
      createVariant: (variant: Variant) => Promise.resolve(variant),
      async editVariant(name: string, change: VariantState) {
        const { options, neverRequiresSignedUrl } = change
        const edited = { name, options, neverRequiresSignedUrl }
        hero = edited
        await on.edited()
        return edited
      },
      deleteVariant() {
        hero = null
        return Promise.resolve()
      },
    },
  }
}

let there: ReturnType<typeof account>
let versions: ReturnType<typeof createVariantVersions>
let desk: ReturnType<typeof createVariantDesk>
let nowMs = 0
beforeEach(async () => {
  there = account()
  versions = createVariantVersions(openStore(':memory:'), 'account')
  nowMs = 0
  desk = createVariantDesk(there.images, versions, () => nowMs)
  await desk.list(context)
})

const history = () =>
  versions.list('hero').versions.map(({ change, by, state: made }) => [change, by, made?.options.width])
const edit = (from: number, to: number) =>
  desk.edit('hero', { ...state(to), base: variantTag(state(from)) }, context)

test('a list that was asked for before a write and answers after it is no news', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  there.on.list = () => promise
  const slow = desk.list(context)
  nowMs = 1
  await edit(1, 2)
  // Long after: it is not the lag of the vendor's lists that hides it.
  nowMs = 3_600_000
  resolve()
  await slow
  expect(history()).toEqual([
    ['changed', 'ana', 2],
    ['first_seen', null, 1],
  ])
})

test('a list read while a write is under way is no news either', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  const begun = Promise.withResolvers<void>()
  there.on.edited = () => {
    begun.resolve()
    return promise
  }
  const slow = edit(1, 2)
  await begun.promise
  await desk.list(context)
  expect(history()).toEqual([['first_seen', null, 1]])
  resolve()
  await slow
  expect(history()).toHaveLength(2)
})

test('a save whose answer was lost is found and told as ours, and may be sent again', async () => {
  there.on.edited = () => Promise.reject(new UpstreamError('upstream_timeout', 'No answer'))
  await expect(edit(1, 2)).rejects.toThrow('No answer')
  there.on.edited = () => Promise.resolve()
  expect(await edit(1, 2)).toEqual({ name: 'hero', ...state(2) })
  expect(history()).toEqual([
    ['changed', 'ana', 2],
    ['first_seen', null, 1],
  ])
})

test('a lost save is found once: whoever makes the same of it later is somebody else', async () => {
  there.on.edited = () => Promise.reject(new UpstreamError('upstream_timeout', 'No answer'))
  await expect(edit(1, 2)).rejects.toThrow('No answer')
  for (const width of [2, 3, 2]) {
    there.set(width)
    await desk.list(context)
  }
  expect(history().slice(0, 3)).toEqual([
    ['changed', null, 2],
    ['changed', null, 3],
    ['changed', 'ana', 2],
  ])
})

test('a save that was refused leaves nothing behind', async () => {
  there.on.edited = () => {
    there.set(1)
    return Promise.reject(new UpstreamError('refused', 'Not so'))
  }
  await expect(edit(1, 2)).rejects.toThrow('Not so')
  there.set(2)
  await desk.list(context)
  expect(history()[0]).toEqual(['changed', null, 2])
})

test('what somebody does to it after us is theirs', async () => {
  await edit(1, 2)
  await desk.remove('hero', variantTag(state(2)), context)
  there.set(2)
  nowMs = 120_000
  await desk.list(context)
  there.set(null)
  await desk.list(context)
  expect(history().slice(0, 3)).toEqual([
    ['deleted', null, undefined],
    ['created', null, 2],
    ['deleted', 'ana', undefined],
  ])
})
