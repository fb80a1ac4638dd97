import { expect, test } from 'vitest'
import type { Image } from '#contract/images.ts'
import type { ImagesApi } from '../cloudflare/images-api.ts'
import { createLiveListings } from './live-listings.ts'
import { imageWith } from './testing/wire-page.ts'

const EVERYTHING = { metadata: [] }

/** Pages of 500 images; `nextOf` says what comes after a cursor. */
function setUp(nextOf: (page: number) => number | null, imagesOf: (page: number) => number = () => 500) {
  let pages = 0
  const api: Pick<ImagesApi, 'listImages'> = {
    async listImages({ cursor }) {
      if (pages >= 200) throw new Error('The upstream is asked without end')
      pages += 1
      const page = Number(cursor ?? 0)
      const next = nextOf(page)
      const images: Image[] = Array.from({ length: imagesOf(page) }, (_, at) =>
        imageWith({ id: `image-${page}-${at}` }),
      )
      return { images, nextCursor: next === null ? null : String(next), asOf: '2026-01-01T00:00:00.000Z' }
    },
  }
  const listings = createLiveListings(api)
  const read = (count: number) => listings.read(EVERYTHING, 'descending', null, count)
  return { read, pages: () => pages }
}

test('pages are read once, as far as somebody looks', async () => {
  const { read, pages } = setUp((page) => (page < 2 ? page + 1 : null))
  expect(await read(1)).toMatchObject({ isWhole: false, images: { length: 500 } })
  expect(await read(501)).toMatchObject({ isWhole: false, images: { length: 1_000 } })
  await read(1_000)
  expect(pages()).toBe(2)
  expect(await read(2_000)).toMatchObject({ isWhole: true, images: { length: 1_500 } })
})

test('an offset far ahead costs a few pages, not the whole listing', async () => {
  const { read, pages } = setUp((page) => page + 1)
  const { images, isWhole } = await read(1_000_000)
  expect(isWhole).toBe(false)
  expect(pages()).toBeLessThanOrEqual(4)
  expect(images.length).toBe(pages() * 500)
})

test('a listing ends where memory does', async () => {
  const { read, pages } = setUp((page) => page + 1)
  for (let asked = 0; asked < 60; asked += 1) await read(1_000_000)
  const { images, isWhole } = await read(1_000_000)
  expect(isWhole).toBe(false)
  expect(images.length).toBeLessThanOrEqual(20_000)
  expect(pages()).toBe(images.length / 500)
})

test('empty pages and cursors that lead in circles do not keep anybody', async () => {
  const empty = setUp(
    (page) => page + 1,
    () => 0,
  )
  expect(await empty.read(1)).toMatchObject({ images: [] })
  expect(empty.pages()).toBeLessThanOrEqual(4)

  const circle = setUp((page) => (page === 2 ? 1 : page + 1))
  await circle.read(3_000)
  const { images } = await circle.read(3_000)
  expect(new Set(images.map(({ id }) => id)).size).toBe(images.length)
})
