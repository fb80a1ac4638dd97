import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type LocalService, startLocalService } from '../../images-service/testing/local-service.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'
import { type Fault, type FaultyUpstream, faultyUpstream } from '../uploads/testing/faulty-upstream.ts'
import { heldBy, pictureOf, sha256 } from '../uploads/testing/upload-by-hand.ts'
import { replacerOf, standsUnder } from './testing/replace-by-hand.ts'

const DETAILS = /^GET .*\/v1\/[^/]+$/
const BLOB = /^GET .*\/blob$/
const DELETE = /^DELETE /
const CREATE = /^POST .*\/v1$/
const UPLOAD = /^POST \/upload\//
const taken: Fault = { kind: 'status', status: 409, body: 'ERROR 5409: Resource already exists' }
const damaged: Fault = { kind: 'status', status: 415, body: 'ERROR 5455: Unsupported image format' }
const lost: Fault = { kind: 'lost-answer' }
const down: Fault = { kind: 'status', status: 500 }

const kept = { filename: 'a.png', creator: 'desk', meta: { title: 'Kept', tags: ['a'] }, isPrivate: false }
const fields = { creator: 'desk', metadata: JSON.stringify(kept.meta) }

let service: LocalService
let upstream: FaultyUpstream
let desk: RunningDesk
let by: ReturnType<typeof replacerOf>
let made = 0

beforeAll(async () => {
  service = await startLocalService()
  upstream = faultyUpstream(service.origin)
  desk = await startDesk(upstream.listener, {
    account: { accountId: service.accountId, apiToken: service.apiToken },
    transport: { answerTimeoutMs: 800, uploadTimeoutMs: 1_200 },
  })
  by = replacerOf(desk)
})
afterAll(async () => {
  await desk.close()
  await service.remove()
})
beforeEach(() => upstream.break())

async function anImage(id = `press/${made}.png`) {
  const [old, fresh] = [await pictureOf(made++), await pictureOf(made++)]
  expect((await service.upload({ ...fields, id }, old)).status).toBe(200)
  return { id, old, fresh }
}

