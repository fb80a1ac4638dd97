import { expect } from '@playwright/test'
import { test } from './support/fixtures.ts'
import { askUpstream, type Upstream } from './support/topology.ts'

async function onlyDefaultKey(upstream: Upstream) {
  const { result } = await askUpstream(upstream, '/v1/keys')
  const names = [...JSON.stringify(result).matchAll(/"name":"([^"]+)"/g)].map((match) => match[1] ?? '')
  for (const name of names.filter((known) => known !== 'default'))
    await askUpstream(upstream, `/v1/keys/${name}`, { method: 'DELETE' })
}

test.beforeEach(async ({ upstream, page }) => {
  await onlyDefaultKey(upstream)
  await page.goto('/keys')
})

test('the rules of a name are told while it is typed; Enter makes the key', async ({ page, faults }) => {
  const sent = () =>
    faults.seen().filter((request) => request.startsWith('PUT') && request.includes('/keys')).length
  const sentBefore = sent()
  await page.getByRole('button', { name: 'New key' }).click()
  const name = page.getByRole('textbox', { name: 'Name' })
  await expect(name).toBeFocused()
  for (const [typed, complaint] of [
    ['my key', 'Use letters and digits only.'],
    ['a'.repeat(21), 'Use 20 characters at most.'],
    ['default', 'There is a key of this name.'],
  ] as const) {
    await name.fill(typed)
    await expect(page.getByText(complaint)).toBeVisible()
    await name.press('Enter')
    await expect(page.getByRole('dialog')).toBeVisible()
  }
  expect(sent()).toBe(sentBefore)
  await name.fill('site2')
  await name.press('Enter')
  await expect(page.getByRole('listitem').filter({ hasText: 'site2' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'New key' })).toBeFocused()
})

test('a value is shown on demand for half a minute, and left nowhere', async ({ page, upstream }) => {
  await page.clock.install()
  await page.goto('/keys')
  const { result } = await askUpstream(upstream, '/v1/keys')
  const value = /"value":"([^"]+)"/.exec(JSON.stringify(result))?.[1] ?? 'no value'
  const isAnywhere = () =>
    page.evaluate(async (secret) => {
      const places = [document.documentElement.outerHTML, ...Object.values(localStorage)]
      places.push(...Object.values(sessionStorage), ...(await caches.keys()), JSON.stringify(history.state))
      return places.some((place) => String(place).includes(secret))
    }, value)

  expect(await isAnywhere()).toBe(false)
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.url().endsWith('/reveal')),
    page.getByRole('button', { name: 'Reveal the value of default' }).click(),
  ])
  expect(answer.headers()['cache-control']).toContain('no-store')
  await expect(page.getByText(value)).toBeVisible()
  expect(await isAnywhere()).toBe(true)
  await page.clock.runFor(31_000)
  await expect(page.getByText(value)).toHaveCount(0)
  await expect(page.getByRole('status').filter({ hasText: 'Value hidden' })).toHaveCount(1)

  await page.getByRole('button', { name: 'Reveal the value of default' }).click()
  await expect(page.getByText(value)).toBeVisible()
  await page.getByRole('link', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await page.goBack()
  await expect(page.getByRole('button', { name: 'Reveal the value of default' })).toBeVisible()
  expect(await isAnywhere()).toBe(false)
})

test('a key that is gone cannot be revealed, and the row says so', async ({ page, upstream }) => {
  await askUpstream(upstream, '/v1/keys/brief', { method: 'PUT' })
  await page.reload()
  await expect(page.getByRole('listitem').filter({ hasText: 'brief' })).toBeVisible()
  await askUpstream(upstream, '/v1/keys/brief', { method: 'DELETE' })
  await page.getByRole('button', { name: 'Reveal the value of brief' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'no key of this name' })).toBeVisible()
})

test('deleting the last key says what comes in its place, and that is there afterwards', async ({
  page,
  upstream,
}) => {
  const keyValues = async () => JSON.stringify((await askUpstream(upstream, '/v1/keys')).result)
  const before = await keyValues()
  await page.getByRole('button', { name: 'Delete key default' }).click()
  const dialog = page.getByRole('alertdialog')
  await expect(dialog).toContainText('It is the last key')
  await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await dialog.getByRole('button', { name: 'Delete key' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('listitem').filter({ hasText: 'default' })).toHaveCount(1)
  expect(await keyValues()).not.toBe(before)
})
