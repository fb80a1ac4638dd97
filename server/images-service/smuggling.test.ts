import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalService, startLocalService } from './testing/local-service.ts'
import { sendRaw } from './testing/raw-http.ts'
import { requestsWithTwoMeanings } from './testing/two-meanings.ts'

let service: LocalService
beforeAll(async () => {
  service = await startLocalService()
  expect((await service.upload({ id: 'victim' })).status).toBe(200)
})
afterAll(() => service.remove())

test('T21: at least 60 requests with two meanings are answered 400 or closed, and what follows them is never run', {
  timeout: 60_000,
}, async () => {
  const { host } = new URL(service.origin)
  const path = `/client/v4/accounts/${service.accountId}/images/v1`
  const known = `Host: ${host}\r\nAuthorization: Bearer ${service.apiToken}\r\n`
  const hidden = `DELETE ${path}/victim HTTP/1.1\r\n${known}\r\n`
  const requests = requestsWithTwoMeanings(host, `POST ${path} HTTP/1.1\r\n`, known, hidden)
  expect(new Set(requests).size).toBeGreaterThanOrEqual(60)
  for (const request of requests) {
    const answer = await sendRaw(service.origin, Buffer.from(request, 'latin1'))
    const shown = request.replace(known, '').slice(0, 120)
    // A form is judged by its headers before its chunks arrive: 415 is then the one answer, and the connection ends.
    expect([shown, [0, 400, 415, 431].includes(answer.status)]).toEqual([shown, true])
    expect([shown, answer.answers <= 1]).toEqual([shown, true])
    const victim = await fetch(`${service.base}/v1/victim`, { headers: service.headers })
    expect([shown, victim.status]).toEqual([shown, 200])
  }
})

test('the same hidden request is run when it is properly framed, so that silence above means something', async () => {
  const { host } = new URL(service.origin)
  await service.upload({ id: 'second' })
  const path = `/client/v4/accounts/${service.accountId}/images/v1`
  const known = `Host: ${host}\r\nAuthorization: Bearer ${service.apiToken}\r\n`
  const answer = await sendRaw(
    service.origin,
    `GET ${path}/stats HTTP/1.1\r\n${known}Content-Length: 3\r\n\r\nabcDELETE ${path}/second HTTP/1.1\r\n${known}Connection: close\r\n\r\n`,
  )
  expect(answer.answers).toBe(2)
  expect((await fetch(`${service.base}/v1/second`, { headers: service.headers })).status).toBe(404)
})
