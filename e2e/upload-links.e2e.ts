import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { type Browser, expect, type Page } from '@playwright/test'
import * as z from 'zod'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { askUpstream, emptyLibrary, type Upstream } from './support/topology.ts'

const Listed = z.object({
  images: z.array(z.object({ filename: z.string(), meta: z.unknown().optional() })),
})

/** What axe finds in the page, or in what stands before it alone: an alert hides the rest, which axe takes for missing. */
async function violations(page: Page, within?: string): Promise<string[]> {
  const axe = new AxeBuilder({ page })
  const { violations: found } = await (within === undefined ? axe : axe.include(within)).analyze()
  return found.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

/** Makes a link at the desk; its address is shown once. */
async function makeLink(page: Page, label: string, more: { files?: number; folder?: string } = {}) {
  await page.goto('/inbox?tab=links')
  await page.getByRole('button', { name: 'New link' }).click()
  await page.getByRole('textbox', { name: 'Label' }).fill(label)
  if (more.files !== undefined) {
    await page.getByRole('textbox', { name: 'Files at most' }).fill(String(more.files))
  }
  if (more.folder !== undefined) await page.getByRole('textbox', { name: 'Into folder' }).fill(more.folder)
  expect(await violations(page)).toEqual([])
  await page.getByRole('button', { name: 'Make the link' }).click()
  const address = page.getByRole('textbox', { name: 'Address of the link' })
  const url = await address.inputValue()
  await expect(page.getByRole('img', { name: `QR code of the link for ${label}` })).toBeVisible()
  expect(await violations(page, '[role="alertdialog"]')).toEqual([])
  await page.getByRole('button', { name: 'Done' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: label })).toContainText('Open')
  return url
}

/** Somebody else, in a browser of their own. */
async function openAsGuest(browser: Browser, url: string): Promise<Page> {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto(url)
  return page
}

async function choose(page: Page, files: string[]) {
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Choose pictures' }).click(),
  ])
  await chooser.setFiles(files)
}

/** `name: metadata` of everything stored. */
async function stored(upstream: Upstream): Promise<Record<string, unknown>> {
  const { result } = await askUpstream(upstream, '/v2?per_page=1000')
  const { images } = Listed.parse(result)
  return Object.fromEntries(images.map(({ filename, meta }) => [filename, meta ?? null]))
}

test.beforeEach(async ({ upstream, desk }) => emptyLibrary(upstream, desk))

