import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { setTimeout as delay } from 'node:timers/promises'
import type { ConformanceCase, ConformanceGroup } from '../harness/case.ts'
import type { Context } from '../harness/context.ts'
import { pngOf } from '../harness/pictures.ts'
import { signPath } from '../harness/signature.ts'
import type { RunningTarget } from '../harness/target.ts'
import { WireBatchToken, WireDirectUpload, WireImage, WireKeys } from '../harness/wire.ts'

const MINUTE_S = 60

/** A service whose clock the case moves. Another's clock cannot be moved: the case is then skipped. */
async function withClock(
  api: Context,
  work: (target: RunningTarget, forward: (seconds: number) => void) => Promise<void>,
): Promise<void> {
  let offset = 0
  await api.withAnother({ clockOffsetSeconds: () => offset }, (target) =>
    work(target, (seconds) => {
      offset += seconds
    }),
  )
}

async function draftFor(api: Context, target: RunningTarget, expiry?: string) {
  const form = expiry === undefined ? [] : [{ name: 'expiry', value: expiry }]
  return api.result(await api.api('POST', '/v2/direct_upload', { form, target }), WireDirectUpload)
}

async function send(api: Context, uploadURL: string) {
  const { origin } = new URL(uploadURL)
  const form = [{ name: 'file', value: await pngOf(6, 6), filename: 'a.png', contentType: 'image/png' }]
  return api.send(origin, 'POST', uploadURL.slice(origin.length), null, { form })
}

const inSeconds = (seconds: number): string => new Date(Date.now() + seconds * 1000).toISOString()

/** What is asked for -> how long it lasts. */
const EXPIRIES: readonly { what: string; asked: boolean; seconds: number }[] = [
  { what: 'without an expiry lasts 30 minutes', asked: false, seconds: 30 * MINUTE_S },
  { what: 'for two minutes lasts two minutes', asked: true, seconds: 2 * MINUTE_S },
  { what: 'for six hours lasts six hours', asked: true, seconds: 360 * MINUTE_S },
]

