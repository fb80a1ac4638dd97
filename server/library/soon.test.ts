import { expect, test } from 'vitest'
import { soonOr } from './soon.ts'

const after = <Value>(ms: number, value: Value) =>
  new Promise<Value>((resolve) => {
    setTimeout(resolve, ms, value)
  })
const failure = () => Promise.reject(new Error('none'))
const full = { all: true }
const first = { first: true }

test('the whole answer when it is soon, without asking for another', async () => {
  let asked = false
  const quick = async () => {
    asked = true
    return first
  }
  expect(await soonOr(Promise.resolve(full), quick)).toBe(full)
  expect(asked).toBe(false)
})

test('else the quick one, when there is one', async () => {
  expect(await soonOr(after(200, full), async () => first)).toBe(first)
  expect(await soonOr(after(50, full), async () => null)).toBe(full)
})

test('either may fail', async () => {
  expect(await soonOr(after(50, full), failure)).toBe(full)
  expect(await soonOr(after(50, 0).then(failure), () => after(100, first))).toBe(first)
  await expect(soonOr(after(20, 0).then(failure), failure)).rejects.toThrow()
})
