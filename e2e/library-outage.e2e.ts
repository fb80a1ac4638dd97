import { execFileSync } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { expect, type Page, test } from '@playwright/test'
import { type Fault, type FaultProxy, rateLimited, startFaultProxy } from './support/fault-proxy.ts'
import { drawPhoto } from './support/pictures.ts'
import { temporaryFolder } from './support/processes.ts'
import {
  askUpstream,
  type RunningDesk,
  type RunningImagesService,
  refreshLibrary,
  startDesk,
  startImagesService,
} from './support/topology.ts'

const IMAGES = 300
/** After the end of an outage, while somebody looks. */
const RECOVERED_WITHIN_MS = 10_000
const DOWN: Fault = { kind: 'status', status: 503, body: 'down' }

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let upstream: RunningImagesService
let faults: FaultProxy
let desk: RunningDesk

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(90_000)
  folder = await temporaryFolder()
  execFileSync(process.execPath, ['server/main-seed.ts', '--count', String(IMAGES)], {
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: `${folder.path}/upstream` },
    stdio: 'ignore',
    timeout: 60_000,
  })
  upstream = await startImagesService(`${folder.path}/upstream`, { API_QUOTA: '1000000' })
  faults = await startFaultProxy(upstream.origin)
  desk = await startDesk(
    { ...upstream, apiBaseUrl: `${faults.origin}/client/v4` },
    `${folder.path}/desk`,
    // A real quota and the default time between two sweeps: what is found is found by looking.
    { CLOUDFLARE_DELIVERY_ORIGIN: upstream.origin, LOG_LEVEL: 'error' },
  )
  await expect.poll(() => statusText(), { timeout: 60_000 }).toMatch(/"complete":true.*"syncing":null/)
})

test.afterAll(async () => {
  await desk?.process.stop()
  await faults?.close()
  await upstream?.process.stop()
  await folder?.remove()
})

const grid = (page: Page) => page.getByRole('grid', { name: 'Images' })
const tile = (page: Page, offset: number) => page.locator(`[data-index="${offset}"]`)
const nameOf = async (page: Page, offset: number) => {
  await expect(tile(page, offset)).not.toHaveAccessibleName(/loading$/)
  return (await tile(page, offset).getAttribute('aria-label')) ?? ''
}

async function statusText(): Promise<string> {
  const headers = { 'sec-fetch-site': 'same-origin' }
  return (await fetch(`${desk.origin}/api/library/status`, { headers })).text()
}

async function scrollToMiddle(page: Page): Promise<number> {
  await grid(page).evaluate((element) => {
    element.scrollTop = element.scrollHeight / 2
  })
  const middle = page.locator('[data-index]').nth(20)
  await expect(middle).not.toHaveAccessibleName(/loading$/)
  return Number(await middle.getAttribute('data-index'))
}

/** Straight at the upstream: the desk hears nothing of it. */
async function uploadBehind(name: string): Promise<string> {
  const body = new FormData()
  body.append('file', new Blob([await readFile(await drawPhoto(folder.path, name))]), name)
  const { status, result } = await askUpstream(upstream, '/v1', { method: 'POST', body })
  expect(status).toBe(200)
  return /"id":"([^"]+)"/.exec(JSON.stringify(result))?.[1] ?? ''
}

const pill = (page: Page) => page.getByRole('button', { name: /^Show .*new image/ })

for (const [what, fault] of [
  ['an outage', DOWN],
  ['a storm of 429', rateLimited(2)],
] as const) {
  test(`${what} upstream leaves the grid usable, and news arrive soon after its end`, async ({ page }) => {
    await page.goto(`${desk.origin}/images`)
    // Seen once: from now on the desk has it.
    await expect.poll(() => tile(page, 0).locator('img').evaluate(isDrawn)).toBe(true)
    const sought = (await nameOf(page, 7)).split(',')[0] ?? ''
    faults.setRules([{ fault }])
    // Nor is anything delivered: what is seen comes from what the desk keeps.
    process.kill(upstream.process.pid, 'SIGSTOP')
    try {
      await page.reload()
      await expect.poll(() => tile(page, 0).locator('img').evaluate(isDrawn)).toBe(true)
      await scrollToMiddle(page)
      const box = page.getByRole('combobox', { name: 'Search images' })
      await box.fill(sought.slice(1))
      await box.press('Enter')
      const found = grid(page).getByRole('gridcell', { name: sought }).first()
      await expect(found).toBeVisible()
      await found.focus()
      await page.keyboard.press('Enter')
      await expect(page).toHaveURL(/\/images\/.+/)
      await expect(page.getByRole('status').filter({ hasText: `${sought}, 1 of 1` })).toBeAttached()
      await page.goto(`${desk.origin}/images`)
      // Back at the place it was left at.
      await expect(page.locator('[data-index]').nth(20)).not.toHaveAccessibleName(/loading$/)
    } finally {
      process.kill(upstream.process.pid, 'SIGCONT')
    }
    await uploadBehind(`after-${fault === DOWN ? 'outage' : 'storm'}.jpg`)
    // Long enough for pauses to grow.
    await page.waitForTimeout(2_000)
    await expect(pill(page)).toHaveCount(0)
    faults.setRules([])
    await expect(pill(page)).toBeVisible({ timeout: RECOVERED_WITHIN_MS })
  })
}

test('images added and deleted behind our back appear within one sync and leave the scroll place', async ({
  page,
}) => {
  await page.goto(`${desk.origin}/images`)
  const at = await scrollToMiddle(page)
  const [name, top] = [await nameOf(page, at), await grid(page).evaluate(({ scrollTop }) => scrollTop)]
  const stays = async () => {
    expect(await grid(page).evaluate(({ scrollTop }) => scrollTop)).toBe(top)
    await expect(grid(page).getByRole('gridcell', { name, exact: true })).toBeInViewport()
  }

  const id = await uploadBehind('behind.jpg')
  await expect(pill(page)).toBeVisible({ timeout: RECOVERED_WITHIN_MS })
  expect(await nameOf(page, at)).toBe(name)
  await stays()

  const total = Number(/"images":(\d+)/.exec(await statusText())?.[1])
  expect((await askUpstream(upstream, `/v1/${id}`, { method: 'DELETE' })).status).toBe(200)
  const older = (await askUpstream(upstream, '/v2?per_page=100')).result
  const gone = [...JSON.stringify(older).matchAll(/"id":"([^"]+)"/g)].at(-1)?.[1] ?? ''
  const deleted = await askUpstream(upstream, `/v1/${encodeURIComponent(gone)}`, { method: 'DELETE' })
  expect(deleted.status).toBe(200)
  await refreshLibrary(desk)
  await expect.poll(statusText, { timeout: RECOVERED_WITHIN_MS }).toContain(`"images":${total - 2},`)
  // One above is gone: what is in sight moves up by one place, and the pill of the other goes.
  await expect(pill(page)).toHaveCount(0)
  await expect(tile(page, at - 1)).toHaveAccessibleName(name)
  await stays()
})

function isDrawn(element: Element): Promise<boolean> {
  if (!(element instanceof HTMLImageElement)) return Promise.resolve(false)
  return element.decode().then(
    () => element.naturalWidth > 0,
    () => false,
  )
}
