import { expect, type Page } from '@playwright/test'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { emptyLibrary } from './support/topology.ts'
import { uploadFiles } from './support/upload-files.ts'

/** The library by mouse and by hand: what is pointed at, drawn around, dragged, and what arrives meanwhile. */

const IMAGES = 24

const grid = (page: Page) => page.getByRole('grid', { name: 'Images' })
const tile = (page: Page, offset: number) => page.locator(`[data-index="${offset}"]`)
const heading = (page: Page) => page.getByRole('heading', { level: 1 })
const boxOf = async (page: Page, offset: number) => {
  const box = await tile(page, offset).boundingBox()
  if (box === null) throw new Error(`Tile ${offset} is not on the page`)
  return box
}
async function openGrid(page: Page, search = ''): Promise<void> {
  await page.goto(`/images${search}`)
  await expect(tile(page, 0)).not.toHaveAccessibleName(/loading$/)
}

test.beforeAll(async ({ browser, desk, folder, upstream }) => {
  test.setTimeout(120_000)
  await emptyLibrary(upstream, desk)
  const page = await browser.newPage({ baseURL: desk.origin })
  await page.goto('/images')
  const names = Array.from({ length: IMAGES }, (_, at) => `by-hand-${at + 10}.jpg`)
  await uploadFiles(page, await Promise.all(names.map((name) => drawPhoto(folder, name))))
  await page.close()
})

test('a tile that is pointed at for a while is shown larger, and Esc closes only that', async ({ page }) => {
  await openGrid(page)
  await tile(page, 3).click({ modifiers: ['ControlOrMeta'] })
  const { x, y, width, height } = await boxOf(page, 1)
  await page.mouse.move(x + width / 2, y + height / 3)
  const preview = page.locator('[data-preview]')
  await expect(preview.locator('img')).toBeVisible()
  await expect(preview).toContainText('by-hand-')
  await expect(preview).toContainText('900 × 600')
  const shown = await preview.boundingBox()
  expect(shown?.width).toBeGreaterThan(width)
  expect((shown?.x ?? 0) + (shown?.width ?? 0)).toBeLessThanOrEqual(1280)
  await page.keyboard.press('Escape')
  await expect(preview).toHaveCount(0)
  await expect(heading(page)).toHaveText('1 selected')
  await page.keyboard.press('Escape')
  await expect(heading(page)).toHaveText('Images')
})

test('a rectangle selects what it touches, and scrolls on at the edge', async ({ page }) => {
  await page.setViewportSize({ width: 900, height: 480 })
  await openGrid(page)
  const first = await boxOf(page, 0)
  const second = await boxOf(page, 1)
  await page.mouse.move(first.x - 6, first.y + 20)
  await page.mouse.down()
  await page.mouse.move(second.x + 20, first.y + 60, { steps: 4 })
  await page.mouse.up()
  await expect(heading(page)).toHaveText('2 selected')
  await expect(tile(page, 1)).toHaveAttribute('aria-selected', 'true')
  await expect(tile(page, 2)).toHaveAttribute('aria-selected', 'false')

  await page.mouse.move(first.x - 6, first.y + 20)
  await page.mouse.down()
  const area = await grid(page).boundingBox()
  if (area === null) throw new Error('There is no grid')
  await page.mouse.move(area.x + area.width - 60, area.y + area.height - 6, { steps: 6 })
  await expect(tile(page, IMAGES - 1)).toBeInViewport()
  await expect(heading(page)).toHaveText(`${IMAGES} selected`)
  await page.mouse.up()
  await expect(heading(page)).toHaveText(`${IMAGES} selected`)
})

