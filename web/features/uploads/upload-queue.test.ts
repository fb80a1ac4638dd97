import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import type { UploadRequest } from './upload-item.ts'
import { type SendFile, type SendResult, UploadQueue, type UploadQueueOptions } from './upload-queue.ts'

function image(id: string): Image {
  return {
    id: id as ImageId,
    filename: id,
    uploadedAt: '2026-01-01T00:00:00.000Z',
    creator: null,
    metadata: null,
    requiresSignedUrl: false,
    draft: false,
    variants: [],
  }
}

interface Call {
  path: string
  signal: AbortSignal
  progress: (sentBytes: number) => void
  end: (result: SendResult) => void
}

const request = (path: string, size = 100): UploadRequest => ({
  key: `key of ${path}`,
  batch: 'one batch',
  source: { kind: 'file', file: new File([new Uint8Array(size)], path) },
  path,
  fields: {},
})

function setUp(options: Partial<UploadQueueOptions> = {}) {
  const calls: Call[] = []
  const send: SendFile = ({ path }, { signal, onProgress }) =>
    new Promise((end) => calls.push({ path, signal, progress: onProgress, end }))
  const queue = new UploadQueue({ send, check: async () => null, ...options })
  const call = (path: string): Call => {
    const found = calls.findLast((one) => one.path === path)
    if (found === undefined) throw new Error(`${path} was not sent`)
    return found
  }
  const key = (path: string): string =>
    queue.getSnapshot().items.find((item) => item.path === path)?.key ?? ''
  const state = (path: string) => queue.getSnapshot().items.find((item) => item.path === path)?.state
  return { queue, calls, call, key, state }
}

