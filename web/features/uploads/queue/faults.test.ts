import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { image, manualQueue, request, settle } from './testing/manual-queue.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

const stored = (path: string) => ({ outcome: 'stored', image: image(path) }) as const
const lost = { outcome: 'unanswered', allBytesSent: true } as const
const cut = { outcome: 'unanswered', allBytesSent: false } as const

describe('pauses', () => {
  it('pauses everything once on a 429 and sends the file again afterwards, without asking', async () => {
    const { queue, calls, questions, call, state } = manualQueue({ lanes: { start: 2, least: 2, most: 2 } })
    queue.add(['a', 'b', 'c'].map((path) => request(path)))
    await settle()
    const started = Date.now()
    call('a').end({ outcome: 'rate_limited', retryAfterSeconds: 20 })
    await settle()
    call('b').end({ outcome: 'rate_limited', retryAfterSeconds: 5 })
    await settle()
    expect(queue.getSnapshot()).toMatchObject({ pausedUntil: started + 20_000, pauseReason: 'budget' })
    expect(queue.getSnapshot().counts).toMatchObject({ waiting: 3, sending: 0, failed: 0 })
    await settle(19_500)
    expect(calls).toHaveLength(2)
    await settle(500)
    expect(queue.getSnapshot().pausedUntil).toBeNull()
    expect(calls).toHaveLength(4)
    expect(questions).toHaveLength(0)
    expect(calls.map(({ path }) => path)).toEqual(['a', 'b', 'a', 'b'])
    call('b').end(stored('b'))
    await settle()
    expect(state('b')?.status).toBe('done')
  })

  it('halves the lanes on a 429 and keeps to the calls that are left', async () => {
    const { queue, calls, call } = manualQueue({ lanes: { start: 6, least: 2, most: 8 } })
    queue.add(Array.from({ length: 20 }, (_, at) => request(`${at}`)))
    await settle()
    expect(calls).toHaveLength(6)
    for (let at = 0; at < 6; at += 1) call(`${at}`).end({ outcome: 'rate_limited', retryAfterSeconds: 2 })
    await settle(2_200)
    expect(queue.getSnapshot().counts.sending).toBe(3)
    calls.at(-1)?.callsLeft(10)
    calls.at(-1)?.end(stored('one'))
    await settle()
    expect(queue.getSnapshot().counts.sending).toBe(2)
    calls.at(-1)?.callsLeft(null)
    expect(queue.getSnapshot().lanes).toBe(2)
  })

  it('is paused and resumed by a person; what is on the wire arrives', async () => {
    const { queue, calls, call, state } = manualQueue({ lanes: { start: 1, least: 1, most: 1 } })
    queue.add([request('a'), request('b')])
    await settle()
    queue.pause()
    call('a').end(stored('a'))
    await settle(60_000)
    expect(state('a')?.status).toBe('done')
    expect(calls).toHaveLength(1)
    expect(queue.getSnapshot()).toMatchObject({ pauseReason: 'person', pausedUntil: null, secondsLeft: null })
    queue.resume()
    await settle()
    expect(calls).toHaveLength(2)
    expect(queue.getSnapshot().pauseReason).toBeNull()
  })
})

