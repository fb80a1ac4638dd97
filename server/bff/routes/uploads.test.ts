import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { request as httpRequest, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LINK_HEADER } from '#contract/guest.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'
import { createUploadGate } from '../upload-gate.ts'

interface Arrived {
  path: string
  body: Promise<Buffer>
}

/** Every upload that reached the upstream. */
let arrived: Arrived[] = []
/** Every call that asked for a draft. */
const drafts: Arrived[] = []
let onArrival: (req: IncomingMessage) => boolean = () => false
let desk: RunningDesk

const IMAGE = {
  id: 'x',
  filename: 'x.jpg',
  uploaded: '2026-01-01T00:00:00.000Z',
  requireSignedURLs: false,
  variants: [],
}

beforeAll(async () => {
  desk = await startDesk((req, res) => {
    if (onArrival(req)) {
      res.writeHead(500).end()
      return
    }
    const body = bytesOf(req)
    const isDraft = req.url?.endsWith('/direct_upload') ?? false
    const target = isDraft ? drafts : arrived
    target.push({ path: req.url ?? '', body })
    const result = isDraft ? { id: 'x', uploadURL: `http://${req.headers.host}/upload/x` } : IMAGE
    body.then(
      () => res.end(JSON.stringify({ success: true, result, errors: [], messages: [] })),
      () => {},
    )
  })
})
afterAll(() => desk.close())

async function bytesOf(req: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of req) chunks.push(chunk)
  return Buffer.concat(chunks)
}

const heads = (body: string) => [...body.matchAll(/^Content-Disposition: (.*)$/gim)].map((match) => match[1])
const partsOf = (body: string, boundary: string) => body.split(`--${boundary}`).length - 2

