import { expect, type Page } from '@playwright/test'
import { endpoints, REQUEST_HEADER } from '#contract/endpoints.ts'
import { expectAccessible } from './support/axe.ts'
import { test } from './support/fixtures.ts'
import { drawBlocks, drawPhoto } from './support/pictures.ts'
import { askUpstream, emptyLibrary, type Upstream } from './support/topology.ts'
import { uploadFiles } from './support/upload-files.ts'
import { makeVariant, onlyPublicVariant, saveVariant } from './support/variants.ts'

const widthField = (page: Page) => page.getByRole('textbox', { name: 'Width' })
const costs = (page: Page) => page.getByRole('region', { name: 'What it costs' })
const row = (page: Page, name: string) =>
  costs(page)
    .locator('tbody')
    .filter({ has: page.getByRole('img', { name }) })
const realOnStage = (page: Page) => page.getByRole('region', { name: 'Preview' }).locator('img[data-real]')

function forbidOptions(upstream: Upstream) {
  return askUpstream(upstream, '/v1/config', {
    method: 'PATCH',
    body: JSON.stringify({ flexible_variants: false }),
    headers: { 'content-type': 'application/json' },
  })
}

test.beforeAll(async ({ upstream, folder, desk, browser }) => {
  await onlyPublicVariant(upstream)
  await emptyLibrary(upstream, desk)
  const page = await browser.newPage({ baseURL: desk.origin })
  await page.goto('/images')
  await uploadFiles(page, [
    await drawBlocks(folder, 'blocks.jpg', 5),
    await drawPhoto(folder, 'upright.jpg', 6),
  ])
  await page.close()
})

test.beforeEach(async ({ upstream }) => {
  await forbidOptions(upstream)
  await onlyPublicVariant(upstream)
  await makeVariant(upstream, 'hero', { fit: 'cover', width: 400, height: 210 })
})

test('what a draft makes is rendered, called ours, and is what the saved variant then delivers', async ({
  page,
}) => {
  await page.goto('/variants/hero?w=320&h=200')
  const upright = row(page, 'upright.jpg')
  await expect(costs(page)).toContainText('Our rendering')
  await expect(upright).toHaveAttribute('aria-busy', 'false', { timeout: 30_000 })
  await expect(upright).toContainText('320 × 200 px')
  await expect(upright.locator('td').first()).toContainText('kB')
  await expect(upright.getByText('not measured')).toHaveCount(0)
  await expect(costs(page).getByRole('row', { name: /^All/ })).toContainText('−')
  await expect(page.getByText('320 × 200, cuts', { exact: false }).first()).toContainText('our rendering')
  const size = await realOnStage(page).evaluate((img) =>
    img instanceof HTMLImageElement ? [img.naturalWidth, img.naturalHeight] : null,
  )
  expect(size).toEqual([320, 200])
  await expectAccessible(page, 'studio with costs')

  await saveVariant(page, 'hero')
  await expect(page.getByRole('figure')).toContainText('320 × 200 px')
})

test('where the account allows options it is delivered, said so, and its bytes are the delivered ones', async ({
  page,
  desk,
}) => {
  // Through the desk: it hears of what others switch within half a minute only.
  const heard = await page.request.patch(`${desk.origin}${endpoints.accountSwitches}`, {
    data: { flexibleVariants: true },
    headers: {
      Origin: desk.origin,
      'Sec-Fetch-Site': 'same-origin',
      [REQUEST_HEADER.name]: REQUEST_HEADER.value,
    },
  })
  expect(heard.status()).toBe(204)
  const [asked] = await Promise.all([
    page.waitForResponse((answer) => answer.url().endsWith(endpoints.draftRenditions)),
    page.goto('/variants/hero?w=330'),
  ])
  await expect(costs(page)).toContainText('As delivered')
  await expect(costs(page)).toContainText('billed')
  await expect(realOnStage(page)).toBeVisible()
  const text = await asked.text()
  const { renditions } = JSON.parse(text)
  const [webp] = renditions
  const bytes = await page.request.get(webp.pictureUrl)
  expect((await bytes.body()).length).toBe(webp.sizeBytes)
})

test('AVIF that is slow says that it is not there yet, and holds nothing up', async ({ page }) => {
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await page.route(`**${endpoints.draftRenditions}`, async (route) => {
    if (route.request().postData()?.includes('avif')) await released
    await route.continue().catch(() => {})
  })
  await page.goto('/variants/hero?w=340')
  await expect(realOnStage(page)).toBeVisible({ timeout: 20_000 })
  const blocks = row(page, 'blocks.jpg')
  await expect(blocks.locator('td').nth(1)).toContainText('not measured yet')
  await expect(blocks.locator('td').nth(2)).toContainText('B')
  release()
  await expect(blocks.locator('td').nth(1)).not.toContainText('not measured yet', { timeout: 20_000 })
})

test('nothing is asked while somebody drags; newer options end what older ones asked; figures stay meanwhile, as old', async ({
  page,
}) => {
  await page.goto('/variants/hero')
  await expect(realOnStage(page)).toBeVisible({ timeout: 20_000 })
  await expect(row(page, 'blocks.jpg')).toHaveAttribute('aria-busy', 'false', { timeout: 20_000 })
  let asked = 0
  let ended = 0
  let isHanging = false
  page.on('requestfailed', () => (ended += 1))
  await page.route(`**${endpoints.draftRenditions}`, async (route) => {
    asked += 1
    if (!isHanging) await route.continue()
  })
  const grip = page.getByRole('slider', { name: 'Width', exact: true })
  const box = await grip.boundingBox()
  if (box === null) throw new Error('The grip has no box')
  await page.mouse.move(box.x + 12, box.y + 12)
  await page.mouse.down()
  await page.mouse.move(box.x - 40, box.y + 12, { steps: 20 })
  await expect(realOnStage(page)).toHaveCount(0)
  await page.waitForTimeout(900)
  expect(asked).toBe(0)
  isHanging = true
  await page.mouse.up()
  await expect.poll(() => asked).toBeGreaterThan(0)
  await expect(row(page, 'blocks.jpg')).toContainText('before the last change')

  isHanging = false
  await widthField(page).fill('222')
  await expect(row(page, 'blocks.jpg')).toContainText('222 ×', { timeout: 20_000 })
  expect(ended).toBeGreaterThan(0)
  await expect(row(page, 'blocks.jpg')).not.toContainText('before the last change')
})

test('an outage is told, the geometry stays, and one press measures again', async ({ page }) => {
  const body = JSON.stringify({
    kind: 'upstream_unavailable',
    message: 'The original broke off.',
    requestId: 'r',
  })
  await page.route(`**${endpoints.draftRenditions}`, (route) =>
    route.fulfill({ status: 502, contentType: 'application/json', body }),
  )
  await page.goto('/variants/hero?w=350')
  const again = costs(page).getByRole('button', { name: 'Measure again' })
  await expect(again).toBeVisible()
  await expect(page.getByRole('region', { name: 'Preview' }).locator('img').last()).toBeVisible()
  await page.unroute(`**${endpoints.draftRenditions}`)
  await again.click()
  await expect(realOnStage(page)).toBeVisible({ timeout: 20_000 })
  await expect(again).toHaveCount(0)
})
