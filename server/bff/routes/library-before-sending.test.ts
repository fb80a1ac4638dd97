import { afterEach, beforeEach, expect, test } from 'vitest'
import type { LibraryTwins } from '#contract/library.ts'
import { imageWith } from '../../library/testing/wire-page.ts'
import { images, LibraryUnderTest } from '../testing/library-under-test.ts'

/** What the desk is asked before anything is sent. */
let on: LibraryUnderTest

beforeEach(async () => {
  on = new LibraryUnderTest()
  await on.start()
  await on.fill()
})
afterEach(() => on.close())

const fail = (): never => {
  throw new Error('There is no such image')
}

async function askTwins(body: unknown): Promise<LibraryTwins> {
  const response = await on.post('twins', body)
  if (response.status !== 200) throw new Error(String(response.status))
  return response.json() as Promise<LibraryTwins>
}

test('each file finds its twin before it is sent: the same bytes first, else the nearest look', async () => {
  const measured: [at: number, contentHash: string, perceptualHash: string | null][] = [
    [1, 'a'.repeat(64), '00000000000000ff'],
    [3, 'c'.repeat(64), '00000000000000ff'],
    [5, 'a'.repeat(64), '000000000000003f'],
    [9, 'b'.repeat(64), null],
  ]
  for (const [at, contentHash, perceptualHash] of measured) {
    await on.library.store.learnt(images[at] ?? fail(), { contentHash, perceptualHash })
  }
  const files = [
    { contentHash: 'b'.repeat(64), look: '000000000000003f' },
    { contentHash: 'a'.repeat(64), look: null },
    { contentHash: 'd'.repeat(64), look: '000000000000007f' },
    { contentHash: null, look: '00000000000000ff' },
    // Seven bits from the nearest.
    { contentHash: null, look: '0000000000007fff' },
    { contentHash: 'd'.repeat(64), look: null },
  ]
  const named = (at: number, same: 'bytes' | 'look') => ({
    image: { id: `image-${at}`, name: images[at]?.filename },
    same,
  })
  on.calls = []
  expect(await askTwins({ files })).toMatchObject({
    source: 'index',
    twins: [named(9, 'bytes'), named(1, 'bytes'), named(1, 'look'), named(1, 'look'), null, null],
  })
  expect(on.calls).toEqual([])
})

test('questions about twins that are none are refused', async () => {
  const file = { contentHash: 'a'.repeat(64), look: null }
  const bad = [
    {},
    { files: [] },
    { files: Array(201).fill(file) },
    { files: [{ ...file, look: 'F'.repeat(16) }] },
  ]
  for (const body of [...bad, { files: [{ contentHash: 'a' }] }]) {
    await expect(askTwins(body), JSON.stringify(body).slice(0, 80)).rejects.toThrow('400')
  }
  expect((await askTwins({ files: Array(200).fill(file) })).twins).toEqual(Array(200).fill(null))
})

test('ids that are taken are told, hundreds at once, exactly as they are written', async () => {
  const ask = (ids: unknown) => on.post('known-ids', { ids })
  const many = Array.from({ length: 500 }, (_, at) => `image-${at + 1_000}`)
  const answer = await ask(many)
  expect(await answer.json()).toMatchObject({ complete: true, known: many.slice(0, 200) })
  const written = imageWith({ id: 'spring/é.jpg', uploadedAt: '2026-02-01T00:00:00.000Z' })
  await on.library.wroteThrough(written)
  expect(await (await ask(['spring/é.jpg', 'SPRING/é.jpg', 'spring'])).json()).toMatchObject({
    known: ['spring/é.jpg'],
  })
  for (const bad of [[], ['..'], [...many, 'one-more'], Array(21).fill('x'.repeat(1_000)), 'image-1']) {
    expect((await ask(bad)).status).toBe(400)
  }
})
