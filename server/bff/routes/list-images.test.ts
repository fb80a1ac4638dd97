import type { ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

/** Lists wait for the test; whatever else is asked is done at once. */
let lists: ServerResponse[] = []
let desk: RunningDesk

beforeAll(async () => {
  desk = await startDesk((req, res) => {
    req.resume()
    if (req.url?.includes('/v2?')) lists.push(res)
    else res.end(envelope(null))
  })
})
afterAll(() => desk.close())
beforeEach(() => {
  lists = []
})

const envelope = (result: unknown) => JSON.stringify({ success: true, errors: [], messages: [], result })
const listOf = (...ids: string[]) =>
  envelope({
    images: ids.map((id) => ({ id, filename: 'ü.png', uploaded: '2026-01-01T00:00:00Z', variants: [] })),
  })
const read = (query = '') => fetch(`${desk.base}/api/images${query}`)
const Page = z.object({ images: z.array(z.object({ id: z.string() })) })
const Refusal = z.object({ kind: z.string(), requestId: z.string() })
const idsOf = async (response: Response) => Page.parse(await response.json()).images.map(({ id }) => id)
const asked = (count: number) => expect.poll(() => lists.length).toBe(count)

test('those who look at the same page at the same moment cost one call and get the same bytes', async () => {
  const reads = [read(), read(), read()]
  await asked(1)
  // The others are on their way.
  await read('/none')
  lists[0]?.end(listOf('a', 'b'))
  const answers = await Promise.all(reads)
  const texts = await Promise.all(answers.map((answer) => answer.text()))
  expect(new Set(texts).size).toBe(1)
  expect(JSON.parse(texts[0] ?? '').images[1]).toMatchObject({ id: 'b', filename: 'ü.png' })
  for (const { headers, status } of answers) {
    expect(status).toBe(200)
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(Number(headers.get('content-length'))).toBe(Buffer.byteLength(texts[0] ?? ''))
  }
  expect(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size).toBe(3)
  expect(lists).toHaveLength(1)
})

test('a page read after a deletion is asked for anew, and shows it', async () => {
  const before = read()
  await asked(1)
  const deleted = await fetch(`${desk.base}/api/images/a`, { method: 'DELETE', headers: desk.headers })
  expect(deleted.status).toBe(204)
  const after = read()
  await asked(2)
  lists[1]?.end(listOf('b'))
  lists[0]?.end(listOf('a', 'b'))
  expect(await idsOf(await after)).toEqual(['b'])
  expect(await idsOf(await before)).toEqual(['a', 'b'])
})

test('a browser that leaves takes nothing from the others; when all have left, the call ends', async () => {
  const leaving = new AbortController()
  const left = fetch(`${desk.base}/api/images`, { signal: leaving.signal })
  await asked(1)
  const stays = read()
  await read('/none')
  leaving.abort()
  await expect(left).rejects.toThrow()
  lists[0]?.end(listOf('a'))
  expect(await idsOf(await stays)).toEqual(['a'])

  const last = new AbortController()
  const alone = fetch(`${desk.base}/api/images`, { signal: last.signal })
  await asked(2)
  last.abort()
  await expect(alone).rejects.toThrow()
  await expect.poll(() => lists[1]?.closed).toBe(true)
})

test('a refusal reaches everybody, each with a request id of their own', async () => {
  const reads = [read(), read()]
  await asked(1)
  await read('/none')
  lists[0]?.writeHead(403).end(JSON.stringify({ success: false, errors: [{ code: 10000, message: 'no' }] }))
  const bodies = await Promise.all(reads.map(async (answer) => Refusal.parse(await (await answer).json())))
  expect(bodies.map(({ kind }) => kind)).toEqual(['upstream_permission', 'upstream_permission'])
  expect(new Set(bodies.map(({ requestId }) => requestId)).size).toBe(2)
  expect(lists).toHaveLength(1)
})
