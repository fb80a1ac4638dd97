import { randomUUID } from 'node:crypto'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import * as z from 'zod'
import { INBOX_FIELD, LINK_HEADER } from '#contract/guest.ts'
import { type RunningImagesService, startImagesService } from '../../images-service/service.ts'
import { createLinkMaker } from '../testing/link-maker.ts'
import { noLibrary } from '../testing/no-library.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

/** The guest's way through the real desk to the real local service. */

const Failure = z.object({ kind: z.string(), message: z.string() })
const DAY_MS = 24 * 60 * 60_000

const folder = mkdtempSync(join(tmpdir(), 'guests-'))
let service: RunningImagesService
let desk: RunningDesk
let picture: Buffer
let ask: ReturnType<typeof createLinkMaker>['ask']
let makeLink: ReturnType<typeof createLinkMaker>['makeLink']
/** Images the desk wrote through, as a guest's upload makes it do. */
const heardOf: string[] = []

beforeAll(async () => {
  mkdirSync(join(folder, 'web/guest'), { recursive: true })
  writeFileSync(join(folder, 'web/guest/index.html'), '<title>guest</title>')
  writeFileSync(join(folder, 'web/index.html'), '<title>desk</title>')
  service = await startImagesService({
    host: '127.0.0.1',
    port: 0,
    dataDir: join(folder, 'service'),
    rateLimit: { requests: 1_000_000, windowSeconds: 300 },
    now: () => Date.now(),
  })
  vi.spyOn(noLibrary, 'wroteThrough').mockImplementation(async ({ id }) => void heardOf.push(id))
  desk = await startDesk(service, { webDir: join(folder, 'web') })
  const { data, info } = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#269' } })
    .png()
    .toBuffer({ resolveWithObject: true })
  picture = data
  ;({ ask, makeLink } = createLinkMaker(desk, picture.length))
  expect(info.size).toBeGreaterThan(60)
})
afterEach(() => vi.useRealTimers())
afterAll(async () => {
  await desk.close()
  await service.close()
  rmSync(folder, { recursive: true })
})

/** What the browser of a guest does with the address. */
async function send(uploadUrl: string | undefined, bytes: Buffer = picture): Promise<number> {
  const form = new FormData()
  form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'a.png')
  return (await fetch(String(uploadUrl), { method: 'POST', body: form })).status
}

async function upstream(path: string) {
  const answer = await fetch(`${service.apiBaseUrl}/accounts/${service.accountId}/images${path}`, {
    headers: { authorization: `Bearer ${service.apiToken}` },
  })
  return { status: answer.status, body: JSON.stringify(await answer.json()) }
}
const stored = async (label: string) =>
  (await upstream(`/v2?meta.${INBOX_FIELD}[eq:string]=${encodeURIComponent(label)}`)).body.split('"filename"')
    .length - 1

test('a file goes to an address of its own and waits upstream with mark, folder, creator and metadata', async () => {
  const link = await makeLink({ creator: 'ada', metadata: { campaign: 'spring' }, requiresSignedUrl: true })
  const key = randomUUID()
  const { upload } = await link.hand(key)
  expect(upload?.state).toBe('waiting')
  expect(await link.listed()).toMatchObject({ used: { arrived: 0, waiting: 1, sizeBytes: picture.length } })
  expect(await send(upload?.uploadUrl)).toBe(200)
  const answer = await link.told(key)
  expect(answer.upload).toEqual({ state: 'arrived', sizeBytes: picture.length })
  expect(answer.link).toMatchObject({ filesLeft: 9, bytesLeft: 1_000_000 - picture.length })
  const { body } = await upstream(`/v2?meta.${INBOX_FIELD}[eq:string]=${encodeURIComponent(link.label)}`)
  expect(body).toContain('"creator":"ada"')
  expect(body).toContain(`{"campaign":"spring","folder":"from/guests","${INBOX_FIELD}":"${link.label}"}`)
  expect(body).toContain('"requireSignedURLs":true')
  expect(heardOf).toHaveLength(1)
  expect(await link.listed()).toMatchObject({ used: { arrived: 1, waiting: 0, sizeBytes: picture.length } })
})

test('the same key has one draft, however often and at once it asks, and none after it arrived', async () => {
  const link = await makeLink()
  const key = randomUUID()
  const answers = await Promise.all(Array.from({ length: 8 }, () => link.hand(key)))
  expect(new Set(answers.map(({ upload }) => upload?.uploadUrl)).size).toBe(1)
  expect(answers.at(-1)?.link).toMatchObject({ filesLeft: 9 })
  const url = answers[0]?.upload?.uploadUrl
  expect(await send(url)).toBe(200)
  expect(await send(url)).not.toBe(200)
  expect((await link.hand(key)).upload).toMatchObject({ state: 'waiting', uploadUrl: url })
  expect((await link.told(key)).upload.state).toBe('arrived')
  expect((await link.hand(key)).upload).toEqual({ state: 'arrived', sizeBytes: picture.length })
  expect((await link.told(key)).upload.state).toBe('arrived')
  expect(await stored(link.label)).toBe(1)
  expect((await link.hand(key, 5)).upload?.state).toBe('arrived')
  const other = randomUUID()
  await link.hand(other)
  expect((await link.hand(other, 5)).status).toBe(409)
})

