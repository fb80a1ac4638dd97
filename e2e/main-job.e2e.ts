import { basename } from 'node:path'
import { expect } from '@playwright/test'
import { test } from './support/fixtures.ts'
import { drawPhoto, realPhotos, somePhotos } from './support/pictures.ts'
import { askUpstream, emptyLibrary } from './support/topology.ts'
import { uploadFiles } from './support/upload-files.ts'

/** What a stranger does on the first day, in one go and in order. */
test('drop photos, see them, open one, describe it, shape a variant, make a key, delete', async ({
  page,
  folder,
  upstream,
  desk,
}) => {
  const photos = await somePhotos(folder, 4)
  const [first = ''] = photos
  const name = basename(first)

  await emptyLibrary(upstream, desk)

  await test.step('an empty library says what to do', async () => {
    await page.goto('/')
    await expect(page.getByRole('heading', { name: 'The light table is empty' })).toBeVisible()
  })

  await test.step('upload: every photo arrives and shows without a reload', async () => {
    await uploadFiles(page, photos)
    const grid = page.getByRole('grid', { name: 'Images' })
    for (const photo of photos) await expect(grid.getByText(basename(photo)).first()).toBeVisible()
    const { result } = await askUpstream(upstream, '/v1/stats')
    expect(result).toMatchObject({ count: { current: 4 } })
  })

  await test.step('thumbnails are drawn', async () => {
    const pictures = page.getByRole('grid', { name: 'Images' }).locator('img')
    await expect
      .poll(() =>
        pictures.evaluateAll((all: HTMLImageElement[]) => all.filter((img) => img.naturalWidth > 0).length),
      )
      .toBeGreaterThanOrEqual(4)
  })

  await test.step('open one and describe it', async () => {
    await page
      .getByRole('gridcell', { name: new RegExp(name.replace('.', '\\.')) })
      .first()
      .click()
    await expect(page).toHaveURL(/\/images\/.+/)
    await page.getByRole('tab', { name: 'Metadata' }).click()
    await page.getByLabel('Title', { exact: true }).fill('The first picture')
    await page.getByLabel('Alt text', { exact: true }).fill('Something worth seeing')
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await expect(page.getByText('Metadata saved').first()).toBeVisible()
    const id = decodeURIComponent(new URL(page.url()).pathname.slice('/images/'.length))
    const { result } = await askUpstream(upstream, `/v1/${id}`)
    expect(result).toMatchObject({ meta: { title: 'The first picture', alt: 'Something worth seeing' } })
  })

  await test.step('shape a variant', async () => {
    await page.getByRole('link', { name: 'Variants' }).click()
    await page.getByLabel('Name', { exact: true }).fill('hero')
    await page.getByRole('radio', { name: 'Cover' }).click()
    await page.getByLabel('Width', { exact: true }).and(page.locator('input')).fill('640')
    await page.getByLabel('Height', { exact: true }).and(page.locator('input')).fill('360')
    await page.getByRole('button', { name: 'Create variant' }).click()
    await expect(page).toHaveURL(/\/variants\/hero$/)
    await expect(page.getByText('640 × 360 px')).toBeVisible({ timeout: 20_000 })
    const { result } = await askUpstream(upstream, '/v1/variants/hero')
    expect(result).toMatchObject({ variant: { options: { fit: 'cover', width: 640, height: 360 } } })
  })

  await test.step('make a key, reveal it, delete it', async () => {
    await page.getByRole('link', { name: 'Signing keys' }).click()
    await page.getByRole('button', { name: 'New key' }).click()
    await page.getByLabel('Name', { exact: true }).fill('website')
    await page.getByRole('button', { name: 'Create key' }).click()
    await page.getByRole('button', { name: 'Reveal the value of website' }).click()
    const value = await page.getByRole('listitem').filter({ hasText: 'website' }).locator('code').innerText()
    const { result } = await askUpstream(upstream, '/v1/keys')
    expect(result).toMatchObject({ keys: [{ name: 'default' }, { name: 'website', value }] })
    await page.getByRole('button', { name: 'Delete key website' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete key' }).click()
    await expect(page.getByRole('listitem').filter({ hasText: 'website' })).toHaveCount(0)
  })

  await test.step('the connection page says what works', async () => {
    await page.getByRole('link', { name: 'Settings' }).click()
    await expect(page.getByText('Works')).toHaveCount(5)
  })

  await test.step('delete an image, with its consequences named', async () => {
    await page.getByRole('link', { name: 'Images' }).click()
    await page
      .getByRole('gridcell', { name: new RegExp(name.replace('.', '\\.')) })
      .first()
      .click()
    await page.getByRole('button', { name: 'Delete', exact: true }).click()
    const dialog = page.getByRole('alertdialog')
    await expect(dialog.getByRole('button', { name: 'Cancel' })).toBeFocused()
    await dialog.getByRole('button', { name: 'Delete image' }).click()
    await expect
      .poll(async () => (await askUpstream(upstream, '/v1/stats')).result)
      .toMatchObject({
        count: { current: 3 },
      })
  })
})

test('all eight EXIF orientations are shown upright', async ({ page, folder }) => {
  const real = realPhotos('orientation').filter((path) => basename(path).startsWith('Landscape'))
  const files =
    real.length === 8
      ? real
      : await Promise.all(
          Array.from({ length: 8 }, (_, i) => drawPhoto(folder, `Landscape_${i + 1}.jpg`, i + 1)),
        )
  await page.goto('/images')
  await uploadFiles(page, files)
  const grid = page.getByRole('grid', { name: 'Images' })
  for (const file of files) {
    const picture = grid
      .getByRole('gridcell', { name: new RegExp(basename(file).replace('.', '\\.')) })
      .first()
      .locator('img')
      .first()
    await expect
      .poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth), { timeout: 30_000 })
      .toBeGreaterThan(0)
    const { width, height } = await picture.evaluate((img: HTMLImageElement) => ({
      width: img.naturalWidth,
      height: img.naturalHeight,
    }))
    // Generated ones are drawn landscape and stored turned; orientations 5 to 8 come out portrait by definition.
    const isTurned = real.length !== 8 && Number(/_(\d)/.exec(file)?.[1]) >= 5
    expect(isTurned ? height > width : width > height, basename(file)).toBe(true)
  }
})
