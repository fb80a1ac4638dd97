import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { LINK_HEADER } from '#contract/guest.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

/** Refusals before anything was asked upstream. */

let desk: RunningDesk
let upstreamCalls = 0
beforeAll(async () => {
  desk = await startDesk((req, res) => {
    upstreamCalls += 1
    req.resume()
    const id = randomUUID()
    res.setHeader('content-type', 'application/json')
    res.end(JSON.stringify({ success: true, result: { id, uploadURL: `http://uploads.test/${id}` } }))
  })
})
afterAll(() => desk.close())

function post(path: string, body: object, headers: Record<string, string> = {}) {
  return fetch(`${desk.base}${path}`, {
    method: 'POST',
    headers: { ...desk.headers, ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
}

const GOOD = {
  label: 'Good',
  expiresInDays: 7,
  filesLimit: 1_000,
  totalBytesLimit: 1_000_000_000,
  fileBytesLimit: 1_000_000,
  folder: '',
}

test('T14: the 61st address of a minute waits, whoever holds other links, and nothing was asked for it', async () => {
  const tokens = await Promise.all(
    ['First', 'Second'].map(async (label) => {
      const text = await (await post('/api/upload-links', { ...GOOD, label })).text()
      return /\/u\/([\w-]{43})/.exec(text)?.[1] ?? ''
    }),
  )
  const ask = (token = '') =>
    post('/api/guest/uploads', { key: randomUUID(), name: 'a', sizeBytes: 1 }, { [LINK_HEADER]: token })
  upstreamCalls = 0
  const startedAt = performance.now()
  const given = await Promise.all(Array.from({ length: 60 }, () => ask(tokens[0])))
  expect(new Set(given.map(({ status }) => status))).toEqual(new Set([201]))
  // One is free again each second, and sixty may take longer than that on a busy machine.
  let more = 0
  const refused = async (token = '') => {
    let answer = await ask(token)
    for (; answer.status === 201; answer = await ask(token)) more += 1
    return answer
  }
  const late = [await refused(tokens[0]), await refused(tokens[1])]
  expect(more).toBeLessThanOrEqual((performance.now() - startedAt) / 1_000)
  for (const answer of late) {
    expect(answer.status).toBe(429)
    expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
    expect(await answer.json()).toMatchObject({ kind: 'rate_limited', retryAfterSeconds: 1 })
  }
  expect(upstreamCalls).toBe(60 + more)
  // Guessing at tokens is counted as well.
  const guesses = await Promise.all(Array.from({ length: 300 }, () => ask('x'.repeat(43))))
  expect(guesses.some(({ status }) => status === 429)).toBe(true)
})

test.each([
  { label: ' ' },
  { label: 'a\nb' },
  { label: 'gpj.\u202eexe' },
  { label: '\ud800' },
  { label: 'x'.repeat(81) },
  { folder: '/a' },
  { folder: 'a//b' },
  { folder: 'a/../b' },
  { folder: 'x'.repeat(201) },
  { expiresInDays: 0 },
  { expiresInDays: 366 },
  { filesLimit: 0 },
  { filesLimit: 1.5 },
  { fileBytesLimit: 10 * 1024 * 1024 + 1 },
  { totalBytesLimit: 100_000_000_001 },
  { metadata: { desk_inbox: 'mine' } },
  { metadata: { folder: 'a' }, folder: 'b' },
  { metadata: { text: 'x'.repeat(1_000) } },
  { label: 'ü'.repeat(80), metadata: { text: 'x'.repeat(850) } },
  { creator: 'x'.repeat(1_025) },
  { token: 'x' },
  { id: 'x' },
])('a link with %j is refused, and the field is named', async (wrong) => {
  const answer = await post('/api/upload-links', { ...GOOD, ...wrong })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ kind: 'invalid_request' })
})

test('labels are unique, letter case aside, for they mark what arrives', async () => {
  expect((await post('/api/upload-links', { ...GOOD, label: 'Café <b>"&' })).status).toBe(201)
  const again = await post('/api/upload-links', { ...GOOD, label: 'CAFE\u0301 <B>"&' })
  expect(again.status).toBe(409)
  expect(await again.json()).toMatchObject({ fields: { label: expect.any(String) } })
})

test('a link that works is not deleted by mistake, and one that is gone says so', async () => {
  const text = await (await post('/api/upload-links', { ...GOOD, label: 'Working' })).text()
  const id = /"id":"([^"]+)"/.exec(text)?.[1] ?? ''
  const remove = (which: string) =>
    fetch(`${desk.base}/api/upload-links/${which}`, { method: 'DELETE', headers: desk.headers })
  expect((await remove(id)).status).toBe(422)
  expect((await remove(randomUUID())).status).toBe(404)
  expect((await remove('1')).status).toBe(400)
  expect((await post(`/api/upload-links/${randomUUID()}/revoke`, {})).status).toBe(404)
})
