import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { UploadFields } from '../upload-item.ts'
import { image, manualQueue, request, settle } from './testing/manual-queue.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const stored = (path: string) => ({ outcome: 'stored', image: image(path) }) as const

describe('UploadQueue', () => {
  it('sends as many at a time as there are lanes, in order', async () => {
    const { queue, calls, call } = manualQueue()
    queue.add(['a', 'b', 'c', 'd', 'e', 'f'].map((path) => request(path)))
    await settle()
    expect(calls.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd'])
    call('b').end(stored('b'))
    await settle()
    expect(calls.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(queue.getSnapshot().counts).toMatchObject({ waiting: 1, sending: 4, done: 1 })
  })

  it('leaves a key that it knows already as it is', async () => {
    const { queue, calls } = manualQueue()
    queue.add([request('a')])
    await settle()
    queue.add([request('a'), request('b')])
    await settle()
    expect(calls.map(({ path }) => path)).toEqual(['a', 'b'])
    expect(queue.getSnapshot().items).toHaveLength(2)
  })

  it('tells who listens what was stored, and counts bytes', async () => {
    const arrived: string[] = []
    const { queue, call } = manualQueue({ onStored: ({ id }) => arrived.push(id) })
    queue.add([request('a', 1000), request('b', 1000)])
    await settle()
    call('a').end(stored('a'))
    call('b').progress(400)
    await settle()
    expect(arrived).toEqual(['a'])
    expect(queue.getSnapshot()).toMatchObject({ totalBytes: 2000, sentBytes: 1400 })
  })

  it('never sends what the check refused, and will not retry it', async () => {
    const { queue, calls, key, state } = manualQueue({
      check: async ({ path }) => ({
        facts: null,
        fault: path === 'bad' ? { kind: 'empty' } : null,
        needs: [],
      }),
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

  it('says that a file is unreadable when its check rejects or never ends', async () => {
    const { queue, state } = manualQueue({
      checkWithinMs: 5_000,
      check: ({ path }) =>
        path === 'broken' ? Promise.reject(new Error('no')) : new Promise(() => undefined),
    })
    queue.add([request('broken'), request('endless')])
    await settle()
    expect(state('broken')).toEqual({ status: 'failed', failure: { kind: 'unreadable' } })
    expect(state('endless')).toEqual({ status: 'checking' })
    await settle(5_100)
    expect(state('endless')).toEqual({ status: 'failed', failure: { kind: 'unreadable' } })
  })

  it('lists errors first', async () => {
    const { queue, call } = manualQueue()
    queue.add([request('a'), request('b'), request('c')])
    await settle()
    call('a').end(stored('a'))
    call('c').end({ outcome: 'failed', failure: { kind: 'refused', message: 'No.' } })
    await settle()
    expect(queue.getSnapshot().items.map(({ path }) => path)).toEqual(['c', 'b', 'a'])
  })

  it('cancels one and all, starting nothing new, and tells the desk of what it may have seen', async () => {
    const givenUp: string[] = []
    const { queue, calls, call, key, state } = manualQueue({
      lanes: { start: 2, least: 2, most: 2 },
      giveUp: async (one) => {
        givenUp.push(one)
        return one === 'key of b' ? image('b') : null
      },
    })
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
    // For b it was too late.
    expect(queue.getSnapshot().counts).toMatchObject({ cancelled: 3, done: 1, sending: 0, waiting: 0 })
    expect(givenUp).toEqual(['a', 'b', 'c'].map((path) => `key of ${path}`))
    queue.retry(key('d'))
    await settle()
    expect(calls.map(({ path }) => path)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('asks about a cancelled file that had been on its way before it is sent again', async () => {
    const { queue, calls, key, state, question } = manualQueue()
    queue.add([request('a')])
    await settle()
    queue.cancel(key('a'))
    queue.retry(key('a'))
    await settle()
    expect(state('a')).toEqual({ status: 'asking' })
    question('a').answer({ state: 'unknown' })
    await settle()
    expect(calls.map((one) => one.key)).toEqual(['key of a', 'key of a'])
  })

  it('ignores what an ended attempt still says', async () => {
    const { queue, calls, call, question, state } = manualQueue({ stallAfterMs: 1000 })
    queue.add([request('a')])
    await settle()
    const first = call('a')
    await settle(1100)
    question('a').answer({ state: 'unknown' })
    await settle()
    expect(calls).toHaveLength(2)
    first.progress(99)
    first.end({ outcome: 'failed', failure: { kind: 'disconnected' } })
    await settle()
    expect(state('a')).toEqual({ status: 'sending', sentBytes: 0 })
    call('a').end(stored('a'))
    await settle()
    expect(state('a')?.status).toBe('done')
  })

  it('forgets the finished, keeps the rest', async () => {
    const { queue, call } = manualQueue()
    queue.add([request('a'), request('b')])
    await settle()
    call('a').end(stored('a'))
    await settle()
    queue.dismissFinished()
    await settle()
    expect(queue.getSnapshot().items.map(({ path }) => path)).toEqual(['b'])
    expect(queue.getSnapshot().counts).toMatchObject({ done: 0, sending: 1 })
  })

  it('paints at most ten times a second', async () => {
    const { queue, call } = manualQueue()
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
})

describe('held files', () => {
  const twin = { where: 'batch', key: 'other', path: 'other.jpg', same: 'bytes' } as const
  const fault = { kind: 'too_large', sizeBytes: 11_000_000 } as const
  const shrink = { kind: 'shrink', widthPx: 10, heightPx: 10 } as const

  it('waits for a person, who sends or skips', async () => {
    const { queue, calls, key, state } = manualQueue({
      check: async () => ({ facts: null, fault: null, needs: [{ kind: 'twin', twin }, { kind: 'gps' }] }),
    })
    queue.add([request('a'), request('b')])
    await settle()
    expect(calls).toHaveLength(0)
    expect(state('a')).toEqual({ status: 'held', needs: [{ kind: 'twin', twin }, { kind: 'gps' }] })
    queue.decide([key('a'), 'nobody'], { kind: 'send' })
    queue.decide([key('b')], { kind: 'skip' })
    await settle()
    expect(calls.map(({ path }) => path)).toEqual(['a'])
    expect(state('b')).toEqual({ status: 'skipped', twin })
    // Somebody who changes his mind is asked again.
    queue.retry(key('b'))
    await settle()
    expect(state('b')?.status).toBe('held')
  })

  it('what was said of one need leaves the others asked', async () => {
    const { queue, calls, key, state } = manualQueue({
      check: async () => ({ facts: null, fault: null, needs: [{ kind: 'twin', twin }, { kind: 'gps' }] }),
    })
    queue.add([request('a', 10, { review: true })])
    await settle()
    queue.decide([key('a')], { kind: 'send', accepts: ['twin'] })
    await settle(300)
    expect(state('a')).toEqual({ status: 'held', needs: [{ kind: 'gps' }, { kind: 'review' }] })
    queue.decide([key('a')], { kind: 'send', accepts: ['gps'] })
    await settle(300)
    expect(state('a')).toEqual({ status: 'held', needs: [{ kind: 'review' }] })
    queue.decide([key('a')], { kind: 'send', accepts: ['review'] })
    await settle()
    expect(calls).toHaveLength(1)
  })

  it('does unasked what was agreed before, once, and asks when that mends nothing', async () => {
    const clean = new File(['clean'], 'good.jpg')
    const strip = [{ kind: 'strip_gps' }] as const
    let repaired = 0
    const { queue, calls, state } = manualQueue({
      check: async ({ source }) =>
        source.kind === 'file' && source.file === clean
          ? { facts: null, fault: null, needs: [] }
          : { facts: null, fault: null, needs: [{ kind: 'gps' }], unasked: strip },
      repair: async (file) => {
        repaired += 1
        return file.name === 'good.jpg' ? clean : Promise.reject(new Error('cannot'))
      },
    })
    queue.add([request('good.jpg'), request('stubborn.jpg')])
    await settle(300)
    expect(calls.map(({ path }) => path)).toEqual(['good.jpg'])
    expect(state('stubborn.jpg')).toEqual({ status: 'held', needs: [{ kind: 'gps' }] })
    expect(repaired).toBe(2)
  })

  it('repairs, looks again and sends the repaired file', async () => {
    const small = new File(['small'], 'big.jpg')
    const kept: (string | number)[] = []
    const { queue, calls, key, item, state } = manualQueue({
      check: async ({ source }) =>
        source.kind === 'file' && source.file === small
          ? { facts: null, fault: null, needs: [] }
          : { facts: null, fault, needs: [{ kind: 'repair', fault, repairs: [shrink] }] },
      repair: async (_, repairs) => (repairs[0] === shrink ? small : Promise.reject(new Error('what?'))),
      keep: {
        keep: async (requests) => {
          for (const { source } of requests) if (source.kind === 'file') kept.push(source.file.size)
        },
        sent: async () => undefined,
        settled: async () => undefined,
      },
    })
    queue.add([request('big.jpg', 1000)])
    await settle(300)
    expect(state('big.jpg')?.status).toBe('held')
    // What is over the limits cannot be sent as it is, whoever says so.
    queue.decide([key('big.jpg')], { kind: 'send' })
    await settle()
    expect(state('big.jpg')?.status).toBe('held')
    queue.decide([key('big.jpg')], { kind: 'repair', repairs: [shrink] })
    await settle(300)
    expect(calls).toHaveLength(1)
    expect(item('big.jpg')?.sizeBytes).toBe(5)
    expect(queue.getSnapshot().totalBytes).toBe(5)
    expect(kept).toEqual([1000, 5])
  })

  it('holds what a person wants to review, once', async () => {
    const { queue, calls, key, state } = manualQueue()
    queue.add([request('a', 10, { review: true })])
    await settle()
    expect(state('a')).toEqual({ status: 'held', needs: [{ kind: 'review' }] })
    queue.decide([key('a')], { kind: 'send' })
    await settle()
    expect(calls).toHaveLength(1)
  })

  it('changes fields of what was not sent, and looks again when the id is another', async () => {
    const seen: (string | undefined)[] = []
    const { queue, calls, key, item, state } = manualQueue({
      lanes: { start: 1, least: 1, most: 1 },
      check: async ({ fields }) => {
        seen.push(fields.id)
        return { facts: null, fault: null, needs: [] }
      },
    })
    const id = image('spring/frog').id
    const badId = { kind: 'bad_id', id: '', fault: 'empty' } as const
    queue.add([request('a'), request('b'), request('c', 10, { fault: badId })])
    await settle()
    queue.change([key('a'), key('b')], { creator: 'Ana' })
    queue.change([key('b'), key('c')], ({ fields }) => ({ ...fields, id }))
    await settle()
    expect(item('a')?.fields).toEqual({})
    expect(item('b')?.fields).toEqual({ creator: 'Ana', id })
    expect(seen).toEqual([undefined, undefined, id, id])
    expect(state('c')?.status).toBe('waiting')
    queue.change([key('c')], () => badId)
    await settle()
    expect(state('c')).toEqual({ status: 'failed', failure: badId })
    expect(calls).toHaveLength(1)
  })

  it('keeps what somebody wrote while a check under the fields of before was on', async () => {
    let own: UploadFields = {}
    const answers: (() => void)[] = []
    const { queue, key, item, calls } = manualQueue({
      check: async () => {
        const fields = own
        await new Promise<void>((resolve) => answers.push(resolve))
        return { facts: null, fault: null, needs: [], fields }
      },
    })
    queue.add([request('a')])
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    own = { metadata: { title: 'A title' } }
    queue.change([key('a')], own)
    answers[0]?.()
    await vi.waitFor(() => expect(answers).toHaveLength(2))
    expect(calls).toEqual([])
    answers[1]?.()
    await vi.waitFor(() => expect(calls).toHaveLength(1))
    expect(item('a')?.fields).toEqual(own)
  })

  it('gives a refused file with other fields another key', async () => {
    const { queue, calls, call, key, state } = manualQueue({ newKey: () => 'a new key' })
    queue.add([request('a', 10, { fields: { id: image('taken').id } }), request('b')])
    await settle()
    call('a').end({ outcome: 'failed', failure: { kind: 'refused', message: 'Taken.' } })
    await settle()
    queue.change([key('a')], { id: image('free').id })
    await settle()
    expect(calls.map((one) => one.key)).toEqual(['key of a', 'key of b', 'a new key'])
    expect(state('a')?.status).toBe('sending')
  })
})
