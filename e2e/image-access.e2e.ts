import { readFile } from 'node:fs/promises'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Locator, type Page } from '@playwright/test'
import sharp from 'sharp'
import { test } from './support/fixtures.ts'
import { askUpstream, refreshLibrary, type Upstream } from './support/topology.ts'

const idOf = (page: Page) => decodeURIComponent(new URL(page.url()).pathname.slice('/images/'.length))
const pathOf = (id: string) => `/images/${id.split('/').map(encodeURIComponent).join('/')}`
const dialog = (page: Page) => page.locator('[role=dialog], [role=alertdialog]')
const META = { title: 'Team', credit: 'Desk' }
let made = 0

async function drawn(folder: string, name: string, background: string): Promise<string> {
  const file = `${folder}/${name}`
  await sharp({ create: { width: 1600, height: 1000, channels: 3, background } })
    .png()
    .toFile(file)
  return file
}

/** Straight into the upstream, with everything a replacement has to keep. */
async function stored(upstream: Upstream, file: string, id?: string): Promise<string> {
  const form = new FormData()
  if (id !== undefined) form.set('id', id)
  form.set('metadata', JSON.stringify(META))
  form.set('creator', 'press')
  form.set('file', new Blob([new Uint8Array(await readFile(file))], { type: 'image/png' }), 'team.png')
  const { status, result } = await askUpstream(upstream, '/v1', { method: 'POST', body: form })
  expect(status).toBe(200)
  return /"id":"([^"]+)"/.exec(JSON.stringify(result))?.[1] ?? ''
}

const detail = async (upstream: Upstream, id: string) =>
  askUpstream(upstream, `/v1/${encodeURIComponent(id)}`)

/** Colour of the middle of what the stage shows, once it shows the largest rendition. */
const colourOnStage = (page: Page) => colourOf(page, page.getByRole('region', { name: /^Picture / }))

async function colourOf(page: Page, where: Locator): Promise<string> {
  const box = await where.boundingBox()
  if (box === null) return ''
  const clip = { x: box.x + box.width / 2 - 2, y: box.y + box.height / 2 - 2, width: 4, height: 4 }
  const { dominant } = await sharp(await page.screenshot({ clip })).stats()
  return [dominant.r, dominant.g, dominant.b].map((value) => Math.round(value / 64)).join(' ')
}

const RED = '4 0 0'
const BLUE = '0 0 4'

/** Of the dialog: what is behind it is out of reach. */
async function axe(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page }).include('[role=dialog], [role=alertdialog]').analyze()
  expect(violations.map(({ id, nodes }) => `${where} ${id}: ${nodes[0]?.html}`)).toEqual([])
}

