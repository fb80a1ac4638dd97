import { expect } from '@playwright/test'
import { test } from './support/fixtures.ts'

test('the way of uploading is chosen in the settings, by keyboard too, and is everybody’s at once', async ({
  page,
  faults,
  browser,
  desk,
}) => {
  await page.goto('/settings')
  const ways = page.getByRole('group', { name: 'Way of uploading' })
  const through = ways.getByRole('radio', { name: 'Through the desk' })
  const direct = ways.getByRole('radio', { name: 'Straight to the Images API' })
  await expect(through).toBeChecked()
  await through.focus()
  await page.keyboard.press('ArrowDown')
  await expect(direct).toBeChecked()
  await expect(page.getByText('Uploads go this way now: Straight to the Images API')).toBeVisible()

  const colleague = await browser.newPage({ baseURL: desk.origin })
  await colleague.goto('/settings')
  await expect(colleague.getByRole('radio', { name: 'Straight to the Images API' })).toBeChecked()
  await colleague.close()

  // The page may send where one-time URLs lead, and nowhere else.
  const policy = (await page.request.get('/images')).headers()['content-security-policy'] ?? ''
  expect(policy).toContain(`connect-src 'self' ${faults.origin};`)

  await page.route('**/api/settings/uploads', (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  )
  await through.click()
  await expect(page.getByText('The desk cannot be reached').first()).toBeVisible()
  await expect(direct).toBeChecked()
  await page.unroute('**/api/settings/uploads')
  await through.click()
  await expect(through).toBeChecked()
})
