import { once } from 'node:events'
import { request as httpRequest, type IncomingHttpHeaders, type Server } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createCountingApp } from './testing/counting-app.ts'

/** Every router of the app. A router mounted elsewhere fails the first test, so that no route escapes the matrices. */
const MOUNTS = [
  '/api/images',
  '/api/uploads',
  '/api/settings',
  '/api/library',
  '/api/thumbnails',
  '/api/variants',
  '/api/renderings',
  '/api/signing-keys',
  '/api/signed-links',
  '/api/signed-urls',
  '/api/saved-views',
  '/api/upload-links',
  '/api/inbox',
  '/api/guest',
  '/api/upload-presets',
  '/api/account',
  '/api/stats',
]

interface Layer {
  route?: { path: string | string[]; methods: Record<string, boolean> }
  handle: { stack?: Layer[] }
  match(path: string): boolean
}

const allowedHosts = new Set<string>()
const allowedOrigins = new Set<string>()
const { app, reached, forget } = createCountingApp({ allowedHosts, allowedOrigins })

let server: Server
let port = 0
let ours = ''

beforeAll(async () => {
  server = app.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  port = address.port
  ours = `http://127.0.0.1:${port}`
  allowedHosts.add(`127.0.0.1:${port}`)
  allowedOrigins.add(ours)
})

afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await once(server, 'close')
})

const layers = (app.router as unknown as { stack: Layer[] }).stack
const routes = layers.flatMap((layer) => {
  const mount = layer.route ? '' : MOUNTS.find((prefix) => layer.match(prefix) && layer.handle.stack)
  return (layer.route ? [layer] : (layer.handle.stack ?? [])).flatMap(({ route }) =>
    route === undefined
      ? []
      : Object.keys(route.methods).flatMap((method) =>
          [route.path].flat().map((path) => ({
            method: method.toUpperCase(),
            mounted: mount !== undefined,
            path: `${mount ?? ''}${path}`
              .replace(':size', '320')
              .replace(':id', 'a%2Fb')
              .replace(':name', 'hero')
              .replace(/\*\w+/, 'rest')
              .replace(/(?<=.)\/$/, ''),
          })),
        ),
  )
})
const changing = routes.filter(({ method }) => method !== 'GET')

interface Answer {
  status: number
  headers: IncomingHttpHeaders
  body: string
}

async function send(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body = '',
): Promise<Answer> {
  const outgoing = httpRequest({ host: '127.0.0.1', port, method, path, headers, agent: false })
  outgoing.end(body)
  const [incoming] = await once(outgoing, 'response')
  let text = ''
  for await (const chunk of incoming) text += chunk
  return { status: incoming.statusCode, headers: incoming.headers, body: text }
}

const good = () => ({
  Origin: ours,
  'X-Picture-Desk': '1',
  'Sec-Fetch-Site': 'same-origin',
  'Content-Type': 'application/json',
})

test('the matrices below know every router and every route', () => {
  expect(routes.every(({ mounted }) => mounted)).toBe(true)
  expect(changing.length).toBeGreaterThanOrEqual(14)
  expect(routes.length).toBeGreaterThanOrEqual(34)
})

test('T2: no request that changes something is accepted from elsewhere', async () => {
  const without = (name: string) => Object.fromEntries(Object.entries(good()).filter(([key]) => key !== name))
  const forged: Record<string, string>[] = [
    ...['null', 'http://evil.test', `http://localhost.evil.test:${port}`, `http://127.0.0.1:${port + 1}`].map(
      (Origin) => ({ ...good(), Origin }),
    ),
    ...[`https://127.0.0.1:${port}`, `${ours}.evil.test`, `${ours}/`, ''].map((Origin) => ({
      ...good(),
      Origin,
    })),
    ...['cross-site', 'same-site', 'none', 'SAME-ORIGIN'].map((site) => ({
      ...good(),
      'Sec-Fetch-Site': site,
    })),
    ...['text/plain', 'application/x-www-form-urlencoded', 'text/html', 'application/jsonp'].map((type) => ({
      ...good(),
      'Content-Type': type,
    })),
    { ...good(), 'X-Picture-Desk': '0' },
    without('Origin'),
    without('X-Picture-Desk'),
    without('Sec-Fetch-Site'),
    {},
  ]
  forget()
  const accepted: string[] = []
  let sent = 0
  for (const { method, path } of changing) {
    for (const headers of forged) {
      const { status } = await send(method, path, headers, '{}')
      sent += 1
      if (status !== 403 && status !== 415) accepted.push(`${method} ${path} ${JSON.stringify(headers)}`)
    }
  }
  expect(accepted).toEqual([])
  expect(reached()).toBe(0)
  expect(sent).toBeGreaterThanOrEqual(200)
})

test('T2: reads of the API are refused to pages of other sites', async () => {
  for (const { path } of routes.filter((route) => route.method === 'GET' && route.path.startsWith('/api'))) {
    for (const site of ['cross-site', 'same-site']) {
      expect((await send('GET', path, { 'Sec-Fetch-Site': site })).status).toBe(403)
    }
  }
})

test('T2: the same request from our own page reaches its handler', async () => {
  forget()
  await send('DELETE', '/api/images/a%2Fb', good())
  expect(reached()).toBeGreaterThan(0)
})

