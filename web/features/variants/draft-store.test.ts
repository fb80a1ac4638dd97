import { beforeEach, expect, test, vi } from 'vitest'
import { NEW_VARIANT } from './draft.ts'

const wider = { ...NEW_VARIANT, options: { ...NEW_VARIANT.options, width: 99_999 } }

function fakeStorage(content: Record<string, string> = {}) {
  const items = new Map(Object.entries(content))
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => items.get(key) ?? null,
    setItem: (key: string, text: string) => items.set(key, text),
  })
  return items
}

/** As after a reload: nothing is remembered but the storage. */
async function freshStore() {
  vi.resetModules()
  return import('./draft-store.ts')
}

beforeEach(() => vi.unstubAllGlobals())

test('edits outlive a reload, also those that cannot be saved yet', async () => {
  fakeStorage()
  const before = await freshStore()
  before.keepDraft('hero', { draft: wider, base: NEW_VARIANT })
  const after = await freshStore()
  expect(after.keptDrafts().get('hero')).toEqual({ draft: wider, base: NEW_VARIANT })
})

test('edits that were taken back or saved are forgotten', async () => {
  fakeStorage()
  const { keepDraft, keptDrafts } = await freshStore()
  keepDraft('hero', { draft: wider, base: NEW_VARIANT })
  keepDraft('thumb', { draft: wider, base: NEW_VARIANT })
  keepDraft('hero', { draft: NEW_VARIANT, base: NEW_VARIANT })
  expect([...keptDrafts().keys()]).toEqual(['thumb'])
  keepDraft('thumb', null)
  expect((await freshStore()).keptDrafts().size).toBe(0)
})

test('a storage with nonsense in it, or none at all, is an empty one', async () => {
  fakeStorage({ 'picture-desk.variant-drafts': '{"hero":{"draft":{"name":1}}}' })
  expect((await freshStore()).keptDrafts().size).toBe(0)
  vi.unstubAllGlobals()
  const { keepDraft, keptDrafts } = await freshStore()
  keepDraft('hero', { draft: wider, base: NEW_VARIANT })
  expect(keptDrafts().get('hero')?.draft).toEqual(wider)
})
