import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import * as z from 'zod'
import { type LocalService, smallPicture, startLocalService } from './testing/local-service.ts'

const MINUTE_MS = 60_000
const START = Date.parse('2026-03-01T12:00:00Z')
const Draft = z.object({ result: z.object({ id: z.string(), uploadURL: z.string() }) })
const Image = z.object({
  result: z.object({ id: z.string(), uploaded: z.string(), draft: z.boolean().optional() }),
})
const Keys = z.object({ result: z.object({ keys: z.array(z.object({ value: z.string() })) }) })
const Batch = z.object({ result: z.object({ token: z.string() }) })

/** The service's clock; tests only move it forward. */
let time = START
let service: LocalService
beforeAll(async () => {
  service = await startLocalService({ now: () => time })
})
afterAll(() => service.remove())

const api = (path: string, init: RequestInit = {}) =>
  fetch(service.base + path, { ...init, headers: { ...service.headers, ...init.headers } })

async function draftFor(minutes: number, id?: string) {
  const form = new FormData()
  form.set('expiry', new Date(time + minutes * MINUTE_MS).toISOString())
  if (id !== undefined) form.set('id', id)
  const answer = await api('/v2/direct_upload', { method: 'POST', body: form })
  expect(answer.status).toBe(200)
  return Draft.parse(await answer.json()).result
}

function send(uploadURL: string): Promise<Response> {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(smallPicture)], 'a.png', { type: 'image/png' }))
  return fetch(uploadURL, { method: 'POST', body: form })
}

test('a one-time URL works once, until it expires; the picture is dated by its upload', async () => {
  const { id, uploadURL } = await draftFor(10)
  time += 10 * MINUTE_MS - 1
  expect((await send(uploadURL)).status).toBe(200)
  const { result } = Image.parse(await (await api(`/v1/${id}`)).json())
  expect(result.uploaded).toBe(new Date(time).toISOString())
  expect(result.draft).toBeUndefined()
  expect((await send(uploadURL)).status).toBe(404)

  const late = await draftFor(10)
  time += 10 * MINUTE_MS + 1
  expect((await send(late.uploadURL)).status).toBe(404)
})

test('an expired draft is still there for two minutes, then its id is free again', async () => {
  const { id } = await draftFor(2, 'campaign/late.png')
  const path = `/v1/${encodeURIComponent(id)}`
  time += 4 * MINUTE_MS
  expect(Image.parse(await (await api(path)).json()).result.draft).toBe(true)
  time += 1
  expect((await api(path)).status).toBe(404)
  const again = await draftFor(2, id)
  expect((await send(again.uploadURL)).status).toBe(200)
  time += 60 * MINUTE_MS
  expect((await api(path)).status).toBe(200)
})

test('a signed URL opens until it expires, and is kept no longer than that', async () => {
  const { id } = Image.parse(await (await service.upload({ requireSignedURLs: 'true' })).json()).result
  const key = Keys.parse(await (await api('/v1/keys')).json()).result.keys[0]?.value ?? ''
  const unsigned = `/${service.accountHash}/${id}/public?exp=${Math.floor(time / 1000) + 600}`
  const url = `${service.origin}${unsigned}&sig=${createHmac('sha256', key).update(unsigned).digest('hex')}`
  expect((await fetch(url)).headers.get('cache-control')).toMatch(/max-age=(599|600)$/)
  time += 599_000 - (time % 1000)
  expect((await fetch(url)).status).toBe(200)
  time += 1_000
  const expired = await fetch(url)
  expect([expired.status, expired.headers.get('cf-images')]).toEqual([403, 'err=9425'])
})

test('a batch token lasts an hour', async () => {
  const { token } = Batch.parse(await (await api('/v1/batch_token')).json()).result
  const ask = async () =>
    (await fetch(`${service.origin}/batch/images/v2`, { headers: { authorization: `Bearer ${token}` } }))
      .status
  time += 60 * MINUTE_MS - 1
  expect(await ask()).toBe(200)
  time += 1
  expect(await ask()).toBe(401)
})
