import { mkdtemp, readdir, rm } from 'node:fs/promises'
import type { RequestListener } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { ChildPoolError } from '../../child-pool/child-pool-error.ts'
import { createPicturePool } from '../../library/picture-pool.ts'
import { createThumbnails } from '../../library/thumbnails.ts'
import { signUrl } from '../signed-links/sign-url.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

/** What the upstream holds for each image id. */
interface Stored {
  body: Buffer | string
  type?: string
  status?: number
  isPrivate?: boolean
  draft?: boolean
  uploaded?: string
}
let library: Record<string, Stored> = {}
/** Addresses at which pictures were asked for. */
let deliveries: string[] = []
let lookups = 0

const upstream: RequestListener = (req, res) => {
  const url = new URL(req.url ?? '/', `http://${req.headers.host}`)
  const json = (result: unknown, status = 200) =>
    res
      .writeHead(status, { 'content-type': 'application/json' })
      .end(JSON.stringify({ success: status === 200, result, errors: [], messages: [] }))
  if (url.pathname.endsWith('/images/v1/variants')) {
    const options = { fit: 'scale-down', width: 1366, height: 768, metadata: 'none' }
    return void json({ variants: { public: { id: 'public', options, neverRequireSignedURLs: false } } })
  }
  if (url.pathname.endsWith('/images/v1/keys'))
    return void json({ keys: [{ name: 'default', value: 'secret' }] })
  const isDelivery = url.pathname.startsWith('/hash/')
  const name = isDelivery ? url.pathname.split('/')[2] : /\/images\/v1\/([^/]+)$/.exec(url.pathname)?.[1]
  const stored = library[name ?? '']
  if (stored === undefined) return void json(null, 404)
  if (isDelivery) {
    deliveries.push(url.href)
    if (stored.status === 0) return void res.destroy()
    if (stored.isPrivate && !url.searchParams.has('sig')) return void res.writeHead(403).end('ERROR 9425: no')
    return void res
      .writeHead(stored.status ?? 200, { 'content-type': stored.type ?? 'image/png' })
      .end(stored.body)
  }
  lookups += 1
  json({
    id: name,
    filename: 'a.png',
    uploaded: stored.uploaded ?? '2026-01-01T00:00:00.000Z',
    requireSignedURLs: stored.isPrivate ?? false,
    draft: stored.draft ?? false,
    variants: [`${url.origin}/hash/${name}/public`],
  })
}

