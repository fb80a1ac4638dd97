import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import type { View } from '#contract/views/view.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

const Saved = z.strictObject({
  id: z.string(),
  name: z.string(),
  query: z.string(),
  sort: z.string(),
  count: z.number().nullable(),
})
const Failure = z.object({ kind: z.string(), message: z.string() })

let count: (view: View, signal: AbortSignal) => Promise<number | null> = () => Promise.resolve(null)
let desk: RunningDesk
beforeAll(async () => {
  desk = await startDesk((_req, res) => void res.destroy(), {
    countView: (view, signal) => count(view, signal),
  })
})
afterAll(() => desk.close())

async function send(method: string, path = '', body?: object): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${desk.base}/api/saved-views${path}`, {
    method,
    headers: { ...desk.headers, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
}

async function save(name: string, query = '', sort = 'uploaded-descending') {
  const { status, body } = await send('POST', '', { name, query, sort })
  expect(status).toBe(201)
  return Saved.parse(body)
}

async function list() {
  return z.object({ views: z.array(Saved) }).parse((await send('GET')).body).views
}

test('a saved view is listed by name, with its text as printed, until it is deleted', async () => {
  const summer = await save('  Summer ', ' Folder:/summer/  Type:JPG ', 'size-descending')
  expect(summer).toMatchObject({ name: 'Summer', query: 'folder:summer type:jpeg', sort: 'size-descending' })
  const all = await save('all')
  expect(await list()).toEqual([all, summer])
  expect((await send('DELETE', `/${all.id}`)).status).toBe(204)
  expect(await list()).toEqual([summer])
  const { status, body } = await send('DELETE', `/${all.id}`)
  expect([status, Failure.parse(body).kind]).toEqual([404, 'not_found'])
})

test('a name is taken once, letter case aside; a view may keep its own', async () => {
  const café = await save('Café')
  const other = await save('Other')
  const again = await send('POST', '', { name: 'CAFE\u0301', query: '', sort: 'name-ascending' })
  expect([again.status, Failure.parse(again.body).message]).toEqual([
    409,
    'There is a saved view of this name already.',
  ])
  expect((await send('PATCH', `/${other.id}`, { name: 'café' })).status).toBe(409)
  const renamed = await send('PATCH', `/${café.id}`, { name: 'CAFÉ' })
  expect(Saved.parse(renamed.body)).toEqual({ ...café, name: 'CAFÉ' })
  const moved = await send('PATCH', `/${café.id}`, { query: 'b', sort: 'name-ascending' })
  expect(Saved.parse(moved.body)).toMatchObject({ name: 'CAFÉ', query: 'b', sort: 'name-ascending' })
  expect((await send('PATCH', '/00000000-0000-4000-8000-000000000000', { name: 'x' })).status).toBe(404)
})

test.each([
  [{ name: ' ', query: '', sort: 'name-ascending' }],
  [{ name: 'a\nb', query: '', sort: 'name-ascending' }],
  [{ name: '\ud800', query: '', sort: 'name-ascending' }],
  [{ name: 'x'.repeat(81), query: '', sort: 'name-ascending' }],
  [{ name: 'order', query: '', sort: 'loudest' }],
  [{ name: 'long', query: 'x'.repeat(2001), sort: 'name-ascending' }],
  [{ name: 'many', query: 'x '.repeat(33), sort: 'name-ascending' }],
  [{ name: 'half', query: '\udc00', sort: 'name-ascending' }],
  [{ name: 'id', query: '', sort: 'name-ascending', id: 'mine' }],
  [{ name: 'count', query: '', sort: 'name-ascending', count: 1 }],
])('%j is refused', async (body) => {
  const before = await list()
  const answer = await send('POST', '', body)
  expect([answer.status, Failure.parse(answer.body).kind]).toEqual([400, 'invalid_request'])
  expect(await list()).toEqual(before)
})

test('counts come from the library; one that fails, or never comes, leaves the others', async () => {
  for (const { id } of await list()) await send('DELETE', `/${id}`)
  const counting: AbortSignal[] = []
  count = async ({ terms }, signal) => {
    counting.push(signal)
    const [term] = terms
    if (term?.kind !== 'words') return 12
    return term.text === 'fails' ? Promise.reject(new Error('no')) : new Promise<never>(() => {})
  }
  await Promise.all([save('a'), save('b', 'fails'), save('c', 'hangs')])
  const started = performance.now()
  expect((await list()).map((view) => view.count)).toEqual([12, null, null])
  expect(performance.now() - started).toBeLessThan(4_000)
  // Nobody goes on with what came too late.
  expect(counting.slice(-3).map(({ aborted }) => aborted)).toEqual([false, false, true])
  count = () => Promise.resolve(null)
})

test('there is an end to how many', async () => {
  const had = (await list()).length
  for (let i = had; i < 200; i += 1) await save(`view ${i}`)
  const { status, body } = await send('POST', '', { name: 'one more', query: '', sort: 'name-ascending' })
  expect([status, Failure.parse(body).message]).toEqual([
    422,
    'There are 200 saved views already. Delete one first.',
  ])
})
