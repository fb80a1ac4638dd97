import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isPublicAddress } from '../../public-dial/public-connector.ts'
import { createSourceFetcher } from './fetch-source.ts'

let connections = 0
let canary: Server
let port = 0

beforeAll(async () => {
  canary = createServer((req, res) => {
    const hops = /^\/hop\/(\d+)$/.exec(req.url ?? '')
    if (hops !== null && hops[1] !== '0') {
      res.writeHead(302, { location: `/hop/${Number(hops[1]) - 1}` }).end()
    } else if (req.url === '/endless') {
      const chunk = Buffer.alloc(1024 * 1024)
      const write = (): void => {
        while (!res.destroyed && res.write(chunk));
      }
      res.on('drain', write).on('error', () => {})
      write()
    } else res.end('picture')
  })
  canary.on('connection', () => {
    connections += 1
  })
  // Every loopback address and family that a disguised URL could reach.
  canary.listen(0, '::')
  await once(canary, 'listening')
  const address = canary.address()
  port = typeof address === 'object' && address !== null ? address.port : 0
})
afterAll(async () => {
  canary.closeAllConnections()
  canary.close()
  await once(canary, 'close')
})

const HOSTS = [
  '127.0.0.1',
  '127.1',
  '127.0.1',
  '127.255.255.254',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '017700000001',
  '0',
  '0.0.0.0',
  'localhost',
  'LOCALHOST',
  'localhost.',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '198.18.0.1',
  '192.0.2.1',
  '224.0.0.1',
  '240.0.0.1',
  '255.255.255.255',
  '[::1]',
  '[::]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[0:0:0:0:0:ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '[2002:7f00:0001:0:0:0:0:1]',
  '[2001:0:4136:e378:8000:63bf:3fff:fdd2]',
  '[fe80::1]',
  '[fc00::1]',
  '[fd12:3456::1]',
  '[ff02::1]',
  '[100::1]',
  '[2001:db8::1]',
  '127.0.0.1%2f',
  '①②⑦.⓪.⓪.①',
] as const
const SHAPES: readonly ((host: string) => string)[] = [
  (host) => `http://${host}/a.png`,
  (host) => `http://${host}:${port}/a.png`,
  (host) => `https://${host}:443/a.png`,
  (host) => `http://user:pass@${host}:80/a.png`,
]
const SCHEMES = [
  'file:///etc/passwd',
  'gopher://127.0.0.1/',
  'ftp://127.0.0.1/',
  'data:image/png,',
  'javascript:1',
  '//x',
  '',
]

describe('T3: url uploads', () => {
  test('reach no private address in any disguise', { timeout: 60_000 }, async () => {
    const urls = [...HOSTS.flatMap((host) => SHAPES.map((shape) => shape(host))), ...SCHEMES]
    expect(urls.length).toBeGreaterThanOrEqual(150)
    const fetcher = createSourceFetcher({ allowPrivateTargets: false })
    connections = 0
    const outcomes = await Promise.all(
      urls.map((url) =>
        fetcher.fetchSource(url, AbortSignal.timeout(10_000)).then(
          () => `reached ${url}`,
          (error: unknown) => (error instanceof Error ? error.name : 'unknown'),
        ),
      ),
    )
    await fetcher.close()
    expect(new Set(outcomes)).toEqual(new Set(['ApiFault']))
    expect(connections).toBe(0)
  })

  test('the same canary is reached once targets are allowed, so that silence above means something', async () => {
    const fetcher = createSourceFetcher({ allowPrivateTargets: true })
    connections = 0
    const { bytes } = await fetcher.fetchSource(`http://localhost:${port}/`, AbortSignal.timeout(5_000))
    expect(bytes.toString()).toBe('picture')
    expect(connections).toBe(1)
    await fetcher.close()
  })

  test('follow three redirects and not four, and stop at 10 MB', async () => {
    const fetcher = createSourceFetcher({ allowPrivateTargets: true })
    const get = (path: string) =>
      fetcher.fetchSource(`http://127.0.0.1:${port}${path}`, AbortSignal.timeout(5_000))
    expect((await get('/hop/3')).bytes.toString()).toBe('picture')
    await expect(get('/hop/4')).rejects.toMatchObject({ wire: { code: 5454 } })
    await expect(get('/endless')).rejects.toMatchObject({ wire: { code: 5413 } })
    await fetcher.close()
  })

  test('know public addresses from all others', () => {
    for (const address of ['1.1.1.1', '93.184.216.34', '2606:4700:4700::1111']) {
      expect(isPublicAddress(address)).toBe(true)
    }
    for (const address of [
      '127.0.0.1',
      '10.1.2.3',
      '::ffff:1.1.1.1',
      '2002:101:101::',
      'fe80::1%eth0',
      'x',
    ]) {
      expect(isPublicAddress(address)).toBe(false)
    }
  })
})
