import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { parseImageId } from '#contract/image-id.ts'
import { UpstreamError } from '../../cloudflare/upstream-error.ts'
import { createPicturePool } from '../picture-pool.ts'
import { createDeliveredFacts } from './delivered-facts.ts'
import type { ImageToMeasure, Learnt, MeasureStore } from './measure-store.ts'
import { createMeasurer } from './measurer.ts'

const pictures = createPicturePool()
let isFlexible = true
let described = 0
const delivery = createServer((req, res) => {
  described += 1
  if (!isFlexible) return void res.writeHead(403, { 'cf-images': 'err=9429' }).end('ERROR 9429: not enabled')
  expect(req.url).toMatch(/\/format=json$/)
  const original = { file_size: 999, width: 300, height: 200, format: 'image/jpeg' }
  // Upright it is taller than wide: the original was told as it is stored.
  res.end(JSON.stringify({ width: 200, height: 300, original }))
})
let origin = ''
let scratchDir = ''
let originals: Record<string, Buffer | Error> = {}
let asked: string[] = []
let learnt: Record<string, Learnt> = {}
let failed: Record<string, string> = {}
let open: ImageToMeasure[] = []
let waiting = 0

beforeAll(async () => {
  delivery.listen(0, '127.0.0.1')
  await once(delivery, 'listening')
  const address = delivery.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  origin = `http://127.0.0.1:${address.port}`
})
afterAll(async () => {
  delivery.closeAllConnections()
  delivery.close()
  await pictures.close()
})
beforeEach(() => {
  scratchDir = mkdtempSync(join(tmpdir(), 'picture-desk-measure-'))
  isFlexible = true
  described = 0
  waiting = 0
  originals = {}
  asked = []
  learnt = {}
  failed = {}
  open = []
})
afterEach(() => rmSync(scratchDir, { recursive: true, force: true }))

function toMeasure(name: string, more: Partial<ImageToMeasure> = {}): ImageToMeasure {
  const id = parseImageId(name)
  if (id === null) throw new Error('no id')
  const variants = [{ name: 'public', url: `${origin}/hash/${name}/public` }]
  const uploadedAt = '2026-01-01T00:00:00.000Z'
  return { id, uploadedAt, requiresSignedUrl: false, variants, needs: 'facts', failures: 0, ...more }
}

const store: MeasureStore = {
  next: async (limit) => open.slice(0, limit),
  async learnt({ id }, what) {
    learnt[id] = { ...learnt[id], ...what }
    open = open.filter((image) => image.id !== id)
  },
  async failed({ id }, reason) {
    failed[id] = reason
    open = open.filter((image) => image.id !== id)
  },
}

/** Measures until nothing is open any more. */
async function measureAll(until: () => boolean = () => open.length === 0): Promise<void> {
  const facts = createDeliveredFacts(Date.now)
  const measurer = createMeasurer({
    ...{ store, facts, pictures, scratchDir },
    images: {
      async getOriginal(id) {
        asked.push(id)
        const bytes = originals[id]
        if (!Buffer.isBuffer(bytes)) throw bytes ?? new UpstreamError('not_found', 'not found')
        return { contentType: 'image/jpeg', sizeBytes: null, stream: Readable.from([bytes]) }
      },
    },
    budget: () => ({
      quota: 1_200,
      windowSeconds: 300,
      pausedUntil: null,
      waiting: { interactive: waiting, bulk: 0, background: 0 },
    }),
    isBusy: () => false,
    onError: (error) => {
      throw error
    },
    clock: {
      now: Date.now,
      async sleep(_ms, signal) {
        await new Promise((resolve) => setTimeout(resolve, 1))
        signal.throwIfAborted()
      },
    },
    random: () => 0,
  })
  await vi.waitFor(() => expect(until()).toBe(true), { timeout: 20_000, interval: 10 })
  await measurer.stop()
  await facts.close()
}

const jpeg = () =>
  sharp({ create: { width: 120, height: 40, channels: 3, background: '#a03050' } })
    .jpeg()
    .withMetadata({ orientation: 6 })
    .toBuffer()

test('facts come from the delivery host where it describes pictures, upright', async () => {
  open = [toMeasure('a')]
  await measureAll()
  expect(learnt['a']).toEqual({ type: 'jpeg', sizeBytes: 999, widthPx: 200, heightPx: 300 })
  expect(asked).toEqual([])
})

test('without flexible variants it is asked once, and the originals tell everything', async () => {
  isFlexible = false
  const bytes = await jpeg()
  originals = { a: bytes, b: bytes }
  open = [toMeasure('a'), toMeasure('b')]
  await measureAll()
  expect(described).toBe(1)
  expect(learnt['b']).toMatchObject({
    ...{ type: 'jpeg', sizeBytes: bytes.length, widthPx: 40, heightPx: 120 },
    ...{ contentHash: createHash('sha256').update(bytes).digest('hex'), averageColour: '#9f3050' },
  })
  expect(learnt['b']?.perceptualHash).toMatch(/^[0-9a-f]{16}$/)
  expect(readdirSync(scratchDir)).toEqual([])
})

test('private images and hashes go straight to the original', async () => {
  const bytes = await jpeg()
  originals = { secret: bytes, hashes: bytes }
  open = [toMeasure('secret', { requiresSignedUrl: true }), toMeasure('hashes', { needs: 'bytes' })]
  await measureAll()
  expect(described).toBe(0)
  expect(asked).toEqual(['secret', 'hashes'])
})

test('an SVG is never decoded; bytes that cannot be decoded are known to be so', async () => {
  const cut = (await jpeg()).subarray(0, 300)
  originals = { drawing: Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), cut }
  open = [toMeasure('drawing', { needs: 'bytes' }), toMeasure('cut', { needs: 'bytes' })]
  await measureAll()
  expect(learnt['drawing']).toMatchObject({ type: 'svg', sizeBytes: 41, widthPx: null, perceptualHash: null })
  expect(learnt['cut']).toMatchObject({ sizeBytes: 300, perceptualHash: null, averageColour: null })
})

test('what is wrong with an image is remembered; an outage is nobody’s fault', async () => {
  originals = { a: new UpstreamError('upstream_unavailable', 'down'), b: await jpeg() }
  open = [toMeasure('gone', { needs: 'bytes' }), toMeasure('a', { needs: 'bytes' })]
  await measureAll(() => asked.length >= 4)
  expect(failed).toEqual({ gone: 'not found' })
  expect(open.map(({ id }) => id)).toEqual(['a'])
})

test('nothing is asked while people wait', async () => {
  waiting = 1
  originals = { a: await jpeg() }
  open = [toMeasure('a', { needs: 'bytes' })]
  const until = Date.now() + 100
  await measureAll(() => Date.now() > until)
  expect(asked).toEqual([])
})

test('an image that stays open whatever is learnt is not asked for ever', async () => {
  originals = { a: await jpeg() }
  const image = toMeasure('a', { needs: 'bytes' })
  open = [image]
  const told = store.learnt
  const deaf = vi.spyOn(store, 'learnt').mockImplementation(async (measured, what) => {
    await told(measured, what)
    open = [image]
  })
  await measureAll(() => 'a' in failed)
  deaf.mockRestore()
  expect(asked.length).toBe(1)
})
