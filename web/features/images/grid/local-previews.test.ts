import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { LocalPreviews } from './local-previews.ts'
import type { SmallPicture } from './shrink-picture.ts'

function start() {
  const asked: { blob: Blob; answer: (made: SmallPicture | null) => Promise<void> }[] = []
  const urls = new Set<string>()
  const previews = new LocalPreviews({
    shrink: (blob) =>
      new Promise((resolve) => {
        asked.push({
          blob,
          answer: async (made) => {
            resolve(made)
            await vi.advanceTimersByTimeAsync(0)
          },
        })
      }),
    createUrl: () => {
      const url = `blob:${urls.size + 1}`
      urls.add(url)
      return url
    },
    revokeUrl: (url) => urls.delete(url),
  })
  return { previews, asked, urls }
}

const source = () => ({ blob: new Blob(['x']), pixels: null })
const made = (): SmallPicture => ({ blob: new Blob(['y']), widthPx: 30, heightPx: 20 })

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('makes one picture however many hold it, and gives it back only some time after the last let go', async () => {
  const { previews, asked, urls } = start()
  const first = vi.fn()
  const second = vi.fn()
  const endFirst = previews.hold('a', source(), first)
  const endSecond = previews.hold('a', source(), second)
  expect(asked).toHaveLength(1)
  await asked[0]?.answer(made())
  const preview = { url: 'blob:1', widthPx: 30, heightPx: 20 }
  expect(first).toHaveBeenCalledExactlyOnceWith(preview)
  expect(second).toHaveBeenCalledExactlyOnceWith(preview)
  endFirst()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(urls.size).toBe(1)
  endSecond()
  await vi.advanceTimersByTimeAsync(9_000)
  expect(previews.peek('a')).toEqual(preview)
  await vi.advanceTimersByTimeAsync(2_000)
  expect([previews.peek('a'), urls.size]).toEqual([undefined, 0])
})

it('makes two at a time, those that came into sight last first, and none for what left before its turn', async () => {
  const { previews, asked } = start()
  const ends = ['a', 'b', 'c', 'd'].map((key) => previews.hold(key, source(), () => {}))
  expect(asked).toHaveLength(2)
  ends[3]?.()
  await asked[0]?.answer(made())
  expect(asked).toHaveLength(3)
  await asked[1]?.answer(made())
  await asked[2]?.answer(made())
  expect(asked).toHaveLength(3)
  expect(previews.peek('c')).toBeDefined()
  expect(previews.peek('d')).toBeUndefined()
})

it('tells at once what cannot be drawn, and does not try again while it is held', async () => {
  const { previews, asked, urls } = start()
  const tell = vi.fn()
  previews.hold('a', source(), tell)
  await asked[0]?.answer(null)
  expect(tell).toHaveBeenCalledExactlyOnceWith(null)
  const later = vi.fn()
  previews.hold('a', source(), later)
  expect(later).toHaveBeenCalledExactlyOnceWith(null)
  expect([asked.length, urls.size]).toEqual([1, 0])
})
