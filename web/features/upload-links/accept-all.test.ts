import { expect, test } from 'vitest'
import { type ImageId, parseImageId } from '#contract/image-id.ts'
import { acceptAll } from './accept-all.ts'

const idOf = (n: number): ImageId => {
  const id = parseImageId(`image-${n}`)
  if (id === null) throw new Error('no id')
  return id
}

/** An inbox of `count`; those of `broken` cannot be accepted. */
function inbox(count: number, broken: readonly number[] = []) {
  const waiting = Array.from({ length: count }, (_, n) => ({ id: idOf(n) }))
  const bad = new Set<string>(broken.map(idOf))
  const steps: number[] = []
  return {
    waiting,
    steps,
    options: {
      fetchNext: async (limit: number) => waiting.slice(0, limit),
      async accept(ids: readonly ImageId[]) {
        steps.push(ids.length)
        const accepted = ids.filter((id) => !bad.has(id))
        for (const id of accepted)
          waiting.splice(
            waiting.findIndex((image) => image.id === id),
            1,
          )
        return {
          accepted,
          failed: ids.filter((id) => bad.has(id)).map((id) => ({ id, message: 'no' })),
        }
      },
      onProgress: () => {},
      mayGoOn: () => true,
    },
  }
}

test('all are accepted, in small steps', async () => {
  const { waiting, steps, options } = inbox(55)
  const told: number[] = []
  const { accepted } = await acceptAll({ ...options, onProgress: (done) => told.push(done) })
  expect([accepted.length, waiting.length]).toEqual([55, 0])
  expect(steps).toEqual([20, 20, 15])
  expect(told).toEqual([20, 40, 55])
})

test('what cannot be accepted is tried once and does not hide the rest', async () => {
  const broken = Array.from({ length: 30 }, (_, n) => n)
  const { waiting, options } = inbox(60, broken)
  const { accepted, failed } = await acceptAll(options)
  expect([accepted.length, failed.length, waiting.length]).toEqual([30, 30, 30])
})

test('an index that still shows what was accepted does not make it go round for ever', async () => {
  const images = [{ id: idOf(1) }]
  let calls = 0
  const { accepted } = await acceptAll({
    fetchNext: async () => images,
    accept: async (ids) => {
      calls += 1
      return { accepted: [...ids], failed: [] }
    },
    onProgress: () => {},
    mayGoOn: () => true,
  })
  expect([accepted.length, calls]).toEqual([1, 1])
})

test('it stops when told to', async () => {
  const { options, steps } = inbox(55)
  await acceptAll({ ...options, mayGoOn: () => steps.length < 1 })
  expect(steps).toEqual([20])
})