test('T5: names in the fields of an upload link stay values', async () => {
  const before = drafts.length
  const hostile = 'a"\r\nContent-Disposition: form-data; name="id"\r\n\r\nstolen'
  const post = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(`${desk.base}${path}`, {
      method: 'POST',
      headers: { ...desk.headers, ...headers, 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
  const made = await post('/api/upload-links', {
    label: 'T5',
    expiresInDays: 1,
    filesLimit: 1,
    totalBytesLimit: 10,
    fileBytesLimit: 10,
    folder: '',
    creator: hostile,
    metadata: { [hostile]: hostile },
  })
  const token = /\/u\/([\w-]{43})/.exec(await made.text())?.[1] ?? 'none'
  const file = { key: randomUUID(), name: hostile, sizeBytes: 1 }
  await post('/api/guest/uploads', file, { [LINK_HEADER]: token })
  expect(drafts).toHaveLength(before + 1)
  const body = (await drafts[before]?.body)?.toString('utf8') ?? ''
  const boundary = /^--([^\r\n]+)\r\n/.exec(body)?.[1] ?? 'none'
  const names = heads(body).slice(0, partsOf(body, boundary))
  expect(names.filter((head) => head === 'form-data; name="id"').length).toBeLessThanOrEqual(1)
  expect(
    body
      .split(`\r\n--${boundary}`)
      .filter((part) => /^\r\nContent-Disposition: form-data; name="id"/.test(part)),
  ).toEqual([])
})

test('a form without a named part ends the request, not the desk', async () => {
  const send = (body: string) =>
    fetch(`${desk.base}/api/images`, {
      method: 'POST',
      headers: { ...desk.headers, 'Content-Type': 'multipart/form-data; boundary=B' },
      body,
    })
  const bad = await send('--B\r\nContent-Disposition: form-data\r\n\r\nx\r\n--B--\r\n')
  expect(bad.status).toBe(400)
  expect((await fetch(`${desk.base}/healthz`)).status).toBe(200)
})

/** Starts an upload of 10 MB and sends its first bytes. */
function startUpload() {
  const body = Buffer.from(
    '--B\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\nContent-Type: image/jpeg\r\n\r\n',
  )
  const outgoing = httpRequest(`${desk.base}/api/images`, {
    method: 'POST',
    headers: {
      ...desk.headers,
      'Content-Type': 'multipart/form-data; boundary=B',
      'Content-Length': String(body.length + 10_000_000),
    },
  })
  outgoing.on('error', () => {})
  outgoing.write(body)
  outgoing.write(Buffer.alloc(500_000, 1))
  return outgoing
}

test('a browser that leaves ends the upload at the upstream', async () => {
  const { promise, resolve } = Promise.withResolvers<IncomingMessage>()
  onArrival = (req) => {
    if (req.url?.endsWith('/direct_upload')) return false
    resolve(req)
    req.on('error', () => {})
    req.resume()
    return false
  }
  arrived = []
  const outgoing = startUpload()
  const incoming = await promise
  onArrival = () => false
  outgoing.destroy()
  await expect(arrived[0]?.body ?? Promise.resolve()).rejects.toThrow()
  expect(incoming.complete).toBe(false)
})

test('an upstream that refuses early is heard before the whole was sent', async () => {
  onArrival = (req) => {
    req.resume()
    return true
  }
  const outgoing = startUpload()
  const [answer] = await once(outgoing, 'response')
  onArrival = () => false
  expect(answer.statusCode).toBe(502)
  expect(JSON.parse(await text(answer)).kind).toBe('upstream_unavailable')
  outgoing.destroy()
})

test('10 MB pass with less than 2 MB kept, also when the upstream is slow', async () => {
  const gate = createUploadGate('multipart/form-data; boundary=B')
  const size = 10_000_000
  const total = Buffer.concat([
    Buffer.from('--B\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'),
    Buffer.alloc(size, 7),
    Buffer.from('\r\n--B--\r\n'),
  ])
  let sent = 0
  let received = 0
  let mostKept = 0
  const writing = (async () => {
    for (let at = 0; at < total.length; at += 65_536) {
      const chunk = total.subarray(at, at + 65_536)
      sent += chunk.length
      if (!gate.write(chunk)) await once(gate, 'drain')
    }
    gate.end()
  })()
  for await (const chunk of gate) {
    received += chunk.length
    mostKept = Math.max(mostKept, sent - received)
    if (received % 5 === 0) await new Promise(setImmediate)
  }
  await writing
  expect(received).toBe(total.length)
  expect(mostKept).toBeLessThan(2_000_000)
})

test('an upload that trickles is given up', async () => {
  const gate = createUploadGate('multipart/form-data; boundary=B', { paceWindowMs: 40 })
  gate.write('--B\r\n')
  await expect(once(gate, 'end')).rejects.toThrow('too slowly')
})

test('what passes is what came, whatever the chunks', async () => {
  const body = Buffer.concat([
    Buffer.from('--B\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'),
    Buffer.from(Array.from({ length: 3_000 }, (_, i) => i % 251)),
    Buffer.from('\r\n--B--\r\n'),
  ])
  for (const size of [1, 2, 7, 8, 9, 10, 11, 64, 1_000, body.length - 1, body.length]) {
    const gate = createUploadGate('multipart/form-data; boundary=B')
    for (let at = 0; at < body.length; at += size) gate.write(body.subarray(at, at + size))
    gate.end()
    const passed: Buffer[] = []
    for await (const chunk of gate) passed.push(chunk)
    expect(Buffer.concat(passed).equals(body)).toBe(true)
  }
})

test('a form that is refused at its last byte never reaches the upstream whole', async () => {
  const gate = createUploadGate('multipart/form-data; boundary=B')
  gate.write('--B\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\nx\r\n--B--\r\n')
  gate.end('more')
  const passed: Buffer[] = []
  await expect(
    (async () => {
      for await (const chunk of gate) passed.push(chunk)
    })(),
  ).rejects.toThrow('after its end')
  expect(Buffer.concat(passed).toString()).not.toContain('--B--')
})
