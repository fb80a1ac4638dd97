import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type LocalService, startLocalService } from '../../images-service/testing/local-service.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'
import { type Fault, type FaultyUpstream, faultyUpstream } from './testing/faulty-upstream.ts'
import { heldBy, newKey, pictureOf, senderTo, sha256 } from './testing/upload-by-hand.ts'

const DRAFT = /^POST .*\/v2\/direct_upload/
const UPLOAD = /^POST \/upload\//
const CREATE = /^POST .*\/v1$/
const DETAILS = /^GET .*\/v1\/[^/]+$/

let service: LocalService
let upstream: FaultyUpstream
let desk: RunningDesk
let sender: ReturnType<typeof senderTo>
let made = 0
let before = new Map<string, string>()

beforeAll(async () => {
  service = await startLocalService()
  upstream = faultyUpstream(service.origin)
  desk = await startDesk(upstream.listener, {
    account: { accountId: service.accountId, apiToken: service.apiToken },
    transport: { answerTimeoutMs: 600, uploadTimeoutMs: 900 },
  })
  sender = senderTo(desk)
})
afterAll(async () => {
  await desk.close()
  await service.remove()
})
beforeEach(async () => {
  upstream.break()
  before = await heldBy(service)
})

/** Sends as the browser's queue does: after an error it asks, and sends again only when nothing is stored. */
async function sendUntilStored(key: string, bytes: Buffer, fields: Record<string, string> = {}) {
  const seen: string[] = []
  for (let attempt = 0; attempt < 8; attempt += 1) {
    const answer = await sender.post(key, bytes, fields)
    seen.push(`${answer.status} ${answer.kind ?? ''}`.trim())
    if (answer.status < 300) return { id: answer.id, seen }
    const standing = await sender.standing(key)
    if (standing.state === 'stored') return { id: standing.image?.id, seen }
  }
  throw new Error(`never stored: ${seen.join(', ')}`)
}

async function expectOnce(id: string | undefined, bytes: Buffer) {
  const fresh = [...(await heldBy(service))].filter(([known]) => !before.has(known))
  expect(fresh).toEqual([[id, sha256(bytes)]])
}

const latestDraft = () =>
  upstream.seen
    .findLast((line) => UPLOAD.test(line))
    ?.split('/')
    .at(-1) ?? ''

async function expectGone(draft: string) {
  expect(draft).not.toBe('')
  const status = async () => (await fetch(`${service.base}/v1/${draft}`, { headers: service.headers })).status
  await expect.poll(status, { timeout: 10_000 }).toBe(404)
}

const faults: [string, RegExp, Fault][] = [
  ['nothing', /^never/, { kind: 'hang' }],
  ['the answer to the draft lost', DRAFT, { kind: 'lost-answer' }],
  ['no draft in time', DRAFT, { kind: 'hang' }],
  ['a reset before the draft', DRAFT, { kind: 'reset-at', bytes: 0 }],
  ['a 500 at the draft', DRAFT, { kind: 'status', status: 500 }],
  ['a 429 at the upload', UPLOAD, { kind: 'status', status: 429, headers: { 'retry-after': '1' } }],
  ['a 500 at the upload', UPLOAD, { kind: 'status', status: 500 }],
  ['an odd answer at the upload', UPLOAD, { kind: 'status', status: 200, body: '<html>' }],
  ['a reset at byte 1 of the upload', UPLOAD, { kind: 'reset-at', bytes: 1 }],
  ['a reset in the middle of the upload', UPLOAD, { kind: 'reset-at', bytes: 2_000 }],
  ['the answer after the upload lost', UPLOAD, { kind: 'lost-answer' }],
  ['a URL that is gone', UPLOAD, { kind: 'status', status: 404, body: 'ERROR 5404: Image not found' }],
]

describe('a picture with a generated id is there once, whatever fails twice:', () => {
  test.each(faults)('%s', async (_name, matches, fault) => {
    const bytes = await pictureOf(made++)
    upstream.break({ matches, fault, times: 2 })
    const { id } = await sendUntilStored(newKey(), bytes, { creator: 'me', metadata: '{"a":1}' })
    await expectOnce(id, bytes)
  })

  test('the answer lost, and the question about it twice', async () => {
    const bytes = await pictureOf(made++)
    const key = newKey()
    upstream.break(
      { matches: UPLOAD, fault: { kind: 'lost-answer' } },
      { matches: DETAILS, fault: { kind: 'status', status: 500 }, times: 50 },
    )
    expect((await sender.post(key, bytes)).kind).toBe('upstream_unavailable')
    // Not certain that nothing is stored: nobody is told so.
    expect((await sender.ask(`/api/uploads/${key}`)).status).toBe(502)
    upstream.break()
    const { id, seen } = await sendUntilStored(key, bytes)
    expect(seen).toEqual(['200'])
    await expectOnce(id, bytes)
  })
})

