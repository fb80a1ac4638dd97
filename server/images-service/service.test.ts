import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { request as httpRequest } from 'node:http'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import * as z from 'zod'
import { seedLibrary } from './seed.ts'
import { type RunningImagesService, startImagesService } from './service.ts'

const DEEP = Boolean(process.env['DEEP'])
const Envelope = z.object({ success: z.boolean(), errors: z.array(z.object({ code: z.number() })) })
const Page = z.object({
  result: z.object({
    images: z.array(z.object({ id: z.string() })),
    continuation_token: z.string().nullable(),
  }),
})
const Created = z.object({ result: z.object({ id: z.string() }) })

const dataDir = mkdtempSync(join(tmpdir(), 'images-service-'))
let service: RunningImagesService
let base = ''
let headers: { authorization: string }
let picture: Buffer<ArrayBuffer>

beforeAll(async () => {
  picture = Buffer.from(
    await sharp({ create: { width: 8, height: 8, channels: 3, background: 'teal' } })
      .png()
      .toBuffer(),
  )
  service = await startImagesService({
    host: '127.0.0.1',
    port: 0,
    dataDir,
    rateLimit: { requests: 1_000_000, windowSeconds: 300 },
  })
  base = `${service.apiBaseUrl}/accounts/${service.accountId}/images`
  headers = { authorization: `Bearer ${service.apiToken}` }
})
afterAll(async () => {
  await service.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function upload(id?: string): Promise<Response> {
  const form = new FormData()
  form.set('file', new File([picture], 'a.png', { type: 'image/png' }))
  if (id !== undefined) form.set('id', id)
  return fetch(`${base}/v1`, { method: 'POST', headers, body: form })
}

function statusFor(path: string, host: string): Promise<{ status: number; body: string }> {
  const { port, hostname } = new URL(service.origin)
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ hostname, port, path, headers: { ...headers, host } }, (answer) => {
      let body = ''
      answer.on('data', (chunk: Buffer) => {
        body += chunk.toString()
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body }))
    })
    sent.on('error', reject).end()
  })
}

/** What the server answers to bytes that are no proper request: its status, or 0 when it just closes. */
async function answerToRaw(text: string | Buffer): Promise<number> {
  const { port, hostname } = new URL(service.origin)
  const socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  let answer = ''
  socket.on('data', (chunk) => {
    answer += chunk.toString()
  })
  socket.on('error', () => {})
  socket.end(text)
  await once(socket, 'close')
  return Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0)
}

test('T11: a foreign Host gets 421 and nothing else, on every kind of path', async () => {
  const hosts = [
    'evil.example',
    '127.0.0.1.evil.example',
    'localhost.evil.example',
    'evil.example:80',
    '169.254.169.254',
  ]
  const paths = [
    '/client/v4/user/tokens/verify',
    `/upload/${service.accountHash}/x`,
    '/batch/images/v2',
    '/x/y/z',
  ]
  for (const host of hosts) {
    for (const path of paths) {
      const { status, body } = await statusFor(path, host)
      expect(status).toBe(421)
      expect(body).not.toContain(service.apiToken)
    }
  }
  const { host } = new URL(service.origin)
  expect((await statusFor('/client/v4/user/tokens/verify', host)).status).toBe(200)
})

