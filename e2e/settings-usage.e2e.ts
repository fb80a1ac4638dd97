import { expect, type Page } from '@playwright/test'
import type { LibraryGrowth, MonthCount } from '#contract/library.ts'
import { axeFinds } from './support/axe.ts'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { askDesk } from './support/settings.ts'
import { uploadFiles } from './support/upload-files.ts'

const usage = (page: Page) => page.getByRole('region', { name: 'Usage' })
const growthOf = (page: Page) => usage(page).getByRole('region', { name: 'Growth' })

/** A library that is two years old: nothing but time makes one. */
async function growOld(page: Page, change: Partial<LibraryGrowth> = {}): Promise<MonthCount[]> {
  const now = new Date()
  const months = Array.from({ length: 27 }, (_, at) => ({
    month: new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() - 26 + at)).toISOString().slice(0, 7),
    count: at === 0 ? 5_000 : at % 7 === 0 ? 0 : 100 * at,
  }))
  const images = months.reduce((sum, { count }) => sum + count, 0)
  const asOf = now.toISOString()
  await page.route('**/api/account/growth', (route) =>
    route.fulfill({
      json: {
        ...{ source: 'index', asOf, complete: true, syncing: null, revision: 1, months, images, drafts: 2 },
        ...change,
      } satisfies LibraryGrowth,
    }),
  )
  return months
}

test('usage shows what is stored, how it grew and what it costs, from the account and the index themselves', async ({
  page,
  folder,
  desk,
}) => {
  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, 'usage.jpg')])
  await page.goto('/settings')
  const { images, months } = await askDesk<LibraryGrowth>(desk, 'GET', '/api/account/growth')
  expect(images).toBeGreaterThan(0)
  await expect(usage(page)).toContainText('of 100,000 allowed')
  await expect(usage(page)).toContainText('$5 a month')
  await expect(usage(page).getByRole('meter', { name: 'Images stored' })).toHaveAttribute(
    'aria-valuetext',
    /^[1-9]\d* of 100,000$/,
  )
  await expect(growthOf(page).getByRole('img', { name: /^Images uploaded each month/ })).toBeVisible()
  await growthOf(page).getByText('As a table').press('Enter')
  const table = growthOf(page).getByRole('table', { name: 'Images by month of upload' })
  await expect(table.getByRole('row')).toHaveCount(months.length + 1)
  await expect(table.getByRole('row').nth(1)).toContainText('so far')
  // What is stored in all stands in the newest row.
  await expect(table.getByRole('row').nth(1).getByRole('cell').last()).toHaveText(String(images))
  await expect(usage(page).getByRole('region', { name: 'Forecast' })).toContainText('None yet')
  expect(await axeFinds(page, 'usage')).toEqual([])
})

test('a library that is two years old: empty months are there, the estimate says what it rests on', async ({
  page,
}) => {
  const months = await growOld(page)
  await page.goto('/settings')
  await expect(growthOf(page)).toContainText('nor are 2 drafts')
  await expect(growthOf(page)).toContainText('images before that are not drawn')
  await growthOf(page).getByText('As a table').click()
  const rows = growthOf(page).getByRole('row')
  await expect(rows).toHaveCount(25)
  const nameOf = (month: string) =>
    new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
      new Date(`${month}-01`),
    )
  for (const { month } of months.slice(-24).filter(({ count }) => count === 0)) {
    const row = growthOf(page).getByRole('row', { name: new RegExp(`^${nameOf(month)}`) })
    await expect(row.getByRole('cell').first()).toHaveText('0')
  }
  const forecast = usage(page).getByRole('region', { name: /^Forecast/ })
  await expect(forecast).toContainText('estimate')
  const rested = months.slice(-7, -1)
  const mean = Math.round(rested.reduce((sum, { count }) => sum + count, 0) / rested.length)
  await expect(forecast).toContainText(`${new Intl.NumberFormat('en').format(mean)} more a month`)
  await expect(forecast).toContainText(
    `from the full months ${nameOf(rested[0]?.month ?? '')} to ${nameOf(rested.at(-1)?.month ?? '')}`,
  )
  await expect(forecast.getByRole('row', { name: /^in 12 months/ })).toBeVisible()
  expect(await axeFinds(page, 'grown')).toEqual([])
})

test('an index that is not complete says so, and nothing is foretold from it', async ({ page }) => {
  await growOld(page, { complete: false, syncing: { count: 1_200, ofAbout: 3_000 } })
  await page.goto('/settings')
  await expect(growthOf(page).getByRole('status')).toContainText('1,200 of about 3,000 images so far')
  await expect(usage(page).getByRole('region', { name: 'Forecast' })).toContainText(
    'None until the desk has read the whole account',
  )
  expect(await axeFinds(page, 'incomplete')).toEqual([])
})

test('while the Images API is down the growth stands and the count is called unknown; a desk that fails says so', async ({
  page,
  faults,
}) => {
  faults.setRules([{ fault: { kind: 'status', status: 503, body: 'down' } }])
  await page.route('**/api/account/growth', (route) => route.abort())
  await page.goto('/settings')
  await expect(usage(page).getByText('Unknown').first()).toBeVisible({ timeout: 40_000 })
  const failed = usage(page).getByRole('alert').filter({ hasText: 'The desk cannot be reached' })
  await expect(failed).toBeVisible({ timeout: 20_000 })
  expect(await axeFinds(page, 'down')).toEqual([])
  await page.unroute('**/api/account/growth')
  await failed.getByRole('button', { name: 'Try again' }).press('Enter')
  await expect(failed).toHaveCount(0)
  faults.setRules([])
  await expect(usage(page)).toContainText('of 100,000 allowed', { timeout: 40_000 })
})

test('the sections are reached by links, with the keyboard too, and from elsewhere', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto('/settings')
  const sections = page.getByRole('navigation', { name: 'Sections of the settings' })
  const last = sections.getByRole('link', { name: 'Metadata fields' })
  await last.focus()
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL('/settings#metadata-fields')
  await expect(page.getByRole('heading', { name: 'Metadata fields' })).toBeInViewport()
  await expect(last).toHaveAttribute('aria-current', 'location')

  await page.goto('/images')
  await page.goto('/settings#delivery-domain')
  await expect(page.getByRole('heading', { name: 'Delivery domain' })).toBeInViewport()
  for (const width of [360, 1280, 2560]) {
    await page.setViewportSize({ width, height: 900 })
    const isWide = await page.evaluate(() =>
      [...document.querySelectorAll('main *, section *')].some(
        (element) => element.getBoundingClientRect().right > window.innerWidth + 1,
      ),
    )
    expect([width, isWide]).toEqual([width, false])
  }
})
