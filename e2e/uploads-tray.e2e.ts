import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { chooseFiles, uploadFiles } from './support/upload-files.ts'

const isUpload = (method: string, path: string) =>
  method === 'POST' && (path.endsWith('/v1') || path.endsWith('/v2/direct_upload'))
const REFUSED = JSON.stringify({
  result: null,
  success: false,
  errors: [{ code: 5455, message: 'Unsupported image' }],
  messages: [],
})
const tile = (page: Page, offset: number) => page.locator(`[data-index="${offset}"]`)

/** What stands where in the grid: name of the cell's caption by its place on screen. */
function placesOf(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() =>
    Object.fromEntries(
      [...document.querySelectorAll<HTMLElement>('[role="grid"] [data-index]')].map((cell) => {
        const { left, top } = cell.getBoundingClientRect()
        const caption = cell.querySelector<HTMLElement>('.caption')
        return [`${Math.round(left)} ${Math.round(top)}`, caption?.title ?? '']
      }),
    ),
  )
}

/** From now on: what moves inside the grid without a person having asked for it. */
async function watchShifts(page: Page): Promise<void> {
  await page.evaluate(() => {
    const shifts: string[] = []
    Object.assign(window, { shifts })
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { sources = [] } = entry as PerformanceEntry & { sources?: { node: Node | null }[] }
        for (const { node } of sources) {
          const element = node instanceof Element ? node : (node?.parentElement ?? null)
          if (element?.closest('[role="grid"]')) shifts.push(element.outerHTML)
        }
      }
    }).observe({ type: 'layout-shift', buffered: false })
  })
}

const shiftsOf = (page: Page) => page.evaluate(() => Reflect.get(window, 'shifts') as string[])

test('files are tiles in their place at once, and turn into images where they stand', async ({
  page,
  faults,
  folder,
}) => {
  await page.goto('/images')
  await uploadFiles(page, [
    await drawPhoto(folder, 'was-there-1.jpg'),
    await drawPhoto(folder, 'was-there-2.jpg'),
  ])
  await expect(page.getByRole('gridcell', { name: /was-there-1/ })).toBeVisible()
  const names = ['new-1.jpg', 'new-2.jpg', 'new-3.jpg']
  const files = await Promise.all(names.map((name) => drawPhoto(folder, name)))
  faults.setRules([{ matches: isUpload, fault: { kind: 'late', ms: 2_500 } }])
  await chooseFiles(page, files)
  await page.getByRole('button', { name: 'Hide uploads' }).click()

  await expect(tile(page, -1)).toHaveAccessibleName(/new-1\.jpg, /)
  await expect(tile(page, -3)).toHaveAccessibleName(/new-3\.jpg, /)
  await expect(tile(page, -1).locator('img')).toHaveAttribute('src', /^blob:/)
  await expect(tile(page, -1)).not.toHaveAttribute('aria-selected')
  const before = await placesOf(page)
  await watchShifts(page)
  await tile(page, -2).focus()
  await expect(tile(page, -1)).toHaveCount(0)
  await expect(page.getByRole('gridcell', { name: /^new-2\.jpg, / })).toBeVisible()
  const after = await placesOf(page)
  expect(Object.keys(after)).toEqual(Object.keys(before))
  expect(new Set(Object.values(after))).toEqual(new Set(Object.values(before)))
  expect(await shiftsOf(page)).toEqual([])
  // The focus stays on the cell, which is the one tab stop of the grid.
  await expect(page.locator('[data-index="1"][tabindex="0"]:focus')).toHaveCount(1)
})

const tray = (page: Page) => page.getByRole('region', { name: 'Uploads', exact: true })
const row = (page: Page, name: string) => tray(page).getByRole('listitem').filter({ hasText: name })

