import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import sharp from 'sharp'
import { expectAccessible } from './support/axe.ts'
import { test } from './support/fixtures.ts'
import { storeThrough } from './support/images-of-desk.ts'
import { drawPhoto } from './support/pictures.ts'
import { askUpstream, emptyLibrary } from './support/topology.ts'
import { makeVariant, onlyPublicVariant } from './support/variants.ts'

const widthField = (page: Page) => page.getByRole('textbox', { name: 'Width' })
const heightField = (page: Page) => page.getByRole('textbox', { name: 'Height' })
const nameField = (page: Page) => page.getByRole('textbox', { name: 'Name' })
const list = (page: Page) => page.getByRole('navigation', { name: 'Variants of this account' })
const strip = (page: Page) => page.getByRole('list', { name: 'On other images' })
const dialog = (page: Page) => page.getByRole('dialog')

/** Difficult ones, each of one kind. */
const PICTURES = [
  ['landscape', 900, 600, false],
  ['portrait', 400, 900, false],
  ['square', 500, 500, false],
  ['panorama', 2400, 600, false],
  ['tiny', 64, 60, false],
  ['transparent', 700, 500, true],
] as const

async function draw(folder: string, kind: string, width: number, height: number, isClear: boolean) {
  const file = join(folder, `${kind}.png`)
  const background = { r: 30 + (width % 200), g: 90, b: height % 250, alpha: isClear ? 0.2 : 1 }
  await sharp({ create: { width, height, channels: 4, background } })
    .png()
    .toFile(file)
  return file
}

test.beforeAll(async ({ upstream, folder, desk }) => {
  await onlyPublicVariant(upstream)
  await emptyLibrary(upstream, desk)
  await storeThrough(desk, await drawPhoto(folder, 'other.jpg'), { id: 'kit/other.jpg' })
  for (const [kind, width, height, isClear] of PICTURES) {
    await storeThrough(desk, await draw(folder, kind, width, height, isClear), { id: `kit/${kind}.png` })
  }
})

test.beforeEach(async ({ upstream }) => {
  await onlyPublicVariant(upstream)
  await makeVariant(upstream, 'hero', { fit: 'cover', width: 1200, height: 630 })
  await makeVariant(upstream, 'thumb', { fit: 'contain', width: 320, height: 240 })
})

