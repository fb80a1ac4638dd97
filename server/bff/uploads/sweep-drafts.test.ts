import { afterAll, beforeAll, expect, test } from 'vitest'
import { type LocalService, startLocalService } from '../../images-service/testing/local-service.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'
import { faultyUpstream } from './testing/faulty-upstream.ts'
import { newKey, pictureOf, senderTo } from './testing/upload-by-hand.ts'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS

let service: LocalService
let desk: RunningDesk
let sender: ReturnType<typeof senderTo>
const upstream = { seen: [] as string[] }
/** How far the desk's clock is ahead. */
let aheadMs = 0

beforeAll(async () => {
  service = await startLocalService()
  const faulty = faultyUpstream(service.origin)
  upstream.seen = faulty.seen
  desk = await startDesk(faulty.listener, {
    account: { accountId: service.accountId, apiToken: service.apiToken },
    uploadsOptions: { now: () => Date.now() + aheadMs },
  })
  sender = senderTo(desk)
})
afterAll(async () => {
  await desk.close()
  await service.remove()
})

const idOf = (uploadUrl: string) => uploadUrl.split('/').at(-1) ?? ''
const statusOf = async (id: string) =>
  (await fetch(`${service.base}/v1/${id}`, { headers: service.headers })).status
/** A given-up key wakes the sweep. */
async function sweep() {
  const key = newKey()
  const { uploadUrl } = await sender.ticket(key)
  await sender.giveUp(key)
  await expect.poll(() => statusOf(idOf(uploadUrl)), { timeout: 10_000 }).toBe(404)
}

test('what expired is looked at before it is deleted: an empty draft goes, an image nobody asked for is known', async () => {
  const [empty, filled] = [newKey(), newKey()]
  const { uploadUrl: emptyUrl } = await sender.ticket(empty)
  const { uploadUrl: filledUrl } = await sender.ticket(filled)
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(await pictureOf(1))], { type: 'image/png' }), 'a.png')
  await fetch(filledUrl, { method: 'POST', body: form })
  // Its browser dies here, and asks nothing.
  await sweep()
  expect(await statusOf(idOf(emptyUrl))).toBe(200)
  aheadMs = 45 * MINUTE_MS
  await sweep()
  await expect.poll(() => statusOf(idOf(emptyUrl)), { timeout: 10_000 }).toBe(404)
  expect(await statusOf(idOf(filledUrl))).toBe(200)
  const asked = upstream.seen.length
  expect(await sender.standing(empty)).toEqual({ state: 'unknown' })
  // Known without asking for a draft: the journal says stored, and where.
  expect(await sender.standing(filled)).toMatchObject({ state: 'stored', image: { id: idOf(filledUrl) } })
  expect(upstream.seen.slice(asked).filter((line) => !line.startsWith('GET'))).toEqual([])
})

test('after a week a key is forgotten', async () => {
  const bytes = await pictureOf(2)
  const key = newKey()
  await sender.post(key, bytes)
  aheadMs += 6 * DAY_MS
  await sweep()
  expect((await sender.standing(key)).state).toBe('stored')
  aheadMs += 2 * DAY_MS
  await sweep()
  expect(await sender.standing(key)).toEqual({ state: 'unknown' })
})

test('an image that was deleted after it arrived is told so, not sent again', async () => {
  const bytes = await pictureOf(3)
  const key = newKey()
  const { id } = await sender.post(key, bytes)
  await fetch(`${service.base}/v1/${id}`, { method: 'DELETE', headers: service.headers })
  expect(await sender.ask(`/api/uploads/${key}`)).toMatchObject({ status: 404, body: { kind: 'not_found' } })
  expect((await sender.post(key, bytes)).status).toBe(404)
})
