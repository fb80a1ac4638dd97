import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type {
  LibraryDuplicates,
  LibraryFacets,
  LibraryOutline,
  LibraryStatus,
  LibraryWindow,
} from '#contract/library.ts'
import { parseView } from '#contract/views/parse-view.ts'
import { imageWith } from '../../library/testing/wire-page.ts'
import { images, LibraryUnderTest } from '../testing/library-under-test.ts'

let on: LibraryUnderTest

beforeEach(async () => {
  on = new LibraryUnderTest()
  await on.start()
})
afterEach(() => on.close())

const fail = (): never => {
  throw new Error('There is no such image')
}

const idsOf = ({ items }: LibraryWindow) => items.map(({ id }) => id)
const idsFrom = (from: number, to: number) => images.slice(from, to).map(({ id }) => id)

describe('before the index has everything', () => {
  test('the live listing answers by offset, each of its pages read once', async () => {
    const first = await on.window('limit=100')
    expect(first).toMatchObject({ source: 'live', complete: false, total: null, reachable: 500, offset: 0 })
    expect(idsOf(first)).toEqual(idsFrom(0, 100))
    const later = await on.window('offset=450&limit=100')
    expect(idsOf(later)).toEqual(idsFrom(450, 550))
    expect(later.reachable).toBe(1_000)
    const last = await on.window('offset=1100&limit=200')
    expect(last).toMatchObject({ total: 1_200, reachable: 1_200 })
    expect(idsOf(last)).toEqual(idsFrom(1_100, 1_200))
    expect(on.calls).toHaveLength(3)
  })

  test('creators and metadata are passed on; what the Images API cannot look for comes from the index', async () => {
    expect(idsOf(await on.window('q=creator:ana&limit=3'))).toEqual(['image-0', 'image-2', 'image-4'])
    expect(on.calls.at(-1)).toContain('creator=ana')
    await on.window('q=meta.campaign:spring&limit=3')
    expect(new URLSearchParams(on.calls.at(-1)).get('meta.campaign[eq:string]')).toBe('spring')
    const words = await on.window('q=harbour')
    expect(words).toMatchObject({ source: 'index', complete: false, total: 0, items: [] })
  })

  test('what began live goes on from the index at the same `until`: nothing twice, nothing lost', async () => {
    const until = `until=${images[0]?.uploadedAt}&limit=200`
    const seen: string[] = []
    for (let offset = 0; offset < 600; offset += 200) {
      const page = await on.window(`${until}&offset=${offset}`)
      expect(page.source).toBe('live')
      seen.push(...idsOf(page))
    }
    await on.fill()
    const late = imageWith({ id: 'late', uploadedAt: '2026-02-01T00:00:00.000Z' })
    await on.library.wroteThrough(late)
    for (let offset = 600; offset < 1_200; offset += 200) {
      const page = await on.window(`${until}&offset=${offset}`)
      expect(page).toMatchObject({ source: 'index', total: 1_200 })
      seen.push(...idsOf(page))
    }
    expect(seen).toEqual(idsFrom(0, 1_200))
  })

  test('an outage leaves what the index has', async () => {
    await on.fill(1)
    on.isDown = true
    const found = await on.window('limit=10')
    expect(found).toMatchObject({ source: 'index', complete: false, total: 500 })
    expect(idsOf(found)).toEqual(idsFrom(0, 10))
  }, 20_000)
})