test('the strip holds a picture of each kind; another one is put there, for everybody', async ({
  page,
  context,
}) => {
  await page.goto('/variants/hero')
  for (const [kind] of PICTURES) {
    await expect(
      strip(page)
        .getByRole('button', { name: `kit/${kind}.png` })
        .first(),
    ).toBeVisible()
    await expect(strip(page).getByRole('button', { name: `Replace kit/${kind}.png (${kind})` })).toBeVisible()
  }

  await page.getByRole('button', { name: 'Replace kit/panorama.png (panorama)' }).click()
  await dialog(page).getByRole('searchbox', { name: 'Find images' }).fill('other')
  await expect(dialog(page).getByRole('button', { name: /^kit\// })).toHaveCount(1)
  await dialog(page).getByRole('button', { name: 'kit/other.jpg' }).click()
  await expect(dialog(page)).toHaveCount(0)
  const replaced = strip(page).getByRole('listitem').filter({ hasText: 'Chosen' })
  await expect(replaced.getByRole('button', { name: /^Previewed image/ })).toHaveAttribute(
    'aria-pressed',
    'true',
  )

  const colleague = await context.newPage()
  await colleague.goto('/variants/thumb')
  await colleague.getByRole('button', { name: 'Replace kit/other.jpg (panorama)' }).click()
  await colleague.getByRole('dialog').getByRole('button', { name: 'Let the studio pick' }).click()
  await expect(colleague.getByRole('button', { name: 'Replace kit/panorama.png (panorama)' })).toBeVisible()
  await colleague.close()
})

test('an image of the grid is put on the strip', async ({ page }) => {
  await page.goto('/images')
  await page.getByRole('gridcell', { name: /other\.jpg/ }).click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Put on the variant strip…' }).click()
  await expectAccessible(page, 'put on the strip')
  await dialog(page).getByRole('button', { name: 'Square' }).click()
  await expect(page.getByText('kit/other.jpg is on the strip, at square')).toBeVisible()
  await page.goto('/variants/hero')
  await page.getByRole('button', { name: 'Replace kit/other.jpg (square)' }).click()
  await dialog(page).getByRole('button', { name: 'Let the studio pick' }).click()
  await expect(page.getByRole('button', { name: 'Replace kit/square.png (square)' })).toBeVisible()
})

test('a choice that cannot be saved says so and stays open', async ({ page }) => {
  await page.goto('/variants/hero')
  await page.route('**/api/settings/variant-strip', (route) =>
    route.request().method() === 'PATCH' ? route.abort() : route.continue(),
  )
  await page.getByRole('button', { name: 'Replace kit/tiny.png (tiny)' }).click()
  await dialog(page).getByRole('button', { name: 'kit/other.jpg' }).click()
  await expect(dialog(page).getByRole('alert')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Replace kit/tiny.png (tiny)' })).toBeFocused()
})

test('the list is searched and sorted, and a variant is duplicated', async ({ page }) => {
  await page.goto('/variants/hero')
  await expect(list(page).getByRole('link')).toHaveText([/^hero/, /^public/, /^thumb/])
  await expect(list(page).getByRole('link', { name: /^public/ })).toContainText('default')
  const find = list(page).getByRole('searchbox', { name: 'Find a variant' })
  await find.fill('320x240')
  await expect(list(page).getByRole('link')).toHaveText([/^thumb/])
  await expect(list(page).getByRole('status')).toHaveText('1 of 3 shown')
  await find.fill('nothing like it')
  await list(page).getByRole('button', { name: 'Show all' }).click()
  await list(page).getByRole('button', { name: 'Sort and filter' }).click()
  await page.getByRole('menuitemcheckbox', { name: 'By size' }).click()
  await page.keyboard.press('Escape')
  await expect(list(page).getByRole('link')).toHaveText([/^thumb/, /^hero/, /^public/])

  await list(page).getByRole('button', { name: 'Duplicate thumb' }).click()
  await expect(nameField(page)).toHaveValue('thumbCopy')
  await expect(widthField(page)).toHaveValue('320')
  await expect(page.getByRole('radio', { name: 'Contain' })).toBeChecked()
  await page.getByRole('button', { name: 'Create variant' }).click()
  await expect(list(page).getByRole('link', { name: /^thumbCopy/ })).toBeVisible()
})

test('a new variant starts from a purpose or from another variant; its name is mended', async ({ page }) => {
  await page.goto('/variants')
  await page.getByRole('button', { name: 'Start from…' }).click()
  await expectAccessible(page, 'start from')
  await dialog(page)
    .getByRole('button', { name: /^Open Graph/ })
    .click()
  await expect(nameField(page)).toHaveValue('og')
  await expect(heightField(page)).toHaveValue('630')
  await expect(page.getByRole('radio', { name: 'Cover' })).toBeChecked()

  await widthField(page).fill('many')
  await page.getByRole('button', { name: 'Start from…' }).click()
  await dialog(page)
    .getByRole('button', { name: /^thumb/ })
    .click()
  await expect(widthField(page)).toHaveValue('320')
  await expect(nameField(page)).toHaveValue('og')

  await nameField(page).fill('my-hero')
  await page.getByRole('button', { name: 'Use myHero' }).click()
  await expect(nameField(page)).toHaveValue('myHero')
  await nameField(page).fill('hero')
  await expect(page.getByRole('button', { name: 'Use hero2' })).toBeVisible()
})

test('a responsive set is made, goes on after an outage, and its HTML delivers every width', async ({
  page,
  faults,
  upstream,
}) => {
  await page.goto('/variants/hero')
  await page.getByRole('button', { name: 'Responsive set' }).click()
  await dialog(page).getByRole('combobox', { name: 'What for' }).selectOption('card')
  await dialog(page).getByRole('textbox', { name: 'Names begin with' }).fill('hero-')
  await expect(dialog(page).getByRole('alert')).toHaveText('Use letters and digits only.')
  await dialog(page).getByRole('textbox', { name: 'Names begin with' }).fill('teaser')
  let passed = 0
  faults.setRules([
    {
      matches: (method, path) => {
        if (method !== 'POST' || !path.endsWith('/variants')) return false
        passed += 1
        return passed > 2
      },
      fault: { kind: 'status', status: 503, body: 'down' },
    },
  ])
  await dialog(page).getByRole('button', { name: 'Make 4 variants' }).click()
  await expect(dialog(page).getByText('The Images API')).toBeVisible()
  faults.setRules([])
  await dialog(page).getByRole('button', { name: 'Make the rest' }).click()
  await expect(dialog(page).getByText('All of the set is there.')).toBeVisible()
  await expectAccessible(page, 'responsive set')

  const html =
    (await dialog(page).getByRole('region', { name: 'To use it' }).locator('pre').textContent()) ?? ''
  const candidates = [...html.matchAll(/(https?:\S+) (\d+)w/g)].map(([, url = '', width = '']) => ({
    url,
    width,
  }))
  expect(candidates.map(({ width }) => width)).toEqual(['240', '360', '480', '720'])
  for (const { url, width } of candidates) {
    const bytes = await (await fetch(url, { signal: AbortSignal.timeout(20_000) })).arrayBuffer()
    expect(String((await sharp(Buffer.from(bytes)).metadata()).width)).toBe(width)
  }
  const { result } = await askUpstream(upstream, '/v1/variants/teaser720')
  expect(result).toMatchObject({ variant: { options: { fit: 'cover', width: 720, height: 540 } } })

  await makeVariant(upstream, 'banner640', { fit: 'pad', width: 640, height: 1 })
  await page.reload()
  await page.getByRole('button', { name: 'Responsive set' }).click()
  await dialog(page).getByRole('combobox', { name: 'What for' }).selectOption('banner')
  await expect(dialog(page).getByRole('alert')).toContainText('banner640')
  await expect(dialog(page).getByRole('button', { name: /^Make/ })).toBeDisabled()
})

test('options say what they mean', async ({ page }) => {
  await page.goto('/variants/hero')
  await expect(page.getByRole('definition').filter({ hasText: 'cuts 65%' })).toBeVisible()
  await page.getByRole('combobox', { name: 'Embedded data' }).selectOption('keep')
  await expect(page.getByText('where the picture was taken')).toBeVisible()
  await page.getByRole('textbox', { name: 'Browser cache' }).fill('86400')
  await expect(page.getByText('Browsers keep it for 1 day.')).toBeVisible()
  await page.getByRole('switch', { name: 'Never require a signed URL' }).click()
  await expect(page.getByText('No image is private in this size')).toBeVisible()
})
