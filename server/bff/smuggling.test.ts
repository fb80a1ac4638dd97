import { afterAll, beforeAll, expect, test } from 'vitest'
import { sendRaw } from '../images-service/testing/raw-http.ts'
import { requestsWithTwoMeanings } from '../images-service/testing/two-meanings.ts'
import { type RunningDesk, startDesk } from './testing/start-desk.ts'

/** So long nothing is heard before a connection that was left open counts as silent. */
const QUIET_MS = 400
const AT_A_TIME = 12

let desk: RunningDesk
/** `METHOD path` of every call that reached the upstream. */
const calls: string[] = []

beforeAll(async () => {
  desk = await startDesk((req, res) => {
    calls.push(`${req.method} ${req.url}`)
    req.resume()
    res.setHeader('content-type', 'application/json')
    res.end('{"success":true,"result":{},"errors":[],"messages":[]}')
  })
})
afterAll(() => desk.close())

const known = () => {
  const lines = Object.entries(desk.headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return `Host: ${new URL(desk.base).host}\r\n${lines.join('')}`
}
const hidden = () => `DELETE /api/images/victim HTTP/1.1\r\n${known()}\r\n`

test('T21: at least 60 requests with two meanings are refused or closed, and what follows them is never run', {
  timeout: 60_000,
}, async () => {
  const { host } = new URL(desk.base)
  const start = 'POST /api/images HTTP/1.1\r\n'
  const form = `${known()}Content-Type: multipart/form-data; boundary=b\r\n`
  const requests = requestsWithTwoMeanings(host, start, form, hidden())
  expect(new Set(requests).size).toBeGreaterThanOrEqual(60)
  const odd: unknown[] = []
  const ask = async (request: string): Promise<void> => {
    const answer = await sendRaw(desk.base, Buffer.from(request, 'latin1'), QUIET_MS)
    const refused = answer.status === 0 || (answer.status >= 400 && answer.status < 500)
    if (!refused || answer.answers > 1) odd.push([request.replace(form, '').slice(0, 120), answer])
  }
  for (let at = 0; at < requests.length; at += AT_A_TIME) {
    await Promise.all(requests.slice(at, at + AT_A_TIME).map(ask))
  }
  expect(odd).toEqual([])
  expect(calls).toEqual([])
})

test('the same hidden request is run when it is properly framed, so that silence above means something', async () => {
  const first = `GET /healthz HTTP/1.1\r\n${known()}\r\n`
  const last = hidden().replace('\r\n\r\n', '\r\nConnection: close\r\n\r\n')
  const answer = await sendRaw(desk.base, `${first}${last}`, 2_000)
  expect(answer.answers).toBe(2)
  expect(calls.filter((call) => call.startsWith('DELETE'))).toHaveLength(1)
})
