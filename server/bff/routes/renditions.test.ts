import type { RequestListener } from 'node:http'
import sharp from 'sharp'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Renditions } from '#contract/renditions.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

const KEY = 'Oix0bbNaT8Rge9PuyxUBrjI6zrgnsyJ5='
let desk: RunningDesk
/** URLs the delivery host was asked for, with the first type of `Accept`. */
let delivered: string[] = []
let isFlexible = true
const pictures = {
  avif: await draw().avif({ effort: 0 }).toBuffer(),
  webp: await draw().webp().toBuffer(),
  jpeg: await draw().jpeg().toBuffer(),
}

function draw() {
  return sharp({ create: { width: 30, height: 20, channels: 3, background: '#369' } })
}

const deliver: RequestListener = (req, res) => {
  const accept = req.headers.accept ?? ''
  const last = req.url?.split('/').at(-1) ?? ''
  delivered.push(`${req.url} ${accept.split(',')[0]}`)
  if (last.includes('=') && !isFlexible) {
    return void res.writeHead(403, { 'cf-images': 'err=9429' }).end('ERROR 9429: not enabled')
  }
  if (last.startsWith('gone')) return void res.writeHead(404).end('ERROR 9404: Image not found\n')
  if (last.startsWith('down')) return void res.destroy()
  if (last.startsWith('endless')) {
    res.writeHead(200, { 'content-type': 'image/jpeg' })
    const more = () => res.write(Buffer.alloc(1 << 20)) && setImmediate(more)
    res.on('drain', more)
    return void more()
  }
  const type = accept.includes('avif') ? 'avif' : accept.includes('webp') ? 'webp' : 'jpeg'
  const headers = { 'content-type': `image/${type}`, age: '77', 'cf-cache-status': 'HIT' }
  res.writeHead(200, headers).end(pictures[type])
}

const upstream: RequestListener = (req, res) => {
  const path = new URL(req.url ?? '', 'http://x').pathname
  if (path.startsWith('/d/')) return deliver(req, res)
  const answer = (result: unknown) =>
    res.end(JSON.stringify({ result, success: true, errors: [], messages: [] }))
  const variant = (id: string, neverRequireSignedURLs = false) => ({
    [id]: {
      id,
      options: { fit: 'scale-down', width: 300, height: 300, metadata: 'none' },
      neverRequireSignedURLs,
    },
  })
  if (path.endsWith('/variants')) {
    return void answer({ variants: { ...variant('public'), ...variant('open', true), ...variant('gone') } })
  }
  if (path.endsWith('/keys')) return void answer({ keys: [{ name: 'default', value: KEY }] })
  const id = path.split('/').at(-1) ?? ''
  void answer({
    id,
    filename: 'a.jpg',
    uploaded: '2026-01-02T03:04:05.000Z',
    requireSignedURLs: id === 'private',
    draft: id === 'draft',
    variants: ['public', 'open', 'gone', 'down', 'endless'].map(
      (name) => `http://${req.headers.host}/d/${id}/${name}`,
    ),
  })
}

beforeEach(async () => {
  delivered = []
  isFlexible = true
  desk = await startDesk(upstream)
})
afterEach(() => desk.close())

async function ask(id: string, of: string): Promise<{ status: number; body: Renditions; text: string }> {
  const url = `${desk.base}/api/images/${id}/renditions?of=${encodeURIComponent(of)}`
  const answer = await fetch(url, { signal: AbortSignal.timeout(20_000) })
  const text = await answer.text()
  return { status: answer.status, body: JSON.parse(text), text }
}

it('measures what is delivered for each Accept, once, and says what was billed', async () => {
  const { body } = await ask('a', 'public')
  expect(body).toMatchObject({ of: 'public', billedDeliveries: 3 })
  const told = { ok: true, widthPx: 30, heightPx: 20, cacheAgeSeconds: 77, cacheStatus: 'HIT' }
  expect(body.renditions).toEqual([
    { ...told, accept: 'avif', mediaType: 'image/avif', sizeBytes: pictures.avif.length },
    { ...told, accept: 'webp', mediaType: 'image/webp', sizeBytes: pictures.webp.length },
    { ...told, accept: 'original', mediaType: 'image/jpeg', sizeBytes: pictures.jpeg.length },
  ])
  const again = await ask('a', 'public')
  expect(again.body).toEqual({ ...body, billedDeliveries: 0 })
  expect(delivered.toSorted()).toEqual([
    '/d/a/public image/avif',
    '/d/a/public image/jpeg',
    '/d/a/public image/webp',
  ])
})

it('two who ask at once are billed once', async () => {
  const [one, other] = await Promise.all([ask('a', 'public'), ask('a', 'public')])
  expect(one.body.billedDeliveries + other.body.billedDeliveries).toBe(3)
  expect(delivered).toHaveLength(3)
})

it('signs for a private image, not for an open variant, and never says the signature', async () => {
  const { text } = await ask('private', 'public')
  expect(delivered.every((url) => /\/d\/private\/public\?exp=\d+&sig=[\da-f]{64} /.test(url))).toBe(true)
  expect(text).not.toMatch(/sig=|exp=/)
  delivered = []
  await ask('private', 'open')
  expect(delivered).toContain('/d/private/open image/avif')
})

it('measures options, in the one way they are written, and says when the account does not allow them', async () => {
  const { body } = await ask('a', 'f=auto,w=0300')
  expect(body.of).toBe('width=300,format=auto')
  expect(delivered).toContain('/d/a/width=300,format=auto image/avif')
  isFlexible = false
  const off = await ask('a', 'w=301')
  expect(off.body.billedDeliveries).toBe(0)
  expect(off.body.renditions.map((one) => (one.ok ? 'ok' : one.fault))).toEqual(Array(3).fill('flexible_off'))
  isFlexible = true
  expect((await ask('a', 'w=301')).body.billedDeliveries).toBe(3)
})

it.each([
  ['private', 'w=3', 422],
  ['draft', 'public', 404],
  ['a', 'nowhere', 404],
  ['a', 'w=abc', 400],
  ['a', '../../v1/keys=', 400],
  ['a', '', 400],
])('refuses %s as %s: %i', async (id, of, status) => {
  expect((await ask(id, of)).status).toBe(status)
  expect(delivered).toEqual([])
})

it.each([
  ['gone', 'refused', 'ERROR 9404: Image not found'],
  ['down', 'unreachable', 'The delivery host does not answer. Try again.'],
  ['endless', 'unreachable', 'The delivery host does not answer. Try again.'],
])('a delivery that is %s is told as such', async (of, fault, message) => {
  const { status, body } = await ask('a', of)
  expect(status).toBe(200)
  expect(body.billedDeliveries).toBe(0)
  expect(body.renditions.map(({ accept, ...rest }) => rest)).toEqual(
    Array(3).fill({ ok: false, fault, message }),
  )
})
