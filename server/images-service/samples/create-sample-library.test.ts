import { expect, test } from 'vitest'
import * as z from 'zod'
import { DEEP, type LocalService, startLocalService } from '../testing/local-service.ts'
import { SAMPLE_COUNT } from './sample-pictures.ts'

const Listed = z.object({ result: z.object({ images: z.array(z.object({ id: z.string() })) }) })

async function idsOf(service: LocalService): Promise<string[]> {
  const answer = await fetch(`${service.base}/v2`, { headers: service.headers })
  return Listed.parse(await answer.json()).result.images.map(({ id }) => id)
}

const removeImage = (service: LocalService, id: string) =>
  fetch(`${service.base}/v1/${encodeURIComponent(id)}`, { method: 'DELETE', headers: service.headers })

test('the service answers while samples are made; stopped in the middle, the next start goes on where it was', {
  timeout: 120_000,
}, async () => {
  const startedAt = performance.now()
  const first = await startLocalService({ sampleLibrary: true })
  expect(performance.now() - startedAt).toBeLessThan(2_000)
  expect((await idsOf(first)).length).toBeLessThan(SAMPLE_COUNT)
  expect((await first.upload({ id: 'mine.png' })).status).toBe(200)
  await expect.poll(async () => (await idsOf(first)).length, { timeout: 30_000 }).toBeGreaterThan(3)
  await first.close()

  const second = await startLocalService({ dataDir: first.dataDir, sampleLibrary: true })
  const before = (await idsOf(second)).length
  await expect.poll(async () => (await idsOf(second)).length, { timeout: 30_000 }).toBeGreaterThan(before + 3)
  if (!DEEP) {
    const soFar = await idsOf(second)
    expect(new Set(soFar).size).toBe(soFar.length)
    await second.remove()
    return
  }
  await second.samplesMade
  const ids = await idsOf(second)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.length).toBe(SAMPLE_COUNT + 1)
  // A library that had its samples is never filled again, not even an empty one.
  for (const id of ids) expect((await removeImage(second, id)).status).toBe(200)
  await second.close()
  const third = await startLocalService({ dataDir: first.dataDir, sampleLibrary: true })
  await third.samplesMade
  expect(await idsOf(third)).toEqual([])
  await third.remove()
})

test('a library with pictures and no samples gets none', async () => {
  const first = await startLocalService()
  expect((await first.upload({ id: 'mine.png' })).status).toBe(200)
  await first.close()
  const second = await startLocalService({ dataDir: first.dataDir, sampleLibrary: true })
  await second.samplesMade
  expect(await idsOf(second)).toEqual(['mine.png'])
  await second.remove()
})
