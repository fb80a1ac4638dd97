import { once } from 'node:events'
import { createServer, type RequestListener, type Server } from 'node:http'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type LocalService, startLocalService } from '../../images-service/testing/local-service.ts'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'
import { type FaultyUpstream, faultyUpstream } from './testing/faulty-upstream.ts'
import { heldBy, newKey, pictureOf, senderTo, sha256 } from './testing/upload-by-hand.ts'

const LOOK_AGAIN_MS = 40
const CREATE = /^POST .*\/v1$/
const LIST = /^GET .*\/v2\?/

let service: LocalService
let upstream: FaultyUpstream
let desk: RunningDesk
let sender: ReturnType<typeof senderTo>
/** Where pictures are fetched from. */
let origin: Server
let originBase = ''
let onFetch: RequestListener = (_req, res) => res.end()
let before = new Map<string, string>()

beforeAll(async () => {
  origin = createServer((req, res) => onFetch(req, res))
  origin.listen(0, '127.0.0.1')
  await once(origin, 'listening')
  const address = origin.address()
  if (address === null || typeof address === 'string') throw new Error('no address')
  originBase = `http://127.0.0.1:${address.port}`
  service = await startLocalService({ allowPrivateUrlTargets: true })
  upstream = faultyUpstream(service.origin)
  desk = await startDesk(upstream.listener, {
    account: { accountId: service.accountId, apiToken: service.apiToken },
    transport: { answerTimeoutMs: 1_000, uploadTimeoutMs: 1_500 },
    uploadsOptions: { lookAgainMs: LOOK_AGAIN_MS },
  })
  sender = senderTo(desk)
})
afterAll(async () => {
  await desk.close()
  await service.remove()
  origin.closeAllConnections()
  origin.close()
})
beforeEach(async () => {
  upstream.break()
  before = await heldBy(service)
})

const serving = (bytes: Buffer): RequestListener => {
  return (_req, res) => void res.writeHead(200, { 'content-type': 'image/png' }).end(bytes)
}
const fresh = async () => [...(await heldBy(service))].filter(([id]) => !before.has(id))

/** Asks until the desk knows, as a browser does. */
async function settled(key: string) {
  const states: string[] = []
  for (let asked = 0; asked < 12; asked += 1) {
    const standing = await sender.standing(key)
    states.push(standing.state)
    if (standing.state !== 'in_flight') return { ...standing, states }
    await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
  }
  throw new Error(`never settled: ${states.join(', ')}`)
}

