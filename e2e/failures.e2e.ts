import { expect } from '@playwright/test'
import { rateLimited } from './support/fault-proxy.ts'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { startDesk } from './support/topology.ts'
import { uploadFiles } from './support/upload-files.ts'

const isList = (_method: string, path: string) => path.includes('/images/v2')

test('a server error upstream is told with a way to try again, and goes away with it', async ({
  browser,
  faults,
  folder,
  upstream,
}) => {
  // A desk that knows nothing yet: one that does shows what it knows.
  faults.setRules([{ matches: isList, fault: { kind: 'status', status: 500, body: 'oops' } }])
  const fresh = await startDesk(
    { ...upstream, apiBaseUrl: `${faults.origin}/client/v4` },
    `${folder}/fresh-desk`,
  )
  const page = await browser.newPage({ baseURL: fresh.origin })
  try {
    await page.goto('/images')
    const alert = page.getByRole('alert').filter({ hasText: 'The Images API does not' })
    await expect(alert).toBeVisible({ timeout: 20_000 })
    faults.setRules([])
    await alert.getByRole('button', { name: 'Try again' }).click()
    await expect(alert).toHaveCount(0, { timeout: 15_000 })
  } finally {
    await page.close()
    await fresh.process.stop()
  }
})

test('a server error upstream leaves what the desk knows on the screen', async ({ page, faults, folder }) => {
  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, 'well-known.jpg')])
  faults.setRules([{ matches: isList, fault: { kind: 'status', status: 500, body: 'oops' } }])
  await page.reload()
  await expect(page.getByRole('gridcell', { name: /well-known/ }).first()).toBeVisible({ timeout: 20_000 })
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
    {
      matches: (method, path) => method === 'POST' && path.endsWith('/direct_upload'),
      fault: rateLimited(2),
      times: 1,
    },
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
