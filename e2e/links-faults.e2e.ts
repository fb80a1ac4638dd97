import { expect } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import type { Fault } from './support/fault-proxy.ts'
import { test } from './support/fixtures.ts'
import { pageOf, storeThrough } from './support/images-of-desk.ts'
import { drawPhoto } from './support/pictures.ts'
import { askUpstream, type Upstream } from './support/topology.ts'

const OUTAGE: Fault = { kind: 'status', status: 503, body: 'upstream connect error' }
const outageOf = (...methods: string[]) => ({
  matches: (method: string) => methods.includes(method),
  fault: OUTAGE,
})
const SAID = /does not (answer|work)/
let made = 0

/** Deleted by somebody else, behind the desk's back. */
const gone = (upstream: Upstream, id: string) =>
  askUpstream(upstream, `/v1/${encodeURIComponent(id)}`, { method: 'DELETE' })

test('metadata: in an outage the edits stay and are saved later; slow is said and sends once; gone is said', async ({
  page,
  desk,
  faults,
  folder,
  upstream,
}) => {
  const id = await storeThrough(desk, await drawPhoto(folder, 'faulty-meta.jpg'), { id: `faults/${made++}` })
  await page.goto(pageOf(id, 'metadata'))
  const title = page.getByLabel('Title', { exact: true })
  const save = page.getByRole('button', { name: 'Save', exact: true })
  const alert = page.getByRole('tabpanel').getByRole('alert')
  await title.fill('Kept')
  faults.setRules([outageOf('PATCH')])
  await save.click()
  await expect(alert).toContainText(SAID, { timeout: 20_000 })
  await expect(title).toHaveValue('Kept')
  await expectAccessible(page, 'metadata, outage')
  await page.reload()
  await expect(title).toHaveValue('Kept')

  const patches = () => faults.seen().filter((request) => request.startsWith('PATCH')).length
  const before = patches()
  faults.setRules([{ matches: (method) => method === 'PATCH', fault: { kind: 'late', ms: 2_000 } }])
  await save.click()
  await expect(save).toHaveAttribute('aria-busy', 'true')
  await save.press('Enter')
  await title.press('Control+Enter')
  await expect(page.getByText('Metadata saved').first()).toBeVisible()
  expect(patches() - before).toBe(1)
  faults.setRules([])

  await gone(upstream, id)
  await title.fill('Too late')
  await save.click()
  await expect(alert).toContainText('not found', { ignoreCase: true })
  await expect(title).toHaveValue('Too late')
  await expectAccessible(page, 'metadata, gone')
  await page.getByRole('button', { name: 'Discard edits' }).click()
})

test('access: what an outage stopped is said where it was asked for, and nothing has changed; gone is said', async ({
  page,
  desk,
  faults,
  folder,
  upstream,
}) => {
  const id = await storeThrough(desk, await drawPhoto(folder, 'faulty-access.jpg'))
  await page.goto(pageOf(id, 'access'))
  const isPrivate = page.getByRole('switch', { name: 'Private' })
  const dialog = page.getByRole('alertdialog')
  faults.setRules([outageOf('PATCH')])
  await isPrivate.click()
  await dialog.getByRole('button', { name: 'Make private' }).click()
  await expect(dialog.getByRole('alert')).toContainText(SAID, { timeout: 20_000 })
  await expectAccessible(page, 'access, outage')
  faults.setRules([{ matches: (method) => method === 'PATCH', fault: { kind: 'late', ms: 1_500 } }])
  await dialog.getByRole('button', { name: 'Make private' }).click()
  await page.keyboard.press('Escape')
  await expect(dialog).toBeVisible()
  await expect(page.getByText('Done. The image has a new id.')).toBeVisible()
  await expect(isPrivate).toBeChecked()
  faults.setRules([])

  const newId = decodeURIComponent(new URL(page.url()).pathname.slice('/images/'.length))
  expect(newId).not.toBe(id)
  await gone(upstream, newId)
  await page.getByLabel('Creator').fill('nobody')
  await page.getByRole('button', { name: 'Save creator' }).click()
  await expect(page.getByRole('tabpanel').getByRole('alert')).toContainText('not found', { ignoreCase: true })
  await isPrivate.click()
  await dialog.getByRole('button', { name: 'Make public' }).click()
  await expect(dialog.getByRole('alert')).toContainText('not found', { ignoreCase: true })
  await expectAccessible(page, 'access, gone')
})

