import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalService, startLocalService } from './testing/local-service.ts'
import { sendRaw } from './testing/raw-http.ts'

let service: LocalService
beforeAll(async () => {
  service = await startLocalService()
  expect((await service.upload({ id: 'secret/picture.png' })).status).toBe(200)
})
afterAll(() => service.remove())

/** Values of `Host` that a rebound name, a confused proxy or an attacker sends; none is this listener's. */
function foreignHosts(port: number): string[] {
  const names = [
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example',
    '127.0.0.1.nip.io',
    'evil.example.',
    'xn--lcalhost-1za',
    'localhost.',
    'localhost.localdomain',
    'LOCALHOST.evil.example',
    '127.0.0.2',
    '127.1',
    '0.0.0.0',
    '0',
    '2130706433',
    '0x7f000001',
    '0177.0.0.1',
    '[::]',
    '[::ffff:127.0.0.1]',
    '[0:0:0:0:0:0:0:1]',
    '[::1%25lo]',
    '192.168.0.1',
    '10.0.0.1',
    '169.254.169.254',
    'imagedelivery.net',
    'api.cloudflare.com',
    'user@127.0.0.1',
    '127.0.0.1@evil.example',
    '127.0.0.1#',
    '127.0.0.1/',
    '127.0.0.1\\',
    'http://127.0.0.1',
    '*',
  ]
  const ports = [80, 443, 1, 65_535, port + 1, port - 1, 8787, 8788].filter((other) => other !== port)
  return [
    ...names.map((name) => `${name}:${port}`),
    ...ports.flatMap((other) => [`127.0.0.1:${other}`, `localhost:${other}`]),
    '127.0.0.1',
    'localhost',
    '[::1]',
    '',
    `127.0.0.1:0${port}`,
    `127.0.0.1:${port}:${port}`,
    `127.0.0.1:${port},evil.example`,
    `127.0.0.1:+${port}`,
  ]
}

test('T11: 50 foreign Host values get 421 and no data on every kind of route', async () => {
  const port = Number(new URL(service.origin).port)
  const hosts = foreignHosts(port)
  expect(new Set(hosts).size).toBeGreaterThanOrEqual(50)
  const account = `/client/v4/accounts/${service.accountId}/images`
  const routes = [
    'GET /client/v4/user/tokens/verify',
    `GET ${account}/v1/secret%2Fpicture.png`,
    `GET ${account}/v2`,
    `GET ${account}/v1/keys`,
    `DELETE ${account}/v1/secret%2Fpicture.png`,
    'GET /batch/images/v2',
    `POST /upload/${service.accountHash}/x`,
    `OPTIONS /upload/${service.accountHash}/x`,
    `GET /${service.accountHash}/secret/picture.png/public`,
    'GET /',
  ]
  const ask = (route: string, lines: string) =>
    sendRaw(
      service.origin,
      `${route} HTTP/1.1\r\n${lines}Authorization: Bearer ${service.apiToken}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`,
    )
  for (const host of hosts) {
    for (const answer of await Promise.all(routes.map((route) => ask(route, `Host: ${host}\r\n`)))) {
      expect([host, answer.status]).toEqual([host, 421])
      expect(answer.text).toContain('"result": null')
      expect(answer.text).not.toMatch(/secret|active|keys|access-control-allow/i)
    }
  }
  const verify = routes[0] ?? ''
  const own = `127.0.0.1:${port}`
  expect((await ask(verify, `Host: ${own}\r\nHost: evil.example\r\n`)).status).not.toBe(200)
  for (const host of [own, `localhost:${port}`, `LocalHost:${port}`, `[::1]:${port}`]) {
    expect((await ask(verify, `Host: ${host}\r\n`)).status).toBe(200)
  }
  expect((await fetch(`${service.base}/v1/secret%2Fpicture.png`, { headers: service.headers })).status).toBe(
    200,
  )
})

test('T11: the public origin is served too, and only that', async () => {
  const named = await startLocalService({ publicOrigin: 'http://pictures.example' })
  const ask = async (host: string) =>
    (await sendRaw(named.origin, `GET / HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`)).status
  expect(await ask('pictures.example')).not.toBe(421)
  expect(await ask('pictures.example:8080')).toBe(421)
  expect(await ask('x.pictures.example')).toBe(421)
  await named.remove()
})