const settle = (ms = 100) => vi.advanceTimersByTimeAsync(ms)

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('UploadQueue', () => {
  it('sends four at a time, in order', async () => {
    const { queue, calls, call } = setUp()
    queue.add(['a', 'b', 'c', 'd', 'e', 'f'].map((path) => request(path)))
    await settle()
    expect(calls.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd'])
    call('b').end({ outcome: 'stored', image: image('b') })
    await settle()
    expect(calls.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(queue.getSnapshot().counts).toMatchObject({
      waiting: 1,
      sending: 4,
      done: 1,
      failed: 0,
      cancelled: 0,
    })
  })

  it('tells who listens what was stored, and counts bytes', async () => {
    const stored: string[] = []
    const { queue, call } = setUp({ onStored: ({ id }) => stored.push(id) })
    queue.add([request('a', 1000), request('b', 1000)])
    await settle()
    call('a').end({ outcome: 'stored', image: image('a') })
    call('b').progress(400)
    await settle()
    expect(stored).toEqual(['a'])
    expect(queue.getSnapshot()).toMatchObject({ totalBytes: 2000, sentBytes: 1400 })
  })

  it('never sends what the check refused, and will not retry it', async () => {
    const { queue, calls, key, state } = setUp({
      check: async ({ path }) => (path === 'bad' ? { kind: 'empty' } : null),
    })
    queue.add([request('good'), request('bad')])
    await settle()
    expect(calls.map(({ path }) => path)).toEqual(['good'])
    queue.retry(key('bad'))
    queue.retryFailed()
    await settle()
    expect(calls).toHaveLength(1)
    expect(state('bad')).toEqual({ status: 'failed', failure: { kind: 'empty' } })
    expect(queue.getSnapshot().retryable).toBe(0)
  })

  it('lists errors first', async () => {
    const { queue, call } = setUp()
    queue.add([request('a'), request('b'), request('c')])
    await settle()
    call('a').end({ outcome: 'stored', image: image('a') })
    call('c').end({ outcome: 'failed', failure: { kind: 'disconnected' } })
    await settle()
    expect(queue.getSnapshot().items.map(({ path }) => path)).toEqual(['c', 'b', 'a'])
  })

  it('pauses everything once on a 429 and sends the file again afterwards', async () => {
    const { queue, calls, call, state } = setUp({ concurrency: 2 })
    queue.add(['a', 'b', 'c'].map((path) => request(path)))
    await settle()
    const started = Date.now()
    call('a').end({ outcome: 'rate_limited', retryAfterSeconds: 20 })
    await settle()
    call('b').end({ outcome: 'rate_limited', retryAfterSeconds: 5 })
    await settle()
    expect(queue.getSnapshot().pausedUntil).toBe(started + 20_000)
    expect(queue.getSnapshot().counts).toMatchObject({ waiting: 3, sending: 0, failed: 0 })
    await settle(19_500)
    expect(calls).toHaveLength(2)
    await settle(500)
    expect(queue.getSnapshot().pausedUntil).toBeNull()
    expect(calls).toHaveLength(4)
    call('c').end({ outcome: 'stored', image: image('c') })
    await settle()
    expect(state('c')?.status).toBe('done')
  })

  it('sends again by itself after a lost connection, at growing distances, and then asks a person', async () => {
    const { queue, calls, call, key, state } = setUp()
    queue.add([request('a')])
    await settle()
    for (const seconds of [2, 4, 8, 16, 30]) {
      const sent = calls.length
      call('a').end({ outcome: 'unreachable' })
      await settle(seconds * 1000 - 100)
      expect(queue.getSnapshot().pauseReason).toBe('unreachable')
      expect(state('a')?.status).toBe('waiting')
      expect(calls).toHaveLength(sent)
      await settle(200)
      expect(calls).toHaveLength(sent + 1)
    }
    call('a').end({ outcome: 'unreachable' })
    await settle()
    expect(state('a')).toMatchObject({ status: 'failed', failure: { kind: 'disconnected' } })
    queue.retry(key('a'))
    await settle()
    call('a').end({ outcome: 'unreachable' })
    await settle()
    expect(queue.getSnapshot().pauseReason).toBe('unreachable')
  })

  it('goes on at once when the connection is back, also with what was given up; a rate limit is kept', async () => {
    const { queue, calls, call, state } = setUp()
    queue.add([request('a'), request('b')])
    await settle()
    call('a').end({ outcome: 'failed', failure: { kind: 'disconnected' } })
    call('b').end({ outcome: 'unreachable' })
    await settle()
    queue.reconnect()
    await settle()
    expect(calls).toHaveLength(4)
    call('a').end({ outcome: 'rate_limited', retryAfterSeconds: 60 })
    await settle()
    queue.reconnect()
    await settle()
    expect(queue.getSnapshot().pauseReason).toBe('budget')
    expect(state('a')?.status).toBe('waiting')
  })

  it('gives up on silence, counted from the last progress', async () => {
    const { queue, call, state } = setUp({ stallAfterMs: 30_000 })
    queue.add([request('a')])
    await settle()
    await settle(29_000)
    call('a').progress(10)
    await settle(29_000)
    expect(state('a')?.status).toBe('sending')
    await settle(1_500)
    expect(call('a').signal.aborted).toBe(true)
    expect(state('a')).toEqual({ status: 'failed', failure: { kind: 'stalled' } })
  })

  it('waits longer for the answer, and says that the image may have arrived', async () => {
    const { queue, call, state } = setUp({ stallAfterMs: 30_000, answerWithinMs: 60_000 })
    queue.add([request('a', 100)])
    await settle()
    call('a').progress(100)
    await settle(59_000)
    expect(state('a')?.status).toBe('sending')
    await settle(1_500)
    expect(state('a')).toEqual({ status: 'failed', failure: { kind: 'answer_lost' } })
  })

  it('ignores what an ended attempt still says', async () => {
    const { queue, calls, call, key, state } = setUp({ stallAfterMs: 1000 })
    queue.add([request('a')])
    await settle()
    const first = call('a')
    await settle(1100)
    queue.retry(key('a'))
    await settle()
    expect(calls).toHaveLength(2)
    first.progress(99)
    first.end({ outcome: 'failed', failure: { kind: 'disconnected' } })
    await settle()
    expect(state('a')).toEqual({ status: 'sending', sentBytes: 0 })
    call('a').end({ outcome: 'stored', image: image('a') })
    await settle()
    expect(state('a')?.status).toBe('done')
  })

  it('cancels one and all, starting nothing new', async () => {
    const { queue, calls, call, key, state } = setUp({ concurrency: 2 })
    queue.add(['a', 'b', 'c', 'd'].map((path) => request(path)))
    await settle()
    queue.cancel(key('a'))
    await settle()
    expect(call('a').signal.aborted).toBe(true)
    expect(state('a')?.status).toBe('cancelled')
    expect(calls.map(({ path }) => path)).toEqual(['a', 'b', 'c'])
    queue.cancelAll()
    await settle()
    expect(calls).toHaveLength(3)
    expect(queue.getSnapshot().counts).toMatchObject({ cancelled: 4, sending: 0, waiting: 0 })
    queue.retry(key('d'))
    await settle()
    expect(calls.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('forgets the finished, keeps the rest', async () => {
    const { queue, call } = setUp()
    queue.add([request('a'), request('b')])
    await settle()
    call('a').end({ outcome: 'stored', image: image('a') })
    await settle()
    queue.dismissFinished()
    await settle()
    expect(queue.getSnapshot().items.map(({ path }) => path)).toEqual(['b'])
  })

  it('paints at most ten times a second', async () => {
    const { queue, call } = setUp()
    queue.add([request('a', 1_000_000)])
    await settle()
    let paints = 0
    queue.subscribe(() => {
      paints += 1
    })
    for (let sent = 0; sent < 1000; sent += 1) {
      call('a').progress(sent * 1000)
      await settle(1)
    }
    expect(paints).toBeGreaterThanOrEqual(9)
    expect(paints).toBeLessThanOrEqual(11)
  })

  it('lists ten thousand files at once', () => {
    const { queue } = setUp()
    const requests = Array.from({ length: 10_000 }, (_, index) => request(`${index}.jpg`, 1))
    queue.add(requests)
    expect(queue.getSnapshot().items).toHaveLength(10_000)
  })
})
