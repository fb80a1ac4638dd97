import { expect, type Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { emptyLibrary } from './support/topology.ts'
import { uploadFiles } from './support/upload-files.ts'
import { makeVariant, onlyPublicVariant } from './support/variants.ts'

const widthField = (page: Page) => page.getByRole('textbox', { name: 'Width' })
const heightField = (page: Page) => page.getByRole('textbox', { name: 'Height' })
const grip = (page: Page, name: 'Width' | 'Height') => page.getByRole('slider', { name, exact: true })
const stage = (page: Page) => page.getByRole('region', { name: 'Preview' })

/** 900 x 600, so that what is enlarged and padded is known to the pixel. */
test.beforeAll(async ({ upstream, folder, desk, browser }) => {
  await onlyPublicVariant(upstream)
  await emptyLibrary(upstream, desk)
  const page = await browser.newPage({ baseURL: desk.origin })
  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, 'stage.jpg')])
  await page.close()
})

test.beforeEach(async ({ upstream }) => {
  await onlyPublicVariant(upstream)
  await makeVariant(upstream, 'hero', { fit: 'cover', width: 800, height: 444 })
})

async function grab(page: Page, name: 'Width' | 'Height'): Promise<{ x: number; y: number }> {
  await grip(page, name).scrollIntoViewIfNeeded()
  const box = await grip(page, name).boundingBox()
  if (box === null) throw new Error('The grip has no box')
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 }
  await page.mouse.move(middle.x, middle.y)
  await page.mouse.down()
  return middle
}

test('a drag settles on common sizes, takes every pixel with Alt, and Esc takes it back', async ({
  page,
}) => {
  await page.goto('/variants/hero?w=733')
  await expect(widthField(page)).toHaveValue('733')
  const from = await grab(page, 'Width')
  const seen = new Set<string>()
  for (let moved = 0; moved >= -60; moved -= 1) {
    await page.mouse.move(from.x + moved, from.y)
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)))
    if ((await page.locator('[data-settled]').count()) > 0) seen.add(await widthField(page).inputValue())
  }
  expect([...seen]).toContain('640')
  await page.keyboard.press('Escape')
  await page.mouse.up()
  await expect(widthField(page)).toHaveValue('733')
  await expect(page.locator('[data-settled]')).toHaveCount(0)

  const again = await grab(page, 'Width')
  await page.keyboard.down('Alt')
  await page.mouse.move(again.x - 5, again.y, { steps: 5 })
  await expect(widthField(page)).not.toHaveValue('733')
  await expect(page.locator('[data-settled]')).toHaveCount(0)
  await page.keyboard.up('Alt')
  await page.mouse.up()
})

test('nothing is asked of the server while the hand holds the window', async ({ page }) => {
  const answered = page.waitForResponse('**/api/variants/renditions')
  await page.goto('/variants/hero')
  await answered
  await page.waitForLoadState('networkidle')
  const asked: string[] = []
  page.on('request', (request) => {
    if (/\/api\/(variants|images|facts|thumbnails)/.test(request.url())) asked.push(request.url())
  })
  const from = await grab(page, 'Width')
  for (let step = 1; step <= 12; step += 1) {
    await page.mouse.move(from.x - step * 6, from.y)
    await page.waitForTimeout(100)
  }
  // Where it began there is a picture to show again; the hand only passes by.
  await page.mouse.move(from.x, from.y)
  await page.waitForTimeout(300)
  await expect(page.locator('[data-real]')).toHaveCount(0)
  await page.mouse.move(from.x - 72, from.y)
  await page.waitForTimeout(100)
  expect(asked).toEqual([])
  const rested = page.waitForRequest('**/api/variants/renditions')
  await page.mouse.up()
  await rested
})

test('proportions by name shape the window, and hold while it is dragged and nudged', async ({ page }) => {
  await page.goto('/variants/hero')
  await page.getByRole('combobox', { name: 'Proportions' }).selectOption('16:9')
  await expect(widthField(page)).toHaveValue('800')
  await expect(heightField(page)).toHaveValue('450')
  await grip(page, 'Width').focus()
  await page.keyboard.press('Shift+ArrowRight')
  await expect(widthField(page)).toHaveValue('810')
  await expect(heightField(page)).toHaveValue('456')
  await page.getByRole('combobox', { name: 'Proportions' }).selectOption('As the image')
  await expect(heightField(page)).toHaveValue('540')
  await page.getByRole('combobox', { name: 'Proportions' }).selectOption('Free')
  await grip(page, 'Height').focus()
  await page.keyboard.press('ArrowDown')
  await expect(widthField(page)).toHaveValue('810')
  await expect(heightField(page)).toHaveValue('541')
})

test('what is cut is hatched, what is padded outlined and counted, what is enlarged warned of', async ({
  page,
}) => {
  await page.goto('/variants/hero')
  await expect(stage(page)).toContainText('cuts 17% of the height')
  await expect(page.locator('[data-cut]')).toBeVisible()
  await expect(stage(page).getByRole('button', { name: 'Use Crop' })).toHaveCount(0)
  await widthField(page).fill('1800')
  await expect(stage(page)).toContainText('enlarged 2.0 ×')
  await stage(page).getByRole('button', { name: 'Use Crop' }).click()
  await expect(page.getByRole('radio', { name: 'Crop' })).toBeChecked()
  await expect(stage(page)).not.toContainText('enlarged')
  await page.goto('/variants/hero?fit=pad&w=700&h=400')
  await expect(stage(page)).toContainText('padded by 50 px left and right')
  await expect(page.locator('[data-padded]')).toBeVisible()
  await expect(page.locator('[data-cut]')).toHaveCount(0)
})

test('before is beside after up to a line that the keyboard and the hand move', async ({ page }) => {
  await page.goto('/variants/hero?blur=40')
  const compare = page.getByRole('button', { name: 'Before and after' })
  await compare.click()
  await expect(compare).toHaveAttribute('aria-pressed', 'true')
  const line = page.getByRole('slider', { name: /before ends/ })
  await line.focus()
  await page.keyboard.press('Shift+ArrowRight')
  await expect(line).toHaveAttribute('aria-valuetext', '60% before')
  await page.keyboard.press('Home')
  await expect(line).toHaveAttribute('aria-valuenow', '0')
  await page.keyboard.press('End')
  await page.keyboard.press('ArrowLeft')
  await expect(line).toHaveAttribute('aria-valuenow', '99')
  const [knob, whole] = [await line.boundingBox(), await stage(page).boundingBox()]
  if (knob === null || whole === null) throw new Error('The line has no box')
  await page.mouse.move(knob.x + knob.width / 2, knob.y + knob.height / 2)
  await page.mouse.down()
  await page.mouse.move(whole.x + whole.width * 0.25, knob.y + knob.height / 2, { steps: 4 })
  await page.mouse.up()
  await expect(line).toHaveAttribute('aria-valuenow', '25')
  await expectAccessible(page, 'stage, before and after')
  await compare.click()
  await expect(line).toHaveCount(0)
})

test('rulers count in the pixels of a dense screen', async ({ page }) => {
  await page.goto('/variants/hero')
  await page.getByRole('radio', { name: '2×' }).check()
  await expect(stage(page)).toContainText('400 × 222 at 2×')
  await expect(stage(page).getByText('400', { exact: true })).toBeVisible()
})
