import { expect, type Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { test } from './support/fixtures.ts'
import { storeThrough } from './support/images-of-desk.ts'
import { drawPhoto } from './support/pictures.ts'

const openTab = (page: Page, tab: string) => page.goto(`/keys?tab=${tab}`)

test.beforeEach(async ({ desk, folder }) => {
  await storeThrough(desk, await drawPhoto(folder, 'for-a-link-1.jpg'), { isPrivate: true })
  await storeThrough(desk, await drawPhoto(folder, 'for-a-link-2.jpg'), { isPrivate: true })
})

async function chooseOne(page: Page) {
  const found = page.getByRole('list', { name: 'Private images found' })
  const first = found.getByRole('checkbox').first()
  await expect(first).toBeVisible()
  await first.press('Space')
  await expect(page.getByText('1 image chosen')).toBeVisible()
}

test('with the keyboard: a private image gets a link that opens it, is listed and checks as valid', async ({
  page,
}) => {
  await openTab(page, 'mint')
  await page.getByRole('button', { name: 'Make link' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'Choose an image first' })).toBeVisible()
  await chooseOne(page)
  await page.getByRole('button', { name: 'Make link' }).press('Enter')
  await expect(page.getByRole('heading', { name: '1 link made' })).toBeFocused()
  await expectAccessible(page, 'links made')
  const url = (await page.locator('p[title*="sig="]').first().getAttribute('title')) ?? ''
  expect((await page.request.get(url)).status()).toBe(200)
  expect((await page.request.get(url.replace(/\?.*/, ''))).status()).toBe(403)
  await page.getByRole('button', { name: /^QR code/ }).press('Enter')
  await expect(page.getByRole('dialog').getByRole('img', { name: /^QR code/ })).toBeVisible()
  await expectAccessible(page, 'QR code')
  await page.keyboard.press('Escape')

  await page.getByRole('tab', { name: 'Links made here' }).click()
  await expect(page.getByRole('cell', { name: /^in 7 days / }).first()).toBeVisible()
  await expect(page.locator('body')).not.toContainText(url.split('sig=')[1] ?? 'no signature')
  await expectAccessible(page, 'list of links')

  await page.getByRole('tab', { name: 'Check a link' }).click()
  const field = page.getByRole('textbox', { name: 'Link' })
  await field.fill(url)
  await field.press('Enter')
  await expect(page.getByText(/^Valid\. It opens the picture and expires in 7 days/)).toBeVisible()
  await expectAccessible(page, 'a valid link')
  await field.fill(url.replace(/exp=(\d+)/, (_all, seconds) => `exp=${Number(seconds) + 60}`))
  await field.press('Enter')
  await expect(page.getByText(/^The expiry was changed: it was signed to expire on/)).toBeVisible()
  await field.fill('hello')
  await field.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'no delivery link' })).toBeVisible()
})

test('a link that never expires says so first; one in the past is not made', async ({ page }) => {
  await openTab(page, 'mint')
  await chooseOne(page)
  await page.getByLabel('Expires').selectOption('never')
  await expect(page.getByText(/opens the picture for ever/)).toBeVisible()
  await page.getByLabel('Expires').selectOption('date')
  await page.getByLabel('Date and time').fill('2020-01-01T10:00')
  await expect(page.getByText('This time is over already. Choose a later one.')).toBeVisible()
  await page.getByRole('button', { name: 'Make link' }).click()
  await expect(page.getByRole('heading', { name: /made$/ })).toHaveCount(0)
})

test('many links at once are saved as CSV, one line an image', async ({ page }) => {
  await openTab(page, 'mint')
  await expect(page.getByRole('checkbox').first()).toBeVisible()
  const count = await page.getByRole('list', { name: 'Private images found' }).getByRole('checkbox').count()
  await page.getByRole('button', { name: 'Choose all shown' }).click()
  await page.getByRole('button', { name: /^Make / }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).click(),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
  const lines = Buffer.concat(chunks).toString('utf8').trim().split('\r\n')
  expect(lines).toHaveLength(count + 1)
  for (const line of lines.slice(1)) expect(line).toMatch(/sig=[\da-f]{64}/)
})

test('the way to a new key is accessible, in every language', async ({ page }) => {
  await openTab(page, 'rotate')
  for (const language of ['Worker', 'Node', 'Python', 'Go', 'PHP']) {
    await page.getByRole('radio', { name: language, exact: true }).check()
    await expect(page.getByRole('region', { name: 'Code that signs a link' })).toContainText('IMAGES_KEY')
  }
  await expectAccessible(page, 'change a key')
})
