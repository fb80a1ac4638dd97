import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createBudget } from '../cloudflare/budget.ts'
import { createImagesApi } from '../cloudflare/create-images-api.ts'
import { createImageFacts } from '../library/facts/image-facts.ts'
import { createDeliveredRenditions } from '../library/measure/delivered-renditions.ts'
import { createSwitchReader } from '../library/measure/read-switches.ts'
import { createDomainTrier } from '../library/measure/try-domain.ts'
import { createDeskRenditions } from '../library/renditions/desk-renditions.ts'
import { createDraftRenditions } from '../library/renditions/draft-renditions.ts'
import type { Thumbnails } from '../library/thumbnails.ts'
import { createLinkRecords } from '../store/link-records.ts'
import { openStore } from '../store/open-store.ts'
import { createSavedViews } from '../store/saved-views.ts'
import { createUploadDrafts } from '../store/upload-drafts.ts'
import { createUploadLinks } from '../store/upload-links.ts'
import { createUploadPresets } from '../store/upload-presets.ts'
import { createVariantVersions } from '../store/variant-versions.ts'
import { createApp } from './app.ts'
import { createDeliveryOrigins } from './delivery-origins.ts'
import { createSigningKeys } from './signing-keys.ts'
import { noLibrary } from './testing/no-library.ts'
import { replacerUnderTest } from './testing/replacer-under-test.ts'
import { uploadsUnderTest } from './testing/uploads-under-test.ts'
import { createGuestUploads } from './upload-links/guest-uploads.ts'

const TOKEN = 'sentinel-Token_7f3a9c51e2'
const FORMS = [
  TOKEN,
  Buffer.from(TOKEN).toString('base64').slice(0, -4),
  Buffer.from(TOKEN).toString('hex'),
  encodeURIComponent(`Bearer ${TOKEN}`),
  Buffer.from(`Bearer ${TOKEN}`).toString('base64').slice(12, -4),
]
/** What an upstream that says back what it was given may say. */
const ECHOES = [
  TOKEN,
  Buffer.from(TOKEN).toString('base64'),
  Buffer.from(`Bearer ${TOKEN}`).toString('base64'),
  Buffer.from(TOKEN).toString('hex'),
  encodeURIComponent(`Bearer ${TOKEN}`),
]
/** How the upstream fails: status and body, one after the other. */
const FAULTS: [number, string][] = [
  ...[400, 401, 403, 404, 409, 413, 415, 500, 502, 503].flatMap((status): [number, string][] => [
    [status, JSON.stringify({ success: false, result: null, errors: [{ code: 10000, message: 'no' }] })],
    [status, '<html>failed</html>'],
    [status, ''],
  ]),
  ...[400, 401, 403].flatMap((status) =>
    ECHOES.flatMap((form): [number, string][] => [
      [
        status,
        JSON.stringify({ success: false, result: null, errors: [{ code: 5400, message: `Bad: ${form}` }] }),
      ],
      [status, `ERROR 5400: Bad: ${form}`],
    ]),
  ),
  [200, '{"success":true,"result":'],
  [200, '{"success":true,"result":{"images":7}}'],
]

let fault = 0
let tokensSeen = 0
let log = ''
let server: Server
let base = ''
const upstream = createServer((req, res) => {
  if (req.headers.authorization === `Bearer ${TOKEN}`) tokensSeen += 1
  req.resume()
  const [status, body] = FAULTS[fault % FAULTS.length] ?? [500, '']
  res.writeHead(status, {
    'x-echo': TOKEN,
    'set-cookie': `token=${TOKEN}`,
    location: `http://elsewhere.test/?token=${TOKEN}`,
    'www-authenticate': `Bearer ${TOKEN}`,
    'content-type': 'application/json',
  })
  res.end(body)
})
let close = async () => {}

