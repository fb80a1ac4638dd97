import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type {
  LibraryDuplicates,
  LibraryFacets,
  LibraryOutline,
  LibraryStatus,
  LibraryTwins,
  LibraryWindow,
} from '#contract/library.ts'
import { parseView } from '#contract/views/parse-view.ts'
import { createLibrary } from '../../library/library.ts'
import { imageWith, wirePage } from '../../library/testing/wire-page.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

/** Newest first, one a day. */
const images = Array.from({ length: 1_200 }, (_, at) =>
  imageWith({
    id: `image-${at}`,
    filename: `${at % 3 === 0 ? 'Harbour' : 'oak'}-${at}.jpg`,
    creator: at % 2 === 0 ? 'ana' : null,
    metadata: { n: at },
    uploadedAt: new Date(Date.UTC(2026, 0, 1) - at * 86_400_000).toISOString(),
  }),
)

let folder = ''
let calls: string[] = []
let desk: RunningDesk
let library: ReturnType<typeof createLibrary>
let isDown = false

const upstream: RequestListener = (req, res) => {
  const url = new URL(req.url ?? '', 'http://upstream.test')
  calls.push(url.search)
  if (isDown) {
    res.writeHead(500).end()
    return
  }
  if (req.method === 'DELETE') {
    res.end(JSON.stringify({ success: true, errors: [], messages: [], result: {} }))
    return
  }
  const from = Number(url.searchParams.get('continuation_token') ?? 0)
  const limit = Number(url.searchParams.get('per_page'))
  const creator = url.searchParams.get('creator')
  const all = images.filter((image) => creator === null || (image.creator ?? '') === creator)
  if (url.searchParams.get('sort_order') === 'asc') all.reverse()
  const next = from + limit
  res.end(wirePage(all.slice(from, next), next < all.length ? String(next) : null))
}

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'picture-desk-library-'))
  calls = []
  isDown = false
  desk = await start()
})
afterEach(async () => {
  await desk.close()
  rmSync(folder, { recursive: true, force: true })
})

const fail = (): never => {
  throw new Error('There is no such image')
}

const start = () =>
  startDesk(upstream, {
    libraryOf: (api) => {
      library = createLibrary({
        images: api,
        path: join(folder, 'library.sqlite'),
        folderField: 'folder',
        log: () => {},
        onLooked: () => {},
      })
      return library
    },
  })

