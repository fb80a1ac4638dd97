import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalService, startLocalService } from './testing/local-service.ts'

let service: LocalService
beforeAll(async () => {
  service = await startLocalService()
  expect((await service.upload({ id: 'one' })).status).toBe(200)
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')
  expect((await service.upload({ id: 'drawing' }, svg)).status).toBe(200)
})
afterAll(() => service.remove())

/** Of no interest: they follow the body, the moment or the connection. */
const PASSING = /^(date|content-length|connection|keep-alive|transfer-encoding|etag|ratelimit|allow)$/

/** Method and path -> its headers, the ones that never change. */
async function headersOf(requests: readonly (readonly [method: string, path: string])[]): Promise<string[]> {
  const kinds = new Map<string, string[]>()
  for (const [method, path] of requests) {
    const answer = await fetch(service.origin + path, { method, headers: service.headers })
    await answer.arrayBuffer()
    const kept = [...answer.headers].filter(([name]) => !PASSING.test(name))
    const kind = kept.map(([name, value]) => `${name}: ${value}`).join('\n')
    kinds.set(kind, [...(kinds.get(kind) ?? []), `${answer.status} ${method}`])
  }
  return [...kinds.keys()]
}

test('T26: every answer of the management API, errors too, has one set of headers', async () => {
  const images = `/client/v4/accounts/${service.accountId}/images`
  const paths = ['/v1', '/v2', '/v1/stats', '/v1/config', '/v1/keys', '/v1/variants', '/v1/variants/public']
  const kinds = await headersOf([
    ...[...paths, '/v1/variants/public/flat', '/v1/one', '/v1/nosuch', '/v3', '/v1/variants/a-b'].map(
      (path) => ['GET', images + path] as const,
    ),
    ['POST', `${images}/v1`],
    ['PATCH', `${images}/v1/one`],
    ['PUT', `${images}/v1/stats`],
    ['DELETE', `${images}/v1/nosuch`],
    ['POST', `${images}/v2/direct_upload`],
  ])
  expect(kinds).toMatchInlineSnapshot(`
    [
      "cf-cache-status: DYNAMIC
    content-type: application/json; charset=UTF-8
    ratelimit-policy: "default";q=10000000;w=300
    vary: Accept-Encoding
    x-content-type-options: nosniff",
    ]
  `)
})

test('T26: a missing variant, an original, an upload URL and a foreign token have theirs', async () => {
  const images = `/client/v4/accounts/${service.accountId}/images`
  const kinds = await headersOf([
    ['GET', `${images}/v1/variants/nosuch`],
    ['GET', `${images}/v1/drawing/blob`],
    ['POST', `/upload/${service.accountHash}/nosuch`],
    ['OPTIONS', `/upload/${service.accountHash}/nosuch`],
    ['GET', '/batch/images/v2'],
  ])
  expect(kinds).toMatchInlineSnapshot(`
    [
      "content-type: text/plain;charset=utf-8
    ratelimit-policy: "default";q=10000000;w=300
    x-content-type-options: nosniff",
      "content-security-policy: default-src 'none'; sandbox
    content-type: image/svg+xml
    ratelimit-policy: "default";q=10000000;w=300
    x-content-type-options: nosniff",
      "access-control-allow-methods: POST, OPTIONS
    access-control-allow-origin: *
    access-control-max-age: 86400
    cf-cache-status: DYNAMIC
    content-type: application/json; charset=UTF-8
    vary: Accept-Encoding
    x-content-type-options: nosniff",
      "access-control-allow-methods: POST, OPTIONS
    access-control-allow-origin: *
    access-control-max-age: 86400",
      "cf-cache-status: DYNAMIC
    content-type: application/json; charset=UTF-8
    vary: Accept-Encoding
    x-content-type-options: nosniff",
    ]
  `)
})

test('T26: deliveries and their refusals carry the strict ones', async () => {
  const hash = service.accountHash
  const kinds = await headersOf([
    ['GET', `/${hash}/one/public`],
    ['HEAD', `/${hash}/one/public`],
    ['GET', `/${hash}/drawing/public`],
    ['GET', `/${hash}/nosuch/public`],
    ['HEAD', `/${hash}/nosuch/public`],
    ['GET', `/${hash}/one/nosuch`],
    ['GET', `/${hash}/one/w=10`],
    ['POST', `/${hash}/one/public`],
    ['GET', '/'],
  ])
  expect(kinds).toMatchInlineSnapshot(`
    [
      "access-control-allow-origin: *
    cache-control: public, max-age=172800, stale-while-revalidate=7200
    cf-images: internal=ok/m
    content-security-policy: default-src 'none'; navigate-to 'none'; form-action 'none'; img-src data:; style-src 'unsafe-inline'; sandbox
    content-type: image/jpeg
    cross-origin-resource-policy: cross-origin
    vary: accept
    x-content-type-options: nosniff",
      "access-control-allow-origin: *
    cache-control: public, max-age=172800, stale-while-revalidate=7200
    cf-images: internal=ok/h
    content-security-policy: default-src 'none'; navigate-to 'none'; form-action 'none'; img-src data:; style-src 'unsafe-inline'; sandbox
    content-type: image/jpeg
    cross-origin-resource-policy: cross-origin
    vary: accept
    x-content-type-options: nosniff",
      "access-control-allow-origin: *
    cache-control: public, max-age=172800, stale-while-revalidate=7200
    cf-images: internal=ok/m
    content-security-policy: default-src 'none'; navigate-to 'none'; form-action 'none'; img-src data:; style-src 'unsafe-inline'; sandbox
    content-type: image/svg+xml
    cross-origin-resource-policy: cross-origin
    x-content-type-options: nosniff",
      "access-control-allow-origin: *
    cache-control: no-cache
    cf-images: err=9404
    content-type: text/plain;charset=utf-8
    cross-origin-resource-policy: cross-origin
    x-content-type-options: nosniff",
      "access-control-allow-origin: *
    cache-control: no-cache
    cf-images: err=9425
    content-type: text/plain;charset=utf-8
    cross-origin-resource-policy: cross-origin
    x-content-type-options: nosniff",
      "access-control-allow-origin: *
    cache-control: no-cache
    cf-images: err=9429
    content-type: text/plain;charset=utf-8
    cross-origin-resource-policy: cross-origin
    x-content-type-options: nosniff",
      "access-control-allow-origin: *
    cache-control: no-cache
    cf-images: err=9431
    content-type: text/plain;charset=utf-8
    cross-origin-resource-policy: cross-origin
    x-content-type-options: nosniff",
    ]
  `)
})
