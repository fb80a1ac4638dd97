import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { parseImageId } from '#contract/image-id.ts'
import type { LibraryTwin } from '#contract/library.ts'
import { TwinFinder } from './twin-finder.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const hash = (n: number) => n.toString(16).padStart(64, '0')
const asked = (n: number) => ({ contentHash: hash(n), look: null })
function twin(name: string): LibraryTwin {
  const id = parseImageId(name)
  if (id === null) throw new Error('no id')
  return { image: { id, name }, same: 'bytes' }
}

it('asks about many at once, 200 at most, and gives each its own answer', async () => {
  const sizes: number[] = []
  const finder = new TwinFinder(async (files) => {
    sizes.push(files.length)
    return files.map(({ contentHash }) => (contentHash?.endsWith('7') ? twin(contentHash.slice(-4)) : null))
  })
  const found = Promise.all(Array.from({ length: 450 }, (_, n) => finder.find(asked(n))))
  await vi.advanceTimersByTimeAsync(50)
  expect(sizes).toEqual([200, 200, 50])
  for (const [n, one] of (await found).entries()) {
    expect(one?.image.name ?? null).toBe(hash(n).endsWith('7') ? hash(n).slice(-4) : null)
  }
})

it('what comes meanwhile goes with the next question', async () => {
  const sizes: number[] = []
  const finder = new TwinFinder(async (files) => {
    sizes.push(files.length)
    await new Promise((resolve) => setTimeout(resolve, 100))
    return files.map(() => null)
  })
  void finder.find(asked(1))
  await vi.advanceTimersByTimeAsync(20)
  for (const n of [2, 3, 4]) void finder.find(asked(n))
  await vi.advanceTimersByTimeAsync(200)
  expect(sizes).toEqual([1, 3])
})

it('no answer, a broken one or none in time is no twin, and the next question is asked all the same', async () => {
  let times = 0
  const finder = new TwinFinder((files, signal) => {
    times += 1
    if (times === 1) return Promise.reject(new Error('offline'))
    if (times === 2) return new Promise((_resolve, reject) => signal.addEventListener('abort', reject))
    if (times === 3) return Promise.resolve([])
    return Promise.resolve(files.map(() => twin('found')))
  })
  for (const expected of [null, null, null, 'found']) {
    const found = finder.find(asked(1))
    await vi.advanceTimersByTimeAsync(6_000)
    expect((await found)?.image.name ?? null).toBe(expected)
  }
})

it('nothing is asked about a file nothing is known of', async () => {
  const ask = vi.fn()
  expect(await new TwinFinder(ask).find({ contentHash: null, look: null })).toBeNull()
  expect(ask).not.toHaveBeenCalled()
})
