import type { RequestListener, ServerResponse } from 'node:http'
import { availableParallelism } from 'node:os'
import { setTimeout as wait } from 'node:timers/promises'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DraftRenditions } from '#contract/draft-renditions.ts'
import type { AcceptKind } from '#contract/renditions.ts'
import type { VariantOptions } from '#contract/variants.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

const OPTIONS: VariantOptions = {
  ...{ fit: 'cover', width: 40, height: 30, metadata: 'none', blur: null, browserTtlSeconds: null },
}
const noise = await sharp({
  create: {
    width: 300,
    height: 200,
    channels: 3,
    background: '#888',
    noise: { type: 'gaussian', mean: 128, sigma: 30 },
  },
})
  .jpeg()
  .toBuffer()
/** A header that promises what no picture may have. */
const bomb = Buffer.from(await sharp(noise).png().toBuffer())
bomb.writeUInt32BE(50_000, 16)
bomb.writeUInt32BE(50_000, 20)
/** Says it is a picture and is none. */
const broken = noise.subarray(0, 600)
const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>',
)

let desk: RunningDesk
let originals: string[] = []
/** Path and first type of `Accept`. */
let delivered: string[] = []
let isFlexible = false
/** Deliveries of AVIF that were never answered, and those whose asker has left. */
let hanging: ServerResponse[] = []
let left = 0

const upstream: RequestListener = (req, res) => {
  const path = new URL(req.url ?? '', 'http://x').pathname
  if (path.startsWith('/d/')) {
    const accept = (req.headers.accept ?? '').split(',')[0] ?? ''
    if (!isFlexible) return void res.writeHead(403).end('ERROR 9429: not enabled')
    delivered.push(`${path} ${accept}`)
    if (accept === 'image/avif' && path.includes('/slow/')) {
      res.once('close', () => (left += 1))
      return void hanging.push(res)
    }
    return void res.writeHead(200, { 'content-type': 'image/jpeg' }).end(noise)
  }
  const id =
    path
      .replace(/\/blob$/, '')
      .split('/')
      .at(-1) ?? ''
  if (path.endsWith('/blob')) {
    originals.push(id)
    const bytes = { bomb, broken, svg }[id] ?? noise
    return void res.writeHead(200, { 'content-type': 'application/octet-stream' }).end(bytes)
  }
  const result = {
    id,
    filename: 'a.jpg',
    uploaded: '2026-01-02T03:04:05.000Z',
    requireSignedURLs: id === 'private',
    draft: id === 'draft',
    variants: [`http://${req.headers.host}/d/${id}/public`],
  }
  res.end(JSON.stringify({ result, success: true, errors: [], messages: [] }))
}

beforeEach(async () => {
  originals = []
  delivered = []
  hanging = []
  left = 0
  isFlexible = false
  desk = await startDesk(upstream)
})
afterEach(async () => {
  for (const res of hanging) res.destroy()
  await desk.close()
})

interface Asked {
  accepts?: AcceptKind[]
  options?: Partial<VariantOptions>
  signal?: AbortSignal
}

async function post(image: string, { accepts = ['webp', 'original'], options = {}, signal }: Asked = {}) {
  const answer = await fetch(`${desk.base}/api/variants/renditions`, {
    method: 'POST',
    headers: { ...desk.headers, 'content-type': 'application/json' },
    body: JSON.stringify({ image, options: { ...OPTIONS, ...options }, accepts }),
    signal: AbortSignal.any([AbortSignal.timeout(20_000), ...(signal ? [signal] : [])]),
  })
  return { status: answer.status, text: await answer.text() }
}

async function ask(image: string, asked: Asked = {}): Promise<DraftRenditions> {
  const { status, text } = await post(image, asked)
  expect(status, text).toBe(200)
  return JSON.parse(text)
}

it('renders here where the account allows no options, tells the source, and serves what it made', async () => {
  const answer = await ask('a', { accepts: ['avif', 'webp', 'original'] })
  const size = { widthPx: 40, heightPx: 30, ok: true }
  expect(answer).toMatchObject({
    by: 'desk',
    billedDeliveries: 0,
    source: { mediaType: 'image/jpeg', sizeBytes: noise.length, widthPx: 300, heightPx: 200 },
    renditions: [
      { accept: 'avif', mediaType: 'image/avif', ...size },
      { accept: 'webp', mediaType: 'image/webp', ...size },
      { accept: 'original', mediaType: 'image/jpeg', ...size },
    ],
  })
  for (const one of answer.renditions) {
    if (!one.ok) throw new Error(one.message)
    const picture = await fetch(`${desk.base}${one.pictureUrl}`)
    expect(picture.headers.get('content-type')).toBe(one.mediaType)
    expect(picture.headers.get('cache-control')).toContain('immutable')
    const bytes = Buffer.from(await picture.arrayBuffer())
    expect(bytes.length).toBe(one.sizeBytes)
    expect(await sharp(bytes).metadata()).toMatchObject({ width: 40, height: 30 })
  }
})