async function expectNoAxeFindings(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .include('#uploads-tray')
    .include('[role="grid"]')
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

test('paused and resumed, cancelled, failed and retried; the end says what became of them and shows them', async ({
  page,
  faults,
  folder,
}) => {
  const photos = await Promise.all(
    Array.from({ length: 8 }, (_, at) => drawPhoto(folder, `batch-${at + 1}.jpg`)),
  )
  const notes = join(folder, 'notes.jpg')
  writeFileSync(notes, 'only words')
  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, 'of-before.jpg')])
  await page.getByRole('button', { name: '1 uploaded' }).click()
  await tray(page).getByRole('button', { name: 'Clear finished' }).click()

  // Nothing gets through, so that everything can be seen in every state.
  faults.setRules([{ matches: isUpload, fault: { kind: 'late', ms: 8_000 } }])
  await chooseFiles(page, [...photos, notes])
  await expect(row(page, 'notes.jpg')).toContainText('Not a picture')
  await expect(tray(page).getByText('1 failed')).toBeVisible()
  await tray(page).getByRole('button', { name: 'Pause uploads' }).click()
  await expect(tray(page).getByText('nothing new is sent')).toBeVisible()
  await expect(page.getByRole('contentinfo')).toContainText('Uploads wait')
  await tray(page).getByRole('button', { name: 'Cancel batch-8.jpg' }).click()
  await expect(row(page, 'batch-8.jpg')).toContainText('Cancelled')
  await expectNoAxeFindings(page)
  // What was on the wire arrives; what waited goes on waiting. Over HTTP/1.1 never more than five are on the wire.
  await expect(row(page, 'batch-1.jpg').getByRole('img', { name: 'Uploaded' })).toBeVisible({
    timeout: 20_000,
  })
  await expect(row(page, 'batch-7.jpg')).toContainText('Waiting')
  faults.setRules([{ matches: isUpload, fault: { kind: 'status', status: 400, body: REFUSED }, times: 1 }])
  await tray(page).getByRole('button', { name: 'Resume', exact: true }).click()

  await expect(tray(page).getByText('6 uploaded, 2 failed, 1 cancelled')).toBeVisible()
  await expectNoAxeFindings(page)
  const rows = tray(page).getByRole('listitem')
  await expect(rows.nth(0)).toContainText(/notes|batch-\d/)
  await tray(page).getByRole('button', { name: 'Retry 1 failed' }).click()
  await expect(tray(page).getByText('7 uploaded, 1 failed, 1 cancelled')).toBeVisible()

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    tray(page).getByRole('button', { name: 'Download report' }).click(),
  ])
  const report = readFileSync(await download.path(), 'utf8')
  expect(report.trim().split('\n')).toHaveLength(10)
  expect(report).toMatch(/notes\.jpg.*Not a picture/)

  await tray(page).getByRole('button', { name: 'Show them' }).click()
  await expect(page.getByRole('heading', { name: '7 selected' })).toBeVisible()
  await expect(page.locator('[role="grid"] [data-index]')).toHaveCount(7)
  await expect(page.getByRole('gridcell', { name: /^batch-\d/ })).toHaveCount(7)
})

test('the keyboard alone: from a tile to its row, and the tray gives the focus back', async ({
  page,
  faults,
  folder,
}) => {
  await page.goto('/images')
  faults.setRules([{ matches: isUpload, fault: { kind: 'hang' } }])
  await chooseFiles(page, [await drawPhoto(folder, 'key-1.jpg'), await drawPhoto(folder, 'key-2.jpg')])
  await page.keyboard.press('Escape')
  await expect(tray(page)).toHaveCount(0)
  await tile(page, -2).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.locator('[data-index="-1"]:focus')).toHaveCount(1)
  // It cannot be selected.
  await page.keyboard.press('Space')
  await expect(page.getByRole('heading', { name: /selected/ })).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(tray(page)).toBeVisible()
  await expect(row(page, 'key-1.jpg')).toBeFocused()
  await page.keyboard.press('Tab')
  await expect(tray(page).getByRole('button', { name: 'Cancel key-1.jpg' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(tile(page, -2)).toHaveCount(0)
  await expect(tile(page, -1)).toHaveAccessibleName(/^key-2\.jpg/)
  await page.keyboard.press('Escape')
  await expect(tray(page)).toHaveCount(0)
})

test('somebody further down is not moved by what comes at the top', async ({ page, faults, folder }) => {
  const many = await Promise.all(
    Array.from({ length: 40 }, (_, at) => drawPhoto(folder, `row-${at + 1}.jpg`)),
  )
  await page.goto('/images')
  await uploadFiles(page, many)
  await expect(tile(page, 0)).toHaveAccessibleName(/^row-/)
  const grid = page.getByRole('grid')
  await grid.evaluate((element) => element.scrollTo(0, 500))
  await expect.poll(() => grid.evaluate((element) => element.scrollTop)).toBeGreaterThan(400)
  const before = await placesOf(page)
  faults.setRules([{ matches: isUpload, fault: { kind: 'late', ms: 1_500 } }])
  await chooseFiles(page, [await drawPhoto(folder, 'late-1.jpg'), await drawPhoto(folder, 'late-2.jpg')])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('contentinfo')).toContainText('Uploading 40 of 42')
  const inSight = async () => {
    const now = await placesOf(page)
    return Object.entries(before).filter(([place, name]) => (now[place] ?? name) !== name)
  }
  expect(await inSight()).toEqual([])
  await expect(page.getByRole('contentinfo')).toContainText('42 uploaded')
  await page.waitForTimeout(2_000)
  expect(await inSight()).toEqual([])
  await expect(page.getByRole('button', { name: /2 new/ })).toBeVisible()
  await grid.evaluate((element) => element.scrollTo(0, 0))
  await expect(page.getByRole('gridcell', { name: /^late-2/ })).toBeVisible()
  await expect(page.getByRole('button', { name: /2 new/ })).toHaveCount(0)
})
