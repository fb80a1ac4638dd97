import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { type BrowserContext, test as base, expect, type Page } from '@playwright/test'
import * as z from 'zod'
import { distinctPhotos } from './support/distinct-photos.ts'
import { type FaultProxy, type FaultRule, rateLimited, startFaultProxy } from './support/fault-proxy.ts'
import { temporaryFolder } from './support/processes.ts'
import {
  askUpstream,
  type RunningDesk,
  type RunningImagesService,
  startDesk,
  startImagesService,
} from './support/topology.ts'
import { chooseFiles } from './support/upload-files.ts'

const DEEP = process.env['DEEP'] !== undefined
const FILES = DEEP ? 1_000 : 60
/** So that there is time for a phase to be seen. */
const PACE_MS = DEEP ? 60 : 250
const OFFLINE_MS = DEEP ? 20_000 : 3_000
const PATIENCE_MS = DEEP ? 20 * 60_000 : 150_000

const toDesk = (method: string, path: string) => method === 'POST' && path === '/api/images'
const toUpstream = (method: string, path: string) => method === 'POST' && /\/(v1|direct_upload)$/.test(path)
const toOneTimeUrl = (method: string, path: string) => method === 'POST' && path.startsWith('/upload/')
const failing = (share: number): Pick<FaultRule, 'fault' | 'share'> => ({
  share,
  fault: { kind: 'status', status: 500, body: 'Internal error' },
})

/** 5 % answer 500, 2 % are reset in the middle, 2 % are done and nobody hears of it; before the desk and behind it. */
const BEFORE_DESK: FaultRule[] = [
  { matches: toDesk, ...failing(0.03) },
  { matches: toDesk, share: 0.02, fault: { kind: 'reset', afterBytes: 20_000 } },
  { matches: toDesk, share: 0.02, fault: { kind: 'lost-answer' } },
]
const BEHIND_DESK: FaultRule[] = [
  { matches: toUpstream, ...failing(0.02) },
  { matches: toUpstream, share: 0.01, fault: { kind: 'lost-answer' } },
  { matches: toOneTimeUrl, ...failing(0.02) },
  { matches: toOneTimeUrl, share: 0.01, fault: { kind: 'reset', afterBytes: 20_000 } },
  { matches: toOneTimeUrl, share: 0.02, fault: { kind: 'lost-answer' } },
  { matches: toOneTimeUrl, fault: { kind: 'late', ms: PACE_MS } },
]

interface Stage {
  folder: string
  upstream: RunningImagesService
  /** Between the desk and its upstream. */
  behind: FaultProxy
  /** Between the browser and the desk. */
  before: FaultProxy
  /** As it runs now; another one after {@link killDesk}. */
  desk: RunningDesk
}

const tray = (page: Page) => page.getByRole('region', { name: 'Uploads', exact: true })
const Stats = z.object({ count: z.object({ current: z.number() }) })
const Images = z.object({ images: z.array(z.object({ id: z.string(), filename: z.string() })) })

const test = base.extend<{ stage: Stage }>({
  stage: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from the pattern
    async ({}, use) => {
      const { path: folder, remove } = await temporaryFolder()
      const upstream = await startImagesService(`${folder}/upstream`, { API_QUOTA: '1000000' })
      const behind = await startFaultProxy(upstream.origin)
      // The desk lets pages of another origin in only by name, so the proxy is there first.
      const before = await startFaultProxy('http://127.0.0.1:1')
      const desk = await startDeskBehind(
        before,
        { ...upstream, apiBaseUrl: `${behind.origin}/client/v4` },
        folder,
      )
      const stage = { folder, upstream, behind, before, desk }
      await use(stage)
      await stage.desk.process.stop()
      await Promise.all([before.close(), behind.close()])
      await upstream.process.stop()
      await remove()
    },
    { timeout: 90_000 },
  ],
})

async function startDeskBehind(
  before: FaultProxy,
  upstream: RunningImagesService,
  folder: string,
): Promise<RunningDesk> {
  const desk = await startDesk(upstream, `${folder}/desk`, {
    API_QUOTA: '1000000',
    ALLOWED_ORIGINS: before.origin,
    CLOUDFLARE_DELIVERY_ORIGIN: upstream.origin,
    CLOUDFLARE_UPLOAD_ORIGIN: new URL(upstream.apiBaseUrl).origin,
  })
  before.leadTo(desk.origin)
  return desk
}

