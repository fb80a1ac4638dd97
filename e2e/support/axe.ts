import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/**
 * What axe finds in both themes, one line a rule; empty is good.
 *
 * @param within a selector; the page behind a modal dialog is nothing to look at
 */
export async function axeFinds(page: Page, where: string, within = 'html'): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    // Half of one theme and half of the other has no contrast.
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
    const look = async () => (await new AxeBuilder({ page }).include(within).analyze()).violations
    let violations = await look()
    if (violations.length > 0) {
      // What is seen while a busy machine still paints is no fault of the page; a fault is there the second time, too.
      await page.waitForTimeout(500)
      violations = await look()
    }
    found.push(...violations.map(({ id, nodes }) => `${where} ${colorScheme} ${id}: ${nodes[0]?.html}`))
  }
  return found
}

/** Nothing for axe to find in either theme; of a page with a dialog, in the dialog. Told at the end of the test. */
export async function expectAccessible(page: Page, where: string): Promise<void> {
  const dialog = '[role=dialog], [role=alertdialog]'
  const within = (await page.locator(dialog).count()) > 0 ? dialog : 'html'
  expect.soft(await axeFinds(page, where, within)).toEqual([])
}