test('delivery: measuring keeps its place, an outage is said in each row with a way out, gone is said', async ({
  page,
  desk,
  faults,
  folder,
  upstream,
}) => {
  const id = await storeThrough(desk, await drawPhoto(folder, 'faulty-delivery.jpg'), { isPrivate: true })
  const isVariants = (_method: string, path: string) => path.includes('/variants')
  faults.setRules([{ matches: isVariants, fault: { kind: 'late', ms: 1_500 } }])
  await page.goto(pageOf(id, 'delivery'))
  const row = page.getByRole('listitem').filter({ has: page.getByText('public', { exact: true }) })
  await expect(row.getByText('measuring')).toBeVisible()
  const height = async () => (await row.boundingBox())?.height
  const before = await height()
  await expectAccessible(page, 'delivery, measuring')
  await expect(row.getByRole('row', { name: /^AVIF image\/avif/ })).toBeVisible()
  expect(await height()).toBe(before)

  const other = await storeThrough(desk, await drawPhoto(folder, 'faulty-delivery-2.jpg'), {
    isPrivate: true,
  })
  await page.waitForTimeout(5_100)
  faults.setRules([{ matches: isVariants, fault: OUTAGE }])
  await page.goto(pageOf(other, 'delivery'))
  const alert = page.getByRole('tabpanel').getByRole('alert').first()
  await expect(alert).toContainText(SAID, { timeout: 25_000 })
  await expectAccessible(page, 'delivery, outage')
  faults.setRules([])
  await alert.getByRole('button', { name: 'Try again' }).click()
  await expect(row.getByRole('row', { name: /^AVIF image\/avif/ })).toBeVisible()

  const lost = await storeThrough(desk, await drawPhoto(folder, 'faulty-delivery-3.jpg'))
  await page.goto(pageOf(lost, 'details'))
  await expect(page.getByRole('tab', { name: 'Delivery' })).toBeVisible()
  await gone(upstream, lost)
  await page.getByRole('tab', { name: 'Delivery' }).click()
  await expect(row.getByRole('alert')).toBeVisible()
  await expectAccessible(page, 'delivery, gone')
})

test('keys: an outage is said where one is, typed names and chosen images stay, and each works afterwards', async ({
  page,
  desk,
  faults,
  folder,
  upstream,
}) => {
  test.setTimeout(120_000)
  const id = await storeThrough(desk, await drawPhoto(folder, 'faulty-keys.jpg'), { isPrivate: true })
  await page.goto('/keys')
  await page.getByRole('button', { name: 'New key' }).click()
  const name = page.getByRole('textbox', { name: 'Name' })
  await name.fill('weather')
  faults.setRules([outageOf('PUT', 'DELETE')])
  await name.press('Enter')
  await expect(page.getByRole('dialog').getByRole('alert')).toContainText(SAID, {
    timeout: 20_000,
  })
  await expect(name).toHaveValue('weather')
  await expectAccessible(page, 'new key, outage')
  const puts = () => faults.seen().filter((request) => request.startsWith('PUT')).length
  const before = puts()
  faults.setRules([{ matches: (method) => method === 'PUT', fault: { kind: 'late', ms: 1_500 } }])
  await name.press('Enter')
  await name.press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: 'weather' })).toBeVisible()
  expect(puts() - before).toBe(1)

  faults.setRules([{ matches: (_method, path) => path.endsWith('/keys'), fault: OUTAGE }])
  await page.getByRole('button', { name: 'Reveal the value of weather' }).click()
  await expect(page.getByRole('tabpanel').getByRole('alert')).toContainText(SAID, {
    timeout: 20_000,
  })
  await expectAccessible(page, 'reveal, outage')
  faults.setRules([outageOf('DELETE')])
  await page.getByRole('button', { name: 'Delete key weather' }).click()
  const dialog = page.getByRole('alertdialog')
  await dialog.getByRole('button', { name: 'Delete key' }).click()
  await expect(dialog.getByRole('alert')).toContainText(SAID, { timeout: 20_000 })
  await expectAccessible(page, 'delete key, outage')
  await page.keyboard.press('Escape')
  faults.setRules([])

  await askUpstream(upstream, '/v1/keys/weather', { method: 'DELETE' })

  await page.goto(`/keys?tab=mint&image=${id}`)
  const make = page.getByRole('button', { name: 'Make link' })
  faults.setRules([{ matches: (_method, path) => path.includes('/variants'), fault: OUTAGE }])
  await page.reload()
  await expect(page.getByRole('tabpanel').getByRole('alert')).toContainText(SAID, {
    timeout: 25_000,
  })
  await expectAccessible(page, 'mint, outage')
  faults.setRules([])
  await page.reload()
  await gone(upstream, id)
  const lost = '00000000-0000-4000-8000-000000000000'
  await page.goto(`/keys?tab=mint&image=${lost}`)
  await expect(page.getByRole('list', { name: 'Chosen images' })).toContainText('The image is gone')
  await make.click()
  await expect(page.getByRole('heading', { name: '0 links made' })).toBeFocused()
  await expect(page.getByText('No link: The image is gone, or has a new id.')).toBeVisible()
  await expectAccessible(page, 'mint, gone')

  faults.setRules([{ matches: (_method, path) => path.endsWith('/keys'), fault: OUTAGE }])
  await page.goto('/keys?tab=check')
  await expect(page.getByRole('alert').first()).toContainText(SAID, { timeout: 25_000 })
  await expectAccessible(page, 'keys, outage')
  faults.setRules([])
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('textbox', { name: 'Link' })).toBeVisible()
})
