import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import type { BatchDefaults } from '#contract/upload-presets.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

const Preset = z.strictObject({
  id: z.string(),
  name: z.string(),
  version: z.number(),
  defaults: z.looseObject({ idPattern: z.string().nullable() }),
})
const Failure = z.object({ kind: z.string(), fields: z.record(z.string(), z.string()).optional() })

const DEFAULTS: BatchDefaults = {
  idPattern: '{folder}/{name}',
  startAt: 1,
  slug: { lowerCase: true, ascii: true, spacesToDashes: true },
  creator: 'desk',
  isPrivate: false,
  metadata: { credit: 'Ana', tags: ['spring'] },
  gps: 'strip',
  review: true,
}

let desk: RunningDesk
beforeAll(async () => {
  desk = await startDesk((_req, res) => void res.destroy())
})
afterAll(() => desk.close())

async function send(method: string, path = '', body?: object): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${desk.base}/api/upload-presets${path}`, {
    method,
    headers: { ...desk.headers, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
}

async function save(name: string, defaults: BatchDefaults = DEFAULTS) {
  const { status, body } = await send('POST', '', { name, defaults })
  expect(status).toBe(201)
  return Preset.parse(body)
}

const list = async () => z.object({ presets: z.array(Preset) }).parse((await send('GET')).body).presets

test('presets are listed by name, as they were saved, until they are deleted', async () => {
  const summer = await save(' Summer ')
  const all = await save('all', { ...DEFAULTS, idPattern: null, isPrivate: true })
  expect(await list()).toEqual([all, summer])
  expect(summer).toEqual({ id: summer.id, name: 'Summer', version: 1, defaults: DEFAULTS })
  expect((await send('DELETE', `/${all.id}?version=1`)).status).toBe(204)
  expect(await list()).toEqual([summer])
  expect((await send('DELETE', `/${all.id}?version=1`)).status).toBe(404)
})

test('a colleague who saved in between is not overwritten, nor deleted', async () => {
  const first = await save('shared')
  const theirs = await send('PUT', `/${first.id}`, {
    name: 'shared',
    version: 1,
    defaults: { ...DEFAULTS, creator: 'ana' },
  })
  expect(Preset.parse(theirs.body)).toMatchObject({ version: 2, defaults: { creator: 'ana' } })
  const mine = await send('PUT', `/${first.id}`, {
    name: 'shared',
    version: 1,
    defaults: { ...DEFAULTS, creator: 'ben' },
  })
  expect([mine.status, Object.keys(Failure.parse(mine.body).fields ?? {})]).toEqual([409, ['version']])
  expect((await send('DELETE', `/${first.id}?version=1`)).status).toBe(409)
  expect((await list()).find(({ id }) => id === first.id)?.defaults).toMatchObject({ creator: 'ana' })
})

test('a name is taken once, letter case aside; a preset may keep its own', async () => {
  const café = await save('Café')
  const other = await save('Other')
  const again = await send('POST', '', { name: 'CAFE\u0301', defaults: DEFAULTS })
  expect([again.status, Object.keys(Failure.parse(again.body).fields ?? {})]).toEqual([409, ['name']])
  const onto = await send('PUT', `/${other.id}`, { name: 'café', version: 1, defaults: DEFAULTS })
  expect([onto.status, Object.keys(Failure.parse(onto.body).fields ?? {})]).toEqual([409, ['name']])
  const own = await send('PUT', `/${café.id}`, { name: 'CAFÉ', version: 1, defaults: DEFAULTS })
  expect(Preset.parse(own.body)).toMatchObject({ name: 'CAFÉ', version: 2 })
  const none = { name: 'x', version: 1, defaults: DEFAULTS }
  expect((await send('PUT', '/00000000-0000-4000-8000-000000000000', none)).status).toBe(404)
})

test.each([
  [{ name: ' ' }],
  [{ name: 'a\nb' }],
  [{ name: '\ud800' }],
  [{ name: 'x'.repeat(81) }],
  [{ name: 'x', version: 1 }],
  [{ defaults: { ...DEFAULTS, idPattern: 'a\u0000' } }],
  [{ defaults: { ...DEFAULTS, idPattern: 'x'.repeat(257) } }],
  [{ defaults: { ...DEFAULTS, metadata: { caption: 'é'.repeat(512) } } }],
  [{ defaults: { ...DEFAULTS, gps: 'maybe' } }],
  [{ defaults: { ...DEFAULTS, startAt: -1 } }],
  [{ defaults: { ...DEFAULTS, more: true } }],
])('%j is refused', async (change) => {
  const before = await list()
  const answer = await send('POST', '', { name: 'refused', defaults: DEFAULTS, ...change })
  expect([answer.status, Failure.parse(answer.body).kind]).toEqual([400, 'invalid_request'])
  expect(await list()).toEqual(before)
})

test('there is an end to how many', async () => {
  const had = (await list()).length
  for (let i = had; i < 100; i += 1) await save(`preset ${i}`)
  expect((await send('POST', '', { name: 'one more', defaults: DEFAULTS })).status).toBe(422)
})
