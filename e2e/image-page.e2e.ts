import { basename } from 'node:path'
import { expect, type Page } from '@playwright/test'
import sharp from 'sharp'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { askUpstream } from './support/topology.ts'
import { uploadFiles } from './support/upload-files.ts'

const idOf = (page: Page) => decodeURIComponent(new URL(page.url()).pathname.slice('/images/'.length))
const stage = (page: Page) => page.getByRole('region', { name: /^Picture / })
const zoomOf = async (page: Page) => Number.parseInt(await stage(page).locator('output').innerText(), 10)

async function openImage(page: Page, name: string): Promise<void> {
  await page
    .getByRole('gridcell', { name: new RegExp(name.replace('.', '\\.')) })
    .first()
    .click()
  await expect(stage(page)).toBeVisible()
}

test('two fingers enlarge the picture where they are', async ({ page, folder, context }) => {
  const file = `${folder}/pinched.jpg`
  await sharp({ create: { width: 4000, height: 3000, channels: 3, background: '#375' } })
    .jpeg()
    .toFile(file)
  await page.goto('/images')
  await uploadFiles(page, [file])
  await openImage(page, 'pinched.jpg')
  await expect.poll(() => zoomOf(page)).toBeGreaterThan(0)
  const before = await zoomOf(page)
  const box = await stage(page).boundingBox()
  if (box === null) throw new Error('The stage has no box')
  const x = box.x + box.width / 2
  const y = box.y + box.height / 2
  const fingers = (apart: number) => [
    { x: x - apart, y, id: 1 },
    { x: x + apart, y, id: 2 },
  ]
  const touch = await context.newCDPSession(page)
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(40) })
  for (const apart of [60, 80, 100, 120]) {
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(apart) })
  }
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await expect.poll(() => zoomOf(page)).toBeGreaterThan(before * 2.5)
  expect(await zoomOf(page)).toBeLessThan(before * 3.5)
})

test('the picture stands at its place while it sharpens, and the largest variant is taken', async ({
  page,
  folder,
  upstream,
}) => {
  const options = { fit: 'scale-down', width: 3000, height: 3000, metadata: 'none' }
  await askUpstream(upstream, '/v1/variants', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'huge', options, neverRequireSignedURLs: false }),
  })
  const file = `${folder}/sharpened.jpg`
  await sharp({ create: { width: 3600, height: 2400, channels: 3, background: '#753' } })
    .jpeg()
    .toFile(file)
  await page.setViewportSize({ width: 2560, height: 1440 })
  await page.goto('/images')
  await uploadFiles(page, [file])
  const delivered: string[] = []
  page.on('request', (request) => {
    if (request.resourceType() === 'image' && request.url().startsWith(upstream.origin))
      delivered.push(request.url())
  })
  await openImage(page, 'sharpened.jpg')
  const picture = stage(page).locator('img')
  await expect(picture).toBeVisible()
  const first = await picture.boundingBox()
  await expect(picture).toHaveAttribute('src', /\/huge$/)
  const last = await picture.boundingBox()
  expect(first?.width).toBeGreaterThan(1280)
  for (const side of ['x', 'y', 'width', 'height'] as const) {
    expect(Math.abs((first?.[side] ?? 0) - (last?.[side] ?? 0)), side).toBeLessThan(1)
  }
  // An SVG in the grid comes from the delivery host, too.
  expect(delivered.filter((url) => url.endsWith(`/${idOf(page)}/public`))).toEqual([])
  await askUpstream(upstream, '/v1/variants/huge', { method: 'DELETE' })
})

