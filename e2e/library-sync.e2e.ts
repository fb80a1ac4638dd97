import { execFileSync } from 'node:child_process'
import { setTimeout as delay } from 'node:timers/promises'
import { expect } from '@playwright/test'
import type { LibraryStatus, LibraryWindow } from '#contract/library.ts'
import { startFaultProxy } from './support/fault-proxy.ts'
import { test } from './support/fixtures.ts'
import {
  askUpstream,
  type RunningDesk,
  refreshLibrary,
  startDesk,
  startImagesService,
  type Upstream,
} from './support/topology.ts'

const IMAGES = 6_000
const KILLS = process.env['DEEP'] ? 40 : 8
const PAGE_LATENCY_MS = 250

test(`the index holds exactly what the upstream lists, after ${KILLS} kills while it was filled and swept`, async ({
  folder,
}) => {
  test.setTimeout(300_000)
  execFileSync(process.execPath, ['server/main-seed.ts', '--count', String(IMAGES)], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: `${folder}/many` },
    stdio: 'ignore',
    timeout: 120_000,
  })
  const quota = { API_QUOTA: '1000000' }
  const upstream = await startImagesService(`${folder}/many`, quota)
  const proxy = await startFaultProxy(upstream.origin)
  const isPage = (_method: string, path: string) => path.includes('/images/v2?')
  proxy.setRules([{ matches: isPage, fault: { kind: 'late', ms: PAGE_LATENCY_MS } }])
  const start = () =>
    startDesk({ ...upstream, apiBaseUrl: `${proxy.origin}/client/v4` }, `${folder}/killed`, {
      ...quota,
      LOG_LEVEL: 'error',
    })

  for (let kill = 0; kill < KILLS; kill += 1) {
    const desk = await start()
    // Once everything is known, the same for a sweep.
    await refreshLibrary(desk)
    await delay(((kill * 7) % KILLS) * 40)
    await desk.process.kill()
  }

  const desk = await start()
  await refreshLibrary(desk)
  await expect.poll(() => isSettled(desk), { timeout: 60_000 }).toBe(true)
  const ids = await idsOfDesk(desk)
  expect(ids.length).toBe(new Set(ids).size)
  expect(ids.toSorted()).toEqual((await idsOfUpstream(upstream)).toSorted())
  const pages = proxy.seen().filter((line) => line.includes('per_page=1000')).length
  test.info().annotations.push({ type: 'pages', description: `${pages} for ${KILLS} kills` })
  await desk.process.stop()
  await proxy.close()
  await upstream.process.stop()
})

async function get<Answer>(desk: RunningDesk, path: string): Promise<Answer> {
  const response = await fetch(`${desk.origin}/api/library/${path}`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    signal: AbortSignal.timeout(10_000),
  })
  expect(response.status, path).toBe(200)
  return response.json() as Promise<Answer>
}

async function isSettled(desk: RunningDesk): Promise<boolean> {
  const { complete, syncing } = await get<LibraryStatus>(desk, 'status')
  return complete && syncing === null
}

async function idsOfDesk(desk: RunningDesk): Promise<string[]> {
  const ids: string[] = []
  for (;;) {
    const { items, total } = await get<LibraryWindow>(desk, `window?offset=${ids.length}&limit=500`)
    ids.push(...items.map(({ id }) => id))
    if (items.length === 0 || ids.length >= (total ?? 0)) return ids
  }
}

async function idsOfUpstream(upstream: Upstream): Promise<string[]> {
  const ids: string[] = []
  let cursor = ''
  do {
    const query = `/v2?per_page=1000${cursor === '' ? '' : `&continuation_token=${cursor}`}`
    const { result } = (await askUpstream(upstream, query)) as {
      result: { images: { id: string }[]; continuation_token: string | null }
    }
    ids.push(...result.images.map(({ id }) => id))
    cursor = result.continuation_token ?? ''
  } while (cursor !== '')
  return ids
}
