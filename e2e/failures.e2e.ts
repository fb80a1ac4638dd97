import { expect } from '@playwright/test'
import { rateLimited } from './support/fault-proxy.ts'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { uploadFiles } from './support/upload-files.ts'

const isList = (_method: string, path: string) => path.includes('/images/v2')

test('a server error upstream is told with a way to try again, and goes away with it', async ({
  page,
  faults,
}) => {
  faults.setRules([{ matches: isList, fault: { kind: 'status', status: 500, body: 'oops' } }])
  await page.goto('/images')
  await expect(page.getByRole('alert').filter({ hasText: 'The Images API does not' })).toBeVisible({
    timeout: 20_000,
  })
  faults.setRules([])
  await page
    .getByRole('alert')
    .filter({ hasText: 'The Images API does not' })
    .getByRole('button', { name: 'Try again' })
    .click()
  await expect(page.getByRole('alert').filter({ hasText: 'The Images API does not' })).toHaveCount(0)
})

test('an answer cut in the middle is not taken for an empty library', async ({ page, faults, folder }) => {
  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, 'still-here.jpg')])
  faults.setRules([{ matches: isList, fault: { kind: 'cut-body' } }])
  await page.reload()
  await expect(page.getByRole('gridcell', { name: /still-here/ })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('The light table is empty')).toHaveCount(0)
})

test('an upload that meets a rate limit waits and then arrives', async ({ page, faults, folder }) => {
  const photo = await drawPhoto(folder, 'patient.jpg')
  await page.goto('/images')
  faults.setRules([
    { matches: (method, path) => method === 'POST' && path.endsWith('/v1'), fault: rateLimited(2), times: 1 },
  ])
  await uploadFiles(page, [photo])
})

test('a refused token is explained', async ({ page, faults }) => {
  const body = JSON.stringify({
    success: false,
    errors: [{ code: 10000, message: 'Authentication error' }],
    messages: [],
    result: null,
  })
  faults.setRules([
    { fault: { kind: 'status', status: 401, headers: { 'content-type': 'application/json' }, body } },
  ])
  // What the index knows is shown all the same, so the page to ask is the one about the connection.
  await page.goto('/settings')
  await page.getByRole('button', { name: 'Check again' }).click()
  await expect(page.getByText('Token refused').first()).toBeVisible({ timeout: 20_000 })
})
