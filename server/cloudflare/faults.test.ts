import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseImageId } from '#contract/image-id.ts'
import { createBudget } from './budget.ts'
import { createImagesApi } from './create-images-api.ts'
import type { CallContext, ImagesApi } from './images-api.ts'
import { readListPage } from './list-page.ts'

const TIMEOUT_MS = 1_000
/** Retries and their pauses included. */
const LONGEST_MS = 6_000

let fault: RequestListener | null = null
let calls = 0
const upstream = createServer((req, res) => {
  calls += 1
  // An upload that is refused is still read, or the socket would be cut under it.
  req.on('error', () => {}).resume()
  if (fault !== null) return fault(req, res)
  const url = req.url ?? ''
  const image = { id: 'a', uploaded: '2026-01-01T00:00:00Z', variants: [] }
  const variant = { id: 'hero', options: { fit: 'cover', width: 1, height: 1, metadata: 'none' } }
  const result = url.includes('/v2?')
    ? { images: [image] }
    : url.includes('/direct_upload')
      ? { id: 'a', uploadURL: 'http://upload.test/' }
      : url.includes('/stats')
        ? { count: { current: 1, allowed: 2 } }
        : url.includes('/keys')
          ? { keys: [{ name: 'default', value: 'x' }] }
          : url.endsWith('/variants') && req.method === 'GET'
            ? { variants: { hero: variant } }
            : url.includes('/variants')
              ? { variant }
              : image
  res.end(JSON.stringify({ success: true, result, errors: [], messages: [] }))
})
let api: ImagesApi & { close(): Promise<void> }
let origin = ''

beforeAll(async () => {
  upstream.listen(0, '127.0.0.1')
  await once(upstream, 'listening')
  const address = upstream.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  origin = `http://127.0.0.1:${address.port}`
  api = apiAt(`${origin}/client/v4`)
})
afterAll(async () => {
  await api.close()
  upstream.closeAllConnections()
  upstream.close()
})

function apiAt(apiBaseUrl: string) {
  const budget = createBudget({ quota: 1_200_000, ceiling: 1_000_000 })
  return createImagesApi({
    apiBaseUrl,
    accountId: 'account',
    apiToken: 'token',
    budget,
    answerTimeoutMs: TIMEOUT_MS,
  })
}

const id = parseImageId('a')
if (id === null) throw new Error('no id')
const options = {
  fit: 'cover',
  width: 1,
  height: 1,
  metadata: 'none',
  blur: null,
  browserTtlSeconds: null,
} as const
const METHODS: Record<string, (images: ImagesApi, context: CallContext) => Promise<unknown>> = {
  listImages: (images, context) => images.listImages({ limit: 10, order: 'newest' }, context),
  listRawPage: async (images, context) =>
    readListPage((await images.listRawPage({ cursor: null, limit: 10, order: 'oldest' }, context)).body),
  getImage: (images, context) => images.getImage(id, context),
  editImage: (images, context) => images.editImage(id, { creator: 'me' }, context),
  deleteImage: (images, context) => images.deleteImage(id, context),
  uploadImage: (images, context) =>
    images.uploadImage(
      { boundary: 'B', sizeBytes: 3, stream: Readable.from([Buffer.from('abc')]) },
      { creator: 'me' },
      context,
    ),
  uploadToDraft: (images, context) =>
    images.uploadToDraft(
      `${origin}/upload/secret-of-this-draft`,
      { boundary: 'B', sizeBytes: 3, stream: Readable.from([Buffer.from('abc')]) },
      context,
    ),
  uploadImageByUrl: (images, context) => images.uploadImageByUrl('https://x.test/a.jpg', {}, context),
  createDirectUpload: (images, context) => images.createDirectUpload({ expiresInSeconds: 120 }, context),
  getStats: (images, context) => images.getStats(context),
  listVariants: (images, context) => images.listVariants(context),
  getVariant: (images, context) => images.getVariant('hero', context),
  createVariant: (images, context) =>
    images.createVariant({ name: 'hero', options, neverRequiresSignedUrl: false }, context),
  editVariant: (images, context) =>
    images.editVariant('hero', { options, neverRequiresSignedUrl: false }, context),
  deleteVariant: (images, context) => images.deleteVariant('hero', context),
  listSigningKeys: (images, context) => images.listSigningKeys(context),
  createSigningKey: (images, context) => images.createSigningKey('second', context),
  deleteSigningKey: (images, context) => images.deleteSigningKey('second', context),
}
/** Their answer comes after an upload's worth of patience: hanging is tried on the others. */
const PATIENT = new Set(['uploadImage', 'uploadToDraft', 'uploadImageByUrl'])
const READS = new Set(['listImages', 'getImage', 'getStats', 'listVariants', 'getVariant', 'listSigningKeys'])

