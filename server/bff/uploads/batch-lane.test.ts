import { afterEach, expect, test } from 'vitest'
import { type LocalService, startLocalService } from '../../images-service/testing/local-service.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'
import { type FaultyUpstream, faultyUpstream } from './testing/faulty-upstream.ts'
import { heldBy, newKey, pictureOf, senderTo, sha256 } from './testing/upload-by-hand.ts'

const FILES = 200
const MANY = { 'Upload-Batch-Size': '200' }

let service: LocalService
let upstream: FaultyUpstream
let desk: RunningDesk
afterEach(async () => {
  await desk.close()
  await service.remove()
})

async function start() {
  service = await startLocalService()
  upstream = faultyUpstream(service.origin)
  desk = await startDesk(upstream.listener, {
    account: { accountId: service.accountId, apiToken: service.apiToken },
    batchPath: '/batch',
  })
  return senderTo(desk)
}

const calls = (pattern: RegExp) => upstream.seen.filter((line) => pattern.test(line)).length
const BUDGET = / \/client\/v4\//
const LANE = / \/batch\/images\//

/** Eight at a time, as a queue does. */
async function sendMany(
  sender: ReturnType<typeof senderTo>,
  pictures: Buffer[],
  id: (at: number) => string | null = () => null,
) {
  let next = 0
  const statuses: number[] = []
  const one = async (): Promise<void> => {
    for (let at = next++; at < pictures.length; at = next++) {
      const own = id(at)
      const fields: Record<string, string> = own === null ? {} : { id: own }
      const { status } = await sender.post(newKey(), pictures[at] ?? Buffer.alloc(0), fields, MANY)
      statuses.push(status)
    }
  }
  await Promise.all(Array.from({ length: 8 }, one))
  return statuses
}

test(`${FILES} uploads announced as a batch cost the shared budget two calls at most`, {
  timeout: 90_000,
}, async () => {
  const sender = await start()
  const pictures = await Promise.all(Array.from({ length: 20 }, (_, seed) => pictureOf(seed)))
  const sent = Array.from({ length: FILES }, (_, at) => pictures[at % 20] ?? Buffer.alloc(0))
  const statuses = await sendMany(sender, sent, (at) => (at % 4 === 0 ? `batch/${at}` : null))
  expect(statuses.filter((status) => status !== 201)).toEqual([])
  expect(calls(BUDGET)).toBeLessThanOrEqual(2)
  expect(calls(/batch_token/)).toBe(1)
  expect(calls(LANE)).toBeGreaterThanOrEqual(FILES)
  const held = [...(await heldBy(service)).values()]
  expect(held.sort()).toEqual(sent.map(sha256).sort())
})

test('the lane is chosen without an announcement too, once twenty came in a minute', async () => {
  const sender = await start()
  const bytes = await pictureOf(1)
  for (let at = 0; at < 19; at += 1) await sender.post(newKey(), bytes)
  expect([calls(LANE), calls(BUDGET)]).toEqual([0, 19])
  const { headers } = await sender.post(newKey(), bytes)
  expect(headers.get('Upload-Lane')).toBe('batch')
  expect(Number(headers.get('Upload-Calls-Left'))).toBeGreaterThan(0)
  expect(calls(LANE)).toBe(1)
})

test('an API without batch tokens is asked once, and every upload takes the normal lane', async () => {
  const sender = await start()
  upstream.break({
    matches: /batch_token/,
    fault: { kind: 'status', status: 404, body: 'nothing here' },
    times: 9,
  })
  const bytes = await pictureOf(1)
  const statuses = await sendMany(
    sender,
    Array.from({ length: 12 }, () => bytes),
  )
  expect(statuses).toEqual(Array.from({ length: 12 }, () => 201))
  expect(calls(/batch_token/)).toBe(1)
  expect(calls(LANE)).toBe(0)
})

test('a lane that refuses its token costs nobody an upload', async () => {
  const sender = await start()
  const refusal = JSON.stringify({ success: false, errors: [{ code: 10000, message: 'no' }] })
  upstream.break({ matches: LANE, fault: { kind: 'status', status: 401, body: refusal }, times: 1 })
  const bytes = await pictureOf(1)
  expect(await sendMany(sender, [bytes, bytes, bytes])).toEqual([201, 201, 201])
  // It is left alone for a while.
  expect(calls(LANE)).toBeLessThanOrEqual(3)
  expect((await heldBy(service)).size).toBe(3)
})
