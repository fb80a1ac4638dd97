import { expect, type Page } from '@playwright/test'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { chooseFiles, uploadFiles } from './support/upload-files.ts'

const isUpload = (method: string, path: string) =>
  method === 'POST' && (path.endsWith('/v1') || path.endsWith('/v2/direct_upload'))
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
  await expect(page.locator('[data-index="1"]:focus')).toHaveCount(1)
})
