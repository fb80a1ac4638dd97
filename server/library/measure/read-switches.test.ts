import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createSwitchReader, type SwitchReader } from './read-switches.ts'

let host: Server
let base = ''
let heard: string[] = []
let isFlexible = false
let isDown = false
let maxAge = 'public, max-age=172800, stale-while-revalidate=7200'
let nowMs = 0
let reader: SwitchReader

beforeEach(async () => {
  ;[heard, isFlexible, isDown] = [[], false, false]
  maxAge = 'public, max-age=172800, stale-while-revalidate=7200'
  reader = createSwitchReader(() => nowMs)
  host = createServer((req, res) => {
    heard.push(req.url ?? '')
    if (isDown) return void res.destroy()
    if (req.url?.includes('=') && !isFlexible) {
      return void res.writeHead(403, { 'cf-images': 'err=9429' }).end('ERROR 9429: not enabled')
    }
    res.writeHead(200, { 'cache-control': maxAge, 'content-type': 'image/webp' }).end('x')
  }).listen(0, '127.0.0.1')
  await once(host, 'listening')
  const address = host.address()
  base = `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}/hash/id`
})
afterEach(async () => {
  await reader.close()
  host.closeAllConnections()
  host.close()
  await once(host, 'close')
})

test('off: the time comes from a variant without one of its own; kept for an hour, so that looking costs nothing', async () => {
  const seen = { flexibleVariants: false, browserTtlSeconds: 172_800, readAt: expect.any(String) }
  expect(await reader.read(base, 'public')).toEqual({ ...seen, billedDeliveries: 1 })
  expect(await reader.read(base, 'public')).toEqual({ ...seen, billedDeliveries: 0 })
  expect(heard).toEqual(['/hash/id/w=20,f=auto', '/hash/id/public'])
  isFlexible = true
  nowMs += 3_600_001
  expect(await reader.read(base, 'public')).toMatchObject({ flexibleVariants: true, billedDeliveries: 1 })
})

test('on: one delivery says both, and a change of ours is read back at once', async () => {
  isFlexible = true
  maxAge = 'max-age=3600'
  expect(await reader.read(base, 'public')).toMatchObject({
    flexibleVariants: true,
    browserTtlSeconds: 3600,
    billedDeliveries: 1,
  })
  isFlexible = false
  reader.forget()
  expect(await reader.read(base, null)).toMatchObject({ flexibleVariants: false, browserTtlSeconds: null })
})

test('colleagues who ask at the same moment share the deliveries', async () => {
  isFlexible = true
  const [first, second] = await Promise.all([reader.read(base, 'public'), reader.read(base, 'public')])
  expect(heard).toHaveLength(1)
  expect([first?.billedDeliveries, second?.billedDeliveries]).toEqual([1, 0])
})

test('a host that does not answer tells nothing, and is asked again the next time', async () => {
  isDown = true
  const nothing = { flexibleVariants: null, browserTtlSeconds: null, billedDeliveries: 0 }
  expect(await reader.read(base, 'public')).toMatchObject(nothing)
  isDown = false
  expect(await reader.read(base, 'public')).toMatchObject({ flexibleVariants: false })
})