export const timed: ConformanceGroup = {
  name: 'time',
  cases: [
    ...EXPIRIES.map(
      ({ what, asked, seconds }): ConformanceCase => ({
        name: `a one-time URL ${what}: it takes a picture before that and none after`,
        needs: ['another-service'],
        async run(api) {
          await withClock(api, async (target, forward) => {
            const expiry = asked ? inSeconds(seconds) : undefined
            const intime = await draftFor(api, target, expiry)
            const late = await draftFor(api, target, expiry)
            forward(seconds - 30)
            assert.equal(api.result(await send(api, intime.uploadURL), WireImage).id, intime.id)
            forward(60)
            api.fault(await send(api, late.uploadURL), 404, 5404)
            assert.equal((await api.api('GET', `/v1/${intime.id}`, { target })).status, 200)
          })
        },
      }),
    ),
    {
      name: 'a draft whose URL expired is gone minutes later, and its id is free again',
      needs: ['another-service'],
      async run(api) {
        await withClock(api, async (target, forward) => {
          const id = 'campaign/late.png'
          const ask = async () => {
            const answer = await api.api('POST', '/v2/direct_upload', {
              target,
              form: [{ name: 'id', value: id }],
            })
            return answer
          }
          api.result(await ask(), WireDirectUpload)
          api.fault(await ask(), 409, 5409)
          forward(40 * MINUTE_S)
          api.fault(await api.api('GET', `/v1/${encodeURIComponent(id)}`, { target }), 404, 5404)
          api.result(await ask(), WireDirectUpload)
        })
      },
    },
    {
      name: 'a signed URL opens until its second and not after; one without expiry still opens in ten years',
      needs: ['another-service'],
      async run(api) {
        await withClock(api, async (target, forward) => {
          const form = [
            { name: 'requireSignedURLs', value: 'true' },
            { name: 'file', value: await pngOf(6, 6), filename: 'a.png', contentType: 'image/png' },
          ]
          const image = api.result(await api.api('POST', '/v1', { form, target }), WireImage)
          const [key] = api.result(await api.api('GET', '/v1/keys', { target }), WireKeys).keys
          const url = new URL(image.variants[0] ?? '')
          const now = Math.floor(Date.now() / 1000)
          const signed = url.origin + signPath(url.pathname, key?.value ?? '', now + 600)
          const lasting = url.origin + signPath(url.pathname, key?.value ?? '')
          forward(590)
          assert.equal((await api.deliver(signed)).status, 200)
          forward(11)
          const expired = await api.deliver(signed)
          assert.equal(expired.status, 403)
          assert.match(expired.text, /^ERROR 9425: Image access denied/)
          forward(10 * 365 * 24 * 3600)
          assert.equal((await api.deliver(lasting)).status, 200)
        })
      },
    },
    {
      name: 'a batch token says when it expires, and does',
      needs: ['another-service'],
      async run(api) {
        await withClock(api, async (target, forward) => {
          const batch = api.result(await api.api('GET', '/v1/batch_token', { target }), WireBatchToken)
          const { origin } = new URL(target.apiBaseUrl)
          const list = () => api.send(origin, 'GET', '/batch/images/v2', batch.token)
          const lastsSeconds = Date.parse(batch.expiresAt) / 1000 - Date.now() / 1000
          forward(lastsSeconds - 10)
          assert.equal((await list()).status, 200)
          forward(20)
          api.fault(await list(), 401, 10000)
        })
      },
    },
    {
      name: 'calls over the limit are refused for a whole window, and served again after it',
      needs: ['another-service'],
      async run(api) {
        let offset = 0
        const wishes = { rateLimit: { requests: 2, windowSeconds: 300 }, clockOffsetSeconds: () => offset }
        await api.withAnother(wishes, async (target) => {
          const ask = async () => (await api.api('GET', '/v1/stats', { target })).status
          assert.deepEqual([await ask(), await ask()], [200, 200])
          offset = 200
          assert.equal(await ask(), 429)
          offset = 490
          assert.equal(await ask(), 429)
          offset = 501
          assert.equal(await ask(), 200)
        })
      },
    },
    {
      name: 'the batch host has a limit of its own, and what it counts is not counted elsewhere',
      needs: ['another-service'],
      async run(api) {
        const wishes = {
          rateLimit: { requests: 5, windowSeconds: 300 },
          batchRateLimit: { requests: 3, windowSeconds: 300 },
        }
        await api.withAnother(wishes, async (target) => {
          const token = async () =>
            api.result(await api.api('GET', '/v1/batch_token', { target }), WireBatchToken).token
          const [first, second] = [await token(), await token()]
          const { origin } = new URL(target.apiBaseUrl)
          const list = (batchToken: string) => api.send(origin, 'GET', '/batch/images/v2', batchToken)
          for (let left = 2; left >= 0; left--) {
            const answer = await list(first)
            assert.equal(answer.status, 200)
            assert.match(answer.headers['ratelimit'] ?? '', new RegExp(`r=${left};`))
            assert.match(answer.headers['ratelimit-policy'] ?? '', /q=3;w=300$/)
          }
          const over = await list(first)
          api.fault(over, 429, 971)
          assert.match(over.headers['retry-after'] ?? '', /^\d+$/)
          assert.equal((await list(second)).status, 200, 'each token has its own')
          const global = await api.api('GET', '/v1/stats', { target })
          assert.match(global.headers['ratelimit'] ?? '', /r=2;/)
        })
      },
    },
    {
      name: 'an upload that comes too slowly answers 408 with 5408, and only that connection ends',
      needs: ['another-service'],
      async run(api) {
        const uploadPace = { bytesPerSecond: 1024, graceSeconds: 0.4 }
        await api.withAnother({ uploadPace }, async (target) => {
          const startedAt = performance.now()
          const slow = await sendSlowly(target)
          assert.match(slow, /^HTTP\/1\.1 408 [\s\S]*"code": 5408[\s\S]*Client was sending upload too slowly/)
          assert.ok(performance.now() - startedAt < 3_000, 'it took too long')
          const form = [
            { name: 'file', value: await pngOf(6, 6), filename: 'a.png', contentType: 'image/png' },
          ]
          assert.equal((await api.api('POST', '/v1', { form, target })).status, 200)
        })
      },
    },
  ],
}

/** Sends a form a byte at a time until it is answered or 5 s are over. */
async function sendSlowly({ apiBaseUrl, accountId, apiToken }: RunningTarget): Promise<string> {
  const { hostname, port, host, pathname } = new URL(apiBaseUrl)
  const socket = connect(Number(port), hostname)
  let answer = ''
  let open = true
  socket.on('data', (chunk) => {
    answer += chunk.toString('latin1')
  })
  socket.on('error', () => {})
  socket.on('close', () => {
    open = false
  })
  socket.write(
    `POST ${pathname}/accounts/${accountId}/images/v1 HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Bearer ${apiToken}\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 5000\r\n\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\nContent-Type: image/png\r\n\r\n`,
  )
  const late = performance.now() + 5_000
  while (open && performance.now() < late) {
    socket.write('x')
    await delay(50)
  }
  socket.destroy()
  return answer
}
