import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { GuestAnswer, GuestLink, GuestUpload } from '#contract/guest.ts'
import { ApiError } from '../api/api-error.ts'
import type { GuestApi } from './guest-api.ts'
import { GuestQueue } from './guest-queue.ts'
import type { SendOutcome } from './send-bytes.ts'

const OPEN: GuestLink = {
  state: 'open',
  label: 'Wedding',
  expiresAt: '2030-01-01T00:00:00.000Z',
  filesLeft: 10,
  bytesLeft: 1_000,
  fileBytes: 100,
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A desk and an upload host in memory; each step may be made to fail once. */
function setUp() {
  const arrived = new Map<string, number>()
  const calls: string[] = []
  const failures: Record<string, unknown[]> = { look: [], handOut: [], told: [], send: [] }
  const fail = (step: string) => {
    const failure = failures[step]?.shift()
    if (failure !== undefined) throw failure
  }
  const answer = (upload: GuestUpload): GuestAnswer => ({ upload, link: OPEN })
  const waiting = (key: string): GuestUpload => ({
    state: 'waiting',
    uploadUrl: `http://upload.test/${key}`,
    expiresAt: OPEN.state === 'open' ? OPEN.expiresAt : '',
  })
  /** Keys the desk has looked at and found arrived; a fresh address is handed out again without a look. */
  const seen = new Set<string>()
  const stateOf = (key: string, looks: boolean): GuestUpload => {
    if (looks && arrived.has(key)) seen.add(key)
    return seen.has(key) ? { state: 'arrived', sizeBytes: 1 } : waiting(key)
  }
  const step = async (name: string, key: string): Promise<GuestAnswer> => {
    calls.push(`${name} ${key}`)
    fail(name)
    return answer(stateOf(key, name !== 'handOut'))
  }
  const api: GuestApi = {
    async look() {
      calls.push('look')
      fail('look')
      return OPEN
    },
    handOut: ({ key }) => step('handOut', key),
    told: (key) => step('told', key),
    withdraw: (key) => step('withdraw', key),
  }
  /** What the host does with the bytes of a key, once each; stores them by default. */
  const fates: Record<string, (SendOutcome & { stored?: boolean })[]> = {}
  let inFlight = 0
  let most = 0
  const queue = new GuestQueue({
    api,
    check: async (file) => (file.name.endsWith('.txt') ? { kind: 'not_a_picture' } : null),
    keyOf: async (file) => file.name.replace(/ \(again\)$/, ''),
    async send(url, _file, { signal, onProgress }) {
      const key = url.split('/').at(-1) ?? ''
      calls.push(`send ${key}`)
      inFlight += 1
      most = Math.max(most, inFlight)
      onProgress(1)
      await new Promise((resolve) => setTimeout(resolve, 10))
      inFlight -= 1
      signal.throwIfAborted()
      const fate = fates[key]?.shift() ?? { outcome: 'sent' }
      if (fate.outcome === 'sent' || fate.stored) arrived.set(key, (arrived.get(key) ?? 0) + 1)
      return fate
    },
  })
  const file = (name: string, size = 5) => new File(['x'.repeat(size)], name)
  const states = () =>
    queue
      .getSnapshot()
      .items.map(({ state }) => (state.status === 'failed' ? state.failure.kind : state.status))
  return { queue, api, arrived, calls, failures, fates, file, states, most: () => most }
}

const settle = () => vi.advanceTimersByTimeAsync(200)

test('each file gets its address when its turn comes, three at a time, and counts when the desk has seen it', async () => {
  const { queue, arrived, file, states, most } = setUp()
  await queue.refresh()
  queue.add(Array.from({ length: 12 }, (_, i) => file(`${i}.jpg`)))
  await settle()
  expect(states()).toEqual(Array(12).fill('done'))
  expect(arrived.size).toBe(12)
  expect(most()).toBe(3)
  expect(queue.getSnapshot().counts).toEqual({ done: 12, failed: 0, open: 0, total: 12 })
})

test('what cannot be a picture or is too large for the link is never asked an address for', async () => {
  const { queue, calls, file, states } = setUp()
  await queue.refresh()
  queue.add([file('a.txt'), file('b.jpg', 101), file('c.jpg'), file('c.jpg (again)')])
  await settle()
  expect(states()).toEqual(['not_a_picture', 'over_limit', 'done', 'twice'])
  expect(calls.filter((call) => call.startsWith('handOut'))).toEqual(['handOut c.jpg'])
})

test('a lost answer is resolved by asking: what arrived is not sent again, what did not is', async () => {
  const { queue, arrived, calls, fates, file, states } = setUp()
  fates['a.jpg'] = [{ outcome: 'lost', stored: true }]
  fates['b.jpg'] = [{ outcome: 'lost' }, { outcome: 'lost' }]
  fates['c.jpg'] = Array.from({ length: 9 }, () => ({ outcome: 'lost' }))
  queue.add([file('a.jpg'), file('b.jpg'), file('c.jpg')])
  await settle()
  expect(states()).toEqual(['done', 'waiting', 'waiting'])
  await vi.advanceTimersByTimeAsync(60_000)
  expect(states()).toEqual(['done', 'done', 'disconnected'])
  expect([arrived.get('a.jpg'), arrived.get('b.jpg')]).toEqual([1, 1])
  expect(calls.filter((call) => call === 'send b.jpg')).toHaveLength(3)
  expect(calls.filter((call) => call === 'send c.jpg')).toHaveLength(4)
})

test('when even the asking fails, the file waits and the desk is asked first', async () => {
  const { queue, arrived, calls, failures, file, states } = setUp()
  failures['told'] = [new ApiError('offline', 'No connection.', 0)]
  queue.add([file('a.jpg')])
  await settle()
  expect(states()).toEqual(['waiting'])
  expect(queue.getSnapshot().pause).toMatchObject({ reason: 'unreachable' })
  await vi.advanceTimersByTimeAsync(3_000)
  expect(states()).toEqual(['done'])
  expect(arrived.get('a.jpg')).toBe(1)
  expect(calls.filter((call) => call === 'send a.jpg')).toHaveLength(1)
})

test('a 429 pauses all for the stated time, once', async () => {
  const { queue, calls, failures, file, states } = setUp()
  const busy = () =>
    new ApiError('rate_limited', 'Too many.', 429, { retryAfterSeconds: 7 } as ConstructorParameters<
      typeof ApiError
    >[3])
  failures['handOut'] = [busy(), busy(), busy()]
  queue.add(Array.from({ length: 5 }, (_, i) => file(`${i}.jpg`)))
  await settle()
  expect(queue.getSnapshot().pause?.reason).toBe('busy')
  const asked = calls.length
  await vi.advanceTimersByTimeAsync(6_000)
  expect(calls).toHaveLength(asked)
  await vi.advanceTimersByTimeAsync(2_000)
  expect(states()).toEqual(Array(5).fill('done'))
})

test('a link that ends in between says so, and what was refused upstream gives its place back', async () => {
  const { queue, calls, failures, fates, file, states } = setUp()
  fates['bad.jpg'] = [{ outcome: 'refused', message: 'not decoded' }]
  queue.add([file('bad.jpg')])
  await settle()
  expect(states()).toEqual(['refused'])
  expect(calls).toContain('withdraw bad.jpg')
  failures['handOut'] = [new ApiError('not_found', 'gone', 404)]
  queue.add([file('late.jpg')])
  await settle()
  expect(states()).toEqual(['refused', 'link_ended'])
  expect(calls.at(-1)).toBe('look')
  queue.retry(0)
  await settle()
  expect(states()).toEqual(['done', 'link_ended'])
})

test('a file taken back is not sent, and one that arrived by then says so', async () => {
  const { queue, arrived, file, states } = setUp()
  queue.add([file('a.jpg'), file('b.jpg')])
  await vi.advanceTimersByTimeAsync(1)
  arrived.set('b.jpg', 1)
  await Promise.all([queue.cancel(0), queue.cancel(1)])
  await settle()
  expect(states()).toEqual(['cancelled', 'done'])
  expect(arrived.has('a.jpg')).toBe(false)
})

test('a desk that never answers is asked again, later and later', async () => {
  const { queue, calls, failures } = setUp()
  failures['look'] = Array.from({ length: 4 }, () => new ApiError('offline', 'No connection.', 0))
  await queue.refresh()
  await vi.advanceTimersByTimeAsync(13_000)
  expect(calls.filter((call) => call === 'look')).toHaveLength(3)
  await vi.advanceTimersByTimeAsync(30_000)
  expect(queue.getSnapshot()).toMatchObject({ link: { state: 'open' }, pause: null })
})