test('back is the way one came; the filmstrip is one stop of the Tab key', async ({ page, folder }) => {
  const files = await Promise.all([1, 2, 3].map((n) => drawPhoto(folder, `walk-${n}.jpg`)))
  await page.goto('/settings')
  await page.getByRole('link', { name: 'Images', exact: true }).click()
  await uploadFiles(page, files)
  await openImage(page, 'walk-2.jpg')
  const strip = page.getByRole('navigation', { name: 'Neighbours' })
  await expect(strip.getByRole('link', { name: 'walk-1.jpg' })).toBeVisible()
  expect(await strip.locator('a:not([tabindex="-1"])').count()).toBe(1)
  const start = idOf(page)
  await strip.locator('[aria-current]').focus()
  // They were sent side by side: any of them may be the last one.
  const isLast = await strip.locator('a:last-child[aria-current]').count()
  await page.keyboard.press(isLast === 0 ? 'ArrowRight' : 'ArrowLeft')
  await expect.poll(() => idOf(page)).not.toBe(start)
  await expect(strip.locator('[aria-current]')).toBeFocused()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('alertdialog')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/\/images$/)
  await page.goBack()
  await expect(page).toHaveURL(/\/settings$/)
})

test('two people edit one image: nothing is overwritten, and the keyboard keeps its place', async ({
  page,
  context,
  folder,
}) => {
  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, 'disputed.jpg')])
  await openImage(page, 'disputed.jpg')
  await page.getByRole('tab', { name: 'Metadata' }).click()
  await page.getByLabel('Caption', { exact: true }).fill('mine')
  await page.getByLabel('Credit', { exact: true }).fill('me')

  const colleague = await context.newPage()
  await colleague.goto(page.url())
  await colleague.getByLabel('Caption', { exact: true }).fill('theirs')
  await colleague.getByLabel('Title', { exact: true }).fill('Their title')
  await colleague.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(colleague.getByText('Metadata saved').first()).toBeVisible()
  await colleague.close()

  const save = page.getByRole('button', { name: 'Save', exact: true })
  await save.press('Enter')
  const panel = page.getByRole('alert').filter({ hasText: 'Somebody else changed this meanwhile' })
  await expect(panel).toBeFocused()
  await panel.getByRole('radio', { name: 'Theirs' }).check()
  await panel.getByRole('button', { name: 'Use these' }).press('Enter')
  await expect(save).toBeFocused()
  await expect(page.getByLabel('Title', { exact: true })).toHaveValue('Their title')
  await expect(page.getByLabel('Caption', { exact: true })).toHaveValue('theirs')
  await expect(page.getByLabel('Credit', { exact: true })).toHaveValue('me')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Metadata saved').first()).toBeVisible()
  await expect(save).toBeFocused()
})

test('a private image has a new id: the page follows, the old address says why it is empty', async ({
  page,
  folder,
}) => {
  await page.goto('/images')
  const file = await drawPhoto(folder, 'secret.jpg')
  await uploadFiles(page, [file])
  await openImage(page, basename(file))
  const old = idOf(page)
  await page.getByRole('tab', { name: 'Access' }).click()
  await page.getByRole('switch', { name: 'Private' }).click()
  await page.getByRole('button', { name: 'Make private' }).click()
  await expect.poll(() => idOf(page)).not.toBe(old)
  await expect(page.getByRole('switch', { name: 'Private' })).toBeChecked()
  await expect
    .poll(() =>
      stage(page)
        .locator('img')
        .evaluate((img: HTMLImageElement) => img.naturalWidth),
    )
    .toBeGreaterThan(0)
  await page.goto(`/images/${old}`)
  await expect(page.getByRole('heading', { name: 'There is no image with this id' })).toBeVisible()
  await expect(page.getByText(old)).toBeVisible()
  await page.getByRole('link', { name: 'Go to the images' }).click()
  await expect(page.getByRole('gridcell', { name: /secret\.jpg/ }).first()).toBeVisible()
})

test('over 1,024 bytes the meter says so where one is typing, on a telephone too', async ({
  page,
  folder,
}) => {
  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, 'wordy.jpg')])
  await openImage(page, 'wordy.jpg')
  await page.getByRole('tab', { name: 'Metadata' }).click()
  await page.setViewportSize({ width: 360, height: 740 })
  await page.getByLabel('Caption', { exact: true }).fill('é'.repeat(600))
  await expect(page.getByText('190 bytes too many')).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toHaveAttribute(
    'aria-disabled',
    'true',
  )
  await page.getByLabel('Caption', { exact: true }).press('Control+Enter')
  await expect(page.getByText('Metadata saved')).toHaveCount(0)
  await page.getByRole('button', { name: 'Discard edits' }).click()
})
