import { afterEach, beforeEach, expect, it } from 'vitest'
import { type RunningDesk, startDesk } from '../testing/start-desk.ts'

let desk: RunningDesk
let heard: string[] = []
let status = 200

beforeEach(async () => {
  heard = []
  status = 200
  desk = await startDesk((req, res) => {
    let body = ''
    req.on('data', (chunk) => {
      body += chunk
    })
    req.on('end', () => {
      heard.push(`${req.method} ${req.url} ${body}`)
      const errors = status === 200 ? [] : [{ code: 10000, message: 'Authentication error' }]
      res.writeHead(status).end(JSON.stringify({ result: {}, success: status === 200, errors, messages: [] }))
    })
  })
})
afterEach(() => desk.close())

const patch = (body: unknown) =>
  fetch(`${desk.base}/api/account/switches`, {
    method: 'PATCH',
    headers: { ...desk.headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(10_000),
  })

it('passes on the switches that are named, in the words of the Images API', async () => {
  expect((await patch({ flexibleVariants: true })).status).toBe(204)
  expect((await patch({ browserTtlSeconds: 3600, preservesContentCredentials: false })).status).toBe(204)
  const call = 'PATCH /client/v4/accounts/account/images/v1/config'
  expect(heard).toEqual([
    `${call} {"flexible_variants":true}`,
    `${call} {"browser_ttl":3600,"preserve_content_credentials":false}`,
  ])
})

it.each([{}, { flexibleVariants: 'yes' }, { browserTtlSeconds: 3599 }, { other: true }])(
  'refuses %j',
  async (body) => {
    expect((await patch(body)).status).toBe(400)
    expect(heard).toEqual([])
  },
)

it('says when the token may not', async () => {
  status = 403
  expect((await patch({ flexibleVariants: true })).status).toBe(502)
})

it('reads back nothing without a public image to look at', async () => {
  const answer = await fetch(`${desk.base}/api/account/switches`, { signal: AbortSignal.timeout(10_000) })
  expect([answer.status, await answer.json()]).toEqual([
    200,
    { flexibleVariants: null, browserTtlSeconds: null, readAt: null, billedDeliveries: 0 },
  ])
})