describe('the new file is under the old id with everything kept, though', () => {
  test.each<[string, RegExp, Fault, number]>([
    ['nothing fails', /^never/, down, 1],
    ['the answer to the delete gets lost', DELETE, lost, 1],
    ['the delete is answered with a 500', DELETE, down, 1],
    ['the id stays taken for a while', CREATE, taken, 2],
    ['the answer to the upload gets lost', CREATE, lost, 1],
    ['the upload is reset at its first byte', CREATE, { kind: 'reset-at', bytes: 1 }, 1],
    ['the upload hangs', CREATE, { kind: 'hang' }, 1],
    ['the upload is answered with a 500', CREATE, down, 1],
    ['reading fails once', DETAILS, down, 1],
  ])('%s', async (_name, matches, fault, times) => {
    const { id, fresh } = await anImage()
    upstream.break({ matches, fault, times })
    expect(await by.replace(id, fresh)).toMatchObject({ status: 200, state: 'replaced' })
    expect(await standsUnder(service, id)).toEqual({ hash: sha256(fresh), ...kept })
    expect(await by.standing(id)).toMatchObject({ state: 'replaced' })
  })

  test('it is of another type: the name gets a fitting end', async () => {
    const { id } = await anImage()
    const fresh = await sharp({ create: { width: 9, height: 9, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer()
    expect((await by.replace(id, fresh)).state).toBe('replaced')
    expect(await standsUnder(service, id)).toEqual({ hash: sha256(fresh), ...kept, filename: 'a.jpg' })
  })
})

test('a file that the Images API refuses brings the old one back, with everything kept', async () => {
  const { id, old, fresh } = await anImage()
  upstream.break({ matches: CREATE, fault: damaged })
  const answer = await by.replace(id, fresh)
  expect(answer).toMatchObject({ status: 200, state: 'restored', reason: 'Unsupported image format' })
  expect(await standsUnder(service, id)).toEqual({ hash: sha256(old), ...kept })
})

test('a damaged picture is refused by the service itself, and the old one comes back', async () => {
  const { id, old, fresh } = await anImage()
  const answer = await by.replace(id, fresh.subarray(0, 200))
  expect(answer).toMatchObject({ status: 200, state: 'restored' })
  expect(await standsUnder(service, id)).toEqual({ hash: sha256(old), ...kept })
})

describe('nothing is touched when', () => {
  const cases: [string, RegExp, Fault, string][] = [
    ['the old file cannot be read', BLOB, down, 'upstream_unavailable'],
    ['the old file breaks off', BLOB, { kind: 'reset-at', bytes: 0 }, 'upstream_unavailable'],
    ['the delete is refused', DELETE, { kind: 'status', status: 403, body: 'no' }, 'upstream_permission'],
    ['details do not come', DETAILS, { kind: 'status', status: 404, body: 'ERROR 5404: no' }, 'not_found'],
  ]
  test.each(cases)('%s', async (_name, matches, fault, kind) => {
    const { id, old, fresh } = await anImage()
    upstream.break({ matches, fault, times: 3 })
    expect((await by.replace(id, fresh)).kind).toBe(kind)
    upstream.break()
    expect(await standsUnder(service, id)).toEqual({ hash: sha256(old), ...kept })
    expect(await by.standing(id)).toEqual({ status: 200, state: 'none' })
  })

  test.each([
    ['words', Buffer.from('these are words'), 'unsupported_media'],
    ['too large a file', Buffer.alloc(10 * 2 ** 20 + 1), 'too_large'],
  ])('the new file is %s', async (_name, fresh, kind) => {
    const { id, old } = await anImage()
    expect((await by.replace(id, fresh)).kind).toBe(kind)
    expect(
      upstream.seen.some((line) => line.startsWith('DELETE') && line.includes(encodeURIComponent(id))),
    ).toBe(false)
    expect(await standsUnder(service, id)).toEqual({ hash: sha256(old), ...kept })
  })

  test('its id is a generated one, or the form brings fields', async () => {
    const bytes = await pictureOf(made++)
    const generated = '2cdc28f0-017a-49c4-9ed7-87056c839010'
    expect((await by.replace(generated, bytes)).kind).toBe('refused')
    const { id, old, fresh } = await anImage()
    expect((await by.replace(id, fresh, { creator: 'me' })).kind).toBe('invalid_request')
    expect(await standsUnder(service, id)).toEqual({ hash: sha256(old), ...kept })
  })
})

test('somebody else takes the id in between: theirs stays, the old file gets an id of its own', async () => {
  const { id, old, fresh } = await anImage()
  const theirs = await pictureOf(made++)
  upstream.break({ matches: CREATE, fault: taken, times: 1 })
  const answer = by.replace(id, fresh)
  await expect.poll(() => standsUnder(service, id), { interval: 5 }).toBe(null)
  await service.upload({ id }, theirs)
  const { state, rescuedId = '' } = await answer
  expect(state).toBe('displaced')
  expect((await standsUnder(service, id))?.hash).toBe(sha256(theirs))
  expect(await standsUnder(service, rescuedId)).toEqual({ hash: sha256(old), ...kept })
})

test('while it is under way nobody else may replace, edit or delete', async () => {
  const { id, fresh } = await anImage()
  upstream.break({ matches: CREATE, fault: taken, times: 2 })
  const first = by.replace(id, fresh)
  await expect.poll(() => standsUnder(service, id), { interval: 5 }).toBe(null)
  const others = [by.replace(id, fresh), by.edit(id, { creator: 'x' }), by.remove(id)]
  for (const other of await Promise.all(others))
    expect(other).toMatchObject({ status: 409, kind: 'conflict' })
  expect(await by.standing(id)).toMatchObject({ state: 'under_way' })
  expect((await first).state).toBe('replaced')
})

describe('it goes on by itself when', () => {
  test('the page is closed after the delete', async () => {
    const { id, fresh } = await anImage()
    upstream.break({ matches: CREATE, fault: taken, times: 2 })
    const leaving = new AbortController()
    const answer = by.replace(id, fresh, {}, leaving.signal).catch(() => 'left')
    await expect.poll(() => standsUnder(service, id), { interval: 5 }).toBe(null)
    leaving.abort()
    expect(await answer).toBe('left')
    await expect.poll(async () => (await by.standing(id)).state, { timeout: 10_000 }).toBe('replaced')
    expect(await standsUnder(service, id)).toEqual({ hash: sha256(fresh), ...kept })
  })

  test('the id stays taken for longer than a request waits', async () => {
    const hasty = await startDesk(upstream.listener, {
      account: { accountId: service.accountId, apiToken: service.apiToken },
      replacerOptions: { patienceMs: 300 },
    })
    const byHasty = replacerOf(hasty)
    const { id, fresh } = await anImage()
    upstream.break({ matches: CREATE, fault: taken, times: 2 })
    expect(await byHasty.replace(id, fresh)).toMatchObject({ status: 202, state: 'under_way' })
    await expect.poll(async () => (await byHasty.standing(id)).state, { timeout: 15_000 }).toBe('replaced')
    expect(await standsUnder(service, id)).toEqual({ hash: sha256(fresh), ...kept })
    await hasty.close()
  }, 30_000)
})

describe('a copy', () => {
  test.each<[string, Record<string, unknown>, boolean]>([
    ['gets a generated id', {}, false],
    ['can be private, though its original has a custom id', { requiresSignedUrl: true }, true],
    ['gets an id of its own', { id: 'copies/one.png' }, false],
  ])('%s', async (_name, wish, isPrivate) => {
    const { id, old } = await anImage()
    const copy = await by.copy(id, wish)
    expect(copy.status).toBe(201)
    expect(copy.id).toMatch(wish['id'] === undefined ? /^[0-9a-f-]{36}$/ : /^copies\/one\.png$/)
    expect(await standsUnder(service, copy.id ?? '')).toEqual({ hash: sha256(old), ...kept, isPrivate })
    expect(await standsUnder(service, id)).toEqual({ hash: sha256(old), ...kept })
  })

  test.each<[string, RegExp, Record<string, unknown>]>([
    ['the upload', UPLOAD, {}],
    ['the upload under an id of its own', CREATE, { id: 'copies/two.png' }],
  ])('is there once when the answer to %s gets lost', async (_name, matches, wish) => {
    const { id } = await anImage()
    const before = await heldBy(service)
    upstream.break({ matches, fault: lost })
    const copy = await by.copy(id, wish)
    const fresh = [...(await heldBy(service)).keys()].filter((known) => !before.has(known))
    expect(fresh).toEqual([copy.id])
  })

  test('leaves nothing behind when it fails, and never takes an id that is taken', async () => {
    const { id } = await anImage()
    const other = await anImage()
    const before = await heldBy(service)
    upstream.break({ matches: UPLOAD, fault: damaged })
    expect((await by.copy(id)).kind).toBe('unsupported_media')
    expect((await by.copy(id, { id: other.id })).kind).toBe('conflict')
    expect((await by.copy(id, { id: 'x/y', requiresSignedUrl: true })).kind).toBe('invalid_request')
    expect(await heldBy(service)).toEqual(before)
  })
})