test('an outsider sends pictures, they wait in the inbox and are accepted; switched off, the link says so', async ({
  page,
  browser,
  folder,
  upstream,
}) => {
  test.setTimeout(120_000)
  const url = await makeLink(page, 'Wedding guests', { folder: 'weddings/spring' })
  const asked: string[] = []
  const guest = await openAsGuest(browser, url)
  guest.on('request', (request) => asked.push(new URL(request.url()).pathname))
  await expect(guest.getByRole('heading', { level: 1 })).toContainText('Wedding guests')
  expect(await violations(guest)).toEqual([])
  const text = join(folder, 'letter.jpg')
  writeFileSync(text, 'no picture at all')
  const photos = [await drawPhoto(folder, 'one.jpg'), await drawPhoto(folder, 'two.jpg')]
  await choose(guest, [...photos, text])
  await expect(guest.getByText('2 pictures sent.', { exact: false })).toBeVisible({ timeout: 30_000 })
  await expect(guest.getByText('Not a picture, whatever its name says.')).toBeVisible()
  await expect(guest.getByText('98 pictures', { exact: false })).toBeVisible()
  expect(await violations(guest)).toEqual([])
  // The same file once more, even in a fresh page: it is there already.
  await guest.reload()
  await choose(guest, [photos[0] ?? ''])
  await expect(guest.getByText('1 picture sent.', { exact: false })).toBeVisible({ timeout: 30_000 })
  expect(Object.keys(await stored(upstream)).toSorted()).toEqual(['one.jpg', 'two.jpg'])
  expect(await stored(upstream)).toMatchObject({
    'one.jpg': { folder: 'weddings/spring', desk_inbox: 'Wedding guests' },
  })
  // All that an outsider's page asks for.
  expect(asked.filter((path) => path.startsWith('/api/') && !path.startsWith('/api/guest/'))).toEqual([])

  await page.goto('/inbox')
  await expect(page.getByRole('heading', { name: 'From Wedding guests' })).toBeVisible()
  await expect(page.getByRole('link', { name: 'Open one.jpg' })).toBeVisible()
  await expect(page.getByRole('navigation').getByText('2 waiting')).toHaveCount(1)
  expect(await violations(page)).toEqual([])
  // With the keyboard alone: accept the first, the focus goes on to the next, which is deleted.
  await page
    .getByRole('link', { name: /^Open (one|two)\.jpg/ })
    .first()
    .focus()
  const first = (await page.locator(':focus').getAttribute('aria-label'))?.replace('Open ', '') ?? ''
  await page.keyboard.press('a')
  await expect(page.getByRole('link', { name: `Open ${first}` })).toHaveCount(0)
  await expect.poll(async () => (await stored(upstream))[first]).toEqual({ folder: 'weddings/spring' })
  await expect(page.getByRole('link', { name: /^Open (one|two)\.jpg/ })).toBeFocused()
  await page.keyboard.press('Delete')
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click()
  await expect(page.getByText('Nothing waits')).toBeVisible()
  expect(Object.keys(await stored(upstream))).toEqual([first])

  await page.getByRole('tab', { name: 'Links' }).click()
  const row = page.getByRole('listitem').filter({ hasText: 'Wedding guests' }).first()
  await row.getByRole('button', { name: 'Files sent through Wedding guests' }).click()
  await expect(page.getByRole('list', { name: 'Files sent through Wedding guests' })).toContainText('Arrived')
  expect(await violations(page)).toEqual([])
  await row.getByRole('button', { name: 'Switch off Wedding guests' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Switch off' }).click()
  await expect(row).toContainText('Switched off')
  await guest.reload()
  await expect(guest.getByRole('heading', { name: 'This link was switched off' })).toBeVisible()
  expect(await violations(guest)).toEqual([])
  await guest.context().close()
})

test('dropped files go one by one to addresses of their own, and a full link says thank you', async ({
  page,
  browser,
  folder,
  upstream,
}) => {
  test.setTimeout(120_000)
  const url = await makeLink(page, 'Three at most', { files: 3 })
  const guest = await openAsGuest(browser, url)
  await expect(guest.getByRole('heading', { level: 1 })).toContainText('Three at most')
  const bytes = await Promise.all(
    ['a.jpg', 'b.jpg', 'c.jpg', 'd.jpg'].map(async (name) => {
      const path = await drawPhoto(folder, name)
      return { name, base64: readFileSync(path).toString('base64') }
    }),
  )
  const transfer = await guest.evaluateHandle((files) => {
    const data = new DataTransfer()
    for (const { name, base64 } of files) {
      const content = Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0))
      data.items.add(new File([content], name, { type: 'image/jpeg' }))
    }
    return data
  }, bytes)
  await guest.getByTestId('guest-drop').dispatchEvent('drop', { dataTransfer: transfer })
  await expect(guest.getByRole('heading', { name: 'Thank you, that is all this link takes' })).toBeVisible({
    timeout: 30_000,
  })
  await expect(guest.getByText('There is no room left for it.')).toBeVisible()
  expect(await violations(guest)).toEqual([])
  expect(Object.keys(await stored(upstream))).toHaveLength(3)
  await page.goto('/inbox')
  await page.getByRole('button', { name: 'Accept all of Three at most' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Accept all' }).click()
  await expect(page.getByText('Nothing waits')).toBeVisible({ timeout: 30_000 })
  expect(Object.values(await stored(upstream))).toEqual([{}, {}, {}])
  await guest.context().close()
})

test('a connection that breaks while a picture is sent, and an answer that is lost, leave one picture each', async ({
  page,
  browser,
  folder,
  upstream,
  faults,
}) => {
  test.setTimeout(120_000)
  const url = await makeLink(page, 'Bad network')
  const guest = await openAsGuest(browser, url)
  const isUpload = (method: string, path: string) => method === 'POST' && path.startsWith('/upload/')
  faults.setRules([
    { matches: isUpload, fault: { kind: 'lost-answer' }, times: 1 },
    { matches: isUpload, fault: { kind: 'reset', afterBytes: 1_000 }, times: 1 },
  ])
  await choose(guest, [await drawPhoto(folder, 'lost.jpg'), await drawPhoto(folder, 'reset.jpg')])
  await expect(guest.getByText('2 pictures sent.', { exact: false })).toBeVisible({ timeout: 60_000 })
  expect(Object.keys(await stored(upstream)).toSorted()).toEqual(['lost.jpg', 'reset.jpg'])
  const { result } = await askUpstream(upstream, '/v1/stats')
  expect(result).toMatchObject({ count: { current: 2 } })
  await guest.context().close()
})

test('an address that never was a link, and one whose end has come, say so', async ({
  page,
  browser,
  desk,
}) => {
  const url = await makeLink(page, 'Short one')
  const guest = await openAsGuest(browser, `${desk.origin}/u/${'x'.repeat(43)}`)
  await expect(guest.getByRole('heading', { name: 'This link does not work' })).toBeVisible()
  expect(await violations(guest)).toEqual([])
  await guest.route('**/api/guest/link', (route) =>
    route.fulfill({ json: { state: 'expired', expiredAt: '2026-01-31T12:00:00.000Z' } }),
  )
  await guest.goto(url)
  await expect(guest.getByRole('heading', { name: 'This link has ended' })).toBeVisible()
  await expect(guest.getByText('Jan 31, 2026', { exact: false })).toBeVisible()
  expect(await violations(guest)).toEqual([])
  await guest.context().close()
})
