import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { ConformanceCase, ConformanceGroup } from '../harness/case.ts'
import type { Context } from '../harness/context.ts'
import type { Answer } from '../harness/http.ts'
import { jpegOfBytes, pngOf } from '../harness/pictures.ts'
import { WireImage } from '../harness/wire.ts'

const TEN_MEGABYTES = 10 * 1024 * 1024

/** An origin of pictures on loopback, for the time of `work`. */
async function withOrigin(listener: RequestListener, work: (origin: string) => Promise<void>): Promise<void> {
  const server = createServer(listener).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  try {
    if (address === null || typeof address === 'string') throw new Error('no port')
    await work(`http://127.0.0.1:${address.port}`)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** Has a service that may reach loopback fetch `path` from an origin that answers with `listener`. */
async function fetched(
  api: Context,
  listener: RequestListener,
  path: string,
  judge: (answer: Answer) => void | Promise<void>,
): Promise<void> {
  await api.withAnother({ allowPrivateUrlTargets: true }, (target) =>
    withOrigin(listener, async (origin) => {
      const value = path.includes('@') ? path.replace('@', `@${new URL(origin).host}`) : origin + path
      const form = [{ name: 'url', value }]
      await judge(await api.api('POST', '/v1', { form, target }))
    }),
  )
}

const picture = await pngOf(12, 10)
const sendPicture: RequestListener = (_req, res) => {
  res.writeHead(200, { 'content-type': 'image/png' }).end(picture)
}

/** `/3` leads to `/2`, and so on to the picture at `/0`. */
const hops =
  (status: number): RequestListener =>
  (req, res) => {
    const left = Number(req.url?.slice(1))
    if (left === 0) return void sendPicture(req, res)
    res.writeHead(status, { location: `/${left - 1}` }).end()
  }

const refused = (what: string, listener: RequestListener, path = '/a.png'): ConformanceCase => ({
  name: `${what} answers 5454`,
  needs: ['another-service'],
  run: (api) =>
    fetched(api, listener, path, (answer) => {
      assert.notEqual(api.fault(answer, 400, 5454), '')
    }),
})

export const urlUploads: ConformanceGroup = {
  name: 'uploads by URL',
  cases: [
    {
      name: 'a picture is fetched, named after its address and stored byte for byte',
      needs: ['another-service'],
      async run(api) {
        await api.withAnother({ allowPrivateUrlTargets: true }, (target) =>
          withOrigin(sendPicture, async (origin) => {
            const form = [
              { name: 'url', value: `${origin}/holiday/beach%20day.png?size=large` },
              { name: 'metadata', value: '{"key":"value"}' },
            ]
            const image = api.result(await api.api('POST', '/v1', { form, target }), WireImage)
            assert.equal(image.filename, 'beach day.png')
            assert.deepEqual(image.meta, { key: 'value' })
            const blob = await api.api('GET', `/v1/${image.id}/blob`, { target })
            assert.ok(blob.bytes.equals(picture))
          }),
        )
      },
    },
    ...[301, 302, 303, 307, 308].map(
      (status): ConformanceCase => ({
        name: `three redirects of status ${status} are followed`,
        needs: ['another-service'],
        run: (api) =>
          fetched(api, hops(status), '/3', (answer) => {
            api.result(answer, WireImage)
          }),
      }),
    ),
    {
      name: 'a name and a password in the address are sent as Basic credentials, and only to that origin',
      needs: ['another-service'],
      async run(api) {
        const seen: (string | undefined)[] = []
        const elsewhere: RequestListener = (req, res) => {
          seen.push(req.headers.authorization)
          sendPicture(req, res)
        }
        await withOrigin(elsewhere, async (other) => {
          const listener: RequestListener = (req, res) => {
            seen.push(req.headers.authorization)
            res.writeHead(302, { location: `${other}/moved.png` }).end()
          }
          await fetched(api, listener, 'http://ana:se%20cret@/a.png', (answer) => {
            api.result(answer, WireImage)
          })
        })
        assert.deepEqual(seen, [`Basic ${Buffer.from('ana:se cret').toString('base64')}`, undefined])
      },
    },
    refused('an endless redirect', hops(302), '/99'),
    refused('a redirect to another scheme', (_req, res) => {
      res.writeHead(302, { location: 'file:///etc/passwd' }).end()
    }),
    refused('a redirect to nowhere', (_req, res) => {
      res.writeHead(302, { location: 'http://' }).end()
    }),
    ...[401, 404, 500, 503].map((status) =>
      refused(`an origin that answers ${status}`, (_req, res) => {
        res.writeHead(status).end('no')
      }),
    ),
    refused('an origin that hangs up', (req) => {
      req.socket.destroy()
    }),
    refused('an origin that stops in the middle', (_req, res) => {
      res.writeHead(200, { 'content-length': picture.length })
      res.write(picture.subarray(0, 20))
      setTimeout(() => res.destroy(), 50)
    }),
    {
      name: 'a fetched page is refused by its content with 5455, 10 MB are taken and one byte more answers 5413',
      needs: ['another-service'],
      async run(api) {
        const page: RequestListener = (_req, res) => {
          res.writeHead(200, { 'content-type': 'image/png' }).end('<!doctype html><p>no picture')
        }
        await fetched(api, page, '/a.png', (answer) => {
          api.fault(answer, 415, 5455)
        })
        const [whole, over] = [await jpegOfBytes(TEN_MEGABYTES), await jpegOfBytes(TEN_MEGABYTES + 1)]
        await fetched(
          api,
          (_req, res) => res.end(whole),
          '/a.jpg',
          (answer) => {
            api.result(answer, WireImage)
          },
        )
        await fetched(
          api,
          (_req, res) => res.end(over),
          '/a.jpg',
          (answer) => {
            api.fault(answer, 413, 5413)
          },
        )
      },
    },
    {
      name: 'a file and a URL together answer 5400, an address on imagedelivery.net 5454',
      async run(api) {
        const url = { name: 'url', value: 'https://imagedelivery.net/a/b/public' }
        const file = { name: 'file', value: picture, filename: 'a.png', contentType: 'image/png' }
        api.fault(await api.api('POST', '/v1', { form: [url, file] }), 400, 5400)
        api.fault(await api.api('POST', '/v1', { form: [url] }), 400, 5454)
      },
    },
    {
      name: 'an upload by URL of a private address is refused with 5454',
      needs: ['own-service'],
      async run(api) {
        for (const url of [
          'http://127.0.0.1/a.png',
          'http://[::1]/a.png',
          'http://169.254.169.254/latest/meta-data',
          'http://2130706433/a.png',
          'http://0x7f000001/a.png',
          'http://[::ffff:127.0.0.1]/a.png',
          'ftp://example.com/a.png',
          'http://example.com:8080/a.png',
          'not an address',
        ]) {
          api.fault(await api.api('POST', '/v1', { form: [{ name: 'url', value: url }] }), 400, 5454)
        }
      },
    },
  ],
}
