import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { ApiError } from '../../../api/api-error.ts'
import { imagesOf } from './resolve.ts'
import { extendTo, NO_SELECTION, selectAll, toggleOne } from './selection.ts'
import { selectionStore } from './selection-store.ts'

const library = Array.from({ length: 1_200 }, (_, at) => ({ id: `image-${at}` }))
let asked: URL[] = []
let revision = 7

beforeEach(() => {
  asked = []
  revision = 7
  selectionStore.seen = { key: '', revision: 7, until: null }
  vi.stubGlobal('fetch', async (path: string) => {
    const url = new URL(path, 'http://desk.example')
    asked.push(url)
    if (url.pathname.startsWith('/api/images/')) return Response.json({ id: url.pathname.slice(12) })
    const [offset, limit] = [Number(url.searchParams.get('offset')), Number(url.searchParams.get('limit'))]
    return Response.json({ items: library.slice(offset, offset + limit), revision })
  })
})
afterEach(() => {
  vi.unstubAllGlobals()
})

const scope = { key: 'q=creator%3Aada&sort=name-ascending', total: library.length }
const { signal } = new AbortController()
const ids = async (selection: typeof NO_SELECTION, limit = 5_000) =>
  (await imagesOf(selection, limit, signal)).map(({ id }) => id)

it('asks for "all that match" in the view it was said of, whatever is on screen, and leaves out exceptions', async () => {
  const but = toggleOne(selectAll(NO_SELECTION, scope), scope, { id: 'image-3', offset: 3 })
  const found = await ids(but)
  expect(found).toHaveLength(1_199)
  expect(found).not.toContain('image-3')
  expect(asked.map(({ searchParams }) => searchParams.get('offset'))).toEqual(['0', '500', '1000'])
  for (const { searchParams } of asked) {
    expect([searchParams.get('q'), searchParams.get('sort')]).toEqual(['creator:ada', 'name-ascending'])
  }
})

it('never gives more than the limit', async () => {
  expect(await ids(selectAll(NO_SELECTION, scope), 40)).toHaveLength(40)
})

it('takes a range only while its offsets mean what they meant', async () => {
  const range = extendTo(toggleOne(NO_SELECTION, scope, { id: 'image-5', offset: 5 }), scope, 8)
  expect((await ids(range)).toSorted()).toEqual(['image-5', 'image-6', 'image-7', 'image-8'])
  revision = 8
  await expect(ids(range)).rejects.toThrow(ApiError)
})

it('asks for images it has forgotten, one by one', async () => {
  expect(await ids(toggleOne(NO_SELECTION, scope, { id: 'elsewhere', offset: 0 }))).toEqual(['elsewhere'])
  expect(asked.map(({ pathname }) => pathname)).toEqual(['/api/images/elsewhere'])
})