beforeAll(async () => {
  upstream.listen(0, '127.0.0.1')
  await once(upstream, 'listening')
  const address = upstream.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  const apiBaseUrl = `http://127.0.0.1:${address.port}/client/v4`
  const budget = createBudget({ quota: 120_000, ceiling: 100_000 })
  const images = createImagesApi({ apiBaseUrl, accountId: 'account', apiToken: TOKEN, budget })
  const [allowedHosts, allowedOrigins] = [new Set<string>(), new Set<string>()]
  const sink = new Writable({
    write(chunk, _encoding, done) {
      log += chunk
      done()
    },
  })
  const store = openStore(':memory:')
  const [uploadLinks, uploadDrafts] = [createUploadLinks(store), createUploadDrafts(store)]
  const deliveryOrigins = createDeliveryOrigins('http://pictures.test')
  const thumbnails = { remember() {} } as unknown as Thumbnails
  const replacing = replacerUnderTest({ images, library: noLibrary, thumbnails, deliveryOrigins })
  const scratch = join(tmpdir(), `token-leak-renditions-${randomUUID()}`)
  const facts = createImageFacts({
    images,
    scratchDir: join(tmpdir(), `token-leak-${randomUUID()}`),
    onLearnt: noLibrary.measured,
  })
  const delivered = createDeliveredRenditions()
  const draftRenditions = createDraftRenditions({
    delivered,
    desk: createDeskRenditions({ images, folder: scratch, limitBytes: 2 ** 20 }),
  })
  close = async () => {
    await draftRenditions.close()
    await rm(scratch, { recursive: true, force: true })
    await facts.close()
    await replacing.stop()
    await images.close()
  }
  const app = createApp({
    replacer: replacing.replacer,
    copyImage: replacing.copyImage,
    ...uploadsUnderTest(
      { images, library: noLibrary, thumbnails, deliveryOrigins },
      createDeliveryOrigins('http://uploads.test'),
    ),
    images,
    budget,
    thumbnails,
    library: noLibrary,
    signingKeys: createSigningKeys(images),
    facts,
    renditions: delivered,
    draftRenditions,
    switches: createSwitchReader(),
    domains: createDomainTrier(),
    linkRecords: createLinkRecords(store),
    variantVersions: createVariantVersions(store, 'account'),
    savedViews: createSavedViews(store),
    uploadOrigins: createDeliveryOrigins('http://uploads.test'),
    uploadLinks,
    uploadDrafts,
    guestUploads: createGuestUploads({
      links: uploadLinks,
      drafts: uploadDrafts,
      images,
      folderField: 'folder',
      onAddress() {},
      onArrived: () => Promise.resolve(),
    }),
    sweepDrafts() {},
    folderField: 'folder',
    uploadPresets: createUploadPresets(store),
    countView: () => Promise.resolve(null),
    refreshLibrary() {},
    deliveriesSaved: () => ({ count: 0, since: '2026-01-01T00:00:00.000Z' }),
    deliveryOrigins,
    log: pino({ level: 'trace' }, sink),
    upstream: { name: 'test', apiBaseUrl, accountId: 'account' },
    guard: { allowedHosts, allowedOrigins },
    webDir: '/nonexistent',
    isReady: () => true,
  })
  server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const own = server.address()
  if (own === null || typeof own === 'string') throw new Error('no address')
  base = `http://127.0.0.1:${own.port}`
  allowedHosts.add(`127.0.0.1:${own.port}`)
  allowedOrigins.add(base)
})

afterAll(async () => {
  await close()
  for (const running of [server, upstream]) {
    running.closeAllConnections()
    running.close()
  }
})

test('T1: the token is in no answer and no log line, however the upstream fails', async () => {
  const calls: [string, string, string | null][] = [
    ['GET', '/api/images/some-id/original', null],
    ['GET', '/api/images/some-id/facts', null],
    ['GET', '/api/images/some-id/record', null],
    ['GET', '/api/variants/hero', null],
    ['GET', '/api/account', null],
    ['DELETE', '/api/images/some-id', null],
    ['PATCH', '/api/images/some-id', '{"creator":"me"}'],
    ['POST', '/api/signing-keys', '{"name":"second"}'],
    ['POST', '/api/inbox/accept', '{"ids":["some-id"]}'],
    ['POST', '/api/images/by-url', '{"url":"http://pictures.test/a.jpg"}'],
    ['POST', `/api/uploads/${randomUUID()}/ticket`, '{}'],
  ]
  const recorded: string[] = []
  const rounds = process.env['DEEP'] === '1' ? Math.ceil(5_000 / calls.length) : FAULTS.length
  for (fault = 0; fault < rounds; fault += 1) {
    const answers = calls.map(async ([method, path, body]) => {
      const answer = await fetch(`${base}${path}`, {
        method,
        body,
        headers: {
          Origin: base,
          'X-Picture-Desk': '1',
          'Sec-Fetch-Site': 'same-origin',
          ...(body !== null && { 'Content-Type': 'application/json' }),
        },
      })
      recorded.push(`${JSON.stringify([...answer.headers])}${await answer.text()}`)
    })
    await Promise.all(answers)
  }
  expect(recorded.length).toBeGreaterThanOrEqual(process.env['DEEP'] === '1' ? 5_000 : 200)
  expect(tokensSeen).toBeGreaterThanOrEqual(200)
  expect(log.split('\n').length).toBeGreaterThanOrEqual(200)
  const everything = `${recorded.join('\n')}${log}`
  for (const form of FORMS) expect(everything.includes(form), form).toBe(false)
  for (const line of log.trim().split('\n')) expect(() => JSON.parse(line)).not.toThrow()
}, 300_000)