describe('lost answers', () => {
  it('asks, and never sends what the desk has', async () => {
    const { queue, calls, call, question, state } = manualQueue()
    queue.add([request('a')])
    await settle()
    call('a').end(lost)
    await settle()
    expect(state('a')).toEqual({ status: 'asking' })
    question('a').answer({ state: 'in_flight' })
    await settle(500)
    expect(state('a')).toEqual({ status: 'asking' })
    await settle(700)
    question('a').answer({ state: 'stored', image: image('a') })
    await settle()
    expect(state('a')).toEqual({ status: 'done', image: image('a') })
    expect(calls).toHaveLength(1)
  })

  it('sends again under the same key when nothing is stored, at growing distances, and then a person decides', async () => {
    const { queue, calls, call, question, key, state } = manualQueue()
    queue.add([request('a')])
    await settle()
    for (const seconds of [0, 1, 2, 4, 8]) {
      const sent = calls.length
      call('a').end(cut)
      await settle()
      expect(state('a')?.status).toBe('waiting')
      question('a').answer({ state: 'unknown' })
      await settle(Math.max(0, seconds * 1000 - 100))
      if (seconds > 0) expect(calls).toHaveLength(sent)
      await settle(200)
      expect(calls).toHaveLength(sent + 1)
    }
    call('a').end(cut)
    await settle()
    question('a').answer({ state: 'unknown' })
    await settle()
    expect(state('a')).toEqual({ status: 'failed', failure: { kind: 'disconnected' } })
    expect(new Set(calls.map((one) => one.key)).size).toBe(1)
    queue.retry(key('a'))
    await settle()
    expect(state('a')).toEqual({ status: 'asking' })
  })

  it('sends what had been on the wire before anything new', async () => {
    const { queue, calls, call, question } = manualQueue({ lanes: { start: 1, least: 1, most: 1 } })
    queue.add(['a', 'b', 'c'].map((path) => request(path)))
    await settle()
    call('a').end(lost)
    await settle()
    question('a').answer({ state: 'unknown' })
    await settle()
    call('b').end(stored('b'))
    await settle()
    expect(calls.map(({ path }) => path)).toEqual(['a', 'b', 'a'])
  })

  it('asks about silence: counted from the last progress, longer once all bytes are sent', async () => {
    const { queue, call, questions, state } = manualQueue({ stallAfterMs: 30_000, answerWithinMs: 60_000 })
    queue.add([request('a', 100), request('b', 100)])
    await settle(29_000)
    call('a').progress(10)
    call('b').progress(100)
    await settle(29_000)
    expect(state('a')?.status).toBe('sending')
    await settle(1_500)
    expect(call('a').signal.aborted).toBe(true)
    expect(state('a')).toEqual({ status: 'waiting' })
    expect(questions.map((one) => one.key)).toEqual(['key of a'])
    expect(state('b')?.status).toBe('sending')
    await settle(30_000)
    expect(state('b')).toEqual({ status: 'asking' })
  })

  it('asks again what was not answered, and leaves it as lost in the end; retry asks first', async () => {
    const { queue, call, calls, questions, key, state } = manualQueue({
      ask: async (one) => {
        questions.push({ key: one, signal: new AbortController().signal, answer: () => undefined })
        return { state: 'trouble' }
      },
    })
    queue.add([request('a')])
    await settle()
    call('a').end(lost)
    await settle(15_500)
    expect(questions).toHaveLength(5)
    expect(state('a')).toEqual({ status: 'asking' })
    await settle(180_000)
    expect(state('a')).toEqual({ status: 'failed', failure: { kind: 'answer_lost' } })
    const asked = questions.length
    queue.retry(key('a'))
    await settle()
    expect(questions).toHaveLength(asked + 1)
    expect(calls).toHaveLength(1)
  })

  it('takes a new key only when the desk itself cannot say and a person wants it again', async () => {
    const { queue, calls, call, question, state } = manualQueue({ newKey: () => 'a new key' })
    queue.add([request('a'), request('b')])
    await settle()
    call('a').end(lost)
    await settle()
    question('a').answer({ state: 'answer_lost' })
    await settle()
    expect(state('a')).toEqual({ status: 'failed', failure: { kind: 'answer_lost' } })
    queue.reconnect()
    await settle()
    expect(calls).toHaveLength(2)
    queue.retryFailed()
    await settle()
    expect(calls.map((one) => one.key)).toEqual(['key of a', 'key of b', 'a new key'])
  })

  it('asks about what a former page had sent, and sends the rest', async () => {
    const { queue, calls, questions, question } = manualQueue()
    const kept = {
      batch: 'old',
      fields: {},
      review: false,
      sizeBytes: 3,
      addedAt: 0,
      source: { kind: 'file', name: 'x.jpg', type: 'image/jpeg', lastModified: 1 },
    } as const
    const file = async () => new File(['abc'], 'x.jpg')
    await queue.restore([
      { kept: { ...kept, key: 'k1', path: 'sent', state: 'sent' }, file },
      { kept: { ...kept, key: 'k2', path: 'open', state: 'open' }, file },
      { kept: { ...kept, key: 'k3', path: 'gone', state: 'open' }, file: async () => null },
    ])
    await settle()
    expect(questions.map((one) => one.key)).toEqual(['k1'])
    expect(calls.map((one) => one.key)).toEqual(['k2'])
    question('sent').answer({ state: 'unknown' })
    await settle()
    expect(calls.map((one) => one.key)).toEqual(['k2', 'k1'])
  })
})

