import { afterEach, beforeEach, expect, test } from 'vitest'
import { endpoints } from '#contract/endpoints.ts'
import type { LibraryGrowth } from '#contract/library.ts'
import { imageWith } from '../../library/testing/wire-page.ts'
import { LibraryUnderTest } from '../testing/library-under-test.ts'

let on: LibraryUnderTest

beforeEach(async () => {
  on = new LibraryUnderTest()
  await on.start()
})
afterEach(() => on.close())

async function growth(): Promise<LibraryGrowth> {
  const answer = await fetch(on.desk.base + endpoints.accountGrowth, { signal: AbortSignal.timeout(10_000) })
  expect(answer.status).toBe(200)
  return JSON.parse(await answer.text())
}

test('growth comes from the index alone, says while it is not complete, and follows what comes and goes', async () => {
  expect(await growth()).toMatchObject({ source: 'index', complete: false, months: [], images: 0, drafts: 0 })
  await on.fill()
  on.calls = []
  const filled = await growth()
  expect(filled).toMatchObject({ complete: true, images: 1_200, drafts: 0 })
  expect(filled.months.at(-1)?.month).toBe(new Date().toISOString().slice(0, 7))
  expect(on.calls).toEqual([])

  const uploadedAt = '2021-02-03T00:00:00.000Z'
  const early = imageWith({ id: 'early', uploadedAt })
  await on.library.wroteThrough(early)
  await on.library.wroteThrough(imageWith({ id: 'empty', uploadedAt, draft: true }))
  const longer = await growth()
  expect(longer).toMatchObject({ images: 1_201, drafts: 1 })
  expect(longer.months.slice(0, 2)).toEqual([
    { month: '2021-02', count: 1 },
    { month: '2021-03', count: 0 },
  ])
  expect(longer.revision).toBeGreaterThan(filled.revision)

  await on.library.removed(early.id)
  expect(await growth()).toMatchObject({ images: 1_200, drafts: 1, months: filled.months })
})