const envelope = '{"success":true,"result":{"images":[],"keys":[]'
const FAULTS: Record<string, { answer: RequestListener; kinds: string[]; hangs?: true }> = {
  '500': { answer: (_req, res) => res.writeHead(500).end('oops'), kinds: ['upstream_unavailable'] },
  '502 with a page': {
    answer: (_req, res) =>
      res.writeHead(502, { 'content-type': 'text/html' }).end('<html>bad gateway</html>'),
    kinds: ['upstream_unavailable'],
  },
  '503 with a time to wait': {
    answer: (_req, res) => res.writeHead(503, { 'retry-after': '60' }).end(),
    kinds: ['upstream_unavailable'],
  },
  'a page with status 200': {
    answer: (_req, res) => res.end('<html></html>'),
    kinds: ['upstream_unexpected'],
  },
  'truncated JSON': { answer: (_req, res) => res.end(envelope), kinds: ['upstream_unexpected'] },
  'a wrong shape': {
    answer: (_req, res) =>
      res.end('{"success":true,"result":{"id":7,"images":{},"count":1,"variant":[],"keys":[1]}}'),
    kinds: ['upstream_unexpected', 'none'],
  },
  'a body cut short': {
    answer: (_req, res) => {
      res.writeHead(200, { 'content-length': '1000' }).write(envelope)
      setTimeout(() => res.destroy(), 20)
    },
    kinds: ['upstream_unavailable'],
  },
  'a reset': { answer: (req) => void req.socket.resetAndDestroy(), kinds: ['upstream_unavailable'] },
  'an endless body': {
    answer: (_req, res) => {
      const more = () => !res.destroyed && res.write(Buffer.alloc(2 ** 20, 32), more)
      res.writeHead(200)
      more()
    },
    kinds: ['upstream_unexpected', 'upstream_timeout', 'upstream_unavailable'],
  },
  'a body that trickles': {
    answer: (_req, res) => {
      res.writeHead(200)
      const drip = setInterval(() => res.write(' '), 30)
      res.once('close', () => clearInterval(drip))
    },
    kinds: ['upstream_timeout'],
  },
  silence: { answer: () => {}, kinds: ['upstream_timeout'], hangs: true },
}

const kindOf = (error: unknown) =>
  error instanceof Error && 'kind' in error ? String(error.kind) : `not an UpstreamError: ${error}`

describe.each(Object.entries(FAULTS))('T15: %s', (_name, { answer, kinds, hangs }) => {
  test('every call ends soon with an error of its kind, and the next works', async () => {
    fault = answer
    const odd: string[] = []
    const tried = Object.entries(METHODS).map(async ([name, method]) => {
      if (hangs && PATIENT.has(name)) return
      const start = performance.now()
      const kind = await method(api, { callClass: 'interactive', person: 'test' }).then(() => 'none', kindOf)
      const took = performance.now() - start
      if (!kinds.includes(kind) && !(kind === 'none' && name.startsWith('delete')))
        odd.push(`${name}: ${kind}`)
      if (took > LONGEST_MS) odd.push(`${name} took ${took} ms`)
    })
    await Promise.all(tried)
    fault = null
    expect(odd).toEqual([])
    for (const [name, method] of Object.entries(METHODS)) {
      await expect(method(api, { callClass: 'interactive', person: 'test' }).then(() => name)).resolves.toBe(
        name,
      )
    }
  }, 20_000)
})

test('only reads are tried again, twice at most, and not those of the sync; a long time to wait is told instead', async () => {
  for (const [name, method] of Object.entries(METHODS)) {
    fault = (_req, res) => res.writeHead(500).end()
    calls = 0
    await method(api, { callClass: 'interactive', person: 'test' }).catch(() => {})
    expect(calls, name).toBe(READS.has(name) ? 3 : 1)
  }
  fault = (_req, res) => res.writeHead(503, { 'retry-after': '60' }).end()
  calls = 0
  await expect(api.getStats({ callClass: 'interactive', person: 'test' })).rejects.toMatchObject({
    retryAfterSeconds: 60,
  })
  expect(calls).toBe(1)
  fault = null
}, 20_000)

test('a name that does not resolve, a port where nobody listens', async () => {
  for (const base of ['http://nobody.invalid/client/v4', 'http://127.0.0.1:9/client/v4']) {
    const lost = apiAt(base)
    await expect(lost.getStats({ callClass: 'interactive', person: 'test' }).catch(kindOf)).resolves.toBe(
      'upstream_unavailable',
    )
    await lost.close()
  }
}, 20_000)

test('a caller that leaves ends the call', async () => {
  const { promise, resolve } = Promise.withResolvers<void>()
  fault = (req) => void req.socket.once('close', resolve)
  const controller = new AbortController()
  const call = api.getStats({ callClass: 'interactive', person: 'test', signal: controller.signal })
  setTimeout(() => controller.abort(), 30)
  await expect(call).rejects.toThrow()
  await promise
  fault = null
})

test('429 pauses everybody for the stated time', async () => {
  fault = (_req, res) => res.writeHead(429, { 'retry-after': '2' }).end('{}')
  const address = upstream.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  const other = apiAt(`http://127.0.0.1:${address.port}/client/v4`)
  await expect(other.getStats({ callClass: 'interactive', person: 'one' })).rejects.toMatchObject({
    kind: 'rate_limited',
    retryAfterSeconds: 2,
  })
  fault = null
  const start = performance.now()
  await other.getStats({ callClass: 'interactive', person: 'another' })
  expect(performance.now() - start).toBeGreaterThan(1_500)
  await other.close()
}, 10_000)
