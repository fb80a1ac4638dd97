import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createBatchLane } from './batch-lane.ts'
import type { CallContext } from './images-api.ts'
import { UpstreamError } from './upstream-error.ts'

beforeEach(() => void vi.useFakeTimers({ now: 1_000_000 }))
afterEach(() => void vi.useRealTimers())

const anna: CallContext = { callClass: 'interactive', person: 'anna' }
const MINUTES = 60_000

function lane(getToken = tokens()) {
  return createBatchLane({ getToken, callsPerSecond: 3 })
}

function tokens(lifetimeMs = 60 * MINUTES) {
  let made = 0
  return vi.fn(async () => {
    made += 1
    return { token: `token ${made}`, expiresAtMs: Date.now() + lifetimeMs }
  })
}

test('one token is asked for at a time, and kept until shortly before its end', async () => {
  const getToken = tokens(10 * MINUTES)
  const batch = lane(getToken)
  const tickets = await Promise.all([batch.enter(anna), batch.enter(anna), batch.enter(anna)])
  for (const ticket of tickets) ticket?.done(true)
  expect(tickets.map((ticket) => ticket?.token)).toEqual(['token 1', 'token 1', 'token 1'])
  vi.setSystemTime(1_000_000 + 8.9 * MINUTES)
  expect((await batch.enter(anna))?.token).toBe('token 1')
  vi.setSystemTime(1_000_000 + 9.1 * MINUTES)
  expect((await batch.enter(anna))?.token).toBe('token 2')
  expect(getToken).toHaveBeenCalledTimes(2)
})

test('no more than its calls go in a second, in the order they came', async () => {
  const batch = lane()
  const went: number[] = []
  const all = Array.from({ length: 8 }, async (_, number) => {
    const ticket = await batch.enter(anna)
    went.push(number)
    ticket?.done(true)
  })
  await vi.advanceTimersByTimeAsync(900)
  expect(went).toEqual([0, 1, 2])
  await vi.advanceTimersByTimeAsync(1_000)
  expect(went).toEqual([0, 1, 2, 3, 4, 5])
  await vi.advanceTimersByTimeAsync(1_100)
  await Promise.all(all)
  expect(went).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
})

test('who leaves the line lets nobody pass those in front', async () => {
  const batch = lane()
  for (let at = 0; at < 3; at += 1) (await batch.enter(anna))?.done(true)
  const leaving = new AbortController()
  const waits = batch.enter(anna)
  const left = batch.enter({ ...anna, signal: leaving.signal })
  const last = batch.enter(anna)
  leaving.abort(new Error('gone'))
  await expect(left).rejects.toThrow('gone')
  await vi.advanceTimersByTimeAsync(1_200)
  expect(await waits).not.toBeNull()
  expect(await last).not.toBeNull()
})

test('without a token the lane is closed for a minute', async () => {
  const getToken = vi.fn(() => Promise.reject(new Error('there are none')))
  const batch = lane(getToken)
  expect(await batch.enter(anna)).toBeNull()
  expect(batch.isOpen()).toBe(false)
  expect(await batch.enter(anna)).toBeNull()
  expect(getToken).toHaveBeenCalledTimes(1)
  vi.setSystemTime(1_000_000 + 1.1 * MINUTES)
  expect(batch.isOpen()).toBe(true)
})

test.each([
  ['a refused token', new UpstreamError('upstream_credentials', 'no'), true],
  ['a host without the call', new UpstreamError('not_found', 'no'), true],
  ['too many calls', new UpstreamError('rate_limited', 'slow', { retryAfterSeconds: 2 }), true],
])('%s closes the lane, and the call may be made again', async (_name, error, mayAgain) => {
  const batch = lane()
  const ticket = await batch.enter(anna)
  if (ticket === null) throw new Error('no ticket')
  expect(batch.failed(error, ticket)).toBe(mayAgain)
  expect(batch.isOpen()).toBe(false)
})

test('an image that is not there says nothing about the lane; three outages in a row do', async () => {
  const batch = lane()
  const fail = async (error: UpstreamError) => {
    await vi.advanceTimersByTimeAsync(1_000)
    const ticket = await batch.enter(anna)
    if (ticket === null) throw new Error('no ticket')
    const mayAgain = batch.failed(error, ticket)
    ticket.done(false)
    return mayAgain
  }
  const missing = new UpstreamError('not_found', 'Image not found', { upstreamCode: 5404 })
  const outage = new UpstreamError('upstream_unavailable', 'oops')
  expect(await fail(missing)).toBe(false)
  expect(await fail(outage)).toBe(false)
  expect(await fail(outage)).toBe(false)
  expect(batch.isOpen()).toBe(true)
  ;(await batch.enter(anna))?.done(true)
  expect(await fail(outage)).toBe(false)
  expect(await fail(outage)).toBe(false)
  expect(batch.isOpen()).toBe(true)
  expect(await fail(outage)).toBe(false)
  expect(batch.isOpen()).toBe(false)
})
