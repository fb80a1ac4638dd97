import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { Busboy } from '@fastify/busboy'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

const DEEP = process.env['DEEP'] === '1'
const NAMES = DEEP ? 10_000 : 300
const BODIES = DEEP ? 50_000 : 2_000
const AT_A_TIME = 12

interface Seen {
  /** Name, file name and value of each part, as a library for forms reads them. */
  parts: [name: string, fileName: string | null, value: string][]
  isWhole: boolean
}

let desk: RunningDesk
/** Every upload that reached the upstream, drafts aside. */
let uploads: Seen[] = []

beforeAll(async () => {
  desk = await startDesk((req, res) => {
    const isDraft = req.url?.endsWith('/direct_upload') ?? false
    const image = { id: 'x', filename: 'x', uploaded: '2026-01-01T00:00:00.000Z', variants: [] }
    const result = isDraft ? { id: 'x', uploadURL: `http://${req.headers.host}/upload/x` } : image
    if (req.method !== 'POST') {
      res.writeHead(404).end()
      return
    }
    void read(req).then((seen) => {
      if (!isDraft) uploads.push(seen)
      res.end(JSON.stringify({ success: true, result, errors: [], messages: [] }))
    })
  })
})
afterAll(() => desk.close())

/** What a parser that is not ours makes of a form. */
function read(req: IncomingMessage): Promise<Seen> {
  return new Promise((resolve) => {
    const parts: Seen['parts'] = []
    const contentType = req.headers['content-type'] ?? ''
    const busboy = Busboy({
      headers: { 'content-type': contentType },
      isPartAFile: (_n, _t, file) => file !== undefined,
    })
    busboy.on('field', (name, value) => parts.push([name, null, value]))
    busboy.on('file', (name, stream, fileName) => {
      stream.on('error', () => {})
      void text(stream).then(
        (value) => parts.push([name, fileName, value]),
        () => {},
      )
    })
    busboy.once('finish', () => setImmediate(() => resolve({ parts, isWhole: true })))
    busboy.once('error', () => resolve({ parts, isWhole: false }))
    req.once('close', () => setImmediate(() => resolve({ parts, isWhole: req.complete })))
    req.pipe(busboy)
  })
}

async function send(body: Buffer, boundary = 'B'): Promise<{ status: number; tookMs: number }> {
  const startedAt = performance.now()
  const outgoing = httpRequest(`${desk.base}/api/images`, {
    method: 'POST',
    headers: {
      ...desk.headers,
      'Content-Type': `multipart/form-data; boundary=${boundary}`,
      'Content-Length': String(body.length),
    },
  })
  outgoing.end(body)
  const [answer] = await once(outgoing, 'response', { signal: AbortSignal.timeout(10_000) })
  await text(answer)
  return { status: answer.statusCode, tookMs: performance.now() - startedAt }
}

test(`T5: ${NAMES} hostile names and values bring no header and no part of their own to a parsing upstream`, {
  timeout: DEEP ? 900_000 : 60_000,
}, async () => {
  const piece = fc.oneof(
    fc.constantFrom(
      '\r',
      '\n',
      '\r\n',
      '"',
      '\\',
      '\0',
      '\u202E',
      '\u2066',
      ';',
      '%0d%0a',
      '%22',
      '--B',
      '--B--',
    ),
    fc.constantFrom(
      '"; name="url',
      '\r\nContent-Type: text/html',
      '\r\n--B\r\nContent-Disposition: form-data; name="url"',
    ),
    fc.string({ unit: 'binary', maxLength: 6 }).filter((part) => part.isWellFormed()),
  )
  const hostile = fc.array(piece, { minLength: 1, maxLength: 6 }).map((parts) => parts.join(''))
  const kinds = ['browser', 'raw'] as const
  const samples = fc.sample(
    fc.record({ name: hostile, value: hostile, kind: fc.constantFrom(...kinds) }),
    NAMES,
  )
  let passed = 0
  for (const { name, value, kind } of samples) {
    uploads = []
    const escaped = kind === 'browser' ? escapedAsBrowsersDo(name) : name
    const head = `Content-Disposition: form-data; name="file"; filename="${escaped}"\r\nContent-Type: image/png`
    const body = `--B\r\nContent-Disposition: form-data; name="creator"\r\n\r\n${value}\r\n--B\r\n${head}\r\n\r\nbytes\r\n--B--\r\n`
    const { status } = await send(Buffer.from(body))
    expect([201, 400, 413]).toContain(status)
    const whole = uploads.filter(({ isWhole }) => isWhole)
    if (status === 201) {
      passed += 1
      expect(whole.map(({ parts }) => parts.map(([part, , bytes]) => [part, bytes]))).toEqual([
        [['file', 'bytes']],
      ])
    } else expect(whole).toEqual([])
  }
  expect(passed).toBeGreaterThan(NAMES / 20)
})

