import { afterAll, beforeAll, expect, test } from 'vitest'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

/** The status and vendor code with which each kind of call is refused; the others pass. */
let refusals: Record<string, [number, number]> = {}
const kindOf = (method: string, path: string) => {
  if (path.includes('/variants')) return 'variants'
  if (path.includes('/keys')) return 'keys'
  if (path.includes('/stats')) return 'stats'
  return method === 'PATCH' ? 'write' : 'list'
}
const RESULTS: Record<string, unknown> = {
  list: { images: [] },
  variants: { variants: {} },
  keys: { keys: [] },
}
let desk: RunningDesk
let stored = 1

beforeAll(async () => {
  desk = await startDesk((req, res) => {
    req.resume()
    const kind = kindOf(req.method ?? '', req.url ?? '')
    const [status, code] = refusals[kind] ?? (kind === 'write' ? [404, 5404] : [200, 0])
    if (req.method === 'DELETE') stored -= 1
    const result =
      kind === 'stats' ? { count: { current: stored, allowed: 100_000 } } : (RESULTS[kind] ?? null)
    const errors = code === 0 ? [] : [{ code, message: 'no' }]
    res.writeHead(status, { 'content-type': 'application/json' })
    res.end(JSON.stringify({ success: code === 0, result, errors, messages: [] }))
  })
})
afterAll(() => desk.close())

async function check(): Promise<Record<string, string>> {
  const answer = await fetch(`${desk.base}/api/account/connection`)
  const { capabilities } = JSON.parse(await answer.text())
  return Object.fromEntries(
    Object.entries<{ state: string }>(capabilities).map(([name, { state }]) => [name, state]),
  )
}
const ALL_OK = { list: 'ok', write: 'ok', variants: 'ok', keys: 'ok', stats: 'ok' }

test('a good token may everything', async () => {
  refusals = {}
  expect(await check()).toEqual(ALL_OK)
})

test.each(Object.keys(ALL_OK))('a token that lacks %s says so, and only that', async (capability) => {
  refusals = { [capability]: [403, 10000] }
  expect(await check()).toEqual({ ...ALL_OK, [capability]: 'permission_missing' })
})

test.each<[string, [number, number], string]>([
  ['a refused token', [401, 1000], 'token_refused'],
  ['an account without Images', [403, 5403], 'not_enabled'],
  ['an outage', [500, 5500], 'unreachable'],
])('%s is told for every capability', async (_name, refusal, state) => {
  refusals = Object.fromEntries(Object.keys(ALL_OK).map((name) => [name, refusal]))
  expect(new Set(Object.values(await check()))).toEqual(new Set([state]))
})

test('the account page works while the upstream does not', async () => {
  refusals = Object.fromEntries(Object.keys(ALL_OK).map((name) => [name, [500, 5500]]))
  const answer = await fetch(`${desk.base}/api/account`)
  expect(answer.status).toBe(200)
  expect(JSON.parse(await answer.text()).budget.ceiling).toBe(1_000_000)
})

test('the stored count is kept for a while, and asked again after a change of ours', async () => {
  refusals = {}
  const count = async () => {
    const answer = await fetch(`${desk.base}/api/account`)
    return JSON.parse(await answer.text()).stats.storedImages
  }
  stored = 7
  await fetch(`${desk.base}/api/images/gone`, { method: 'DELETE', headers: desk.headers })
  expect(await count()).toBe(6)
  stored = 9
  expect(await count()).toBe(6)
  await fetch(`${desk.base}/api/images/gone`, { method: 'DELETE', headers: desk.headers })
  expect(await count()).toBe(8)
})

test('the connection tells the account’s public id once an image is listed', async () => {
  refusals = {}
  const hash = async () => {
    const answer = await fetch(`${desk.base}/api/account/connection`)
    return JSON.parse(await answer.text()).accountHash
  }
  expect(await hash()).toBe(null)
  const image = {
    id: 'press/a',
    filename: 'a.jpg',
    uploaded: '2026-01-01T00:00:00.000Z',
    requireSignedURLs: false,
    variants: ['https://imagedelivery.net/cheeW4oKsx5ljh8e8BoL2A/press/a/public'],
  }
  RESULTS['list'] = { images: [image] }
  expect(await hash()).toBe('cheeW4oKsx5ljh8e8BoL2A')
  RESULTS['list'] = { images: [] }
})
