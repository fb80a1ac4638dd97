import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import * as z from 'zod'
import type { ImageId } from '#contract/image-id.ts'
import { type LocalService, startLocalService } from '../../images-service/testing/local-service.ts'
import type { BffDeps } from '../deps.ts'
import { noLibrary } from '../testing/no-library.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

let service: LocalService
let desk: RunningDesk
/** Everything the desk said, except to `reveal`. */
let said = ''
const Uploaded = z.object({ result: z.object({ id: z.string() }) })
const Keys = z.object({
  result: z.object({ keys: z.array(z.object({ name: z.string(), value: z.string() })) }),
})
const Minted = z.object({
  links: z.array(z.object({ imageId: z.string(), url: z.string(), unsigned: z.string().nullable() })),
  failures: z.array(z.object({ imageId: z.string(), fault: z.string() })),
  expiresAt: z.string().nullable(),
})
const Records = z.object({
  links: z.array(
    z.looseObject({ imageId: z.string(), keyName: z.string(), keyDeletedAt: z.string().nullable() }),
  ),
  images: z.record(z.string(), z.looseObject({ uploadedAt: z.string() })),
  aliveByKey: z.record(z.string(), z.number()),
})
const Checked = z.object({
  image: z.object({ id: z.string(), filename: z.string().nullable(), uploadedAt: z.string() }).nullable(),
  verdict: z.looseObject({ kind: z.string() }),
  keyName: z.string().nullable(),
})

beforeAll(async () => {
  service = await startLocalService()
  desk = await startDesk(service, {
    // A library that knows what the account has.
    libraryOf: (images): BffDeps['library'] =>
      Object.create(noLibrary, {
        image: {
          value: (id: ImageId) =>
            images.getImage(id, { callClass: 'background', person: '' }).catch(() => null),
        },
      }),
  })
})
afterAll(async () => {
  await desk.close()
  await service.remove()
})
beforeEach(() => {
  said = ''
})

const onService = async (path: string, method = 'GET') =>
  JSON.parse(await (await fetch(`${service.base}${path}`, { method, headers: service.headers })).text())
const keysOf = async () => Keys.parse(await onService('/v1/keys')).result.keys
const upload = async (isPrivate: boolean) =>
  Uploaded.parse(
    JSON.parse(await (await service.upload(isPrivate ? { requireSignedURLs: 'true' } : {})).text()),
  ).result.id

