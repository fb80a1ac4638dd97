import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, request as httpRequest, type IncomingMessage, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'

/** The desk as `npm start` runs it, in a process of its own, before an upstream of the test. */
let upstream: Server
let folder = ''
let desk: ChildProcess
let origin = ''
let errors = ''
/** Lets the upstream answer. */
let release: () => void = () => {}

beforeAll(async () => {
  upstream = createServer(async (req, res) => {
    const image = {
      id: 'a',
      filename: 'a.jpg',
      uploaded: '2026-01-01T00:00:00Z',
      requireSignedURLs: false,
      variants: [],
    }
    await text(req).catch(() => '')
    if (req.url?.endsWith('/direct_upload')) {
      const draft = { id: 'a', uploadURL: `http://${req.headers.host}/upload/a` }
      res.end(JSON.stringify({ success: true, result: draft, errors: [], messages: [] }))
      return
    }
    await new Promise<void>((resolve) => {
      release = resolve
    })
    res.end(JSON.stringify({ success: true, result: image, errors: [], messages: [] }))
  })
  upstream.listen(0, '127.0.0.1')
  await once(upstream, 'listening')
  const address = upstream.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  folder = await mkdtemp(join(tmpdir(), 'picture-desk-main-'))
  desk = spawn(process.execPath, [join(import.meta.dirname, 'main.ts')], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: folder,
      CLOUDFLARE_API_BASE_URL: `http://127.0.0.1:${address.port}/client/v4`,
      CLOUDFLARE_ACCOUNT_ID: 'a'.repeat(32),
      CLOUDFLARE_API_TOKEN: 'sentinel-token-of-this-test',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  desk.stderr?.on('data', (chunk) => {
    errors += chunk
  })
  let said = ''
  for await (const chunk of desk.stdout ?? []) {
    said += chunk
    origin = /Picture Desk\s+(http:\/\/\S+)/.exec(said)?.[1] ?? ''
    if (said.includes('Data ')) break
  }
}, 20_000)
afterAll(async () => {
  desk.kill('SIGKILL')
  upstream.closeAllConnections()
  upstream.close()
  await rm(folder, { recursive: true, force: true })
})

const HEAD = '--B\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
const FORM = `${HEAD}${'x'.repeat(400_000)}\r\n--B--\r\n`

test('told to stop, it finishes the upload in flight, takes no new one, and ends', async () => {
  expect((await fetch(`${origin}/readyz`)).status).toBe(200)
  const outgoing = httpRequest(`${origin}/api/images`, {
    method: 'POST',
    headers: {
      Origin: origin,
      'X-Picture-Desk': '1',
      'Sec-Fetch-Site': 'same-origin',
      'Content-Type': 'multipart/form-data; boundary=B',
      'Content-Length': String(FORM.length),
    },
  })
  const { promise: connected, resolve } = Promise.withResolvers<void>()
  upstream.on('request', (req: IncomingMessage) => {
    if (req.url?.startsWith('/upload/')) resolve()
  })
  // Enough passes through that the upstream has the request before the desk is told to stop.
  outgoing.write(FORM.slice(0, -4))
  await connected
  const ended = once(desk, 'exit')
  desk.kill('SIGTERM')
  await expect
    .poll(
      () =>
        fetch(`${origin}/readyz`).then(
          ({ status }) => status,
          () => 'closed',
        ),
      { timeout: 5_000 },
    )
    .toBe('closed')
  const answer = once(outgoing, 'response')
  outgoing.end(FORM.slice(-4))
  await new Promise((resolve) => setTimeout(resolve, 200))
  release()
  const [incoming] = await answer
  expect(incoming.statusCode).toBe(201)
  expect(JSON.parse(await text(incoming)).id).toBe('a')
  const [code] = await ended
  expect(code).toBe(0)
  expect(errors).not.toContain('sentinel-token')
}, 20_000)