let desk: RunningDesk
let folder = ''
let picture: Buffer
const pictures = createPicturePool()
let looks: unknown[] = []
let saved = 0
let isCrowded = false

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'picture-desk-thumbnails-'))
  picture = await sharp({ create: { width: 800, height: 400, channels: 3, background: 'teal' } })
    .png()
    .toBuffer()
  desk = await startDesk(upstream, {
    thumbnailsOf: (images, signingKeys) =>
      createThumbnails({
        images,
        pictures: {
          ...pictures,
          render: (...args) =>
            isCrowded ? Promise.reject(new ChildPoolError('busy', 'many wait')) : pictures.render(...args),
        },
        onLook: (image, look) => looks.push({ ...image, ...look }),
        onSaved: () => {
          saved += 1
        },
        sign: async (url, context) => {
          const key = await signingKeys.current(context)
          return key === null ? null : signUrl(url, key.value, 2_000_000_000)
        },
        cacheDir: folder,
        cacheLimitBytes: 1_000_000,
      }),
  })
})
afterAll(async () => {
  await desk.close()
  await pictures.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => {
  deliveries = []
  lookups = 0
  looks = []
  saved = 0
})

const version = Date.parse('2026-01-01T00:00:00.000Z').toString(36)
const get = (id: string, v = version, headers: Record<string, string> = {}) =>
  fetch(`${desk.base}/api/thumbnails/320/${id}?v=${v}`, { headers, redirect: 'manual' })
const problemOf = async (answer: Response) => ({ status: answer.status, ...JSON.parse(await answer.text()) })

test('50 browsers at once cost one delivery; afterwards none', async () => {
  library = { once: { body: picture } }
  const answers = await Promise.all(Array.from({ length: 50 }, () => get('once')))
  const bodies = await Promise.all(answers.map((answer) => answer.arrayBuffer()))
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
  expect(deliveries).toHaveLength(1)
  const { format, width, height } = await sharp(Buffer.from(bodies[0] ?? new ArrayBuffer())).metadata()
  expect({ format, width, height }).toEqual({ format: 'webp', width: 320, height: 160 })
  const again = await get('once')
  expect(again.headers.get('cache-control')).toBe('private, max-age=31536000, immutable')
  expect((await get('once', version, { 'if-none-match': again.headers.get('etag') ?? '' })).status).toBe(304)
  await again.arrayBuffer()
  expect(deliveries).toHaveLength(1)
  expect(lookups).toBe(1)
})

test('made-up versions neither cost a delivery nor fill the cache, and are not kept for ever', async () => {
  library = { many: { body: picture } }
  await (await get('many')).arrayBuffer()
  const files = (await readdir(folder)).length
  for (const wrong of ['', 'abc', 'zzzzzzzzzzzzzzzz', '1', '2', '3']) {
    const answer = await get('many', wrong)
    expect(answer.status).toBe(200)
    expect(answer.headers.get('cache-control')).toBe('private, no-cache')
    await answer.arrayBuffer()
  }
  expect(deliveries).toHaveLength(1)
  expect(await readdir(folder)).toHaveLength(files)
})

test('new bytes under an old id are seen', async () => {
  library = { reused: { body: picture } }
  await (await get('reused')).arrayBuffer()
  const uploaded = '2026-02-02T00:00:00.000Z'
  const square = await sharp({ create: { width: 50, height: 50, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  library = { reused: { body: square, uploaded } }
  const answer = await get('reused', Date.parse(uploaded).toString(36))
  expect((await sharp(Buffer.from(await answer.arrayBuffer())).metadata()).height).toBe(50)
})

test('a private picture is fetched with a signature that no answer shows', async () => {
  library = { secret: { body: picture, isPrivate: true } }
  const answer = await get('secret')
  expect(answer.status).toBe(200)
  expect(deliveries).toEqual([expect.stringMatching(/[?&]sig=[0-9a-f]{64}/)])
  expect(JSON.stringify([...answer.headers])).not.toContain('sig=')
  await answer.arrayBuffer()
})

test('an SVG is never decoded: the browser is sent to the delivery host', async () => {
  library = { drawing: { body: '<svg xmlns="http://www.w3.org/2000/svg"/>', type: 'image/svg+xml' } }
  const answer = await get('drawing')
  expect(answer.status).toBe(302)
  expect(answer.headers.get('location')).toMatch(/\/hash\/drawing\/public$/)
  expect(answer.headers.get('cache-control')).toContain('no-store')
})

test.each<[string, Stored, number, string]>([
  ['a broken picture', { body: 'no picture at all' }, 415, 'cannot be decoded'],
  ['a delivery error', { body: 'ERROR 9422: Too big', status: 415 }, 415, 'ERROR 9422: Too big'],
  ['an outage', { body: 'oops', status: 503 }, 502, 'answered 503'],
  ['a draft', { body: '', draft: true }, 404, 'draft'],
])('%s says why there is no thumbnail', async (name, stored, status, words) => {
  const id = name.replaceAll(' ', '-')
  library = { [id]: stored }
  const problem = await problemOf(await get(id))
  expect(problem.status).toBe(status)
  expect(problem.message).toContain(words)
  expect((await readdir(folder)).filter((file) => file.includes('.tmp'))).toEqual([])
})

test('a crowd of pictures says nothing of any of them', async () => {
  library = { waiting: { body: picture } }
  isCrowded = true
  const problem = await problemOf(await get('waiting')).finally(() => {
    isCrowded = false
  })
  expect(problem.status).toBe(502)
  expect(problem.message).toBe('Too many pictures at once. Try again.')
})

test('a delivery host that hangs up is told as an outage', async () => {
  library = { cut: { body: '', status: 0 } }
  expect((await problemOf(await get('cut'))).status).toBe(502)
})

test('the desk stays bounded in what it reads of a delivery', async () => {
  library = { endless: { body: Buffer.alloc(25 * 2 ** 20) } }
  expect((await problemOf(await get('endless'))).message).toContain('too large')
})

test('an unknown size or id is told', async () => {
  library = {}
  expect((await get('nobody')).status).toBe(404)
  expect((await fetch(`${desk.base}/api/thumbnails/321/a`)).status).toBe(400)
})

test('a thumbnail whose file was removed is made again', async () => {
  library = { removed: { body: picture } }
  await (await get('removed')).arrayBuffer()
  // Enough others to push it out of memory would take long: a new desk over the same folder holds none.
  const other = await startDesk(upstream, {
    thumbnailsOf: (images) =>
      createThumbnails({
        images,
        pictures,
        sign: async () => null,
        cacheDir: folder,
        cacheLimitBytes: 1_000_000,
      }),
  })
  for (const file of await readdir(folder)) await rm(join(folder, file))
  const answer = await fetch(`${other.base}/api/thumbnails/320/removed?v=${version}`)
  expect(answer.status).toBe(200)
  await answer.arrayBuffer()
  await other.close()
})

test('what a picture looks like is told when it is decoded; a hit counts as a delivery saved', async () => {
  library = { looked: { body: picture } }
  await (await get('looked')).arrayBuffer()
  expect(looks).toEqual([
    {
      id: 'looked',
      uploadedAt: '2026-01-01T00:00:00.000Z',
      averageColour: '#008080',
      perceptualHash: '0000000000000000',
    },
  ])
  expect(saved).toBe(0)
  await (await get('looked')).arrayBuffer()
  expect([looks.length, saved]).toEqual([1, 1])
})
