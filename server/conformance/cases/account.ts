import assert from 'node:assert/strict'
import { connect } from 'node:net'
import * as z from 'zod'
import type { ConformanceGroup } from '../harness/case.ts'
import { pngOf } from '../harness/pictures.ts'
import { WireBatchToken, WireImage, WireKeys, WireVariant } from '../harness/wire.ts'

const NestedVariant = z.strictObject({ variant: WireVariant })
const VariantMap = z.strictObject({ variants: z.record(z.string(), WireVariant) })
const hero = { fit: 'cover', width: 1200, height: 630, metadata: 'none' }

export const account: ConformanceGroup = {
  name: 'account',
  cases: [
    {
      name: 'variants are created, read nested and flat, replaced and deleted',
      needs: ['own-service'],
      async run(api) {
        const options = { ...hero, blur: 20, browser_ttl: 7200 }
        const created = await api.api('POST', '/v1/variants', { json: { id: 'hero', options } })
        assert.deepEqual(api.result(created, NestedVariant).variant.options, options)
        assert.deepEqual(
          api.result(await api.api('GET', '/v1/variants/hero/flat'), WireVariant),
          api.result(await api.api('GET', '/v1/variants/hero'), NestedVariant).variant,
        )
        const changed = { fit: 'contain', width: 10, metadata: 'keep' }
        const patched = await api.api('PATCH', '/v1/variants/hero', {
          json: { options: changed, neverRequireSignedURLs: true },
        })
        assert.deepEqual(api.result(patched, NestedVariant).variant, {
          id: 'hero',
          options: changed,
          neverRequireSignedURLs: true,
        })
        api.result(await api.api('DELETE', '/v1/variants/hero'), z.strictObject({}))
        api.fault(await api.api('DELETE', '/v1/variants/hero'), 404, 5401)
      },
    },
    {
      name: 'a fresh account has the variant public, which cannot be deleted',
      needs: ['own-service'],
      async run(api) {
        const { variants } = api.result(await api.api('GET', '/v1/variants'), VariantMap)
        assert.deepEqual(variants['public'], {
          id: 'public',
          options: { fit: 'scale-down', width: 1366, height: 768, metadata: 'none' },
          neverRequireSignedURLs: false,
        })
        const answer = await api.api('DELETE', '/v1/variants/public')
        assert.ok(answer.status >= 400 && answer.status < 500)
      },
    },
    {
      name: 'variant names with a hyphen, a wrong fit, missing options and a taken name are refused',
      needs: ['own-service'],
      async run(api) {
        const post = (json: unknown) => api.api('POST', '/v1/variants', { json })
        api.fault(await post({ id: 'my-hero', options: hero }), 400, 5400)
        api.fault(await post({ id: 'x', options: { ...hero, fit: 'xxx' } }), 400, 5400)
        api.fault(await post({ id: 'x' }), 400, 5400)
        assert.match(api.fault(await post({ id: 'x', options: {} }), 400, 5400), /missing field `fit`/)
        api.fault(await post({ id: 'public', options: hero }), 409, 5409)
      },
    },
    {
      name: 'the 101st variant is refused',
      needs: ['another-service'],
      async run(api) {
        await api.withAnother({}, async (target) => {
          for (let i = 1; i < 100; i++) {
            const json = { id: `v${i}`, options: hero }
            assert.equal((await api.api('POST', '/v1/variants', { json, target })).status, 200)
          }
          const json = { id: 'one2many', options: hero }
          const answer = await api.api('POST', '/v1/variants', { json, target })
          assert.ok(answer.status >= 400 && answer.status < 500)
        })
      },
    },
    {
      name: 'an unknown variant answers 404 without an envelope',
      async run(api) {
        const answer = await api.api('GET', '/v1/variants/nosuchvariant')
        assert.equal(answer.status, 404)
        assert.equal(answer.contentType, 'text/plain')
      },
    },
    {
      name: 'signing keys: every call answers the whole list; the last one deleted brings a default',
      needs: ['another-service'],
      async run(api) {
        await api.withAnother({}, async (target) => {
          const call = async (method: string, path: string) =>
            api.result(await api.api(method, path, { target }), WireKeys).keys
          assert.deepEqual(
            (await call('PUT', '/v1/keys/second')).map((key) => key.name),
            ['default', 'second'],
          )
          assert.deepEqual(
            (await call('DELETE', '/v1/keys/default')).map((key) => key.name),
            ['second'],
          )
          const [fresh] = await call('DELETE', '/v1/keys/second')
          assert.equal(fresh?.name, 'default')
          api.fault(await api.api('DELETE', '/v1/keys/second', { target }), 404, 5404)
        })
      },
    },
    {
      name: 'a key PUT with a Content-Type is misrouted to 5415; a name of 21 characters is refused',
      needs: ['own-service'],
      async run(api) {
        const headers = { 'content-type': 'application/json' }
        api.fault(await api.api('PUT', '/v1/keys/typed', { headers }), 415, 5415)
        api.fault(await api.api('PUT', `/v1/keys/${'k'.repeat(21)}`), 400, 5400)
      },
    },
    {
      name: 'a batch token opens the batch calls and nothing else',
      needs: ['own-service'],
      async run(api) {
        const { token } = api.result(await api.api('GET', '/v1/batch_token'), WireBatchToken)
        const { origin } = new URL(api.settings.target.apiBaseUrl)
        const image = await api.upload(await pngOf(6, 5))
        const read = await api.send(origin, 'GET', `/batch/images/v1/${image.id}`, token)
        assert.equal(api.result(read, WireImage).id, image.id)
        assert.equal((await api.send(origin, 'GET', '/batch/images/v1/keys', token)).status, 404)
        api.fault(await api.api('GET', '/v1/stats', { token }), 401, 10000)
      },
    },
    ...(
      [
        ['no credentials', null, {}, 400, 9106],
        ['an empty bearer', null, { authorization: 'Bearer ' }, 400, 6003],
        ['a quoted token', null, { authorization: 'Bearer "abc"' }, 400, 6003],
        ['an unknown token', 'unknown-token-of-nobody', {}, 401, 10000],
      ] as const
    ).map(([what, token, headers, status, code]) => ({
      name: `${what} answers ${status} with ${code}`,
      async run(api: Parameters<ConformanceGroup['cases'][number]['run']>[0]) {
        api.fault(await api.api('GET', '/v1/stats', { token, headers }), status, code)
      },
    })),
    {
      name: 'another account answers 403 with 10000, a malformed one and an unknown route 404 with 7003',
      async run(api) {
        const base = new URL(api.settings.target.apiBaseUrl)
        const token = api.settings.target.apiToken
        const get = (path: string) => api.send(base.origin, 'GET', `${base.pathname}/accounts/${path}`, token)
        api.fault(await get(`${'f'.repeat(32)}/images/v1/stats`), 403, 10000)
        api.fault(await get('nonsense/images/v1/stats'), 404, 7003)
        api.fault(await get(`${api.settings.target.accountId}/images/v3/x`), 404, 7003)
      },
    },
    {
      name: 'every answer tells the rate limit; over it all calls get 429 with retry-after and 971',
      needs: ['another-service'],
      async run(api) {
        await api.withAnother({ rateLimit: { requests: 3, windowSeconds: 60 } }, async (target) => {
          for (let left = 2; left >= 0; left--) {
            const answer = await api.api('GET', '/v1/stats', { target })
            assert.match(answer.headers['ratelimit'] ?? '', new RegExp(`^"default";r=${left};t=\\d+$`))
            assert.match(answer.headers['ratelimit-policy'] ?? '', /^"\w+";q=3;w=60$/)
          }
          const over = await api.api('GET', '/v1/stats', { target })
          api.fault(over, 429, 971)
          assert.match(over.headers['retry-after'] ?? '', /^\d+$/)
        })
      },
    },
    {
      name: 'imports from S3 answer 501 in the envelope',
      needs: ['own-service'],
      async run(api) {
        const answer = await api.api('GET', '/v2/sourcingkit/sources')
        api.fault(answer, 501, 5501)
      },
    },
    {
      name: 'T11: a foreign Host is not served',
      needs: ['own-service'],
      async run(api) {
        for (const host of ['evil.example', '127.0.0.1.nip.io', 'localhost.evil.example:80', 'rebound']) {
          const answer = await api.api('GET', '/v1/stats', { headers: { host } })
          assert.equal(answer.status, 421)
        }
      },
    },
    {
      name: 'T21: two lengths, a length with chunks and bare line ends answer 400 or are closed',
      needs: ['own-service'],
      timeoutSeconds: 60,
      async run(api) {
        const { hostname, port } = new URL(api.settings.target.apiBaseUrl)
        for (const request of smugglingCases(`${hostname}:${port}`)) {
          const answer = await rawExchange(hostname, Number(port), request)
          const statuses = [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map((match) => match[1])
          assert.ok(statuses.length <= 1, `a second request was answered: ${statuses.join(' ')}`)
          assert.ok(
            statuses.every((status) => status?.startsWith('4')),
            `answered ${statuses.join(' ')}`,
          )
        }
      },
    },
  ],
}

const HIDDEN = 'GET /client/v4/user/tokens/verify HTTP/1.1\r\nHost: x\r\n\r\n'

/** 60 requests that two parsers may take apart differently. */
function smugglingCases(host: string): string[] {
  const start = `POST /client/v4/accounts/x/images/v1 HTTP/1.1\r\nHost: ${host}\r\n`
  const size = HIDDEN.length
  const heads = [
    `Content-Length: 0\r\nContent-Length: ${size}\r\n`,
    `Content-Length: ${size}, 0\r\n`,
    `Content-Length: +${size}\r\n`,
    `Content-Length: -1\r\n`,
    `Content-Length: 0x${size.toString(16)}\r\n`,
    `Content-Length: ${size}\r\nTransfer-Encoding: chunked\r\n`,
    `Transfer-Encoding: chunked\r\nContent-Length: ${size}\r\n`,
    `Transfer-Encoding: xchunked\r\n`,
    `Transfer-Encoding: identity, chunked, identity\r\n`,
    `Transfer-Encoding : chunked\r\n`,
    `Transfer-Encoding:\x0bchunked\r\n`,
    `Content-Length : ${size}\r\n`,
    `X: y\nContent-Length: ${size}\r\n`,
    ` Content-Length: ${size}\r\n`,
    `Content-Length: ${size}\rX: y\r\n`,
  ]
  const bodies = [`0\r\n\r\n${HIDDEN}`, HIDDEN, `5\r\nhello\r\n0\r\n\r\n${HIDDEN}`, `zz\r\n${HIDDEN}`]
  return heads.flatMap((head) => bodies.map((body) => `${start}${head}\r\n${body}`))
}

/** Writes raw bytes and reads what comes within a moment. */
function rawExchange(host: string, port: number, request: string): Promise<string> {
  const { promise, resolve } = Promise.withResolvers<string>()
  let answer = ''
  const socket = connect(port, host, () => socket.end(request, 'latin1'))
  socket.setTimeout(700, () => socket.destroy())
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1')
  })
  socket.on('error', () => {})
  socket.on('close', () => resolve(answer))
  return promise
}
