import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { seedLibrary } from './seed.ts'
import { type LocalService, startLocalService } from './testing/local-service.ts'

const Page = z.object({
  result: z.object({
    images: z.array(z.object({ id: z.string() })),
    continuation_token: z.string().nullable(),
  }),
})
const Stats = z.object({ result: z.object({ count: z.object({ current: z.number() }) }) })

async function pageOf(service: LocalService, token: string | null, perPage = 500) {
  const more = token === null ? '' : `&continuation_token=${token}`
  const answer = await fetch(`${service.base}/v2?per_page=${perPage}${more}`, { headers: service.headers })
  return Page.parse(await answer.json()).result
}

async function countOf(service: LocalService): Promise<number> {
  const answer = await fetch(`${service.base}/v1/stats`, { headers: service.headers })
  return Stats.parse(await answer.json()).result.count.current
}

const remove = (service: LocalService, id: string) =>
  fetch(`${service.base}/v1/${encodeURIComponent(id)}`, { method: 'DELETE', headers: service.headers })

test('a seeded library pages through completely while rows, boundary rows too, are deleted', {
  timeout: 60_000,
}, async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'seeded-'))
  await seedLibrary({ dataDir, count: 3_000 })
  const service = await startLocalService({ dataDir })
  const seen: string[] = []
  let token: string | null = null
  do {
    const page: z.infer<typeof Page>['result'] = await pageOf(service, token)
    seen.push(...page.images.map(({ id }) => id))
    token = page.continuation_token
    expect((await remove(service, page.images.at(-1)?.id ?? '')).status).toBe(200)
  } while (token !== null)
  expect(seen.length).toBe(3_000)
  expect(new Set(seen).size).toBe(3_000)
  expect(await countOf(service)).toBe(3_000 - 6)
  const blob = await fetch(`${service.base}/v1/${encodeURIComponent(seen[0] ?? '')}/blob`, {
    headers: service.headers,
  })
  expect((await sharp(Buffer.from(await blob.arrayBuffer())).metadata()).width).toBeGreaterThan(100)
  await service.remove()
})

test('seeding beside a running service keeps its count and every byte, and a restart agrees', {
  timeout: 60_000,
}, async () => {
  const service = await startLocalService()
  expect((await service.upload()).status).toBe(200)
  // The last rows of the shared pictures go while more of them are on their way.
  await seedLibrary({ dataDir: service.dataDir, count: 40 })
  const seeding = seedLibrary({ dataDir: service.dataDir, count: 400 })
  for (const { id } of (await pageOf(service, null)).images.slice(0, 41)) {
    expect((await remove(service, id)).status).toBe(200)
  }
  expect((await service.upload()).status).toBe(200)
  await seeding
  const count = await countOf(service)
  const listed = (await pageOf(service, null, 1000)).images
  expect(count).toBe(listed.length)
  expect(count).toBe(401)
  for (const { id } of listed.slice(0, 80)) {
    const blob = await fetch(`${service.base}/v1/${encodeURIComponent(id)}/blob`, {
      headers: service.headers,
    })
    expect(blob.status).toBe(200)
    await blob.arrayBuffer()
  }
  await service.close()
  const again = await startLocalService({ dataDir: service.dataDir })
  expect(await countOf(again)).toBe(401)
  await again.remove()
})