test('the file behind a custom id is replaced by keyboard alone: link, metadata, creator and name stay', async ({
  page,
  folder,
  upstream,
}) => {
  const [old, fresh] = [await drawn(folder, 'old.png', '#e00'), await drawn(folder, 'new.png', '#00e')]
  const id = await stored(upstream, old, `press/team-${made++}`)
  await page.goto(`${pathOf(id)}?tab=access`)
  await expect.poll(() => colourOnStage(page)).toBe(RED)
  // Seen before, so that the browser has the old ones.
  const rendition = page.getByRole('tabpanel').getByRole('listitem').first().locator('img')
  await page.getByRole('tab', { name: 'Delivery' }).click()
  await expect.poll(() => colourOf(page, rendition)).toBe(RED)
  await expect(page.getByText(/^Measured with \d+ deliveries/)).toBeVisible()
  await page.getByRole('tab', { name: 'Access' }).click()
  const choosing = page.waitForEvent('filechooser')
  await page.getByRole('button', { name: 'Choose a file…' }).press('Enter')
  await (await choosing).setFiles(fresh)
  const asked = dialog(page)
  await expect(asked).toContainText('for a moment the link shows nothing')
  await expect(asked.getByRole('button', { name: 'Cancel' })).toBeFocused()
  await axe(page, 'replace dialog')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await expect(asked.getByRole('button', { name: 'Replace file' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByText('File replaced. The link is the same.')).toBeVisible()
  await expect(page.getByRole('button', { name: 'Choose a file…' })).toBeFocused()
  expect(idOf(page)).toBe(id)
  await expect.poll(() => colourOnStage(page)).toBe(BLUE)
  // The sharpest rendition is the new one as well, whatever the browser had kept.
  await page.waitForTimeout(1500)
  expect(await colourOnStage(page)).toBe(BLUE)
  // Other bytes are measured again.
  const measuring = page.waitForRequest(/\/renditions\?of=/)
  await page.getByRole('tab', { name: 'Delivery' }).click()
  await measuring
  await expect.poll(() => colourOf(page, rendition)).toBe(BLUE)
  expect((await detail(upstream, id)).result).toMatchObject({
    meta: META,
    creator: 'press',
    filename: 'team.png',
  })
})

test('a refused file: the old one is back and the dialog says why; an outage changes nothing', async ({
  page,
  folder,
  upstream,
  faults,
}) => {
  const [old, fresh] = [await drawn(folder, 'old.png', '#e00'), await drawn(folder, 'new.png', '#00e')]
  const id = await stored(upstream, old, `press/team-${made++}`)
  await page.goto(`${pathOf(id)}?tab=access`)
  const choose = page.locator('input[type=file][aria-label="Replace the file, keep the link"]')
  const isUpload = (method: string, path: string) => method === 'POST' && path.endsWith('/images/v1')
  faults.setRules([
    {
      matches: isUpload,
      times: 1,
      fault: { kind: 'status', status: 415, body: 'ERROR 5455: Unsupported image format' },
    },
  ])
  await choose.setInputFiles(fresh)
  await dialog(page).getByRole('button', { name: 'Replace file' }).click()
  const alert = dialog(page).getByRole('alert')
  await expect(alert).toContainText('refused the new file: Unsupported image format. The old one is back')
  await axe(page, 'refused')
  await dialog(page).getByRole('button', { name: 'Close' }).click()
  expect((await detail(upstream, id)).result).toMatchObject({
    meta: META,
    creator: 'press',
    filename: 'team.png',
  })
  await expect.poll(() => colourOnStage(page)).toBe(RED)

  faults.setRules([{ matches: (method) => method === 'GET', fault: { kind: 'status', status: 503 } }])
  await choose.setInputFiles(fresh)
  await dialog(page).getByRole('button', { name: 'Replace file' }).click()
  await expect(alert).toBeVisible({ timeout: 15_000 })
  faults.setRules([])
  await dialog(page).getByRole('button', { name: 'Replace file' }).click()
  await expect(page.getByText('File replaced. The link is the same.')).toBeVisible()
})

test('a custom id cannot be private: a private copy is made, and the public image goes when asked', async ({
  page,
  folder,
  upstream,
  faults,
}) => {
  const id = await stored(upstream, await drawn(folder, 'old.png', '#e00'), `press/team-${made++}`)
  await page.goto(`${pathOf(id)}?tab=access`)
  await expect(page.getByRole('switch', { name: 'Private' })).toBeDisabled()
  await page.getByRole('button', { name: 'Make a private copy…' }).click()
  await expect(dialog(page)).toContainText('only signed links show it')
  await axe(page, 'copy dialog')
  await dialog(page).getByRole('checkbox', { name: 'Delete this image afterwards' }).check()
  faults.setRules([
    { matches: (method) => method === 'DELETE', times: 1, fault: { kind: 'status', status: 500 } },
  ])
  await dialog(page).getByRole('button', { name: 'Copy and delete this one' }).click()
  await expect(dialog(page).getByRole('alert')).toContainText(
    'The copy is made, but this image could not be deleted',
  )
  await dialog(page).getByRole('button', { name: 'Try to delete again' }).click()
  await expect(page.getByText('Copied, and the old image is deleted.')).toBeVisible()
  await expect(page.getByRole('switch', { name: 'Private' })).toBeChecked()
  const copy = idOf(page)
  expect(copy).not.toBe(id)
  expect((await detail(upstream, copy)).result).toMatchObject({
    meta: META,
    creator: 'press',
    requireSignedURLs: true,
  })
  expect((await detail(upstream, id)).status).toBe(404)
  await expect.poll(() => colourOnStage(page)).toBe(RED)
})

test('a copy gets an id of its own: what cannot be one is said as it is typed, a taken one when it is tried', async ({
  page,
  folder,
  upstream,
}) => {
  const file = await drawn(folder, 'old.png', '#e00')
  const id = await stored(upstream, file)
  const taken = await stored(upstream, file, `taken/${made++}`)
  await page.goto(`${pathOf(id)}?tab=access`)
  await expect(page.getByText('A generated id cannot be used a second time.')).toBeVisible()
  await page.getByRole('button', { name: 'Copy to a new id…' }).click()
  const field = dialog(page).getByLabel('New id')
  await field.fill('a//b')
  await expect(dialog(page).getByText('There is nothing between two of the slashes.')).toBeVisible()
  await field.fill(taken)
  await field.press('Enter')
  await expect(field).toHaveAttribute('aria-invalid', 'true')
  const own = `copies/${made++}`
  await field.fill(own)
  await field.press('Enter')
  await expect.poll(() => idOf(page)).toBe(own)
  expect((await detail(upstream, own)).result).toMatchObject({ meta: META, creator: 'press' })
  expect((await detail(upstream, id)).status).toBe(200)
})

test('after a delete the focus is on the next image; deleted behind our back, it says so', async ({
  page,
  folder,
  upstream,
  desk,
}) => {
  const file = await drawn(folder, 'old.png', '#e00')
  const ids = [await stored(upstream, file, `row/${made++}`), await stored(upstream, file, `row/${made++}`)]
  const gone = await stored(upstream, file, `row/${made++}`)
  await refreshLibrary(desk)
  await page.goto('/images')
  await page
    .getByRole('gridcell', { name: new RegExp(ids[1] ?? '') })
    .first()
    .click()
  await page.getByRole('button', { name: 'Delete', exact: true }).click()
  await expect(dialog(page)).toContainText('this cannot be undone')
  await dialog(page).getByRole('button', { name: 'Delete image' }).click()
  await expect.poll(() => idOf(page)).toBe(ids[0])
  await expect(page.getByRole('region', { name: /^Picture / })).toBeFocused()

  await page.goto(`${pathOf(gone)}?tab=access`)
  const creator = page.getByLabel('Creator')
  await expect(creator).toBeVisible()
  await askUpstream(upstream, `/v1/${encodeURIComponent(gone)}`, { method: 'DELETE' })
  await creator.fill('late')
  await page.getByRole('button', { name: 'Save creator' }).click()
  await expect(page.getByText(/not found/i).first()).toBeVisible()
})