it('reads an original once, and renders each options once', async () => {
  const first = await ask('a')
  expect(await ask('a', { options: { browserTtlSeconds: 7200 } })).toEqual(first)
  const [one, other] = await Promise.all([
    ask('a', { options: { blur: 9 } }),
    ask('a', { options: { blur: 9 } }),
  ])
  expect(one).toEqual(other)
  expect(one.renditions).not.toEqual(first.renditions)
  expect(originals).toEqual(['a'])
})

it('has it delivered where options are allowed, but for a private image', async () => {
  isFlexible = true
  const answer = await ask('a')
  expect(answer).toMatchObject({ by: 'upstream', billedDeliveries: 2, source: null })
  const options = 'width=40,height=30,fit=cover,metadata=none'
  expect(delivered.toSorted()).toEqual([`/d/a/${options} image/jpeg`, `/d/a/${options} image/webp`])
  const picture = answer.renditions[0]
  if (!picture?.ok) throw new Error('not delivered')
  expect(picture.pictureUrl).toMatch(/\/d\/a\/width=40,height=30,fit=cover,format=webp,metadata=none$/)
  expect(await ask('a')).toMatchObject({ billedDeliveries: 0 })
  expect(originals).toEqual([])
  expect(await ask('private')).toMatchObject({ by: 'desk' })
})

it('AVIF that takes long holds nothing up, and is ended when nobody waits for it', async () => {
  isFlexible = true
  const leaving = new AbortController()
  const slow = Array.from({ length: 6 }, (_, n) =>
    post('slow', { accepts: ['avif'], options: { width: 50 + n }, signal: leaving.signal }).catch(
      () => 'left',
    ),
  )
  await expect.poll(() => hanging.length).toBeGreaterThan(0)
  const startedAt = performance.now()
  await Promise.all(Array.from({ length: 6 }, (_, n) => ask('slow', { options: { width: 60 + n } })))
  expect(performance.now() - startedAt).toBeLessThan(5_000)
  leaving.abort()
  expect(await Promise.all(slow)).toEqual(Array(6).fill('left'))
  await expect.poll(() => left, { timeout: 5_000 }).toBe(hanging.length)
  expect(desk.log()).not.toContain('unexpected error')
})

it('newer work goes past older that was given up, in the desk’s own children, too', async () => {
  await ask('a')
  const leaving = new AbortController()
  // Each would take a core for seconds.
  const large = { fit: 'contain', width: 9000, height: null } as const
  const older = Array.from({ length: 4 * availableParallelism() }, (_, n) =>
    post('a', { accepts: ['webp'], options: { ...large, width: 9000 - n }, signal: leaving.signal }).catch(
      () => 'left',
    ),
  )
  await wait(1_000)
  leaving.abort()
  expect(await Promise.all(older)).toEqual(older.map(() => 'left'))
  const startedAt = performance.now()
  await ask('a', { options: { width: 41 } })
  expect(performance.now() - startedAt).toBeLessThan(6_000)
})

it.each([
  ['svg', 'An SVG is never resized'],
  ['bomb', 'wider or higher than 12,000'],
  ['broken', 'The decoder gave up'],
])('%s is never the end of the desk: it is told', async (id, message) => {
  const answer = await ask(id)
  for (const one of answer.renditions) {
    expect(one).toMatchObject({ ok: false, fault: 'not_rendered', message: expect.stringContaining(message) })
  }
  expect((await ask('a')).renditions.every(({ ok }) => ok)).toBe(true)
})

it.each([
  ['a', { accepts: [] }, 400],
  ['a', { accepts: ['webp', 'webp'] }, 400],
  ['a', { options: { width: null, height: null } }, 400],
  ['../keys', {}, 400],
  ['draft', {}, 404],
] as const)('refuses %s with %j: %i', async (id, asked, status) => {
  expect((await post(id, asked as Asked)).status).toBe(status)
  expect([...originals, ...delivered]).toEqual([])
})

it.each(['0'.repeat(40), 'x', '..%2Fdesk.sqlite'])('has no rendering %s', async (digest) => {
  const answer = await fetch(`${desk.base}/api/renderings/${digest}`)
  expect([400, 404]).toContain(answer.status)
})