describe('by URL', () => {
  test('T3: the desk fetches nothing itself, whatever the address; the upstream does', async () => {
    const bytes = await pictureOf(1)
    let fetches = 0
    onFetch = (req, res) => {
      fetches += 1
      serving(bytes)(req, res)
    }
    expect((await sender.postUrl(newKey(), `${originBase}/a.png`)).status).toBe(201)
    expect(fetches).toBe(1)
    upstream.break({ matches: CREATE, fault: { kind: 'status', status: 500 }, times: 99 })
    const { port } = new URL(originBase)
    const spellings = [
      originBase,
      `http://localhost:${port}`,
      `http://2130706433:${port}`,
      `http://0x7f.1:${port}`,
    ]
    spellings.push(`http://[::ffff:127.0.0.1]:${port}`, `http://user:secret@127.0.0.1:${port}`)
    for (const base of spellings) {
      const key = newKey()
      await sender.postUrl(key, `${base}/b.png`)
      await settled(key)
    }
    expect(fetches).toBe(1)
  })

  test('a lost answer is found among the newest, and the same key fetches nothing again', async () => {
    const bytes = await pictureOf(2)
    onFetch = serving(bytes)
    const key = newKey()
    const fields = { creator: 'me', metadata: { b: 1, a: [1, { z: 1, y: 2 }] } }
    upstream.break({ matches: CREATE, fault: { kind: 'lost-answer' } })
    expect((await sender.postUrl(key, `${originBase}/lost%20one.png`, fields)).status).toBe(502)
    const { state, image } = await settled(key)
    expect(state).toBe('stored')
    expect(await fresh()).toEqual([[image?.id, sha256(bytes)]])
    expect(await sender.postUrl(key, `${originBase}/lost%20one.png`, fields)).toMatchObject({
      status: 200,
      id: image?.id,
    })
    expect(await fresh()).toHaveLength(1)
  })

  test('two equal uploads that lost their answers are two images, each found by its own key', async () => {
    onFetch = serving(await pictureOf(3))
    const keys = [newKey(), newKey()]
    upstream.break({ matches: CREATE, fault: { kind: 'lost-answer' }, times: 2 })
    for (const key of keys) await sender.postUrl(key, `${originBase}/twice.png`)
    const found = await Promise.all(keys.map(settled))
    expect(new Set(found.map(({ image }) => image?.id)).size).toBe(2)
    expect(await fresh()).toHaveLength(2)
  })

  test('an image that cannot be found is for a person to decide, and the key is not sent again', async () => {
    onFetch = serving(await pictureOf(4))
    const key = newKey()
    upstream.break({ matches: CREATE, fault: { kind: 'reset-at', bytes: 1 } })
    expect((await sender.postUrl(key, `${originBase}/never.png`)).status).toBe(502)
    expect((await settled(key)).states).toEqual(['in_flight', 'in_flight', 'answer_lost'])
    expect(await sender.postUrl(key, `${originBase}/never.png`)).toMatchObject({
      status: 504,
      kind: 'upload_answer_lost',
    })
    expect(await sender.giveUp(key)).toEqual({ state: 'unknown' })
    expect((await sender.postUrl(key, `${originBase}/never.png`)).status).toBe(201)
  })

  test('while it cannot be looked for, nothing is claimed', async () => {
    const key = newKey()
    upstream.break(
      { matches: CREATE, fault: { kind: 'reset-at', bytes: 1 } },
      { matches: LIST, fault: { kind: 'status', status: 500 }, times: 3 },
    )
    await sender.postUrl(key, `${originBase}/dark.png`)
    expect((await sender.ask(`/api/uploads/${key}`)).status).toBe(502)
  })

  test.each([
    [404, 'There is nothing at this address.'],
    [403, 'needs a sign-in'],
    [500, 'a problem of its own'],
    [429, 'left alone'],
  ])('an origin that answers %i is told in words, and the key can be used again', async (status, words) => {
    onFetch = (_req, res) => void res.writeHead(status).end()
    const key = newKey()
    const refused = await sender.postUrl(key, `${originBase}/gone.png`)
    expect(refused).toMatchObject({ status: 422, kind: 'refused', body: { upstreamCode: 5454 } })
    expect(refused.message).toContain(words)
    expect(await sender.standing(key)).toEqual({ state: 'unknown' })
    onFetch = serving(await pictureOf(status))
    expect((await sender.postUrl(key, `${originBase}/gone.png`)).status).toBe(201)
  })

  test('what is no picture, and what is no address the upstream takes, is told in words', async () => {
    onFetch = (_req, res) =>
      void res.writeHead(200, { 'content-type': 'text/html' }).end('<html>words</html>')
    expect(await sender.postUrl(newKey(), `${originBase}/page`)).toMatchObject({
      status: 415,
      message: expect.stringContaining('no picture at this address'),
    })
    expect(await sender.postUrl(newKey(), 'http://imagedelivery.net/a/b/public')).toMatchObject({
      message: expect.stringContaining('may not fetch'),
    })
  })
})

describe('straight from the browser', () => {
  const sendTo = (uploadUrl: string, bytes: Buffer) => {
    const form = new FormData()
    form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'a.png')
    return fetch(uploadUrl, { method: 'POST', body: form })
  }

  test('a ticket takes one picture with the fields it was made for, and the key tells what became of it', async () => {
    const bytes = await pictureOf(5)
    const key = newKey()
    const { status, body, uploadUrl } = await sender.ticket(key, { creator: 'me', metadata: { a: 1 } })
    expect(status).toBe(201)
    expect(await sender.standing(key)).toEqual({ state: 'unknown' })
    // The same wishes get the same ticket: nothing is left lying about.
    expect((await sender.ticket(key, { creator: 'me', metadata: { a: 1 } })).body).toEqual(body)
    await sendTo(uploadUrl, bytes)
    await sendTo(uploadUrl, bytes)
    const { state, image } = await sender.standing(key)
    expect([state, image]).toMatchObject(['stored', { creator: 'me', metadata: { a: 1 } }])
    expect(await fresh()).toEqual([[image?.id, sha256(bytes)]])
    expect(await sender.ticket(key)).toMatchObject({ status: 409, body: { kind: 'conflict' } })
    expect(await sender.post(key, bytes)).toMatchObject({ status: 200, id: image?.id })
  })

  test('a ticket for an id of its own, also when the answer about it got lost', async () => {
    const key = newKey()
    upstream.break({ matches: /direct_upload/, fault: { kind: 'lost-answer' } })
    const { status, uploadUrl } = await sender.ticket(key, { id: 'direct/one' })
    expect(status).toBe(201)
    await sendTo(uploadUrl, await pictureOf(6))
    expect(await sender.standing(key)).toMatchObject({ state: 'stored', image: { id: 'direct/one' } })
    expect((await sender.ticket(newKey(), { id: 'direct/one' })).body).toMatchObject({ kind: 'conflict' })
  })

  test('from a ticket to the way through the desk: one image', async () => {
    const bytes = await pictureOf(7)
    const key = newKey()
    await sender.ticket(key)
    expect((await sender.post(key, bytes)).status).toBe(201)
    expect(await fresh()).toHaveLength(1)
  })
})
