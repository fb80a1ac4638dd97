import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { DomainCheck } from '#contract/delivery-settings.ts'
import { endpoints } from '#contract/endpoints.ts'
import { imageWith } from '../../library/testing/wire-page.ts'
import { LibraryUnderTest } from '../testing/library-under-test.ts'

let on: LibraryUnderTest
let site: Server
let heard: string[] = []

beforeEach(async () => {
  heard = []
  site = createServer((req, res) => {
    heard.push(`${req.headers.host}${req.url}`)
    res.end('GIF89a\x05\x00\x06\x00\x00\x00\x00')
  }).listen(0, '127.0.0.1')
  await once(site, 'listening')
  const address = site.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  on = new LibraryUnderTest({
    network: {
      lookup: async () => [{ address: '93.184.216.34', family: 4 }],
      dial(_options, callback) {
        const socket = connect(port, '127.0.0.1')
        socket.once('connect', () => callback(null, socket)).once('error', (error) => callback(error, null))
      },
    },
  })
  await on.start()
})
afterEach(async () => {
  await on.close()
  site.closeAllConnections()
  site.close()
  await once(site, 'close')
})

const ask = (method: string, path: string, body?: object, headers = on.desk.headers) =>
  fetch(on.desk.base + path, {
    method,
    headers: { ...headers, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  })
const set = (customDomain: string | null) => ask('PUT', endpoints.deliverySettings, { customDomain })
const check = () => ask('POST', endpoints.checkDeliveryDomain, {})

test('one domain or none is kept; what is no host name is refused by name', async () => {
  expect(await (await ask('GET', endpoints.deliverySettings)).json()).toEqual({ customDomain: null })
  expect((await set('img.example.com')).status).toBe(200)
  for (const wrong of ['localhost', '127.0.0.1', 'https://img.example.com', 'img.example.com:8080']) {
    const refused = await set(wrong)
    expect(refused.status).toBe(400)
    expect(await refused.json()).toMatchObject({ fields: { customDomain: expect.any(String) } })
  }
  expect((await ask('PUT', endpoints.deliverySettings, { customDomain: null }, {})).status).toBe(403)
  expect(await (await ask('GET', endpoints.deliverySettings)).json()).toEqual({
    customDomain: 'img.example.com',
  })
})

test('the newest public image is asked for through the domain that is set, and through no other', async () => {
  await on.fill()
  const uploadedAt = '2026-02-01T00:00:00.000Z'
  const url = 'https://imagedelivery.net/hash/press/a%2520b/public'
  await on.library.wroteThrough(
    imageWith({ id: 'press/a%20b', uploadedAt, variants: [{ name: 'public', url }] }),
  )
  await on.library.wroteThrough(
    imageWith({ id: 'secret', uploadedAt: '2026-02-02T00:00:00.000Z', requiresSignedUrl: true }),
  )
  expect((await check()).status).toBe(422)
  expect(heard).toEqual([])

  await set('img.example.com')
  const answer = await check()
  expect(answer.status).toBe(200)
  const told: DomainCheck = JSON.parse(await answer.text())
  const path = '/cdn-cgi/imagedelivery/hash/press/a%2520b/public'
  expect(told).toMatchObject({
    domain: 'img.example.com',
    url: `https://img.example.com${path}`,
    outcome: { ok: true, mediaType: 'image/gif', widthPx: 5, heightPx: 6 },
  })
  expect(heard).toEqual([`img.example.com${path}`])
})

test('without a public image there is nothing to try it with', async () => {
  await set('img.example.com')
  on.isDown = true
  const answer = await check()
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ message: expect.stringContaining('no public image') })
}, 20_000)
