import type { LookupAddress } from 'node:dns'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import type { buildConnector } from 'undici'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { isPublicAddress } from '../../public-dial/public-connector.ts'
import { createSourceFetcher } from './fetch-source.ts'

/** Stands for every public site: what is dialled under a public address ends here. Private dials are only noted. */
let site: Server
let port = 0
let dialled: string[] = []
let asked: string[] = []
let greeted: (string | undefined)[] = []
/** What each lookup of a name answers, the last one again and again. */
const names = new Map<string, string[][]>()

const PUBLIC = '93.184.216.34'
const INSIDE = [
  '127.0.0.1',
  '::1',
  '10.0.0.1',
  '169.254.169.254',
  '::ffff:127.0.0.1',
  '64:ff9b::7f00:1',
  '0.0.0.0',
]

const dial: buildConnector.connector = ({ hostname, servername }, callback) => {
  dialled.push(hostname)
  greeted.push(servername)
  const socket = connect(port, '127.0.0.1')
  socket.once('connect', () => callback(null, socket)).once('error', (error) => callback(error, null))
}

async function lookup(hostname: string): Promise<LookupAddress[]> {
  asked.push(hostname)
  const answers = names.get(hostname) ?? []
  const answer = answers.length > 1 ? answers.shift() : answers[0]
  if (answer === undefined) throw new Error(`${hostname} is unknown`)
  return answer.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}

beforeAll(async () => {
  site = createServer((req, res) => {
    const url = new URL(req.url ?? '/', 'http://site')
    // Every hop dials anew.
    res.setHeader('connection', 'close')
    const to = url.searchParams.get('to')
    if (to !== null) res.writeHead(Number(url.searchParams.get('status') ?? 302), { location: to }).end()
    else if (url.pathname === '/cut')
      res.writeHead(200, { 'content-length': 99 }).write('half', () => res.destroy())
    else res.end('picture')
  }).listen(0, '127.0.0.1')
  await once(site, 'listening')
  const address = site.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(async () => {
  site.closeAllConnections()
  site.close()
  await once(site, 'close')
})
beforeEach(() => {
  dialled = []
  asked = []
  greeted = []
  names.clear()
  names.set('public.example', [[PUBLIC]])
})

/** What a fetch of `url` comes to: the body, or the code of the fault. A fetcher of its own: no connection is reused. */
async function outcome(url: string): Promise<string | number> {
  const fetcher = createSourceFetcher({ allowPrivateTargets: false, lookup, dial })
  try {
    return (await fetcher.fetchSource(url, AbortSignal.timeout(5_000))).bytes.toString()
  } catch (error) {
    if (error instanceof Error && 'wire' in error)
      return JSON.stringify(error.wire).includes('5454') ? 5454 : 0
    throw error
  } finally {
    await fetcher.close()
  }
}

const redirect = (to: string, status = 302) =>
  `http://public.example/?status=${status}&to=${encodeURIComponent(to)}`
const hostOf = (address: string) => (address.includes(':') ? `[${address}]` : address)

test('a public site is reached, so that the refusals below mean something', async () => {
  expect(await outcome('http://public.example/a.png')).toBe('picture')
  expect(await outcome(redirect('http://public.example/b.png', 308))).toBe('picture')
  expect(dialled).toEqual([PUBLIC, PUBLIC, PUBLIC])
})

test('over TLS the certificate is asked for under the name, though an address is dialled', async () => {
  expect(await outcome('https://public.example/a.png')).toBe('picture')
  expect([dialled, greeted]).toEqual([[PUBLIC], ['public.example']])
})

test('T3: redirects of every kind and length into private addresses and names are not followed', async () => {
  names.set('inside.example', [INSIDE])
  const targets = [
    ...INSIDE.map((address) => `http://${hostOf(address)}/`),
    ...INSIDE.map((address) => `//${hostOf(address)}/`),
    'http://inside.example/',
    'https://inside.example/',
    'http://2130706433/',
    'http://0x7f.1/',
    'http://user:pass@127.0.0.1/',
    'http://127.0.0.1:8788/',
    'http://public.example:8788/',
    'file:///etc/passwd',
    'ftp://127.0.0.1/',
    'gopher://127.0.0.1/',
    'data:image/png,x',
  ]
  for (const status of [301, 302, 303, 307, 308]) {
    for (const target of targets) {
      expect([status, target, await outcome(redirect(target, status))]).toEqual([status, target, 5454])
      const long = redirect(redirect(target, status), status)
      expect([long, await outcome(long)]).toEqual([long, 5454])
    }
  }
  expect(dialled.filter((address) => !isPublicAddress(address))).toEqual([])
})

test('T3: a name is asked once and dialled under that answer, however it answers next', async () => {
  for (const inside of INSIDE) {
    names.set('rebinding.example', [[PUBLIC], [inside]])
    asked = []
    expect(await outcome('http://rebinding.example/a.png')).toBe('picture')
    expect(asked).toEqual(['rebinding.example'])
    // The redirect asks again, and gets the private answer.
    names.set('rebinding.example', [[PUBLIC], [inside]])
    const again = encodeURIComponent('http://rebinding.example/b.png')
    expect(await outcome(`http://rebinding.example/?to=${again}`)).toBe(5454)
  }
  expect(new Set(dialled)).toEqual(new Set([PUBLIC]))
})

test('T3: of a name with public and private addresses only the public ones are dialled', async () => {
  for (const inside of INSIDE) {
    for (const answer of [
      [PUBLIC, inside],
      [inside, PUBLIC],
    ]) {
      names.set('both.example', [answer])
      expect(await outcome('http://both.example/a.png')).toBe('picture')
    }
    names.set('both.example', [[inside, inside]])
    expect(await outcome('http://both.example/a.png')).toBe(5454)
  }
  expect(new Set(dialled)).toEqual(new Set([PUBLIC]))
})

test('a cut answer, an unknown name and broken credentials are faults of the fetch, not of the service', async () => {
  for (const url of [
    'http://public.example/cut',
    'http://unknown.example/',
    'http://%ff:x@public.example/',
  ]) {
    expect([url, await outcome(url)]).toEqual([url, 5454])
  }
})