/** WHATWG, multipart/form-data encoding. */
function escapedAsBrowsersDo(name: string): string {
  return name
    .replaceAll(/\r\n?|\n/g, '\r\n')
    .replaceAll('\n', '%0A')
    .replaceAll('\r', '%0D')
    .replaceAll('"', '%22')
}

test(`T29: ${BODIES} mutated forms are all answered, none late, and leave nothing open`, {
  timeout: DEEP ? 1_800_000 : 120_000,
}, async () => {
  const seed = Buffer.from(
    '--B\r\nContent-Disposition: form-data; name="id"\r\n\r\na/b\r\n' +
      '--B\r\nContent-Disposition: form-data; name="metadata"\r\n\r\n{"a":1}\r\n' +
      '--B\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\nbytes\r\n--B--\r\n',
  )
  const bits = [
    '\r\n',
    '--B',
    '--B--',
    '\r\n--B\r\n',
    '"',
    '\\',
    ';',
    ':',
    '\0',
    '\r\n\r\n',
    'name="url"',
    '\xff',
    '--',
  ]
  const mutation = fc.record({
    at: fc.nat(seed.length),
    remove: fc.oneof(fc.nat(3), fc.nat(60)),
    insert: fc.oneof(fc.constantFrom(...bits), fc.string({ unit: 'binary', maxLength: 12 })),
  })
  const bodies = fc
    .sample(fc.array(mutation, { minLength: 1, maxLength: 3 }), BODIES)
    .map((changes) =>
      changes.reduce(
        (bytes, { at, remove, insert }) =>
          Buffer.concat([bytes.subarray(0, at), Buffer.from(insert, 'latin1'), bytes.subarray(at + remove)]),
        seed,
      ),
    )
  await Promise.all(bodies.slice(0, AT_A_TIME).map((body) => send(body)))
  const openBefore = openHandles()
  let slowestMs = 0
  const statuses = new Map<number, number>()
  let next = 0
  const one = async (): Promise<void> => {
    for (let at = next++; at < bodies.length; at = next++) {
      const { status, tookMs } = await send(bodies[at] ?? seed)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      slowestMs = Math.max(slowestMs, tookMs)
    }
  }
  await Promise.all(Array.from({ length: AT_A_TIME }, one))
  expect([...statuses.keys()].filter((status) => status >= 500)).toEqual([])
  // Both happen: otherwise the mutations say nothing.
  expect(statuses.get(201) ?? 0).toBeGreaterThan(0)
  expect(statuses.get(400) ?? 0).toBeGreaterThan(BODIES / 4)
  // A second, and what a busy machine adds.
  expect(slowestMs).toBeLessThan(3_000)
  await expect.poll(openHandles, { timeout: 10_000 }).toBeLessThanOrEqual(openBefore + AT_A_TIME)
  expect(desk.log()).not.toContain('unexpected error')
})

/** Sockets and timers that the process holds. */
function openHandles(): number {
  return process.getActiveResourcesInfo().filter((kind) => /TCPSocket|Timeout/.test(kind)).length
}

test('a form that is refused at its beginning is answered while the rest is still coming', async () => {
  const bad = '--B\r\nContent-Disposition: form-data; name="url"\r\n\r\nhttp://x.test\r\n'
  const outgoing = httpRequest(`${desk.base}/api/images`, {
    method: 'POST',
    headers: {
      ...desk.headers,
      'Content-Type': 'multipart/form-data; boundary=B',
      'Content-Length': '9000000',
    },
  })
  outgoing.on('error', () => {})
  outgoing.write(bad)
  const [answer] = await once(outgoing, 'response', { signal: AbortSignal.timeout(5_000) })
  expect(answer.statusCode).toBe(400)
  expect(await text(answer)).toContain('not allowed: url')
  outgoing.destroy()
})