describe('a desk that is gone', () => {
  it('pauses everybody with growing waits, feels the way with one question, and goes on by itself', async () => {
    const { queue, calls, questions, call } = manualQueue()
    queue.add(['a', 'b', 'c', 'd', 'e'].map((path) => request(path)))
    await settle()
    for (const path of ['a', 'b', 'c', 'd']) call(path).end(cut)
    await settle()
    for (const one of questions) one.answer({ state: 'unreachable' })
    await settle()
    expect(queue.getSnapshot().pauseReason).toBe('unreachable')
    let asked = questions.length
    for (const seconds of [2, 4, 8, 16, 30, 30]) {
      await settle(seconds * 1000 - 300)
      expect(questions).toHaveLength(asked)
      await settle(400)
      expect(questions).toHaveLength(asked + 1)
      asked = questions.length
      questions.at(-1)?.answer({ state: 'unreachable' })
      await settle(100)
    }
    // The fifth had begun before anybody knew.
    expect(calls).toHaveLength(5)
    await settle(30_000)
    questions.at(-1)?.answer({ state: 'unknown' })
    await settle()
    for (const one of questions.slice(-3)) one.answer({ state: 'unknown' })
    await settle()
    expect(queue.getSnapshot().pauseReason).toBeNull()
    expect(queue.getSnapshot().counts).toMatchObject({ failed: 0, sending: 4, waiting: 1 })
  })

  it('goes on at once when the connection is back, also with what was given up; a rate limit is kept', async () => {
    const { queue, calls, questions, call, state } = manualQueue()
    queue.add([request('a'), request('b')])
    await settle()
    call('a').end({ outcome: 'failed', failure: { kind: 'disconnected' } })
    call('b').end(cut)
    await settle()
    questions.at(-1)?.answer({ state: 'unreachable' })
    await settle()
    queue.reconnect()
    await settle()
    for (const one of questions) one.answer({ state: 'unknown' })
    await settle()
    expect(calls).toHaveLength(4)
    call('a').end({ outcome: 'rate_limited', retryAfterSeconds: 60 })
    await settle()
    queue.reconnect()
    await settle()
    expect(queue.getSnapshot().pauseReason).toBe('budget')
    expect(state('a')?.status).toBe('waiting')
  })

  it('takes many troubles in a row for trouble of the upstream, not of the files', async () => {
    const { queue, calls } = manualQueue({
      ask: async () => ({ state: 'unknown' }),
      lanes: { start: 8, least: 2, most: 8 },
    })
    queue.add(Array.from({ length: 40 }, (_, at) => request(`${at}`)))
    await settle()
    for (let ended = 0; ended < calls.length; ended += 1) {
      calls[ended]?.end({ outcome: 'trouble', message: 'The upstream is down.' })
      await settle(10)
    }
    await settle(300)
    expect(queue.getSnapshot().pauseReason).toBe('unreachable')
    expect(queue.getSnapshot().counts.sending).toBe(0)
    const sent = calls.length
    await settle(20_000)
    expect(calls).toHaveLength(sent + 1)
    calls.at(-1)?.end(stored('one'))
    await settle(2_000)
    expect(queue.getSnapshot().counts).toMatchObject({ sending: 8, failed: 0 })
  })
})
