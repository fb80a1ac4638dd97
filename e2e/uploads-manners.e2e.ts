import { writeFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { chooseFiles } from './support/upload-files.ts'

const tray = (page: Page) => page.getByRole('region', { name: 'Uploads', exact: true })
const late = (ms: number) => [
  { matches: (method: string) => method === 'POST', fault: { kind: 'late' as const, ms } },
]

test('the tab title counts while files go up, on every page, and is the page’s own afterwards', async ({
  page,
  faults,
  folder,
}) => {
  await page.goto('/images')
  await expect(page).toHaveTitle('Images - Picture Desk')
  faults.setRules(late(4_000))
  await chooseFiles(page, [await drawPhoto(folder, 'titled.jpg')])
  await expect(page).toHaveTitle(/^\(\d+%\) Images - Picture Desk$/)
  await page.getByRole('link', { name: 'Variants' }).click()
  await expect(page).toHaveTitle(/^\(\d+%\) Variants - Picture Desk$/)
  await expect(tray(page).getByText('1 uploaded')).toBeVisible({ timeout: 20_000 })
  await expect(page).toHaveTitle('Variants - Picture Desk')
  await page.getByRole('link', { name: 'Images' }).first().click()
  await expect(page).toHaveTitle('Images - Picture Desk')
})

test('a long run that ends out of sight is told by the system, once a person wanted it', async ({
  page,
  context,
  faults,
  folder,
}) => {
  await context.grantPermissions(['notifications'])
  await page.clock.install()
  await page.addInitScript(() => {
    const shown: string[] = []
    class Shown {
      static permission = 'default'
      static requestPermission() {
        Shown.permission = 'granted'
        shown.push('asked')
        return Promise.resolve('granted')
      }
      constructor(title: string, { body }: { body: string }) {
        shown.push(`${title}: ${body}`)
      }
    }
    Object.assign(window, { Notification: Shown, shown })
  })
  const shown = () => page.evaluate(() => Reflect.get(window, 'shown') as string[])
  const run = async (name: string, seconds: number) => {
    faults.setRules(late(2_000))
    await chooseFiles(page, [await drawPhoto(folder, name)])
    await expect(page).toHaveTitle(/^\(/)
    await page.clock.fastForward(seconds * 1000)
    await page.evaluate(() => Object.defineProperty(document, 'hidden', { value: true, configurable: true }))
    await expect(page).toHaveTitle('Images - Picture Desk', { timeout: 20_000 })
    await page.evaluate(() => Reflect.deleteProperty(document, 'hidden'))
  }
  await page.goto('/images')
  await run('unasked.jpg', 21)
  expect(await shown()).toEqual([])

  faults.setRules(late(2_000))
  await chooseFiles(page, [await drawPhoto(folder, 'switch.jpg')])
  await tray(page).getByRole('switch', { name: 'Notify me when it is done' }).click()
  await expect(tray(page).getByRole('switch', { name: 'Notify me when it is done' })).toBeChecked()
  await expect(page).toHaveTitle('Images - Picture Desk', { timeout: 20_000 })
  expect(await shown()).toEqual(['asked'])
  await run('short.jpg', 1)
  expect(await shown()).toEqual(['asked'])
  await run('long.jpg', 21)
  expect(await shown()).toEqual(['asked', 'Uploads are done: 1 file uploaded'])
})

test('the report says of every file what became of it', async ({ page, folder }) => {
  writeFileSync(join(folder, '=cmd.jpg'), 'no picture at all')
  await page.goto('/images')
  await chooseFiles(page, [await drawPhoto(folder, 'reported.jpg'), join(folder, '=cmd.jpg')])
  await expect(tray(page).getByText('1 uploaded, 1 failed')).toBeVisible()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    tray(page).getByRole('button', { name: 'Download report' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^uploads \d{4}-\d\d-\d\d \d{4}\.csv$/)
  const lines = (await readFile(await download.path(), 'utf8')).split('\r\n')
  expect(lines[0]).toBe('\uFEFFpath,state,image id,reason,bytes,sha256')
  expect(lines[1]).toMatch(/^"'=cmd\.jpg",failed,,"?Not a picture, whatever its name says\."?,17,/)
  expect(lines[2]).toMatch(/^reported\.jpg,done,[0-9a-f-]{36},,\d+,/)
})
