import { expect, type Page } from '@playwright/test'
import { axeFinds } from './support/axe.ts'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { askDesk } from './support/settings.ts'
import { uploadFiles } from './support/upload-files.ts'

const DOMAIN = 'pictures.example.invalid'
const section = (page: Page) => page.getByRole('region', { name: 'Delivery domain' })
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
})
test.afterEach(async ({ desk }) => {
  await askDesk(desk, 'PUT', '/api/settings/delivery', { customDomain: null })
})

test('a domain is typed, refused, taken and tried, with the keyboard alone', async ({ page, folder }) => {
  test.setTimeout(90_000)
  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, 'domain.jpg')])
  await page.goto('/settings#delivery-domain')
  const field = section(page).getByRole('textbox', { name: 'Domain' })
  await expect(section(page)).toContainText('None is set')
  await expect(section(page).getByRole('button', { name: 'Try it' })).toBeDisabled()
  for (const wrong of ['localhost', '127.0.0.1', 'a.example.com:8443', 'imagedelivery.net']) {
    await field.fill(wrong)
    await expect(section(page).getByRole('alert')).toBeVisible()
    await expect(section(page).getByRole('button', { name: 'Save' })).toBeDisabled()
  }
  expect(await axeFinds(page, 'wrong')).toEqual([])
  await field.fill(`https://${DOMAIN.toUpperCase()}/somewhere`)
  await page.keyboard.press('Enter')
  await expect(page.getByText(`Links are copied on ${DOMAIN} from now on`)).toBeVisible()
  await expect(field).toHaveValue(DOMAIN)
  await expect(section(page)).toContainText(`https://${DOMAIN}/cdn-cgi/imagedelivery/`)

  await section(page).getByRole('button', { name: 'Try it' }).press('Enter')
  await expect(section(page).getByText(/^The name is not known|^The host does not answer/)).toBeVisible({
    timeout: 30_000,
  })
  await expect(section(page).getByText(/^Asked for https:.*\/public$/)).toBeVisible()
  expect(await axeFinds(page, 'tried')).toEqual([])

  await page.route('**/api/settings/delivery', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  )
  await section(page).getByRole('button', { name: 'Use none' }).press('Enter')
  await expect(section(page).getByRole('alert')).toContainText('cannot be reached')
  await page.unroute('**/api/settings/delivery')
  await section(page).getByRole('button', { name: 'Use none' }).press('Enter')
  await expect(section(page)).toContainText('None is set')
})

test('copied links stand on the domain, from the grid and from the image’s page; signed ones do not', async ({
  page,
  folder,
  desk,
  upstream,
}) => {
  test.setTimeout(90_000)
  await askDesk(desk, 'PUT', '/api/settings/delivery', { customDomain: DOMAIN })
  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, 'on-domain.jpg')])
  const tile = page.getByRole('gridcell', { name: /on-domain\.jpg/ }).first()
  await tile.click({ button: 'right' })
  await page.getByRole('menuitem', { name: /^Copy/ }).first().click()
  await expect.poll(() => clipboard(page)).toMatch(`https://${DOMAIN}/cdn-cgi/imagedelivery/`)

  await tile.click()
  await page.getByRole('tab', { name: 'Delivery' }).click()
  await page.getByRole('button', { name: 'Copy URL of public' }).click()
  await expect.poll(() => clipboard(page)).toMatch(/\/public$/)
  const moved = await clipboard(page)
  expect(moved.startsWith(`https://${DOMAIN}/cdn-cgi/imagedelivery/`)).toBe(true)
  // The same path without the prefix is what the upstream delivers.
  const path = moved.slice(`https://${DOMAIN}/cdn-cgi/imagedelivery`.length)
  const delivered = await fetch(`${upstream.origin}${path}`, { signal: AbortSignal.timeout(10_000) })
  expect(delivered.status).toBe(200)

  await page.getByRole('tab', { name: 'Access' }).click()
  await page.getByRole('switch', { name: 'Private' }).click()
  await page.getByRole('button', { name: 'Make private' }).click()
  await page.getByRole('tab', { name: 'Delivery' }).click()
  await expect(page.getByText(/^These links die on/)).toBeVisible()
  await page.getByRole('button', { name: 'Copy URL of public' }).click()
  await expect.poll(() => clipboard(page)).toMatch(/&sig=[\da-f]{64}$/)
  expect((await clipboard(page)).startsWith(upstream.origin)).toBe(true)
})
