import { expect } from '@playwright/test'
import type { Fault } from './support/fault-proxy.ts'
import { test } from './support/fixtures.ts'

/** An error as the API sends it. */
function refusal(status: number, code: number): Fault {
  const body = { success: false, errors: [{ code, message: 'No' }], messages: [], result: null }
  return {
    kind: 'status',
    status,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  }
}

const isKeys = (_method: string, path: string) => path.includes('/keys')
const isVariants = (_method: string, path: string) => path.includes('/variants')

for (const [what, fault, title, advice] of [
  ['a refused token', refusal(401, 10000), 'The API token was refused', 'CLOUDFLARE_API_TOKEN'],
  ['an account without Images', refusal(403, 5403), 'This account has no Images', 'CLOUDFLARE_ACCOUNT_ID'],
  [
    'an upstream that is down',
    { kind: 'status', status: 503, body: 'down' } satisfies Fault,
    'The Images API does not answer',
    'can reach http://127.0.0.1',
  ],
] as const) {
  test(`settings tell ${what}, and what to do`, async ({ page, faults }) => {
    faults.setRules([{ fault }])
    await page.goto('/settings')
    const alert = page.getByRole('alert').filter({ hasText: title })
    await expect(alert).toContainText(advice, { timeout: 20_000 })
    await expect(page.getByText('Works')).toHaveCount(0)
    faults.setRules([])
    await page.getByRole('button', { name: 'Check again' }).click()
    await expect(page.getByText('Works')).toHaveCount(5)
    await expect(alert).toHaveCount(0)
  })
}

test('a missing permission is told with what it keeps the desk from', async ({ page, faults }) => {
  faults.setRules([{ matches: isKeys, fault: refusal(403, 10000) }])
  await page.goto('/settings')
  const alert = page.getByRole('alert').filter({ hasText: 'lacks a permission' })
  await expect(alert).toContainText('Cloudflare Images: Edit')
  await expect(alert).toContainText('Does not work meanwhile: Signing keys.')
  await expect(page.getByText('Works')).toHaveCount(4)
})

test('a check that could not be made again does not pass the old one off as new', async ({ page }) => {
  await page.goto('/settings')
  await expect(page.getByText('Works')).toHaveCount(5)
  await page.route('**/api/account/connection', (route) => route.abort())
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'may be out of date' })).toBeVisible()
})

test('while the upstream hangs the frame stands, says that it waits, and leads elsewhere', async ({
  page,
  faults,
}) => {
  faults.setRules([{ matches: isVariants, fault: { kind: 'hang' } }])
  await page.goto('/variants')
  const rail = page.getByRole('navigation', { name: 'Main' })
  await expect(rail).toBeVisible()
  await expect(page.getByText('Loading', { exact: true })).toBeVisible()
  await rail.getByRole('link', { name: 'Signing keys' }).click()
  await expect(page).toHaveTitle('Signing keys - Picture Desk')
  await rail.getByRole('link', { name: 'Variants' }).click()
  await expect(page.getByRole('progressbar', { name: 'Loading the page' })).toBeVisible()
  await rail.getByRole('link', { name: 'Signing keys' }).click()
  await expect(page.getByRole('progressbar')).toHaveCount(0)
})

test('pages without data still say why, with a way to the connection', async ({ page, faults }) => {
  faults.setRules([{ matches: isVariants, fault: refusal(401, 10000) }])
  await page.goto('/variants')
  await expect(page.getByRole('heading', { name: 'The API token was refused' })).toBeVisible()
  await page.getByRole('link', { name: 'Check the connection' }).click()
  await expect(page).toHaveURL('/settings')
})
