import { expect } from '@playwright/test'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { uploadFiles } from './support/upload-files.ts'

test('edits are undone and redone, the focal point is set by a click and by keys, Ctrl+Enter saves and goes on', async ({
  page,
  folder,
}) => {
  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, 'meta-one.jpg'), await drawPhoto(folder, 'meta-two.jpg')])
  // Whichever came first is the last of the view, and has no next one.
  await page
    .getByRole('gridcell', { name: /meta-(one|two)\.jpg/ })
    .first()
    .click()
  await page.getByRole('tab', { name: 'Metadata' }).click()

  const title = page.getByLabel('Title', { exact: true })
  await title.fill('A frog')
  await title.press('Control+z')
  await expect(title).toHaveValue('')
  await title.press('Control+Shift+z')
  await expect(title).toHaveValue('A frog')

  const picture = page.getByRole('button', { name: /^Focal point: click the picture/ })
  await expect.poll(async () => (await picture.boundingBox())?.width ?? 0).toBeGreaterThan(100)
  const box = (await picture.boundingBox()) ?? { width: 0, height: 0 }
  await picture.click({ position: { x: box.width * 0.25, y: box.height * 0.75 } })
  await expect(page.getByText(/^25\s?% from the left, 75\s?% from the top/)).toBeVisible()
  await picture.press('ArrowRight')
  await expect(page.getByText(/^26\s?% from the left/)).toBeVisible()

  const address = page.url()
  await title.press('Control+Enter')
  await expect(page.getByText('Metadata saved').first()).toBeVisible()
  await expect(page).not.toHaveURL(address)
  await expect(title).toBeFocused()
  await expect(title).toHaveValue('')

  await page.goto(address)
  await expect(title).toHaveValue('A frog')
  await page.getByRole('radio', { name: 'JSON' }).click()
  await expect(page.getByLabel('Metadata as JSON')).toHaveValue(/"focal": "0\.26x0\.75"/)
})
