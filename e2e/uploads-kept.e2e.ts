import { readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { startBrowser } from './support/browser-process.ts'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { askUpstream, type Upstream } from './support/topology.ts'
import { chooseFiles } from './support/upload-files.ts'

// A trace of a browser that is killed cannot be ended, and fails its test.
test.use({ trace: 'off' })

const tray = (page: Page) => page.getByRole('region', { name: 'Uploads', exact: true })
const offers = (page: Page) => tray(page).getByRole('region', { name: 'Unfinished uploads' })
/** Every way a file can go: to the Images API itself, for a one-time URL, and to that. */
const NOTHING_GETS_THROUGH = [
  { matches: (method: string) => method === 'POST', fault: { kind: 'hang' as const } },
]

const photos = (folder: string, name: string, count: number) =>
  Promise.all(Array.from({ length: count }, (_, at) => drawPhoto(folder, `${name}-${at + 1}.jpg`)))

/** Whether the browser would ask before the page is left. */
const wouldAsk = (page: Page) =>
  page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })))

/** Names of the stored images that begin so, sorted; one that is stored twice is there twice. */
async function storedNames(upstream: Upstream, name: string): Promise<string[]> {
  const { result } = await askUpstream(upstream, '/v2?per_page=1000')
  const found = JSON.stringify(result).matchAll(/"filename":"([^"]+)"/g)
  return [...found]
    .map(([, filename = '']) => filename)
    .filter((filename) => filename.startsWith(name))
    .toSorted()
}

async function storedBytes({ apiBaseUrl, accountId, apiToken }: Upstream, name: string): Promise<Buffer> {
  const images = `${apiBaseUrl}/accounts/${accountId}/images`
  const init = () => ({
    headers: { authorization: `Bearer ${apiToken}` },
    signal: AbortSignal.timeout(30_000),
  })
  const page = await (await fetch(`${images}/v2?per_page=1000`, init())).text()
  const found = page.match(new RegExp(`"id":"([^"]+)","filename":"${name}"`))
  const response = await fetch(`${images}/v1/${found?.[1] ?? 'none'}/blob`, init())
  return Buffer.from(await response.arrayBuffer())
}