/** `kill -9`, and a start on the same data. */
async function killDesk(stage: Stage): Promise<void> {
  await stage.desk.process.kill()
  const upstream = { ...stage.upstream, apiBaseUrl: `${stage.behind.origin}/client/v4` }
  stage.desk = await startDeskBehind(stage.before, upstream, stage.folder)
}

async function stored({ upstream }: Stage): Promise<number> {
  return Stats.parse((await askUpstream(upstream, '/v1/stats')).result).count.current
}

async function untilStored(stage: Stage, share: number): Promise<void> {
  await expect
    .poll(() => stored(stage), { timeout: PATIENCE_MS, intervals: [50] })
    .toBeGreaterThanOrEqual(Math.floor(share * FILES))
}

test('whatever fails, every file is stored exactly once, byte for byte, and the report agrees', async ({
  page,
  context,
  stage,
}) => {
  test.setTimeout(PATIENCE_MS + 60_000)
  const { before, behind, folder } = stage
  const files = await distinctPhotos(`${folder}/photos`, FILES)
  await page.goto(`${before.origin}/images`)
  before.setRules(BEFORE_DESK)
  behind.setRules(BEHIND_DESK)
  await chooseFiles(page, files)

  await untilStored(stage, 0.15)
  behind.setRules([{ matches: toUpstream, fault: rateLimited(2), times: 12 }, ...BEHIND_DESK])
  await untilStored(stage, 0.35)
  await goOffline(context)
  await untilStored(stage, 0.5)
  await reload(page)
  await untilStored(stage, 0.7)
  await killDesk(stage)
  await finish(page)

  await expectExactly(stage, files)
  const report = await downloadReport(page)
  expect(report.every(({ state }) => state === 'done')).toBe(true)
  const ids = new Set((await imagesOf(stage)).map(({ id }) => id))
  expect(report.filter(({ id }) => !ids.has(id))).toEqual([])
  expect(new Set(report.map(({ id }) => id)).size).toBe(report.length)
})

async function goOffline(context: BrowserContext): Promise<void> {
  await context.setOffline(true)
  await new Promise((resolve) => setTimeout(resolve, OFFLINE_MS))
  await context.setOffline(false)
}

async function reload(page: Page): Promise<void> {
  const safe = () =>
    page.evaluate(() => window.dispatchEvent(new Event('beforeunload', { cancelable: true })))
  await expect.poll(safe, { timeout: 30_000 }).toBe(true)
  await page.reload()
  const offer = tray(page).getByRole('region', { name: 'Unfinished uploads' })
  await offer.getByRole('button', { name: 'Go on' }).click({ timeout: 30_000 })
}

/** Until nothing is under way; what failed for good by too much bad luck is tried again by hand, as a person would. */
async function finish(page: Page): Promise<void> {
  const summary = tray(page)
    .getByText(/^\d[\d,]* uploaded/)
    .first()
  const retry = tray(page).getByRole('button', { name: /^Retry \d+ failed$/ })
  await expect(async () => {
    if (await retry.isVisible()) await retry.click()
    await expect(summary).toBeVisible({ timeout: 3_000 })
    await expect(summary).not.toContainText('failed', { timeout: 100 })
  }).toPass({ timeout: PATIENCE_MS })
}

async function imagesOf({ upstream }: Stage) {
  const found: z.infer<typeof Images>['images'] = []
  const { result } = await askUpstream(upstream, '/v2?per_page=10000')
  found.push(...Images.parse(result).images)
  return found
}

/** The upstream's bytes against the files', as a list with repetitions. */
async function expectExactly(stage: Stage, files: string[]): Promise<void> {
  const { upstream } = stage
  const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
  const kept: string[] = []
  for (const { id } of await imagesOf(stage)) {
    const url = `${upstream.apiBaseUrl}/accounts/${upstream.accountId}/images/v1/${encodeURIComponent(id)}/blob`
    const response = await fetch(url, { headers: { authorization: `Bearer ${upstream.apiToken}` } })
    kept.push(digest(new Uint8Array(await response.arrayBuffer())))
  }
  expect(kept.toSorted()).toEqual(files.map((file) => digest(readFileSync(file))).toSorted())
}

async function downloadReport(page: Page) {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    tray(page).getByRole('button', { name: 'Download report' }).click(),
  ])
  const [, ...lines] = (await readFile(await download.path(), 'utf8')).trim().split('\r\n')
  return lines.map((line) => {
    const [path = '', state = '', id = '', , , sha256 = ''] = line.split(',')
    return { path, state, id, sha256 }
  })
}