test('a broken index is replaced while the desk runs, and says so', async () => {
  await on.fill()
  expect(await on.get('status')).toMatchObject({ images: 1_200, rebuiltAt: null })
  await on.desk.close()
  const path = join(on.folder, 'library.sqlite')
  const bytes = readFileSync(path)
  bytes.fill(7, 8_192, 12_288)
  writeFileSync(path, bytes)
  await on.start()
  expect(await on.window('limit=1')).toMatchObject({ source: 'live', complete: false })
  await expect
    .poll(async () => (await on.get<LibraryStatus>('status')).rebuiltAt, { timeout: 10_000 })
    .not.toBeNull()
  const status = await on.get<LibraryStatus>('status')
  expect(status).toMatchObject({ images: 0, complete: false })
  expect(Date.parse(status.rebuiltAt ?? '')).toBeGreaterThan(Date.now() - 60_000)
  expect(readdirSync(on.folder).filter((name) => name.includes('.broken-'))).toHaveLength(1)
  await on.fill()
  expect(await on.window('q=harbour&limit=1')).toMatchObject({ source: 'index', complete: true })
  expect(await on.totalOf('q=harbour')).toBe(400)
}, 30_000)

describe('once it has', () => {
  beforeEach(() => on.fill())

  test('any window comes from it, in both orders, without a call', async () => {
    on.calls = []
    const found = await on.window('offset=600&limit=50')
    expect(found).toMatchObject({ source: 'index', complete: true, total: 1_200, reachable: 1_200 })
    expect(idsOf(found)).toEqual(idsFrom(600, 650))
    expect(found.items[0]).toMatchObject({ ...images[600], folder: '', measurements: null })
    const oldest = await on.window('sort=uploaded-ascending&limit=2')
    expect(idsOf(oldest)).toEqual(['image-1199', 'image-1198'])
    expect(on.calls).toEqual([])
  })

  test('words are found in any case; other orders too', async () => {
    const found = await on.window('q=hARbour&limit=2')
    expect(found.items).toHaveLength(2)
    expect(await on.totalOf('q=hARbour')).toBe(400)
    expect(await on.library.count(parseView('harbour').view)).toBe(400)
    expect(idsOf(found)).toEqual(['image-0', 'image-3'])
    expect(idsOf(await on.window('q=-harbour&limit=2'))).toEqual(['image-1', 'image-2'])
    expect((await on.window('q=sort:x&sort=name-ascending&limit=1')).total).toBe(0)
    expect(idsOf(await on.window('sort=name-ascending&limit=1'))).toEqual(['image-0'])
    expect(idsOf(await on.window('sort=name-descending&limit=1'))).toEqual(['image-998'])
  })

  test('the outline has months and what is newer', async () => {
    const outline = await on.get<LibraryOutline>('outline')
    expect(outline).toMatchObject({ total: 1_200, newest: images[0]?.uploadedAt, newer: 0 })
    expect(outline.months[0]).toEqual({ month: '2026-01', count: 1 })
    expect(outline.months[1]).toEqual({ month: '2025-12', count: 31 })
    expect(outline.months.reduce((sum, { count }) => sum + count, 0)).toBe(1_200)
    const earlier = await on.get<LibraryOutline>(`outline?until=${images[10]?.uploadedAt}`)
    expect(earlier).toMatchObject({ total: 1_190, newer: 10 })
    expect(idsOf(await on.window(`until=${images[10]?.uploadedAt}&limit=1`))).toEqual(['image-10'])
  })

  test('a place is found again', async () => {
    expect(await on.get('place?id=image-700')).toMatchObject({ offset: 700 })
    expect(await on.get('place?id=image-3&q=harbour')).toMatchObject({ offset: 1 })
    expect(await on.get('place?id=image-4&q=harbour')).toMatchObject({ offset: null })
    expect(await on.get('place?id=image-0&sort=name-ascending')).toMatchObject({ offset: 0 })
  })

  test('what the desk deletes is gone from the next answer', async () => {
    const response = await fetch(`${on.desk.base}/api/images/image-0`, {
      method: 'DELETE',
      headers: on.desk.headers,
    })
    expect(response.status).toBe(204)
    expect(idsOf(await on.window('limit=1'))).toEqual(['image-1'])
    expect(await on.totalOf('q=harbour')).toBe(399)
    expect(await on.get('status')).toMatchObject({
      images: 1_199,
      measured: 0,
      complete: true,
      rebuiltAt: null,
    })
  })

  test('facets, folders and suggestions count the library', async () => {
    const facets = await on.get<LibraryFacets>('facets?q=harbour')
    expect(facets).toMatchObject({ total: 400, privacy: { private: 0, public: 400 }, missingAlt: 400 })
    expect(facets.creator).toEqual([
      { value: '', count: 200 },
      { value: 'ana', count: 200 },
    ])
    expect(facets.month[1]).toEqual({ month: '2025-12', count: 10 })
    expect(facets.month.reduce((sum, { count }) => sum + count, 0)).toBe(400)
    expect(facets).toMatchObject({ type: [], unmeasured: 400, duplicateBytes: 0, duplicateLook: 0 })
    expect(await on.get('folders')).toMatchObject({ parent: '', folders: [], directCount: 1_200 })
    expect(await on.get('suggestions?field=creator&prefix=AN')).toMatchObject({
      values: [{ value: 'ana', count: 600 }],
    })
    expect(await on.get('suggestions?field=has')).toMatchObject({ values: [{ value: 'n', count: 1_200 }] })
    expect(await on.get('suggestions?field=meta.n&prefix=119')).toMatchObject({
      values: [
        { value: '119' },
        ...Array.from({ length: 10 }, (_, at) => ({ value: `119${at}` })),
        { value: '1119' },
      ],
    })
  })

  test('twins by bytes and by look are found once they were measured', async () => {
    for (const [at, perceptualHash] of [
      [1, '00000000000000ff'],
      [5, '00000000000000fe'],
      [9, 'ff000000000000ff'],
    ] as const) {
      const contentHash = (at === 9 ? 'b' : 'a').repeat(64)
      await on.library.store.learnt(images[at] ?? fail(), {
        ...{ widthPx: 40, heightPx: 30, sizeBytes: 900, type: 'jpeg' },
        ...{ contentHash, perceptualHash, averageColour: '#0a0b0c' },
      })
    }
    expect(idsOf(await on.window('q=duplicate:bytes'))).toEqual(['image-1', 'image-5'])
    expect(idsOf(await on.window('q=width%3E39+-duplicate:look'))).toEqual(['image-9'])
    expect((await on.window('q=duplicate:look&limit=1')).items[0]?.measurements).toEqual({
      ...{ widthPx: 40, heightPx: 30, sizeBytes: 900, type: 'jpeg' },
      ...{ contentHash: 'a'.repeat(64), averageColour: '#0a0b0c' },
    })
    const twins = await on.get<LibraryDuplicates>('duplicates?of=look')
    expect(twins.totalGroups).toBe(1)
    expect(twins.groups.map(({ count, items }) => [count, items.map(({ id }) => id)])).toEqual([
      [2, ['image-1', 'image-5']],
    ])
    expect(await on.get('duplicates?of=bytes&q=creator:ana')).toMatchObject({ totalGroups: 0, groups: [] })
    expect(await on.get('facets')).toMatchObject({
      ...{ type: [{ value: 'jpeg', count: 3 }], orientation: [{ value: 'landscape', count: 3 }] },
      ...{ duplicateBytes: 2, duplicateLook: 2, unmeasured: 1_197 },
    })
    expect(await on.get('status')).toMatchObject({ measured: 3 })
  })

  test('bad requests are refused', async () => {
    for (const query of ['suggestions?field=width', 'suggestions', 'duplicates', 'facets?sort=x']) {
      const response = await fetch(`${on.desk.base}/api/library/${query}`, { headers: on.desk.headers })
      expect(response.status, query).toBe(400)
    }
    for (const query of ['limit=501', 'limit=0', 'offset=-1', 'sort=name', 'until=yesterday', 'x=1']) {
      const response = await fetch(`${on.desk.base}/api/library/window?${query}`, {
        headers: on.desk.headers,
      })
      expect(response.status, query).toBe(400)
    }
  })
})