test('T29: no mutation of a form crashes the service, answers 500 or leaves a file behind', {
  timeout: 120_000,
}, async () => {
  const boundary = 'b0undary'
  const body = Buffer.concat([
    Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n{"a":1}\r\n` +
        `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n`,
    ),
    picture,
    Buffer.from(`\r\n--${boundary}--\r\n`),
  ])
  const change = fc.record({ at: fc.nat(body.length - 1), to: fc.nat(255) })
  await fc.assert(
    fc.asyncProperty(fc.array(change, { maxLength: 6 }), fc.nat(body.length), async (changes, length) => {
      const mutated = Buffer.from(body)
      for (const { at, to } of changes) mutated[at] = to
      const answer = await fetch(`${base}/v1`, {
        method: 'POST',
        headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
        body: mutated.subarray(0, length),
        signal: AbortSignal.timeout(10_000),
      })
      expect([200, 400, 409, 413, 415, 422]).toContain(answer.status)
      expect(Envelope.parse(await answer.json()).success).toBe(answer.status === 200)
    }),
    { numRuns: DEEP ? 5_000 : 120 },
  )
  expect(readdirSync(join(dataDir, 'incoming'))).toEqual([])
})

test('T4: hostile ids are refused or come back byte for byte', { timeout: 60_000 }, async () => {
  const ids = [
    'a/b c',
    '100%',
    '%2e%2e',
    'ü/ÿ',
    '\u202eabc',
    'a\\b',
    '__proto__',
    'stats/x',
    "o'); drop",
    '🦊',
  ]
  for (const id of ids) {
    const created = await upload(id)
    expect(created.status).toBe(200)
    expect(Created.parse(await created.json()).result.id).toBe(id)
    const url = `${base}/v1/${encodeURIComponent(id)}`
    expect(Created.parse(await (await fetch(url, { headers })).json()).result.id).toBe(id)
    expect((await upload(id)).status).toBe(409)
    expect((await fetch(url, { method: 'DELETE', headers })).status).toBe(200)
    expect((await fetch(url, { headers })).status).toBe(404)
  }
  for (const id of [
    '../x',
    'a/../b',
    '/a',
    'a/',
    'a//b',
    '.',
    'a\0b',
    'x'.repeat(1025),
    'a.exe',
    crypto.randomUUID(),
  ]) {
    const refused = await upload(id)
    expect(refused.status).toBe(400)
    expect(Envelope.parse(await refused.json()).errors[0]?.code).toBe(5411)
  }
})

test('T21: requests with two meanings are answered 400 or closed', async () => {
  const start = 'POST /client/v4/x HTTP/1.1\r\nHost: localhost\r\n'
  const raws = [
    `${start}Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`,
    `${start}Content-Length: 3\r\nContent-Length: 4\r\n\r\nabc`,
    `${start}Transfer-Encoding: xchunked\r\n\r\n`,
    `${start}Content-Length: -1\r\n\r\n`,
    `${start}X: a\nContent-Length: 0\r\n\r\n`,
    `${start}X-Long: ${'a'.repeat(64 * 1024)}\r\n\r\n`,
    'GET / HTTP/1.1\r\n\r\n',
    '\0\0\0\r\n\r\n',
  ]
  for (const raw of raws) expect([0, 400, 431]).toContain(await answerToRaw(raw))
  expect((await fetch(`${base}/v1/stats`, { headers })).status).toBe(200)
})

test('the same bytes deleted while they are uploaded again are never lost', { timeout: 60_000 }, async () => {
  for (let round = 0; round < 15; round++) {
    const { id } = Created.parse(await (await upload()).json()).result
    const [, second] = await Promise.all([fetch(`${base}/v1/${id}`, { method: 'DELETE', headers }), upload()])
    const kept = Created.parse(await second.json()).result.id
    const blob = await fetch(`${base}/v1/${kept}/blob`, { headers })
    expect(Buffer.from(await blob.arrayBuffer()).equals(picture)).toBe(true)
    await fetch(`${base}/v1/${kept}`, { method: 'DELETE', headers })
  }
})

test('the rate limit answers with the documented headers and body', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'limited-'))
  const limited = await startImagesService({
    host: '127.0.0.1',
    port: 0,
    dataDir: folder,
    rateLimit: { requests: 2, windowSeconds: 60 },
  })
  const ask = () =>
    fetch(`${limited.apiBaseUrl}/accounts/${limited.accountId}/images/v1/stats`, {
      headers: { authorization: `Bearer ${limited.apiToken}` },
    })
  expect((await ask()).headers.get('ratelimit')).toMatch(/^"default";r=1;t=\d+$/)
  expect((await ask()).headers.get('ratelimit-policy')).toBe('"default";q=2;w=60')
  const refused = await ask()
  expect(refused.status).toBe(429)
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(50)
  expect(Envelope.parse(await refused.json()).errors[0]?.code).toBe(971)
  await limited.close()
  rmSync(folder, { recursive: true, force: true })
})

describe('a seeded library', () => {
  test('pages through completely while rows, boundary rows too, are deleted', {
    timeout: 60_000,
  }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'seeded-'))
    await seedLibrary({ dataDir: folder, count: 3_000 })
    const seeded = await startImagesService({
      host: '127.0.0.1',
      port: 0,
      dataDir: folder,
      rateLimit: { requests: 1_000_000, windowSeconds: 300 },
    })
    const at = `${seeded.apiBaseUrl}/accounts/${seeded.accountId}/images`
    const known = { authorization: `Bearer ${seeded.apiToken}` }
    const seen: string[] = []
    let token: string | null = null
    do {
      const more: string = token === null ? '' : `&continuation_token=${token}`
      const page = Page.parse(
        await (await fetch(`${at}/v2?per_page=500${more}`, { headers: known })).json(),
      ).result
      seen.push(...page.images.map(({ id }) => id))
      token = page.continuation_token
      const last = page.images.at(-1)?.id ?? ''
      const gone = await fetch(`${at}/v1/${encodeURIComponent(last)}`, { method: 'DELETE', headers: known })
      expect(gone.status).toBe(200)
    } while (token !== null)
    expect(seen.length).toBe(3_000)
    expect(new Set(seen).size).toBe(3_000)
    const blob = await fetch(`${at}/v1/${encodeURIComponent(seen[0] ?? '')}/blob`, { headers: known })
    expect((await sharp(Buffer.from(await blob.arrayBuffer())).metadata()).width).toBeGreaterThan(100)
    await seeded.close()
    rmSync(folder, { recursive: true, force: true })
  })
})
