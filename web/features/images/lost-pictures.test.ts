import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LostPictures } from './lost-pictures.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A desk that is away until told otherwise, and what it was asked for. */
function awayDesk() {
  const asked: string[] = []
  const state = { isBack: false }
  const lost = new LostPictures(async (path) => {
    asked.push(path)
    return state.isBack
  })
  return { asked, state, lost }
}

test('one picture asks for all, less and less often, and another one each time', async () => {
  const { asked, state, lost } = awayDesk()
  const retried: string[] = []
  for (const name of ['a', 'b', 'c']) lost.wait(name, () => retried.push(name))
  await vi.advanceTimersByTimeAsync(2_000)
  expect(asked).toEqual(['a'])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(asked).toEqual(['a'])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(asked).toEqual(['a', 'b'])
  expect(retried).toEqual([])
  state.isBack = true
  await vi.advanceTimersByTimeAsync(8_000)
  expect(asked).toEqual(['a', 'b', 'c'])
  expect(retried.sort()).toEqual(['a', 'b', 'c'])
  await vi.advanceTimersByTimeAsync(120_000)
  expect(asked).toHaveLength(3)
})

test('a word from the browser looks at once', async () => {
  const { state, lost } = awayDesk()
  const retry = vi.fn()
  lost.wait('a', retry)
  state.isBack = true
  await lost.look()
  expect(retry).toHaveBeenCalledTimes(1)
})

test('what left the page is neither asked for nor told', async () => {
  const { asked, state, lost } = awayDesk()
  const retry = vi.fn()
  lost.wait('a', retry)()
  state.isBack = true
  await lost.look()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toEqual([])
  expect(retry).not.toHaveBeenCalled()
})

test('the wait never grows beyond half a minute', async () => {
  const { asked, lost } = awayDesk()
  lost.wait('a', () => {})
  await vi.advanceTimersByTimeAsync(10 * 60_000)
  const before = asked.length
  await vi.advanceTimersByTimeAsync(30_000)
  expect(asked).toHaveLength(before + 1)
})
