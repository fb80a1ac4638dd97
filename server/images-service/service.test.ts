import { once } from 'node:events'
import { mkdtempSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { type LocalService, smallPicture, startLocalService } from './testing/local-service.ts'

const Refused = z.object({ errors: z.array(z.object({ code: z.number() })) })
const Created = z.object({ result: z.object({ id: z.string() }) })

let service: LocalService
beforeAll(async () => {
  service = await startLocalService()
})
afterAll(() => service.remove())

test('the same bytes deleted while they are uploaded again are never lost', { timeout: 60_000 }, async () => {
  const { base, headers } = service
  for (let round = 0; round < 15; round++) {
    const { id } = Created.parse(await (await service.upload()).json()).result
    const [, second] = await Promise.all([
      fetch(`${base}/v1/${id}`, { method: 'DELETE', headers }),
      service.upload(),
    ])
    const kept = Created.parse(await second.json()).result.id
    const blob = await fetch(`${base}/v1/${kept}/blob`, { headers })
    expect(Buffer.from(await blob.arrayBuffer()).equals(smallPicture)).toBe(true)
    await fetch(`${base}/v1/${kept}`, { method: 'DELETE', headers })
  }
})

test('an upload whose sender goes away leaves no file and no open connection', async () => {
  const { hostname, port, host } = new URL(service.origin)
  const head =
    `POST ${new URL(service.base).pathname}/v1 HTTP/1.1\r\nHost: ${host}\r\nAuthorization: ${service.headers.authorization}\r\n` +
    'Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 1000000\r\n\r\n' +
    '--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n'
  const sockets = Array.from({ length: 20 }, () => connect(Number(port), hostname))
  for (const socket of sockets) socket.on('error', () => {}).write(head + 'x'.repeat(100_000))
  await expect.poll(() => service.incoming().length).toBe(20)
  for (const socket of sockets) socket.destroy()
  await expect.poll(() => service.incoming().length).toBe(0)
})

test('a port that is taken is an error that leaves nothing open', async () => {
  const port = Number(new URL(service.origin).port)
  const dataDir = mkdtempSync(join(tmpdir(), 'taken-'))
  await expect(startLocalService({ dataDir, port })).rejects.toMatchObject({ code: 'EADDRINUSE' })
  const again = await startLocalService({ dataDir })
  expect((await again.upload()).status).toBe(200)
  await again.remove()
})

test('a JSON body over 64 KB answers 5400', async () => {
  const body = JSON.stringify({ creator: 'x'.repeat(70_000) })
  const { id } = Created.parse(await (await service.upload()).json()).result
  const answer = await fetch(`${service.base}/v1/${id}`, { method: 'PATCH', headers: service.headers, body })
  expect(Refused.parse(await answer.json()).errors[0]?.code).toBe(5400)
})

test('a slow sender is no reason not to close', async () => {
  const own = await startLocalService()
  const { hostname, port, host } = new URL(own.origin)
  const socket = connect(Number(port), hostname)
  socket.on('error', () => {}).write(`GET / HTTP/1.1\r\nHost: ${host}\r\n`)
  await once(socket, 'connect')
  const startedAt = performance.now()
  await own.remove()
  expect(performance.now() - startedAt).toBeLessThan(12_000)
  socket.destroy()
}, 15_000)

test('the rate limit answers with the documented headers and body, and strangers cannot use it up', async () => {
  const limited = await startLocalService({ rateLimit: { requests: 2, windowSeconds: 60 } })
  const ask = (authorization = limited.headers.authorization) =>
    fetch(`${limited.base}/v1/stats`, { headers: { authorization } })
  for (let stranger = 0; stranger < 5; stranger++) {
    const answer = await ask(`Bearer stranger-${stranger}`)
    expect(answer.status).toBe(stranger < 2 ? 401 : 429)
    expect(answer.headers.get('ratelimit-policy')).toBe('"default";q=2;w=60')
  }
  expect((await ask()).headers.get('ratelimit')).toMatch(/^"default";r=1;t=\d+$/)
  expect((await ask()).headers.get('ratelimit')).toMatch(/^"default";r=0;t=\d+$/)
  const refused = await ask()
  expect(refused.status).toBe(429)
  expect(refused.headers.get('ratelimit')).toMatch(/^"default";r=0;t=60$/)
  expect(refused.headers.get('ratelimit-policy')).toBe('"default";q=2;w=60')
  expect(refused.headers.get('retry-after')).toBe('60')
  expect(Refused.parse(await refused.json()).errors[0]?.code).toBe(971)
  await limited.remove()
})