test('only the selected are shown; Esc leads back from wherever the focus is', async ({ page }) => {
  await openGrid(page)
  for (const offset of [2, 5]) await tile(page, offset).click({ modifiers: ['ControlOrMeta'] })
  const names = await Promise.all([2, 5].map((at) => tile(page, at).getAttribute('aria-label')))
  await page.getByRole('button', { name: 'Show only these' }).click()
  await expect(grid(page).locator('[data-index]')).toHaveCount(2)
  await expect(tile(page, 0)).toHaveAttribute('aria-label', names[0] ?? '')
  await expect(tile(page, 1)).toHaveAttribute('aria-label', names[1] ?? '')
  await expect(page.getByRole('button', { name: 'Back to the view' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(tile(page, 5)).toHaveAttribute('aria-selected', 'true')
  await expect(heading(page)).toHaveText('2 selected')
  await page.keyboard.press('Escape')
  await expect(heading(page)).toHaveText('Images')
})

test('from the search to what was found and back by keyboard; a closed menu leaves no wish behind', async ({
  page,
}) => {
  await openGrid(page)
  await page.keyboard.press('/')
  await page.keyboard.type('hand-1')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Enter')
  await expect(tile(page, 0)).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/\/images$/)
  await expect(page.locator('[data-index]:focus')).toHaveCount(1)

  await tile(page, 2).click({ button: 'right' })
  await expect(page.getByRole('menuitem', { name: /^Open/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(tile(page, 2)).toBeFocused()
  await page.keyboard.press('/')
  await page.keyboard.type('hand-2', { delay: 120 })
  await expect.poll(() => new URL(page.url()).searchParams.get('q')).toBe('hand-2')
  await expect(tile(page, 0)).not.toHaveAccessibleName(/loading$/)
  await expect(page.getByRole('combobox', { name: 'Search images' })).toBeFocused()
  await expect(page.getByRole('combobox', { name: 'Search images' })).toHaveValue('hand-2')
})

test('a search of many terms stays in one line with its bar', async ({ page }) => {
  await openGrid(page)
  const bar = page.getByRole('banner').or(page.locator('header')).first()
  const before = await bar.boundingBox()
  await page.goto('/images?q=type%3Ajpeg+creator%3A%22Annie+Easley%22+uploaded%3A2026-01..2026-03+-has%3Aalt')
  await expect(page.getByRole('group', { name: 'Search terms' }).locator('[data-chip]')).toHaveCount(4)
  expect((await bar.boundingBox())?.height).toBe(before?.height)
  await page.getByRole('combobox', { name: 'Search images' }).focus()
  await expect(page.getByRole('combobox', { name: 'Search images' })).toBeInViewport({ ratio: 0.9 })
})

test('columns are dragged, moved by keys, chosen, and kept', async ({ page }) => {
  await openGrid(page, '?layout=table')
  const handle = page.getByRole('separator', { name: 'Width of Uploaded' })
  const width = async () => Number(await handle.getAttribute('aria-valuenow'))
  const before = await width()
  const at = await handle.boundingBox()
  if (at === null) throw new Error('There is no handle')
  await page.mouse.move(at.x + 5, at.y + 10)
  await page.mouse.down()
  // Further than the name can give: the table grows, and the handle stays under the pointer all the same.
  await page.mouse.move(at.x + 5 - 120, at.y + 10, { steps: 6 })
  await expect.poll(async () => Math.round((await handle.boundingBox())?.x ?? 0)).toBe(Math.round(at.x) - 120)
  await page.mouse.up()
  expect(await width()).toBe(before + 120)
  await handle.press('ArrowRight')
  expect(await width()).toBe(before + 104)
  await page.getByRole('button', { name: 'Choose columns' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'Type' }).click()
  await page.keyboard.press('Escape')
  const type = page.getByRole('columnheader', { name: 'Type' })
  await type.scrollIntoViewIfNeeded()
  await expect(type).toBeInViewport()
  await page.reload()
  await expect(type).toBeVisible()
  expect(await width()).toBe(before + 104)
})

test('pictures and lines lost while offline come by themselves when the network is back', async ({
  page,
  context,
}) => {
  await page.setViewportSize({ width: 900, height: 480 })
  let isAway = true
  await page.route('**/api/thumbnails/**', (route) => (isAway ? route.abort() : route.continue()))
  await openGrid(page)
  await expect(
    grid(page)
      .getByRole('img', { name: /It is tried again by itself/ })
      .first(),
  ).toBeVisible()
  isAway = false
  await context.setOffline(true)
  await context.setOffline(false)
  await expect(tile(page, 0).locator('img')).toBeVisible()
  await expect(grid(page).getByRole('img', { name: /It is tried again by itself/ })).toHaveCount(0)
})

test('what arrives while somebody is further down waits in a pill, which leads to it', async ({
  page,
  browser,
  desk,
  folder,
}) => {
  await page.setViewportSize({ width: 900, height: 480 })
  await openGrid(page)
  await grid(page).evaluate((element) => {
    element.scrollTop = 300
  })
  const elsewhere = await browser.newPage({ baseURL: desk.origin })
  await elsewhere.goto('/images')
  await uploadFiles(elsewhere, [await drawPhoto(folder, 'late-1.jpg'), await drawPhoto(folder, 'late-2.jpg')])
  await elsewhere.close()
  const pill = page.getByRole('button', { name: 'Show 2 new images' })
  await expect(pill).toBeVisible({ timeout: 20_000 })
  expect(await grid(page).evaluate((element) => element.scrollTop)).toBe(300)
  await pill.click()
  await expect(tile(page, 0)).toBeInViewport()
  await expect(tile(page, 0)).toHaveAccessibleName(/^late-/)
  await expect(tile(page, 1)).toHaveAccessibleName(/^late-/)
  await expect(page.locator('[data-index]:focus')).toHaveCount(1)
  await expect(pill).toHaveCount(0)
})