async function get<Answer>(path: string): Promise<Answer> {
  const response = await fetch(`${desk.base}/api/library/${path}`, { headers: desk.headers })
  expect(response.status, path).toBe(200)
  return response.json() as Promise<Answer>
}
async function askTwins(body: unknown): Promise<LibraryTwins> {
  const response = await fetch(`${desk.base}/api/library/twins`, {
    method: 'POST',
    headers: { ...desk.headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (response.status !== 200) throw new Error(String(response.status))
  return response.json() as Promise<LibraryTwins>
}
const window = (query: string) => get<LibraryWindow>(`window?${query}`)
/** A first window of words does not wait for all of them. */
const totalOf = async (query: string) => (await get<LibraryOutline>(`outline?${query}`)).total
const idsOf = ({ items }: LibraryWindow) => items.map(({ id }) => id)
const idsFrom = (from: number, to: number) => images.slice(from, to).map(({ id }) => id)

/** As the sync fills it: newest first, `pages` of 500. */
async function fill(pages = 3): Promise<void> {
  const { generation } = await library.store.begin('fill')
  for (let page = 0; page < pages; page++) {
    const body = wirePage(images.slice(page * 500, page * 500 + 500), page < 2 ? String(page) : null)
    await library.store.applyPage({ generation, walker: 'newest', body, requestedAt: Date.now() })
  }
  if (pages === 3) await library.store.finish(generation)
}

describe('before the index has everything', () => {
  test('the live listing answers by offset, each of its pages read once', async () => {
    const first = await window('limit=100')
    expect(first).toMatchObject({ source: 'live', complete: false, total: null, reachable: 500, offset: 0 })
    expect(idsOf(first)).toEqual(idsFrom(0, 100))
    const later = await window('offset=450&limit=100')
    expect(idsOf(later)).toEqual(idsFrom(450, 550))
    expect(later.reachable).toBe(1_000)
    const last = await window('offset=1100&limit=200')
    expect(last).toMatchObject({ total: 1_200, reachable: 1_200 })
    expect(idsOf(last)).toEqual(idsFrom(1_100, 1_200))
    expect(calls).toHaveLength(3)
  })

  test('creators and metadata are passed on; what the Images API cannot look for comes from the index', async () => {
    expect(idsOf(await window('q=creator:ana&limit=3'))).toEqual(['image-0', 'image-2', 'image-4'])
    expect(calls.at(-1)).toContain('creator=ana')
    await window('q=meta.campaign:spring&limit=3')
    expect(new URLSearchParams(calls.at(-1)).get('meta.campaign[eq:string]')).toBe('spring')
    const words = await window('q=harbour')
    expect(words).toMatchObject({ source: 'index', complete: false, total: 0, items: [] })
  })

  test('what began live goes on from the index at the same `until`: nothing twice, nothing lost', async () => {
    const until = `until=${images[0]?.uploadedAt}&limit=200`
    const seen: string[] = []
    for (let offset = 0; offset < 600; offset += 200) {
      const page = await window(`${until}&offset=${offset}`)
      expect(page.source).toBe('live')
      seen.push(...idsOf(page))
    }
    await fill()
    const late = imageWith({ id: 'late', uploadedAt: '2026-02-01T00:00:00.000Z' })
    await library.wroteThrough(late)
    for (let offset = 600; offset < 1_200; offset += 200) {
      const page = await window(`${until}&offset=${offset}`)
      expect(page).toMatchObject({ source: 'index', total: 1_200 })
      seen.push(...idsOf(page))
    }
    expect(seen).toEqual(idsFrom(0, 1_200))
  })

  test('an outage leaves what the index has', async () => {
    await fill(1)
    isDown = true
    const found = await window('limit=10')
    expect(found).toMatchObject({ source: 'index', complete: false, total: 500 })
    expect(idsOf(found)).toEqual(idsFrom(0, 10))
  }, 20_000)
})

test('a broken index is replaced while the desk runs, and says so', async () => {
  await fill()
  expect(await get('status')).toMatchObject({ images: 1_200, rebuiltAt: null })
  await desk.close()
  const path = join(folder, 'library.sqlite')
  const bytes = readFileSync(path)
  bytes.fill(7, 8_192, 12_288)
  writeFileSync(path, bytes)
  desk = await start()
  expect(await window('limit=1')).toMatchObject({ source: 'live', complete: false })
  await expect
    .poll(async () => (await get<LibraryStatus>('status')).rebuiltAt, { timeout: 10_000 })
    .not.toBeNull()
  const status = await get<LibraryStatus>('status')
  expect(status).toMatchObject({ images: 0, complete: false })
  expect(Date.parse(status.rebuiltAt ?? '')).toBeGreaterThan(Date.now() - 60_000)
  expect(readdirSync(folder).filter((name) => name.includes('.broken-'))).toHaveLength(1)
  await fill()
  expect(await window('q=harbour&limit=1')).toMatchObject({ source: 'index', complete: true })
  expect(await totalOf('q=harbour')).toBe(400)
}, 30_000)

describe('once it has', () => {
  beforeEach(() => fill())

  test('any window comes from it, in both orders, without a call', async () => {
    calls = []
    const found = await window('offset=600&limit=50')
    expect(found).toMatchObject({ source: 'index', complete: true, total: 1_200, reachable: 1_200 })
    expect(idsOf(found)).toEqual(idsFrom(600, 650))
    expect(found.items[0]).toMatchObject({ ...images[600], folder: '', measurements: null })
    const oldest = await window('sort=uploaded-ascending&limit=2')
    expect(idsOf(oldest)).toEqual(['image-1199', 'image-1198'])
    expect(calls).toEqual([])
  })

  test('words are found in any case; other orders too', async () => {
    const found = await window('q=hARbour&limit=2')
    expect(found.items).toHaveLength(2)
    expect(await totalOf('q=hARbour')).toBe(400)
    expect(await library.count(parseView('harbour').view)).toBe(400)
    expect(idsOf(found)).toEqual(['image-0', 'image-3'])
    expect(idsOf(await window('q=-harbour&limit=2'))).toEqual(['image-1', 'image-2'])
    expect((await window('q=sort:x&sort=name-ascending&limit=1')).total).toBe(0)
    expect(idsOf(await window('sort=name-ascending&limit=1'))).toEqual(['image-0'])
    expect(idsOf(await window('sort=name-descending&limit=1'))).toEqual(['image-998'])
  })

  test('the outline has months and what is newer', async () => {
    const outline = await get<LibraryOutline>('outline')
    expect(outline).toMatchObject({ total: 1_200, newest: images[0]?.uploadedAt, newer: 0 })
    expect(outline.months[0]).toEqual({ month: '2026-01', count: 1 })
    expect(outline.months[1]).toEqual({ month: '2025-12', count: 31 })
    expect(outline.months.reduce((sum, { count }) => sum + count, 0)).toBe(1_200)
    const earlier = await get<LibraryOutline>(`outline?until=${images[10]?.uploadedAt}`)
    expect(earlier).toMatchObject({ total: 1_190, newer: 10 })
    expect(idsOf(await window(`until=${images[10]?.uploadedAt}&limit=1`))).toEqual(['image-10'])
  })

  test('a place is found again', async () => {
    expect(await get('place?id=image-700')).toMatchObject({ offset: 700 })
    expect(await get('place?id=image-3&q=harbour')).toMatchObject({ offset: 1 })
    expect(await get('place?id=image-4&q=harbour')).toMatchObject({ offset: null })
    expect(await get('place?id=image-0&sort=name-ascending')).toMatchObject({ offset: 0 })
  })

  test('what the desk deletes is gone from the next answer', async () => {
    const response = await fetch(`${desk.base}/api/images/image-0`, {
      method: 'DELETE',
      headers: desk.headers,
    })
    expect(response.status).toBe(204)
    expect(idsOf(await window('limit=1'))).toEqual(['image-1'])
    expect(await totalOf('q=harbour')).toBe(399)
    expect(await get('status')).toMatchObject({ images: 1_199, measured: 0, complete: true, rebuiltAt: null })
  })

  test('facets, folders and suggestions count the library', async () => {
    const facets = await get<LibraryFacets>('facets?q=harbour')
    expect(facets).toMatchObject({ total: 400, privacy: { private: 0, public: 400 }, missingAlt: 400 })
    expect(facets.creator).toEqual([
      { value: '', count: 200 },
      { value: 'ana', count: 200 },
    ])
    expect(facets.month[1]).toEqual({ month: '2025-12', count: 10 })
    expect(facets.month.reduce((sum, { count }) => sum + count, 0)).toBe(400)
    expect(facets).toMatchObject({ type: [], unmeasured: 400, duplicateBytes: 0, duplicateLook: 0 })
    expect(await get('folders')).toMatchObject({ parent: '', folders: [], directCount: 1_200 })
    expect(await get('suggestions?field=creator&prefix=AN')).toMatchObject({
      values: [{ value: 'ana', count: 600 }],
    })
    expect(await get('suggestions?field=has')).toMatchObject({ values: [{ value: 'n', count: 1_200 }] })
    expect(await get('suggestions?field=meta.n&prefix=119')).toMatchObject({
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
      await library.store.learnt(images[at] ?? fail(), {
        ...{ widthPx: 40, heightPx: 30, sizeBytes: 900, type: 'jpeg' },
        ...{ contentHash, perceptualHash, averageColour: '#0a0b0c' },
      })
    }
    expect(idsOf(await window('q=duplicate:bytes'))).toEqual(['image-1', 'image-5'])
    expect(idsOf(await window('q=width%3E39+-duplicate:look'))).toEqual(['image-9'])
    expect((await window('q=duplicate:look&limit=1')).items[0]?.measurements).toEqual({
      ...{ widthPx: 40, heightPx: 30, sizeBytes: 900, type: 'jpeg' },
      ...{ contentHash: 'a'.repeat(64), averageColour: '#0a0b0c' },
    })
    const twins = await get<LibraryDuplicates>('duplicates?of=look')
    expect(twins.totalGroups).toBe(1)
    expect(twins.groups.map(({ count, items }) => [count, items.map(({ id }) => id)])).toEqual([
      [2, ['image-1', 'image-5']],
    ])
    expect(await get('duplicates?of=bytes&q=creator:ana')).toMatchObject({ totalGroups: 0, groups: [] })
    expect(await get('facets')).toMatchObject({
      ...{ type: [{ value: 'jpeg', count: 3 }], orientation: [{ value: 'landscape', count: 3 }] },
      ...{ duplicateBytes: 2, duplicateLook: 2, unmeasured: 1_197 },
    })
    expect(await get('status')).toMatchObject({ measured: 3 })
  })

  test('each file finds its twin before it is sent: the same bytes first, else the nearest look', async () => {
    const measured: [at: number, contentHash: string, perceptualHash: string | null][] = [
      [1, 'a'.repeat(64), '00000000000000ff'],
      [3, 'c'.repeat(64), '00000000000000ff'],
      [5, 'a'.repeat(64), '000000000000003f'],
      [9, 'b'.repeat(64), null],
    ]
    for (const [at, contentHash, perceptualHash] of measured) {
      await library.store.learnt(images[at] ?? fail(), { contentHash, perceptualHash })
    }
    const files = [
      { contentHash: 'b'.repeat(64), look: '000000000000003f' },
      { contentHash: 'a'.repeat(64), look: null },
      { contentHash: 'd'.repeat(64), look: '000000000000007f' },
      { contentHash: null, look: '00000000000000ff' },
      // Seven bits from the nearest.
      { contentHash: null, look: '0000000000007fff' },
      { contentHash: 'd'.repeat(64), look: null },
    ]
    const named = (at: number, same: 'bytes' | 'look') => ({
      image: { id: `image-${at}`, name: images[at]?.filename },
      same,
    })
    calls = []
    expect(await askTwins({ files })).toMatchObject({
      source: 'index',
      twins: [named(9, 'bytes'), named(1, 'bytes'), named(1, 'look'), named(1, 'look'), null, null],
    })
    expect(calls).toEqual([])
  })

  test('questions about twins that are none are refused', async () => {
    const file = { contentHash: 'a'.repeat(64), look: null }
    const bad = [
      {},
      { files: [] },
      { files: Array(201).fill(file) },
      { files: [{ ...file, look: 'F'.repeat(16) }] },
    ]
    for (const body of [...bad, { files: [{ contentHash: 'a' }] }]) {
      await expect(askTwins(body), JSON.stringify(body).slice(0, 80)).rejects.toThrow('400')
    }
    expect((await askTwins({ files: Array(200).fill(file) })).twins).toEqual(Array(200).fill(null))
  })

  test('ids that are taken are told, hundreds at once, exactly as they are written', async () => {
    const ask = (ids: unknown) =>
      fetch(`${desk.base}/api/library/known-ids`, {
        method: 'POST',
        headers: { ...desk.headers, 'Content-Type': 'application/json' },
        body: JSON.stringify({ ids }),
      })
    const many = Array.from({ length: 500 }, (_, at) => `image-${at + 1_000}`)
    const answer = await ask(many)
    expect(await answer.json()).toMatchObject({ complete: true, known: many.slice(0, 200) })
    const written = imageWith({ id: 'spring/é.jpg', uploadedAt: '2026-02-01T00:00:00.000Z' })
    await library.wroteThrough(written)
    expect(await (await ask(['spring/é.jpg', 'SPRING/é.jpg', 'spring'])).json()).toMatchObject({
      known: ['spring/é.jpg'],
    })
    for (const bad of [[], ['..'], [...many, 'one-more'], Array(21).fill('x'.repeat(1_000)), 'image-1']) {
      expect((await ask(bad)).status).toBe(400)
    }
  })

  test('bad requests are refused', async () => {
    for (const query of ['suggestions?field=width', 'suggestions', 'duplicates', 'facets?sort=x']) {
      const response = await fetch(`${desk.base}/api/library/${query}`, { headers: desk.headers })
      expect(response.status, query).toBe(400)
    }
    for (const query of ['limit=501', 'limit=0', 'offset=-1', 'sort=name', 'until=yesterday', 'x=1']) {
      const response = await fetch(`${desk.base}/api/library/window?${query}`, { headers: desk.headers })
      expect(response.status, query).toBe(400)
    }
  })
})
