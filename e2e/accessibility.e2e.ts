import AxeBuilder from '@axe-core/playwright'
import { expect } from '@playwright/test'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { uploadFiles } from './support/upload-files.ts'

const PAGES = [
  '/images',
  '/variants',
  '/variants/public',
  '/inbox',
  '/inbox?tab=links',
  '/keys',
  '/settings',
  '/nowhere',
] as const

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on any page, ${theme}`, async ({ page, folder }) => {
    test.setTimeout(120_000)
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await page.goto('/images')
    await uploadFiles(page, [await drawPhoto(folder, `axe-${theme}.jpg`)])
    const violations = async (where: string) => {
      const found = await new AxeBuilder({ page }).analyze()
      return found.violations.map(({ id, nodes }) => `${where} ${id}: ${nodes[0]?.html}`)
    }
    for (const path of PAGES) {
      await page.goto(path)
      await expect(page.getByRole('heading').first()).toBeVisible()
      expect(await violations(path)).toEqual([])
    }
    await page.goto('/images')
    await page
      .getByRole('gridcell', { name: new RegExp(`axe-${theme}`) })
      .first()
      .click()
    await expect(page.getByRole('tab', { name: 'Details' })).toBeVisible()
    expect(await violations('image page')).toEqual([])
  })
}
