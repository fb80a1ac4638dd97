import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type Loaded, WindowCache } from './window-cache.ts'

interface Call {
  offset: number
  signal: AbortSignal
  answer: (revision?: number) => Promise<void>
  fail: (error: unknown) => Promise<void>
}

const settle = () => vi.advanceTimersByTimeAsync(0)

/** A server that answers when told to; items are `revision:offset`. */
function start(options: { pageSize?: number; maxPages?: number; maxInFlight?: number } = {}) {
  const calls: Call[] = []
  const cache = new WindowCache<string>({
    pageSize: 10,
    ...options,
    load: (offset, limit, signal) =>
      new Promise<Loaded<string>>((resolve, reject) => {
        calls.push({
          offset,
          signal,
          answer: async (revision = 1) => {
            const items = Array.from({ length: limit }, (_, at) => `${revision}:${offset + at}`)
            resolve({ items, revision })
            await settle()
          },
          fail: async (error) => {
            reject(error)
            await settle()
          },
        })
      }),
  })
  return { cache, calls, offsets: () => calls.map(({ offset }) => offset) }
}

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

describe('another question, prepared', () => {
  it('changes nothing until its answers are put in, all at once', async () => {
    const { cache, calls } = start()
    cache.want(5, 25)
    for (const call of calls) await call.answer()
    const heard = vi.fn()
    cache.subscribe(heard)
    const commit = await cache.prepare(async (offset, limit) => ({
      items: Array.from({ length: limit }, (_, at) => `new:${offset + at}`),
      revision: 1,
    }))
    expect([cache.itemAt(3), cache.itemAt(24), heard.mock.calls.length]).toEqual(['1:3', '1:24', 0])
    const asked = calls.length
    commit()
    expect([cache.itemAt(3), cache.itemAt(24)]).toEqual(['new:3', 'new:24'])
    // What was in sight is here: nothing of it is asked for again.
    expect(calls.length).toBe(asked)
  })

  it('asks anew for what was out of sight, and only when it comes into sight', async () => {
    const { cache, offsets, calls } = start()
    cache.want(40, 50)
    await calls[0]?.answer()
    cache.want(0, 10)
    await calls[1]?.answer()
    const commit = await cache.prepare(async (offset) => ({ items: [`new:${offset}`], revision: 1 }))
    commit()
    expect(offsets()).toEqual([40, 0])
    cache.want(40, 50)
    expect(offsets()).toEqual([40, 0, 40])
  })

  it('gives its failure to whoever prepared it and keeps what there was', async () => {
    const { cache, calls } = start()
    cache.want(0, 10)
    await calls[0]?.answer()
    await expect(cache.prepare(() => Promise.reject(new Error('gone')))).rejects.toThrow('gone')
    expect([cache.itemAt(3), cache.error]).toEqual(['1:3', null])
  })
})

describe('fetching', () => {
  it('asks for the pages in sight, the middle first, each once, and tells when they are here', async () => {
    const { cache, calls, offsets } = start()
    const heard = vi.fn()
    cache.subscribe(heard)
    cache.want(5, 28)
    expect(offsets()).toEqual([10, 20, 0])
    cache.want(6, 29)
    expect(calls).toHaveLength(3)
    await calls[0]?.answer()
    expect(heard).toHaveBeenCalledTimes(1)
    expect([cache.itemAt(10), cache.itemAt(19), cache.itemAt(20)]).toEqual(['1:10', '1:19', undefined])
  })

  it('has few requests under way, and goes on with the next', async () => {
    const { cache, calls, offsets } = start({ maxInFlight: 2 })
    cache.want(0, 40)
    expect(offsets()).toHaveLength(2)
    await calls[0]?.answer()
    expect(offsets()).toHaveLength(3)
  })

  it('cancels what left the window, and asks again when it is back', async () => {
    const { cache, calls, offsets } = start()
    cache.want(0, 10)
    cache.want(500, 510)
    expect(calls[0]?.signal.aborted).toBe(true)
    await calls[0]?.answer()
    expect(cache.itemAt(0)).toBeUndefined()
    cache.want(0, 10)
    expect(offsets()).toEqual([0, 500, 0])
  })

  it('stops with its owner, and works again with it', () => {
    const { cache, calls } = start()
    cache.want(0, 10)
    cache.close()
    expect(calls[0]?.signal.aborted).toBe(true)
    cache.want(10, 20)
    expect(calls).toHaveLength(1)
    cache.open()
    expect(calls.at(-1)?.offset).toBe(10)
  })
})

