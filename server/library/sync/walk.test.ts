import { expect, test } from 'vitest'
import type { ImagesApi } from '../../cloudflare/images-api.ts'
import { runPass } from './run-pass.ts'
import { createMemoryLibrary } from './testing/memory-library.ts'

type Query = Parameters<ImagesApi['listRawPage']>[0]

/** A pass over an upstream that answers as `answer` says, in which no time passes. */
async function passOver(answer: (query: Query) => { times: number[]; next: string | null }) {
  const { store, images } = createMemoryLibrary(Date.now)
  const asked: Query[] = []
  const io = {
    upstream: {
      async listRawPage(query: Query) {
        asked.push(query)
        expect(asked.length, 'It never ends').toBeLessThan(500)
        const { times, next } = answer(query)
        const wires = times.map((time) => ({ id: `image-${time}`, uploaded: new Date(time).toISOString() }))
        const text = JSON.stringify({ success: true, result: { images: wires, continuation_token: next } })
        return { body: Uint8Array.from(Buffer.from(text)), requestedAt: Date.now() }
      },
    },
    store,
    clock: { now: Date.now, sleep: async () => {} },
    pause: async () => {},
    random: () => 0,
    onProblem: () => {},
  }
  const pass = await store.begin('fill')
  const result = await runPass(io, pass, { walkers: pass.walkers }, new AbortController().signal)
  return { result, asked, images: await images() }
}

test.each<[string, (cursor: string | null) => string]>([
  ['a cursor that repeats', () => 'a'],
  ['cursors that go round', (cursor) => (cursor === 'a' ? 'b' : 'a')],
])('%s never loops for ever', async (_what, next) => {
  const { result, asked } = await passOver(({ cursor }) => ({ times: [50], next: next(cursor) }))
  expect(result).toBeNull()
  expect(asked.length).toBeLessThan(60)
})

test('one walker that goes round leaves the whole listing to the other', async () => {
  const { result, images } = await passOver(({ order, cursor }) => {
    if (order === 'newest') return { times: [90], next: 'again' }
    const at = Number(cursor ?? 0)
    return { times: [at + 1], next: at + 1 < 20 ? String(at + 1) : null }
  })
  expect(result).not.toBeNull()
  expect(images.length).toBe(21)
})

test('a page without images leads on', async () => {
  const hollow = await passOver(({ order, cursor }) =>
    order === 'newest' && cursor === null ? { times: [], next: 'x' } : { times: [3, 2, 1], next: null },
  )
  expect(hollow.images.length).toBe(3)
})