test('a guest that says it is done when nothing came is not believed', async () => {
  const link = await makeLink()
  const key = randomUUID()
  await link.hand(key)
  expect((await link.told(key)).upload.state).toBe('waiting')
  expect(await link.listed()).toMatchObject({ used: { arrived: 0 } })
  expect((await link.told(randomUUID())).upload.state).toBe('expired')
})

test('limits hold for files that ask at the same moment, and a withdrawn one gives its place back', async () => {
  const link = await makeLink({ filesLimit: 3 })
  const keys = Array.from({ length: 9 }, () => randomUUID())
  const answers = await Promise.all(keys.map((key) => link.hand(key)))
  expect(answers.map(({ status }) => status).toSorted()).toEqual([
    201, 201, 201, 422, 422, 422, 422, 422, 422,
  ])
  expect((await link.guest('GET', '/link')).body).toMatchObject({ state: 'full', filesLeft: 0 })
  const given = keys.find((_key, i) => answers[i]?.status === 201) ?? ''
  const spare = keys.find((_key, i) => answers[i]?.status === 422) ?? ''
  expect((await link.guest('DELETE', `/uploads/${given}`)).status).toBe(200)
  expect((await link.hand(spare)).status).toBe(201)
  expect((await link.hand(given)).status).toBe(422)
})

test('bytes are counted as said, and once more as they are', async () => {
  const link = await makeLink({ totalBytesLimit: picture.length + 50, fileBytesLimit: picture.length + 40 })
  expect((await link.hand(randomUUID(), picture.length + 41)).body).toMatchObject({ kind: 'too_large' })
  const lying = randomUUID()
  const { upload } = await link.hand(lying, 1)
  const noisy = await sharp({
    create: {
      width: 200,
      height: 200,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 99, sigma: 40 },
    },
  })
    .png()
    .toBuffer()
  expect(noisy.length).toBeGreaterThan(picture.length + 50)
  expect(await send(upload?.uploadUrl, noisy)).toBe(200)
  expect((await link.told(lying)).upload).toEqual({ state: 'refused', reason: 'file_too_large' })
  expect((await link.told(lying)).upload).toEqual({ state: 'refused', reason: 'file_too_large' })
  expect(await stored(link.label)).toBe(0)
  // Larger than said, and yet it fits.
  const modest = randomUUID()
  await send((await link.hand(modest, 1)).upload?.uploadUrl)
  expect((await link.told(modest)).upload.state).toBe('arrived')
  expect((await link.hand(randomUUID(), 51)).body).toMatchObject({ kind: 'refused' })
  expect((await link.hand(randomUUID(), 50)).status).toBe(201)
})

test('a link that is switched off takes its addresses back; what was there by then stays', async () => {
  const link = await makeLink()
  const [sent, idle] = [randomUUID(), randomUUID()]
  const { upload } = await link.hand(sent)
  const idleUrl = (await link.hand(idle)).upload?.uploadUrl
  await send(upload?.uploadUrl)
  expect((await ask('POST', `/api/upload-links/${link.id}/revoke`)).status).toBe(200)
  expect((await link.hand(randomUUID())).status).toBe(404)
  expect((await link.guest('POST', `/uploads/${sent}/arrived`)).status).toBe(404)
  expect((await link.guest('GET', '/link')).body).toEqual({ state: 'revoked' })
  await desk.sweep()
  expect(await send(idleUrl)).not.toBe(200)
  expect(await link.listed()).toMatchObject({ state: 'revoked', used: { arrived: 1, waiting: 0 } })
  expect(await stored(link.label)).toBe(1)
  expect((await ask('PATCH', `/api/upload-links/${link.id}`, { expiresInDays: 3 })).status).toBe(422)
  expect((await ask('DELETE', `/api/upload-links/${link.id}`)).status).toBe(204)
  expect((await link.guest('GET', '/link')).body).toEqual({ state: 'unknown' })
})

test('what nobody reported is found, and what nobody used is forgotten', async () => {
  const link = await makeLink({ filesLimit: 2 })
  const [silent, unused] = [randomUUID(), randomUUID()]
  await send((await link.hand(silent)).upload?.uploadUrl)
  await link.hand(unused)
  await desk.sweep()
  expect(await link.listed()).toMatchObject({ used: { arrived: 0, waiting: 2 } })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 4 * 60_000 })
  await desk.sweep()
  expect(await link.listed()).toMatchObject({ used: { arrived: 1, waiting: 1 } })
  vi.setSystemTime(Date.now() + 40 * 60_000)
  await desk.sweep()
  expect(await link.listed()).toMatchObject({ state: 'open', used: { arrived: 1, waiting: 0 } })
  const uploads = async () => (await ask('GET', `/api/upload-links/${link.id}/uploads`)).text
  expect(await uploads()).toMatch(/"state":"expired"/)
  // The file may come again under its key, with a new draft.
  expect((await link.hand(unused)).upload?.state).toBe('waiting')
  await link.guest('DELETE', `/uploads/${unused}`)
  vi.setSystemTime(Date.now() + 2 * DAY_MS)
  await desk.sweep()
  expect(await uploads()).not.toMatch(/"state":"expired"/)
})

