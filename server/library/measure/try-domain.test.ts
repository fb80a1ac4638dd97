import type { LookupAddress } from 'node:dns'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { connect } from 'node:net'
import sharp from 'sharp'
import type { buildConnector } from 'undici'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createDomainTrier } from './try-domain.ts'

/** Stands for every public site: what is dialled under a public address ends here, in the clear. */
let site: Server
let port = 0
let heard: string[] = []
let dialled: string[] = []
let picture: Buffer
let failWith: string | null = null

const PUBLIC = '93.184.216.34'
const names = new Map<string, string[]>()

const dial: buildConnector.connector = ({ hostname, servername }, callback) => {
  dialled.push(`${hostname} as ${servername}`)
  if (failWith !== null) return callback(Object.assign(new Error('no'), { code: failWith }), null)
  const socket = connect(port, '127.0.0.1')
  socket.once('connect', () => callback(null, socket)).once('error', (error) => callback(error, null))
}
async function lookup(hostname: string): Promise<LookupAddress[]> {
  const addresses = names.get(hostname)
  if (addresses === undefined) throw Object.assign(new Error('unknown'), { code: 'ENOTFOUND' })
  return addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
}

beforeAll(async () => {
  picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: 'red' } })
    .jpeg()
    .toBuffer()
  site = createServer((req, res) => {
    heard.push(`${req.method} ${req.headers.host}${req.url} ${req.headers.cookie ?? ''}`)
    const path = req.url ?? ''
    if (path === '/picture') res.writeHead(200, { 'content-type': 'image/webp' }).end(picture)
    else if (path === '/page') res.writeHead(200, { 'content-type': 'text/html; a=b' }).end('<html></html>')
    else if (path === '/moved') res.writeHead(301, { location: 'https://inside.example/x' }).end()
    else if (path === '/denied') res.writeHead(403).end('ERROR 9425: Image access denied\n<b>more</b>')
    else if (path === '/cut') res.writeHead(200, { 'content-length': 99 }).write('x', () => res.destroy())
    else if (path === '/endless') {
      res.writeHead(200)
      const chunk = Buffer.alloc(256 * 1024)
      const write = (): void => {
        while (!res.destroyed && res.write(chunk));
      }
      res.on('drain', write).on('error', () => {})
      write()
    } else res.writeHead(404).end()
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
  heard = []
  dialled = []
  failWith = null
  names.clear()
  names.set('pictures.example', [PUBLIC])
})

async function outcome(url: string) {
  const trier = createDomainTrier({ lookup, dial })
  try {
    return await trier.attempt(url)
  } finally {
    await trier.close()
  }
}

test('a picture that comes is told by its bytes, whatever the host calls it; the host is greeted under its name', async () => {
  expect(await outcome('https://pictures.example/picture')).toEqual({
    ok: true,
    mediaType: 'image/jpeg',
    widthPx: 40,
    heightPx: 30,
  })
  expect(dialled).toEqual([`${PUBLIC} as pictures.example`])
  expect(heard).toEqual(['GET pictures.example/picture '])
})

test.each([
  ['/page', 'no_picture', 'text/html'],
  ['/moved', 'redirect', 'https://inside.example/x'],
  ['/denied', 'refused', '403 ERROR 9425: Image access denied'],
  ['/nothing', 'refused', '404'],
  ['/cut', 'no_answer', null],
  ['/endless', 'no_picture', null],
])('%s is told as %s', async (path, fault, said) => {
  expect(await outcome(`https://pictures.example${path}`)).toEqual({ ok: false, fault, said })
  // Nothing is followed.
  expect(heard).toHaveLength(1)
})

test.each([
  ['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
  ['CERT_HAS_EXPIRED', 'certificate'],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
  ['ECONNREFUSED', 'no_answer'],
])('a connection that fails with %s is told as %s', async (code, fault) => {
  failWith = code
  expect(await outcome('https://pictures.example/picture')).toMatchObject({ ok: false, fault })
})

test('T3: an unknown name, private addresses in any form and plain http are never dialled', async () => {
  expect(await outcome('https://unknown.example/x')).toMatchObject({ fault: 'no_name' })
  expect(await outcome('http://pictures.example/picture')).toMatchObject({ ok: false })
  for (const inside of ['127.0.0.1', '::1', '10.0.0.1', '169.254.169.254', '::ffff:7f00:1', '0.0.0.0']) {
    names.set('inside.example', [inside])
    expect(await outcome('https://inside.example/picture')).toMatchObject({ fault: 'not_public' })
    expect(await outcome(`https://${inside.includes(':') ? `[${inside}]` : inside}/`)).toMatchObject({
      fault: 'not_public',
    })
  }
  expect([dialled, heard]).toEqual([[], []])
  names.set('both.example', ['10.0.0.1', PUBLIC])
  expect(await outcome('https://both.example/picture')).toMatchObject({ ok: true })
  expect(dialled).toEqual([`${PUBLIC} as both.example`])
})
