import { setTimeout as wait } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { createLane } from './lane.ts'

const alive = new AbortController().signal

it('lets so many through at a time, in the order they came', async () => {
  const lane = createLane(2)
  const begun: number[] = []
  let running = 0
  let most = 0
  await Promise.all(
    Array.from({ length: 8 }, (_, n) =>
      lane(async () => {
        begun.push(n)
        running += 1
        most = Math.max(most, running)
        await wait(5)
        running -= 1
      }, alive),
    ),
  )
  expect(begun).toEqual([0, 1, 2, 3, 4, 5, 6, 7])
  expect(most).toBe(2)
})

it('one that fails makes room, and one that was given up while it waited never begins', async () => {
  const lane = createLane(1)
  const leaving = new AbortController()
  const first = lane(() => wait(10).then(() => Promise.reject(new Error('no'))), alive)
  let ran = false
  const second = lane(async () => {
    ran = true
  }, leaving.signal)
  const third = lane(() => Promise.resolve('third'), alive)
  leaving.abort(new Error('left'))
  await expect(second).rejects.toThrow('left')
  await expect(first).rejects.toThrow('no')
  expect(await third).toBe('third')
  expect(ran).toBe(false)
  await expect(lane(() => Promise.resolve(1), leaving.signal)).rejects.toThrow('left')
  expect(await lane(() => Promise.resolve('free'), alive)).toBe('free')
})