const expectedNames = (name: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${name}-${at + 1}.jpg`).toSorted()

test('a reload in the middle loses nothing: asked once, gone on with, each file stored once', async ({
  page,
  faults,
  folder,
  upstream,
}) => {
  faults.setRules(NOTHING_GETS_THROUGH)
  await page.goto('/images')
  await chooseFiles(page, await photos(folder, 'reload', 9))
  await expect(page.getByRole('contentinfo')).toContainText('0 of 9')
  await expect.poll(() => wouldAsk(page)).toBe(false)
  let asked = 0
  page.on('dialog', (dialog) => {
    asked += 1
    void dialog.accept()
  })
  await page.reload()
  expect(asked).toBe(0)
  await expect(offers(page)).toContainText('9 files of')
  // Nobody asked for the tray: who types elsewhere goes on typing there.
  expect(await page.evaluate(() => document.activeElement?.closest('#uploads-tray') ?? null)).toBeNull()
  faults.setRules([])
  await offers(page).getByRole('button', { name: 'Go on' }).click()
  await expect(tray(page).getByText('9 uploaded')).toBeVisible({ timeout: 30_000 })
  await expect(offers(page)).toHaveCount(0)
  expect(await storedNames(upstream, 'reload')).toEqual(expectedNames('reload', 9))
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Images', exact: true })).toBeVisible()
  await expect.poll(() => keptNothing(page)).toBe(true)
  await expect(tray(page)).toHaveCount(0)
})

/** True when no bytes are left in the browser. */
function keptNothing(page: Page): Promise<boolean> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory()
    const folder = await root.getDirectoryHandle('upload-packs')
    for await (const _ of folder.keys()) return false
    return true
  })
}

test('the browser is killed in the middle: the next one brings everything back, byte for byte', async ({
  desk,
  faults,
  folder,
  upstream,
}) => {
  const profile = join(folder, 'profile')
  faults.setRules(NOTHING_GETS_THROUGH)
  const first = await startBrowser(profile)
  const page = await first.context.newPage()
  await page.goto(`${desk.origin}/images`)
  const files = await photos(folder, 'killed', 6)
  await chooseFiles(page, files)
  await expect(page.getByRole('contentinfo')).toContainText('0 of 6')
  await expect.poll(() => wouldAsk(page)).toBe(false)
  await first.kill()
  faults.setRules([])
  await rm(join(profile, 'DevToolsActivePort'), { force: true })

  const second = await startBrowser(profile)
  try {
    const again = await second.context.newPage()
    await again.goto(`${desk.origin}/images`)
    await expect(offers(again)).toContainText('6 files of', { timeout: 20_000 })
    await offers(again).getByRole('button', { name: 'Go on' }).click()
    await expect(tray(again).getByText('6 uploaded')).toBeVisible({ timeout: 30_000 })
    expect(await storedNames(upstream, 'killed')).toEqual(expectedNames('killed', 6))
    for (const file of files) {
      expect((await storedBytes(upstream, basename(file))).equals(await readFile(file))).toBe(true)
    }
  } finally {
    await second.kill()
  }
})

test('a second tab does not offer what a living tab sends; of two that offer it, one gets it', async ({
  page,
  context,
  faults,
  folder,
  upstream,
}) => {
  faults.setRules(NOTHING_GETS_THROUGH)
  await page.goto('/images')
  await chooseFiles(page, await photos(folder, 'tabs', 4))
  await expect.poll(() => wouldAsk(page)).toBe(false)
  await expect(page.getByRole('contentinfo')).toContainText('0 of 4')
  const [second, third] = [await context.newPage(), await context.newPage()]
  await second.goto('/images')
  await expect(second.getByRole('heading', { name: 'Images', exact: true })).toBeVisible()
  // Longer than it takes to look, and to look again.
  await second.waitForTimeout(6_000)
  await expect(tray(second)).toHaveCount(0)

  await page.close()
  await Promise.all([second.reload(), third.goto('/images')])
  await expect(offers(second)).toContainText('4 files of')
  await expect(offers(third)).toContainText('4 files of')
  // Neither looks again by itself then: the second to press learns of the first by pressing.
  await third.waitForTimeout(4_000)
  faults.setRules([])
  await offers(second).getByRole('button', { name: 'Go on' }).click()
  await expect(offers(second)).toHaveCount(0)
  await offers(third).getByRole('button', { name: 'Go on' }).click()
  await expect(tray(third).getByText('Another tab has taken these over.')).toBeVisible()
  await expect(tray(second).getByText('4 uploaded')).toBeVisible({ timeout: 30_000 })
  expect(await storedNames(upstream, 'tabs')).toEqual(expectedNames('tabs', 4))
})

test('thrown away is thrown away, after a question', async ({ page, faults, folder }) => {
  faults.setRules(NOTHING_GETS_THROUGH)
  await page.goto('/images')
  await chooseFiles(page, await photos(folder, 'unwanted', 3))
  await expect.poll(() => wouldAsk(page)).toBe(false)
  await page.reload()
  await offers(page).getByRole('button', { name: 'Throw away' }).click()
  const question = page.getByRole('alertdialog', { name: 'Throw away 3 files?' })
  await question.getByRole('button', { name: 'Cancel' }).click()
  await expect(offers(page)).toContainText('3 files of')
  await offers(page).getByRole('button', { name: 'Throw away' }).click()
  await question.getByRole('button', { name: 'Throw away' }).click()
  await expect(offers(page)).toHaveCount(0)
  await expect.poll(() => keptNothing(page)).toBe(true)
})

test('no room in the browser: said, with the number; leaving asks; the files go up all the same', async ({
  page,
  faults,
  folder,
}) => {
  await page.route('**/kept-worker-*.js', async (route) => {
    const response = await route.fetch()
    const full = `FileSystemSyncAccessHandle.prototype.write = () => { throw new DOMException('', 'QuotaExceededError') };`
    await route.fulfill({ response, body: full + (await response.text()) })
  })
  await page.goto('/images')
  faults.setRules(NOTHING_GETS_THROUGH)
  await chooseFiles(page, await photos(folder, 'no-room', 3))
  const notice = '3 files will not survive a reload: this browser has no room left for copies.'
  await expect(tray(page).getByText(notice)).toBeVisible()
  await expect.poll(() => wouldAsk(page)).toBe(true)
  await tray(page).getByRole('button', { name: 'Cancel all' }).click()
  await expect(tray(page).getByText(notice)).toHaveCount(0)
  await expect.poll(() => wouldAsk(page)).toBe(false)
  faults.setRules([])
  await chooseFiles(page, await photos(folder, 'still', 2))
  await expect(tray(page).getByText('2 uploaded')).toBeVisible()
})

test('a browser that keeps nothing: said, and the files go up all the same', async ({
  page,
  folder,
  faults,
}) => {
  await page.addInitScript(() => Reflect.deleteProperty(StorageManager.prototype, 'getDirectory'))
  faults.setRules([{ matches: (method) => method === 'POST', fault: { kind: 'late', ms: 3_000 } }])
  await page.goto('/images')
  await chooseFiles(page, await photos(folder, 'private', 2))
  await expect(
    tray(page).getByText('2 files will not survive a reload: this browser keeps nothing here.'),
  ).toBeVisible()
  await expect.poll(() => wouldAsk(page)).toBe(true)
  await expect(tray(page).getByText('2 uploaded')).toBeVisible({ timeout: 20_000 })
  await expect.poll(() => wouldAsk(page)).toBe(false)
})
