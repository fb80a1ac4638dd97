import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { parseImageId } from '#contract/image-id.ts'
import type { LibraryTwin } from '#contract/library.ts'
import { LookLine } from './look-line.ts'

beforeEach(() => vi.useFakeTimers())
afterEach(() => vi.useRealTimers())

const id = parseImageId('harbour')
const twin: LibraryTwin | null = id && { image: { id, name: 'harbour.jpg' }, same: 'look' }
const fileOf = (name: string) => new File(['x'], name)

function line(wanted: (key: string) => boolean = () => true) {
  const looked: [name: string, atMs: number][] = []
  const looks = new LookLine({
    async lookOf(file) {
      looked.push([file.name, Date.now()])
      await new Promise((resolve) => setTimeout(resolve, 100))
      return file.name === 'flat' ? '0000000000000000' : file.name === 'broken' ? null : 'f0f0f0f0f0f0f0f0'
    },
    findTwin: async () => twin,
    isWanted: wanted,
    now: Date.now,
  })
  return { looks, looked }
}

it('one by one, resting in between; who listens hears of hints', async () => {
  const { looks, looked } = line()
  const heard = vi.fn()
  looks.subscribe(heard)
  const startedAt = Date.now()
  for (const key of ['a', 'b', 'c']) looks.add(key, fileOf(key))
  expect(looked).toEqual([])
  await vi.advanceTimersByTimeAsync(2_000)
  expect(looked.map(([name, atMs]) => [name, atMs - startedAt])).toEqual([
    ['a', 0],
    ['b', 300],
    ['c', 600],
  ])
  expect(looks.hint('a')).toEqual(twin)
  expect(looks.hint('z')).toBeNull()
  expect(heard).toHaveBeenCalledTimes(3)
  looks.add('d', fileOf('d'))
  await vi.advanceTimersByTimeAsync(500)
  expect(looks.hint('d')).toEqual(twin)
})

it('what was sent meanwhile is not looked at; a flat or broken picture looks like nothing', async () => {
  const { looks, looked } = line((key) => key !== 'sent')
  for (const key of ['sent', 'flat', 'broken', 'good']) looks.add(key, fileOf(key))
  await vi.advanceTimersByTimeAsync(5_000)
  expect(looked.map(([name]) => name)).toEqual(['flat', 'broken', 'good'])
  expect(['flat', 'broken', 'good'].map((key) => looks.hint(key) !== null)).toEqual([false, false, true])
})
