import { expect, type Page } from '@playwright/test'

/** Chooses files in the tray, which is opened when it is not. */
export async function chooseFiles(page: Page, files: string[]): Promise<void> {
  const choose = page.getByRole('button', { name: 'Choose files' })
  if (!(await choose.isVisible()))
    await page.getByRole('button', { name: 'Upload', exact: true }).first().click()
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), choose.click()])
  await chooser.setFiles(files)
}

/** Chooses the files, waits until the summary says that all of them arrived, and closes the tray. */
export async function uploadFiles(page: Page, files: string[], timeoutMs = 40_000): Promise<void> {
  await chooseFiles(page, files)
  await expect(page.getByText(`${files.length} uploaded`).first()).toBeVisible({ timeout: timeoutMs })
  await page.getByRole('button', { name: 'Hide uploads' }).click()
}