async function ask(method: string, path: string, body?: object) {
  const answer = await fetch(`${desk.base}/api${path}`, {
    method,
    headers: { ...desk.headers, ...(body && { 'Content-Type': 'application/json' }) },
    ...(body && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!path.endsWith('/reveal')) said += text
  said += JSON.stringify([...answer.headers])
  return {
    status: answer.status,
    cache: answer.headers.get('cache-control'),
    body: JSON.parse(text || 'null'),
  }
}
const mint = async (imageIds: string[], more: object = {}) =>
  Minted.parse(
    (
      await ask('POST', '/signed-links', {
        imageIds,
        variant: 'public',
        keyName: 'default',
        expiresAt: null,
        ...more,
      })
    ).body,
  )
const checkUrl = async (url: string) =>
  Checked.parse((await ask('POST', '/signed-links/check', { url })).body)

test('a link minted here opens the private picture, is valid to the check and dies with its key', async () => {
  const id = await upload(true)
  await ask('POST', '/signing-keys', { name: 'press' })
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const { links } = await mint([id], { keyName: 'press', expiresAt })
  const url = links[0]?.url ?? ''
  expect((await fetch(url)).status).toBe(200)
  expect((await fetch(url.replace(/\?.*/, ''))).status).toBe(403)
  expect(await checkUrl(url)).toMatchObject({ verdict: { kind: 'valid' }, keyName: 'press' })
  const later = url.replace(/exp=(\d+)/, (_all, seconds) => `exp=${Number(seconds) + 60}`)
  expect((await fetch(later)).status).toBe(403)
  expect((await checkUrl(later)).verdict).toMatchObject({
    kind: 'altered',
    alteration: { kind: 'expiry_changed' },
  })
  expect(Records.parse((await ask('GET', '/signed-links')).body).aliveByKey['press']).toBe(1)

  await ask('DELETE', '/signing-keys/press')
  expect((await fetch(url)).status).toBe(403)
  expect((await checkUrl(url)).verdict.kind).toBe('unknown_signature')
  const after = Records.parse((await ask('GET', '/signed-links')).body)
  expect(after.aliveByKey['press']).toBeUndefined()
  expect(after.links[0]).toMatchObject({
    imageId: id,
    variant: 'public',
    keyName: 'press',
    expiresAt: expect.any(String),
  })
  expect(after.images).toEqual({ [id]: { id, filename: expect.any(String), uploadedAt: expect.any(String) } })
  expect(after.links[0]?.keyDeletedAt).not.toBeNull()
})

test('many at once: each image is a link or has its reason; only signed ones are remembered', async () => {
  const [open, shut] = [await upload(false), await upload(true)]
  const gone = 'bc27a117-9509-446b-8c69-c81bfeac0a01'
  const before = Records.parse((await ask('GET', '/signed-links')).body).links.length
  const made = await mint([open, shut, gone, shut])
  expect(made.links.map(({ imageId, unsigned }) => [imageId, unsigned])).toEqual([
    [open, 'not_private'],
    [shut, null],
  ])
  expect(made.failures).toEqual([{ imageId: gone, fault: 'not_found' }])
  for (const { url } of made.links) expect((await fetch(url)).status).toBe(200)
  expect(Records.parse((await ask('GET', '/signed-links')).body).links).toHaveLength(before + 1)
})

test.each([
  ['a key that is gone', { keyName: 'nobody' }, 'keyName'],
  ['a variant that is gone', { variant: 'nobody' }, 'variant'],
  ['a time that is over', { expiresAt: '2020-01-01T00:00:00.000Z' }, 'expiresAt'],
  ['a time too far', { expiresAt: '2120-01-01T00:00:00.000Z' }, 'expiresAt'],
])('%s is said at its field', async (_name, more, field) => {
  const body = { imageIds: ['a'], variant: 'public', keyName: 'default', expiresAt: null, ...more }
  const answer = await ask('POST', '/signed-links', body)
  expect([answer.status, Object.keys(answer.body.fields)]).toEqual([400, [field]])
})

test('a text that is no link is said at its field', async () => {
  const answer = await ask('POST', '/signed-links/check', { url: 'hello' })
  expect([answer.status, Object.keys(answer.body.fields)]).toEqual([400, ['url']])
})

test('a key value is in the answer of reveal, not kept by it, and nowhere else (T12)', async () => {
  const id = await upload(true)
  const created = await ask('POST', '/signing-keys', { name: 'sentinel' })
  expect(created.status).toBe(201)
  const value = (await keysOf()).find(({ name }) => name === 'sentinel')?.value ?? ''
  expect(value.length).toBeGreaterThan(8)
  const reveal = await ask('POST', '/signing-keys/sentinel/reveal')
  expect([reveal.body.value, reveal.cache]).toEqual([value, 'no-store'])
  const { links } = await mint([id], { keyName: 'sentinel' })
  await checkUrl(links[0]?.url ?? '')
  for (const path of ['/signing-keys', '/signed-links', '/account', '/account/connection', `/images/${id}`])
    await ask('GET', path)
  await ask('POST', '/signed-urls', { imageId: id, expiresInSeconds: 60 })
  await ask('POST', '/signing-keys', { name: 'sentinel' })
  await ask('DELETE', '/signing-keys/sentinel')
  expect(said.length).toBeGreaterThan(500)
  const forms = [
    value,
    encodeURIComponent(value),
    Buffer.from(value).toString('base64').slice(0, -4),
    Buffer.from(value).toString('hex'),
  ]
  for (const form of forms) {
    expect(said).not.toContain(form)
    expect(desk.log()).not.toContain(form)
  }
})
