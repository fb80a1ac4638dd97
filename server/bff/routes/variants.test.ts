import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import {
  type Variant,
  VariantShape,
  type VariantState,
  VariantStateShape,
  variantTag,
} from '#contract/variants.ts'
import { type LocalService, startLocalService } from '../../images-service/testing/local-service.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

let service: LocalService
let desk: RunningDesk
beforeAll(async () => {
  service = await startLocalService()
  desk = await startDesk(service)
})
afterAll(async () => {
  await desk.close()
  await service.remove()
})

const Conflict = z.object({ kind: z.literal('conflict'), message: z.string(), current: VariantShape })
const Versions = z.object({
  versions: z.array(
    z.object({ by: z.string().nullable(), change: z.string(), state: VariantStateShape.nullable() }),
  ),
  hasMore: z.boolean(),
})

const state = (width: number, height: number | null = null): VariantState => ({
  options: { fit: 'cover', width, height, metadata: 'none', blur: null, browserTtlSeconds: null },
  neverRequiresSignedUrl: false,
})

async function ask(method: string, path: string, body?: object): Promise<{ status: number; body: unknown }> {
  const answer = await fetch(`${desk.base}/api/variants${path}`, {
    method,
    headers: { ...desk.headers, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(20_000),
  })
  const text = await answer.text()
  return { status: answer.status, body: text === '' ? null : JSON.parse(text) }
}
/** As another program would. */
async function elsewhere(method: string, name: string, width?: number): Promise<void> {
  const options = { fit: 'cover', width, metadata: 'none' }
  const { ok } = await fetch(`${service.base}/v1/variants${method === 'POST' ? '' : `/${name}`}`, {
    method,
    headers: { ...service.headers, 'content-type': 'application/json' },
    ...(width !== undefined && { body: JSON.stringify({ id: name, options }) }),
  })
  expect(ok).toBe(true)
}
const create = async (name: string, width: number) => {
  expect((await ask('POST', '', { name, ...state(width) })).status).toBe(201)
}
const edit = (name: string, from: VariantState, to: VariantState) =>
  ask('PATCH', `/${name}`, { ...to, base: variantTag(from) })
const remove = (name: string, from: VariantState) =>
  ask('DELETE', `/${name}?${new URLSearchParams({ base: variantTag(from) })}`)
const historyOf = async (name: string) =>
  Versions.parse((await ask('GET', `/${name}/versions`)).body).versions.map(({ by, change, state: made }) => [
    change,
    by,
    made?.options.width ?? null,
  ])

test('every version is kept with who made it, also those made elsewhere and the deletion', async () => {
  await create('hero', 100)
  expect((await edit('hero', state(100), state(200))).status).toBe(200)
  await elsewhere('PATCH', 'hero', 300)
  await ask('GET', '')
  await ask('GET', '')
  expect((await remove('hero', state(300))).status).toBe(204)
  await elsewhere('POST', 'hero', 400)
  await ask('GET', '')
  await elsewhere('DELETE', 'hero')
  await ask('GET', '')
  expect(await historyOf('hero')).toEqual([
    ['deleted', null, null],
    ['created', null, 400],
    ['deleted', 'desk', null],
    ['changed', null, 300],
    ['changed', 'desk', 200],
    ['created', 'desk', 100],
  ])
})

test('a change of a colleague is shown, and never overwritten nor deleted', async () => {
  await create('shared', 100)
  await elsewhere('PATCH', 'shared', 150)
  const late = await edit('shared', state(100), state(200))
  expect(late.status).toBe(409)
  expect(Conflict.parse(late.body).current).toEqual({ name: 'shared', ...state(150) } satisfies Variant)
  const gone = await remove('shared', state(100))
  expect(gone.status).toBe(409)
  expect(Conflict.parse(gone.body).current).toEqual({ name: 'shared', ...state(150) })
  expect((await ask('GET', '/shared')).body).toEqual({ name: 'shared', ...state(150) })
  expect((await historyOf('shared'))[0]).toEqual(['changed', null, 150])
  expect((await edit('shared', state(150), state(200))).status).toBe(200)
})

test('of twenty who save at once one does, and the others hear what it is now', async () => {
  await create('busy', 100)
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) => edit('busy', state(100), state(200 + i))),
  )
  const saved = answers.filter(({ status }) => status === 200)
  expect(saved).toHaveLength(1)
  const now = VariantShape.parse(saved[0]?.body)
  const others = answers.filter(({ status }) => status === 409)
  expect(others).toHaveLength(19)
  for (const { body } of others) expect(Conflict.parse(body).current).toEqual(now)
  expect(await historyOf('busy')).toHaveLength(2)
})

test('what is already so is no conflict and no version', async () => {
  await create('again', 100)
  await edit('again', state(100), state(200))
  expect((await edit('again', state(100), state(200))).status).toBe(200)
  expect(await historyOf('again')).toHaveLength(2)
})

test('an option that goes is gone', async () => {
  await create('slim', 100)
  await edit('slim', state(100), state(100, 50))
  const { status, body } = await edit('slim', state(100, 50), state(100))
  expect([status, VariantShape.parse(body).options.height]).toEqual([200, null])
})

test('what is gone or was never there is not found, and its history stays readable', async () => {
  await create('past', 100)
  await remove('past', state(100))
  expect((await edit('past', state(100), state(200))).status).toBe(404)
  expect((await remove('past', state(100))).status).toBe(404)
  expect(await historyOf('past')).toHaveLength(2)
  expect(await historyOf('never')).toEqual([])
})

test.each([
  ['PATCH', '/hero', state(1)],
  ['PATCH', '/hero', { ...state(1), base: '' }],
  ['DELETE', '/hero', undefined],
  ['GET', '/hero/versions?before=x', undefined],
])('%s %s %j says that something is missing', async (method, path, body) => {
  expect((await ask(method, path, body)).status).toBe(400)
})
