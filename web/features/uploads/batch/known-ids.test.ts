import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { ImageId } from '#contract/image-id.ts'
import { inPieces, KnownIds } from './known-ids.ts'
import { asCustomId } from './make-id.ts'
import { freeNumberedId, numberedId } from './numbered-id.ts'

function id(text: string): ImageId {
  const made = asCustomId(text)
  if ('fault' in made) throw new Error(made.fault)
  return made.id
}
const ids = (count: number) => Array.from({ length: count }, (_, n) => id(`id-${n}`))
const limits = { ids: 500, characters: 20_000 }

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('KnownIds', () => {
  it('asks once for what is asked together, fills the question up, and remembers', async () => {
    const questions: number[] = []
    const known = new KnownIds({
      limits,
      ask: async (asked) => {
        questions.push(asked.length)
        return new Set(asked.filter((one) => one.endsWith('7')))
      },
    })
    const all = ids(1_200)
    const upcoming = () => all
    const first = Promise.all([known.isTaken(id('id-7'), upcoming), known.isTaken(id('id-8'), upcoming)])
    await vi.advanceTimersByTimeAsync(20)
    expect(await first).toEqual([true, false])
    expect(questions).toEqual([500])
    expect(await known.isTaken(id('id-497'), upcoming)).toBe(true)
    expect(questions).toEqual([500])
    const later = known.isTaken(id('id-600'), upcoming)
    await vi.advanceTimersByTimeAsync(20)
    expect([await later, questions]).toEqual([false, [500, 500]])
  })

  it('asks again after a minute', async () => {
    let now = 0
    let asked = 0
    const known = new KnownIds({
      limits,
      now: () => now,
      ask: async () => {
        asked += 1
        return new Set(asked > 1 ? [id('a')] : [])
      },
    })
    const ask = async () => {
      const answer = known.isTaken(id('a'))
      await vi.advanceTimersByTimeAsync(20)
      return answer
    }
    expect([await ask(), await ask()]).toEqual([false, false])
    now = 60_001
    expect([await ask(), asked]).toEqual([true, 2])
  })

  it('an answer that does not come holds nothing up, and is not remembered', async () => {
    let isDown = true
    const known = new KnownIds({
      limits,
      ask: (asked) => (isDown ? Promise.reject(new Error('offline')) : Promise.resolve(new Set(asked))),
    })
    const first = known.isTaken(id('a'))
    await vi.advanceTimersByTimeAsync(20)
    expect(await first).toBe(false)
    isDown = false
    const second = known.isTaken(id('a'))
    await vi.advanceTimersByTimeAsync(20)
    expect(await second).toBe(true)
  })

  it('keeps to both limits of a question', () => {
    expect(inPieces(ids(1_001), limits).map(({ length }) => length)).toEqual([500, 500, 1])
    const long = Array.from({ length: 30 }, (_, n) => id(`${n}`.padEnd(1_000, 'x')))
    expect(inPieces(long, limits).map(({ length }) => length)).toEqual([20, 10])
    expect(inPieces([], limits)).toEqual([])
  })
})

describe('numbers for ids that are taken', () => {
  it.each([
    ['a/frog.jpg', 'a/frog-2.jpg'],
    ['frog', 'frog-2'],
    ['a.b/frog', 'a.b/frog-2'],
    ['.hidden', '.hidden-2'],
    ['a.tar.gz', 'a.tar-2.gz'],
  ])('%s becomes %s', (one, expected) => {
    expect(numberedId(one, 2)).toBe(expected)
  })

  it('the first free one is taken', async () => {
    const taken = new Set(['frog.jpg', 'frog-2.jpg', 'frog-3.jpg'])
    expect(await freeNumberedId(id('frog.jpg'), (one) => taken.has(one))).toBe('frog-4.jpg')
    expect(await freeNumberedId(id('x'.repeat(1_023)), () => true)).toBeNull()
  })
})