describe('changes', () => {
  it('keeps the old items in sight until the new ones are here', async () => {
    const { cache, calls } = start()
    cache.want(0, 10)
    await calls[0]?.answer(1)
    cache.invalidate(2)
    expect(cache.itemAt(3)).toBe('1:3')
    expect(calls).toHaveLength(2)
    await calls[1]?.answer(2)
    expect(cache.itemAt(3)).toBe('2:3')
    cache.invalidate(2)
    expect(calls).toHaveLength(2)
  })

  it('fetches again only what is in sight', async () => {
    const { cache, calls, offsets } = start()
    cache.want(0, 10)
    await calls[0]?.answer(1)
    cache.want(50, 60)
    await calls[1]?.answer(1)
    cache.invalidate(2)
    expect(offsets()).toEqual([0, 50, 50])
    await calls[2]?.answer(2)
    cache.want(0, 10)
    expect(offsets()).toEqual([0, 50, 50, 0])
    expect(cache.itemAt(0)).toBe('1:0')
  })

  it('asks everything anew when the question changed, the items staying meanwhile', async () => {
    const { cache, calls } = start()
    cache.want(0, 20)
    await calls[0]?.answer(1)
    cache.refresh()
    expect(calls[1]?.signal.aborted).toBe(true)
    expect(calls).toHaveLength(4)
    expect(cache.itemAt(3) ?? cache.itemAt(13)).toBeDefined()
  })

  it('does not ask for ever when the server lags behind', async () => {
    const { cache, calls } = start()
    cache.want(0, 10)
    cache.invalidate(5)
    await calls[0]?.answer(3)
    expect(calls).toHaveLength(1)
  })
})

describe('failures', () => {
  it('says so, tries again by itself, ever later, and forgets it after an answer', async () => {
    const { cache, calls } = start()
    const broken = new Error('broken')
    cache.want(0, 10)
    await calls[0]?.fail(broken)
    expect(cache.error).toBe(broken)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(calls).toHaveLength(2)
    await calls[1]?.fail(broken)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(calls).toHaveLength(2)
    await vi.advanceTimersByTimeAsync(1_000)
    await calls[2]?.answer()
    expect([cache.error, cache.itemAt(0)]).toEqual([null, '1:0'])
  })

  it('tries at once when asked to', async () => {
    const { cache, calls } = start()
    cache.want(0, 10)
    await calls[0]?.fail(new Error('broken'))
    cache.retry()
    expect([calls.length, cache.error]).toEqual([2, null])
  })
})

it('keeps at most so many pages, the nearest, and always those in sight', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(400), { minLength: 1, maxLength: 30 }), async (places) => {
      const { cache, calls } = start({ maxPages: 4 })
      let answered = 0
      for (const from of places) {
        cache.want(from, from + 15)
        while (answered < calls.length) {
          const call = calls[answered]
          answered += 1
          if (call !== undefined && !call.signal.aborted) await call.answer()
        }
        const held = [...cache.entries()]
        expect(held.length).toBeLessThanOrEqual(40)
        for (let offset = from; offset < from + 15; offset += 1) {
          expect(cache.itemAt(offset)).toBe(`1:${offset}`)
        }
        for (const [offset, item] of held) expect(item).toBe(`1:${offset}`)
      }
    }),
    { numRuns: 50 },
  )
})
