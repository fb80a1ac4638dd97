import { expect, type Page } from '@playwright/test'
import { axeFinds } from './support/axe.ts'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { askDesk } from './support/settings.ts'
import { askUpstream, type RunningImagesService } from './support/topology.ts'
import { uploadFiles } from './support/upload-files.ts'

const section = (page: Page) => page.getByRole('region', { name: 'Account switches' })
const rowOf = (page: Page, name: string) =>
  section(page)
    .getByRole('listitem')
    .filter({ has: page.getByRole('heading', { name }) })

test.afterEach(async ({ desk }) => {
  await askDesk(desk, 'PATCH', '/api/account/switches', {
    flexibleVariants: false,
    browserTtlSeconds: 172_800,
  })
})

/** The newest public image as the delivery host gives it, asked behind the desk's back. */
async function deliver(upstream: RunningImagesService, last: string): Promise<Response> {
  const { result } = await askUpstream(upstream, '/v2?per_page=1')
  const url = /"(http[^"]+)\/public"/.exec(JSON.stringify(result))?.[1]
  return fetch(`${url}/${last}`, { signal: AbortSignal.timeout(10_000) })
}

test('flexible variants: what follows is said first, and what deliveries show afterwards is read back', async ({
  page,
  folder,
  upstream,
}) => {
  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, 'switches.jpg')])
  await page.goto('/settings#switches')
  const row = rowOf(page, 'Flexible variants')
  await expect(row.getByText('Off', { exact: true })).toBeVisible()
  await expect(section(page).getByText(/^Read from deliveries at/)).toBeVisible()
  expect(await axeFinds(page, 'off')).toEqual([])

  await row.getByRole('button', { name: 'Switch on' }).press('Enter')
  const dialog = page.getByRole('alertdialog', { name: 'Switch flexible variants on?' })
  await expect(dialog).toContainText('anyone can ask for any size')
  expect(await axeFinds(page, 'asking', '[role=alertdialog]')).toEqual([])
  await page.keyboard.press('Escape')
  expect((await deliver(upstream, 'w=20')).status).toBe(403)

  await row.getByRole('button', { name: 'Switch on' }).press('Enter')
  await expect(dialog.getByRole('button', { name: 'Switch on' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(row.getByText('On', { exact: true })).toBeVisible()
  await expect(page.getByText('Flexible variants are on')).toBeVisible()
  expect((await deliver(upstream, 'w=20')).status).toBe(200)

  // What breaks links starts on Cancel.
  await row.getByRole('button', { name: 'Switch off' }).press('Enter')
  const breaking = page.getByRole('alertdialog', { name: 'Switch flexible variants off?' })
  await expect(breaking).toContainText('stops working at once')
  await expect(breaking.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(row.getByText('Off', { exact: true })).toBeVisible()
  expect((await deliver(upstream, 'w=20')).status).toBe(403)
})

test('the browser’s cache time is set in hours and read back from a delivery', async ({
  page,
  folder,
  upstream,
}) => {
  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, 'ttl.jpg')])
  await page.goto('/settings')
  const row = rowOf(page, 'Browser cache')
  await expect(row.getByText('2 days', { exact: true })).toBeVisible()
  const hours = row.getByRole('textbox', { name: 'Hours' })
  await hours.fill('0')
  await expect(row.getByRole('alert')).toContainText('Between 1 and 8,760')
  await expect(row.getByRole('button', { name: 'Set' })).toBeDisabled()
  await hours.fill('6')
  await expect(row).toContainText('That is 6 hours')
  await row.getByRole('button', { name: 'Set' }).press('Enter')
  const dialog = page.getByRole('alertdialog', { name: 'Keep pictures in browsers for 6 hours?' })
  await expect(dialog).toContainText('more deliveries are billed')
  await dialog.getByRole('button', { name: 'Set' }).press('Enter')
  await expect(row.getByText('6 hours', { exact: true })).toBeVisible()
  expect((await deliver(upstream, 'public')).headers.get('cache-control')).toContain('max-age=21600')
})

test('content credentials are set without a claim to know them; a refusal stays in the dialog', async ({
  page,
  faults,
}) => {
  await page.goto('/settings')
  const row = rowOf(page, 'Content credentials')
  await expect(row.getByText('Unknown', { exact: true })).toBeVisible()
  const body = { success: false, errors: [{ code: 10000, message: 'No' }], messages: [], result: null }
  faults.setRules([
    {
      matches: (method, path) => method === 'PATCH' && path.endsWith('/config'),
      fault: {
        kind: 'status',
        status: 403,
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      },
    },
  ])
  await row.getByRole('button', { name: 'Keep' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await expect(dialog.getByRole('alert')).toContainText('permission')
  expect(await axeFinds(page, 'refused', '[role=alertdialog]')).toEqual([])
  faults.setRules([])
  await dialog.getByRole('button', { name: 'Keep' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(row.getByText('Set from this page: keep')).toBeVisible()
})

test('a state that cannot be read is not made up, and can be looked for again', async ({ page }) => {
  await page.route('**/api/account/switches*', (route) => route.abort())
  await page.goto('/settings')
  await expect(section(page).getByRole('alert')).toContainText('The state could not be read', {
    timeout: 20_000,
  })
  await expect(rowOf(page, 'Flexible variants').getByText('Unknown', { exact: true })).toBeVisible()
  expect(await axeFinds(page, 'unread')).toEqual([])
  await page.unroute('**/api/account/switches*')
  await section(page).getByRole('button', { name: 'Look again' }).press('Enter')
  await expect(section(page).getByRole('alert')).toHaveCount(0)
})