test('an address that is about to end is replaced, and leaves no second image behind', async () => {
  const link = await makeLink()
  const key = randomUUID()
  const first = (await link.hand(key)).upload?.uploadUrl
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 29 * 60_000 })
  const second = (await link.hand(key)).upload?.uploadUrl
  expect(second).not.toBe(first)
  expect(await send(first)).not.toBe(200)
  expect(await send(second)).toBe(200)
  expect((await link.told(key)).upload.state).toBe('arrived')
  expect(await stored(link.label)).toBe(1)
})

test('an ended link says so to whoever has it, and hands out nothing', async () => {
  const link = await makeLink({ expiresInDays: 1 })
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + DAY_MS + 1 })
  expect((await link.guest('GET', '/link')).body).toMatchObject({ state: 'expired' })
  expect((await link.guest('GET', '/link')).text).not.toContain(link.label)
  const ended = await link.hand(randomUUID())
  const wrong = await ask(
    'POST',
    '/api/guest/uploads',
    { key: randomUUID(), name: 'a', sizeBytes: 1 },
    { [LINK_HEADER]: 'x'.repeat(43) },
  )
  const alike = ({ kind, message }: z.infer<typeof Failure>) => ({ kind, message })
  expect(alike(Failure.parse(ended.body))).toEqual(alike(Failure.parse(wrong.body)))
  expect((await ask('PATCH', `/api/upload-links/${link.id}`, { expiresInDays: 2 })).status).toBe(200)
  expect((await link.hand(randomUUID())).status).toBe(201)
})

test.each(['', 'x', 'x'.repeat(42), 'x'.repeat(43), `${'x'.repeat(43)}\u00e9`])(
  'the token %j opens nothing and tells nothing',
  async (token) => {
    const headers = { [LINK_HEADER]: token }
    expect((await ask('GET', '/api/guest/link', undefined, headers)).body).toEqual({ state: 'unknown' })
    const sent = { key: randomUUID(), name: 'a', sizeBytes: 1 }
    expect((await ask('POST', '/api/guest/uploads', sent, headers)).status).toBe(404)
    expect((await ask('POST', `/api/guest/uploads/${randomUUID()}/arrived`, undefined, headers)).status).toBe(
      404,
    )
    expect((await ask('DELETE', `/api/guest/uploads/${randomUUID()}`, undefined, headers)).status).toBe(404)
  },
)

test('the files of one link are nobody else’s', async () => {
  const [one, other] = [await makeLink(), await makeLink()]
  const key = randomUUID()
  const { upload } = await one.hand(key)
  expect((await other.told(key)).upload).toEqual({ state: 'expired' })
  await other.guest('DELETE', `/uploads/${key}`)
  expect((await one.hand(key)).upload?.uploadUrl).toBe(upload?.uploadUrl)
})

test('the page for guests is one for all tokens, kept and indexed nowhere, and may send to the upload host only', async () => {
  const { token } = await makeLink()
  const pages = await Promise.all([token, 'nonsense'].map((text) => ask2(`/u/${text}`)))
  expect(new Set(pages.map(({ text }) => text)).size).toBe(1)
  expect(pages[0]?.headers).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'x-robots-tag': 'noindex, nofollow, noarchive',
    'x-frame-options': 'DENY',
  })
  const policy = pages[0]?.headers['content-security-policy'] ?? ''
  expect(policy).toContain(`connect-src 'self' ${service.origin};`)
  expect(policy).toContain("img-src 'self' data: blob:;")
})

async function ask2(path: string) {
  const answer = await fetch(`${desk.base}${path}`, { headers: { accept: 'text/html' } })
  return { headers: Object.fromEntries(answer.headers), text: await answer.text() }
}

test('the token is in no log line, no list and no answer but the one that made it', async () => {
  const link = await makeLink()
  const key = randomUUID()
  await link.hand(key)
  await ask2(`/u/${link.token}`)
  await ask2(`/u/${link.token}/more`)
  await ask2(`//u/${link.token}`)
  await ask2(`/U/${link.token}`)
  await ask2(`/%75/${link.token}`)
  const answers = [
    await ask('GET', '/api/upload-links'),
    await ask('GET', `/api/upload-links/${link.id}/uploads`),
    await ask('PATCH', `/api/upload-links/${link.id}`, { filesLimit: 9 }),
    await link.guest('GET', '/link'),
    await link.guest('POST', `/uploads/${key}/arrived`),
    await ask('POST', `/api/upload-links/${link.id}/revoke`),
  ]
  await expect.poll(() => desk.log()).toContain('/revoke')
  for (const { status, text } of answers) {
    expect(status).toBe(200)
    expect(text).not.toContain(link.token)
  }
  expect(desk.log()).toContain('/u/…')
  expect(desk.log()).not.toContain(link.token)
  // Neither do the lists of the desk hold an address that takes a picture.
  expect(`${answers[0]?.text}${answers[1]?.text}`).not.toContain('/upload/')
})
