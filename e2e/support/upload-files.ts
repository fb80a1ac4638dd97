import { expect, type Page } from '@playwright/test'

/** Chooses files in the tray, which is opened when it is not. */
export async function chooseFiles(page: Page, files: string[]): Promise<void> {
  const choose = page.getByRole('button', { name: 'Choose files' })
  if (!(await choose.isVisible()))
    await page.getByRole('button', { name: 'Upload', exact: true }).first().click()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), choose.click()])
  await chooser.setFiles(files)
}

/**
 * Chooses the files, keeps both of what the library or the batch has already, waits until all of them arrived, and closes the tray.
 */
export async function uploadFiles(page: Page, files: string[], timeoutMs = 40_000): Promise<void> {
  await chooseFiles(page, files)
  const arrived = page.getByText(`${files.length} uploaded`).first()
  const keepBoth = page.getByRole('button', {
    name: /^Keep both: .*(already in the library|twice in this batch)$/,
  })
  // Another test may have sent the same photographs.
  await expect(arrived.or(keepBoth).first()).toBeVisible({ timeout: timeoutMs })
  if (await keepBoth.isVisible()) await keepBoth.click()
  await expect(arrived).toBeVisible({ timeout: timeoutMs })
  await page.getByRole('button', { name: 'Hide uploads' }).click()
}