test('T11: 50 values of Host get 421 on every route', async () => {
  const hosts = [
    ...[
      'evil.test:80',
      'evil.test',
      'localhost',
      '127.0.0.1',
      '0.0.0.0',
      '[::1]',
      'localhost.',
      '127.1',
      '2130706433',
    ],
    ...Array.from({ length: 41 }, (_, i) =>
      i % 2 ? `rebound${i}.test:${port}` : `127.0.0.1:${port + i + 1}`,
    ),
  ]
  expect(hosts).toHaveLength(50)
  forget()
  for (const { method, path } of routes) {
    const answers = await Promise.all(hosts.map((Host) => send(method, path, { ...good(), Host }, '')))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([421]))
    expect(answers.every(({ body }) => JSON.parse(body).kind === 'misdirected')).toBe(true)
  }
  expect(reached()).toBe(0)
})

interface Page {
  method: string
  path: string
  headers?: Record<string, string>
  body?: string
}

/** Of no interest: they follow the body, the moment or the connection. */
const PASSING =
  /^(date|content-(length|type)|connection|keep-alive|transfer-encoding|x-request-id|etag|vary|allow|cache-control)$/

test('T26, T28: every route and error page carries the same strict headers; API answers are not stored', async () => {
  const errors: Page[] = [
    { method: 'GET', path: '/api/nothing' },
    { method: 'GET', path: '/nowhere' },
    { method: 'GET', path: '/assets/nothing.js' },
    { method: 'PUT', path: '/images' },
    { method: 'GET', path: '/api/images/%ff' },
    { method: 'GET', path: '/api/images/..' },
    { method: 'GET', path: '/api/images', headers: { Host: 'evil.test' } },
    { method: 'DELETE', path: '/api/images/a', headers: { Origin: 'http://evil.test' } },
    { method: 'PATCH', path: '/api/images/a', headers: { 'Content-Type': 'text/plain' } },
    { method: 'PATCH', path: '/api/images/a', body: '{"a":' },
    { method: 'PATCH', path: '/api/images/a', body: `{"a":"${'b'.repeat(200_000)}"}` },
  ]
  const pages: Page[] = [...routes.map(({ method, path }) => ({ method, path })), ...errors]
  const snapshots = new Set<string>()
  for (const { method, path, headers: more = {}, body: sent = '' } of pages) {
    const answer = await send(method, path, { ...good(), ...more }, sent)
    const { headers, status, body } = answer
    const at = `${method} ${path}`
    const kept = Object.entries(headers).filter(([name]) => !PASSING.test(name))
    snapshots.add(kept.map(([name, value]) => `${name}: ${value}`).join('\n'))
    if (path.startsWith('/api') && status !== 421) expect(headers['cache-control'], at).toContain('no-store')
    if (status >= 400) expect(JSON.parse(body).requestId, at).toBe(headers['x-request-id'])
    expect(body, at).not.toContain('    at ')
  }
  expect(pages.length).toBeGreaterThanOrEqual(routes.length + 11)
  expect([...snapshots]).toMatchInlineSnapshot(`
    [
      "content-security-policy: default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; img-src 'self' data: blob: http://pictures.test; font-src 'self'; connect-src 'self' http://uploads.test; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'
    permissions-policy: camera=(), microphone=(), geolocation=(), payment=()
    cross-origin-opener-policy: same-origin
    cross-origin-resource-policy: same-origin
    origin-agent-cluster: ?1
    referrer-policy: no-referrer
    x-content-type-options: nosniff
    x-dns-prefetch-control: off
    x-download-options: noopen
    x-frame-options: DENY
    x-permitted-cross-domain-policies: none
    x-xss-protection: 0",
    ]
  `)
})

test('T22, T27: bodies with other types or extra fields reach no handler', async () => {
  const targets = changing.filter(
    ({ method, path }) =>
      (method === 'PATCH' || method === 'POST') && path !== '/api/images' && !path.endsWith('/reveal'),
  )
  const values = ['[]', '"text"', '7', 'true', '{"$gt":1}', 'null']
  const extraFields = [
    ...[
      'isAdmin',
      'draft',
      'uploaded',
      'constructor',
      'requireSignedURLs',
      'filename',
      'variants',
      'meta',
      'toString',
      'hasOwnProperty',
      'expiry',
      'person',
    ].flatMap((field) => values.map((value) => `{"${field}":${value}}`)),
    ...['creator', 'id', 'name', 'options', 'imageId', 'url', 'requiresSignedUrl'].flatMap((field) =>
      values.map((value) => `{"${field}":[${value}],"extra":1}`),
    ),
  ]
  const bodies = [
    ...values,
    ...extraFields,
    '{"a":',
    ...values.flatMap((value) => [
      `{"creator":"a","creator":${value}}`,
      `{"metadata":{"a":1,"\\u0061":${value}}}`,
      `{"metadata":{"a":{"__proto__":${value}}}}`,
      `{"metadata":{"a":[{"__pr\\u006fto__":${value}}]}}`,
      `{"__proto__":${value}}`,
      `{"creator":"a","__proto__":${value}}`,
      `{"metadata":{"a":1},"prototype":${value}}`,
      `{"metadata":${value.replace('{"$gt":1}', '"x"')},"creator":1}`,
    ]),
  ]
  expect(bodies.length * targets.length).toBeGreaterThanOrEqual(1000)
  expect(extraFields.length * targets.length).toBeGreaterThanOrEqual(500)
  forget()
  const odd: string[] = []
  for (const { method, path } of targets) {
    for (const body of bodies) {
      const { status } = await send(method, path, good(), body)
      if (status < 400 || status >= 500) odd.push(`${method} ${path} ${body} -> ${status}`)
    }
  }
  expect(odd).toEqual([])
  expect(reached()).toBe(0)
})