describe('a picture with an id of its own is there once, whatever fails:', () => {
  test.each(
    faults
      .filter(([, matches]) => matches !== DRAFT)
      .map(([name, matches, fault]) => [name, matches === UPLOAD ? CREATE : matches, fault] as const),
  )('%s', async (_name, matches, fault) => {
    const id = `own/${made}`
    const bytes = await pictureOf(made++)
    upstream.break({ matches, fault, times: 1 })
    expect((await sendUntilStored(newKey(), bytes, { id })).id).toBe(id)
    await expectOnce(id, bytes)
  })

  test('the answer lost and the question too: the second attempt finds its own bytes in its way', async () => {
    const id = `own/${made}`
    const bytes = await pictureOf(made++)
    const key = newKey()
    upstream.break(
      { matches: CREATE, fault: { kind: 'lost-answer' } },
      { matches: DETAILS, fault: { kind: 'status', status: 500 }, times: 3 },
    )
    expect((await sender.post(key, bytes, { id })).kind).toBe('upstream_unavailable')
    // The image is not seen yet when the second attempt begins.
    upstream.break({ matches: DETAILS, fault: { kind: 'status', status: 404, body: 'ERROR 5404: no' } })
    expect(await sender.post(key, bytes, { id })).toMatchObject({ status: 201, id })
    await expectOnce(id, bytes)
  })

  test('an id that somebody else took stays taken', async () => {
    const id = `own/${made}`
    const [theirs, ours] = [await pictureOf(made++), await pictureOf(made++)]
    await service.upload({ id }, theirs)
    const key = newKey()
    expect(await sender.post(key, ours, { id })).toMatchObject({ status: 409, kind: 'conflict' })
    expect(await sender.post(key, ours, { id })).toMatchObject({ status: 409, kind: 'conflict' })
    expect(await sender.standing(key)).toEqual({ state: 'unknown' })
    expect((await heldBy(service)).get(id)).toBe(sha256(theirs))
  })
})

test('a key that is stored answers without sending anything; the same bytes under another key are another image', async () => {
  const bytes = await pictureOf(made++)
  const key = newKey()
  const first = await sender.post(key, bytes)
  expect(first.status).toBe(201)
  const calls = upstream.seen.filter((line) => line.startsWith('POST')).length
  expect(await sender.post(key, bytes)).toMatchObject({ status: 200, id: first.id })
  expect(upstream.seen.filter((line) => line.startsWith('POST')).length).toBe(calls)
  expect((await sender.post(null, bytes)).id).not.toBe(first.id)
})

test('two requests with one key: the second is told to ask, and one image comes of both', async () => {
  const bytes = await pictureOf(made++)
  const key = newKey()
  const answers = await Promise.all([
    sender.post(key, bytes),
    sender.post(key, bytes),
    sender.post(key, bytes),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409])
  expect(answers.map(({ kind }) => kind)).toContain('upload_in_flight')
  const stored = answers.find(({ status }) => status === 201)
  await expectOnce(stored?.id, bytes)
  expect(await sender.standing(key)).toMatchObject({ state: 'stored', image: { id: stored?.id } })
})

test('other fields with the same key get another draft, and the first one is deleted', async () => {
  const bytes = await pictureOf(made++)
  const key = newKey()
  upstream.break({ matches: UPLOAD, fault: { kind: 'reset-at', bytes: 1 } })
  expect((await sender.post(key, bytes, { creator: 'before' })).status).toBe(502)
  const first = latestDraft()
  const stored = await sender.post(key, bytes, { creator: 'after' })
  expect(stored.body).toMatchObject({ creator: 'after' })
  await expectOnce(stored.id, bytes)
  await expectGone(first)
})

test('a refused file leaves no draft behind, and the same key takes a better file', async () => {
  const key = newKey()
  const refused = await sender.post(key, Buffer.from('these are words'))
  expect(refused).toMatchObject({ status: 415, kind: 'unsupported_media' })
  const draft =
    upstream.seen
      .findLast((line) => UPLOAD.test(line))
      ?.split('/')
      .at(-1) ?? ''
  const isDraft = async () =>
    (await fetch(`${service.base}/v1/${draft}`, { headers: service.headers })).status === 200
  await expect.poll(isDraft, { timeout: 5_000 }).toBe(false)
  const bytes = await pictureOf(made++)
  await expectOnce((await sender.post(key, bytes)).id, bytes)
})

test('giving up: a draft goes, what has arrived stays', async () => {
  const bytes = await pictureOf(made++)
  const [lost, stored] = [newKey(), newKey()]
  upstream.break({ matches: UPLOAD, fault: { kind: 'reset-at', bytes: 1 } })
  expect((await sender.post(lost, bytes)).status).toBe(502)
  const draft = latestDraft()
  expect(await sender.giveUp(lost)).toEqual({ state: 'unknown' })
  await expectGone(draft)
  const { id } = await sender.post(stored, bytes)
  expect(await sender.giveUp(stored)).toMatchObject({ state: 'stored', image: { id } })
  await expectOnce(id, bytes)
})

test('fields come before the picture: a form in another order is told so', async () => {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(await pictureOf(made++))], { type: 'image/png' }), 'a.png')
  form.append('creator', 'too late')
  const { status, body } = await sender.ask('/api/images', { method: 'POST', body: form })
  expect(status).toBe(400)
  expect(body).toMatchObject({ message: expect.stringContaining('last part') })
})
