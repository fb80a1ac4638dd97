import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, type Page, test } from '@playwright/test'
import { temporaryFolder } from './support/processes.ts'
import {
  type RunningDesk,
  type RunningImagesService,
  startDesk,
  startImagesService,
} from './support/topology.ts'

/** The whole library through the real stack: 100,000 images with `DEEP=1`, a tenth of it otherwise. */

const root = fileURLToPath(new URL('..', import.meta.url))
const IMAGES = process.env['DEEP'] === undefined ? 10_000 : 100_000
const LAST = IMAGES - 1
const FILL_TIMEOUT_MS = 300_000

let upstream: RunningImagesService
let desk: RunningDesk
let folder: Awaited<ReturnType<typeof temporaryFolder>>

test.describe.configure({ mode: 'serial' })

test.beforeAll(async () => {
  test.setTimeout(FILL_TIMEOUT_MS)
  folder = await temporaryFolder()
  execFileSync(process.execPath, ['server/main-seed.ts', '--count', String(IMAGES)], {
    cwd: root,
    env: { PATH: process.env['PATH'] ?? '', DATA_DIR: `${folder.path}/upstream` },
    timeout: 120_000,
  })
  upstream = await startImagesService(`${folder.path}/upstream`, { API_QUOTA: '1000000' })
  desk = await startDesk(upstream, `${folder.path}/desk`, { API_QUOTA: '1000000' })
  const headers = { 'sec-fetch-site': 'same-origin' }
  await expect
    .poll(
      async () => {
        await fetch(`${desk.origin}/api/library/outline`, { headers })
        const response = await fetch(`${desk.origin}/api/library/status`, { headers })
        return JSON.stringify(await response.json())
      },
      { timeout: FILL_TIMEOUT_MS, intervals: [1_000] },
    )
    .toMatch(new RegExp(`"complete":true.*"images":${IMAGES}`))
})

test.afterAll(async () => {
  await desk?.process.stop()
  await upstream?.process.stop()
  await folder?.remove()
})

const tile = (page: Page, offset: number) => page.locator(`[data-index="${offset}"]`)
const grid = (page: Page) => page.getByRole('grid', { name: 'Images' })
const scrubber = (page: Page) => page.getByRole('slider', { name: 'Date' })

async function openGrid(page: Page, search = ''): Promise<void> {
  await page.goto(`${desk.origin}/images${search}`)
  await expect(tile(page, 0)).not.toHaveAccessibleName(/loading$/)
}

/** Offsets of the first and the last tile in sight. */
function inSight(page: Page): Promise<{ first: number; last: number }> {
  return grid(page).evaluate((element) => {
    const area = element.getBoundingClientRect()
    const offsets = [...element.querySelectorAll<HTMLElement>('[data-index]')]
      .filter((one) => {
        const { top, bottom } = one.getBoundingClientRect()
        return top < area.bottom - 1 && bottom > area.top + 1
      })
      .map((one) => Number(one.dataset['index']))
    return { first: Math.min(...offsets), last: Math.max(...offsets) }
  })
}

test('a wheel leads on without an image asked for on the way, and the end is reached', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => {
    if (request.url().includes('/api/thumbnails/')) asked.push(request.url())
  })
  await openGrid(page)
  await page.waitForTimeout(500)
  const before = asked.length
  const session = await page.context().newCDPSession(page)
  await session.send('Input.synthesizeScrollGesture', {
    x: 700,
    y: 450,
    yDistance: -30_000,
    speed: 9_000,
    gestureSourceType: 'mouse',
    preventFling: true,
  })
  await page.waitForTimeout(500)
  // 30,000 px are more than 900 tiles; what is asked for is where it began and where it came to rest.
  expect(asked.length - before).toBeLessThan(300)
  const { first } = await inSight(page)
  expect(first).toBeGreaterThan(600)
  await expect(tile(page, first).locator('img')).toBeVisible()

  await grid(page).evaluate((element) => {
    element.scrollTop = element.scrollHeight
  })
  await expect(tile(page, LAST)).toBeInViewport()
  await expect(tile(page, LAST)).not.toHaveAccessibleName(/loading$/)
})

test('the scrubber lands anywhere at once, by mouse and by keyboard, and says where', async ({ page }) => {
  await openGrid(page)
  const box = await scrubber(page).boundingBox()
  if (box === null) throw new Error('There is no scrubber')
  await page.mouse.click(box.x + box.width / 2, box.y + box.height / 2)
  await expect.poll(async () => (await inSight(page)).first).toBeGreaterThan(IMAGES * 0.4)
  const { first } = await inSight(page)
  expect(first).toBeLessThan(IMAGES * 0.6)
  await expect(tile(page, first)).not.toHaveAccessibleName(/loading$/)
  await expect(scrubber(page)).toHaveAttribute('aria-valuetext', /\w+ \d{4}, image [\d,]+ of [\d,]+/)

  await scrubber(page).press('End')
  await expect(tile(page, LAST)).toBeInViewport()
  await scrubber(page).press('ArrowUp')
  await expect(tile(page, LAST)).not.toBeInViewport()
  await scrubber(page).press('Home')
  await expect(tile(page, 0)).toBeInViewport()
})

test('all that match are selected at once, with exceptions, ranges and limits that are said', async ({
  page,
}) => {
  await openGrid(page)
  await tile(page, 3).click({ modifiers: ['ControlOrMeta'] })
  const heading = page.getByRole('heading', { level: 1 })
  await expect(heading).toHaveText('1 selected')
  await tile(page, 9).click({ modifiers: ['Shift'] })
  await expect(heading).toHaveText('7 selected')
  await page.keyboard.press('ControlOrMeta+a')
  await expect(heading).toHaveText(`${IMAGES.toLocaleString('en-US')} selected`)
  await tile(page, 4).click()
  await expect(heading).toHaveText(`${(IMAGES - 1).toLocaleString('en-US')} selected`)
  await expect(tile(page, 4)).toHaveAttribute('aria-selected', 'false')
  await expect(page.getByRole('button', { name: /^Delete/ })).toBeDisabled()
  await expect(page.getByText(/At most 500 at a time/)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(heading).toHaveText('Images')

  // A range to the very end, over thousands of images nobody has loaded.
  await tile(page, 5).click({ modifiers: ['ControlOrMeta'] })
  await page.keyboard.press('ControlOrMeta+Shift+End')
  await expect(heading).toHaveText(`${(IMAGES - 5).toLocaleString('en-US')} selected`)
  await expect(tile(page, LAST)).toHaveAttribute('aria-selected', 'true')
})

test('the keyboard alone: move, select, menu, open, come back to the same tile', async ({ page }) => {
  await openGrid(page)
  await tile(page, 0).focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowRight')
  const columns = Number(await grid(page).getAttribute('aria-colcount'))
  await expect(tile(page, columns + 1)).toBeFocused()
  await page.keyboard.press('ControlOrMeta+End')
  await expect(tile(page, LAST)).toBeFocused()
  await expect(tile(page, LAST)).toBeInViewport()
  await page.keyboard.press('PageUp')
  await page.keyboard.press('Space')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 selected')
  await page.keyboard.press('x')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Images')
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: /^Open/ })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menuitem', { name: /^Open/ })).toHaveCount(0)
  const focused = page.locator('[data-index]:focus')
  await expect(focused).toHaveCount(1)
  const offset = Number(await focused.getAttribute('data-index'))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/images\/.+/)
  // The image page walks the very view.
  await expect(
    page.getByText(`${(offset + 1).toLocaleString('en-US')} of ${IMAGES.toLocaleString('en-US')}`).first(),
  ).toBeAttached()
  await page.keyboard.press('ArrowLeft')
  await expect(
    page.getByText(`${offset.toLocaleString('en-US')} of ${IMAGES.toLocaleString('en-US')}`).first(),
  ).toBeAttached()
  await page.goBack()
  await expect(tile(page, offset - 1)).toBeFocused()
  await expect(tile(page, offset - 1)).toBeInViewport()
})

test('the place and the selection survive a reload, another size and going back and forward', async ({
  page,
}) => {
  await openGrid(page)
  await scrubber(page).press('PageDown')
  await expect.poll(async () => (await inSight(page)).first).toBeGreaterThan(100)
  const { first } = await inSight(page)
  await tile(page, first + 6).click({ modifiers: ['ControlOrMeta'] })
  await page.reload()
  await expect.poll(async () => (await inSight(page)).first).toBe(first)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('1 selected')
  await expect(tile(page, first + 6)).toHaveAttribute('aria-selected', 'true')
  await page.setViewportSize({ width: 900, height: 700 })
  await expect(tile(page, first)).toBeInViewport()
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(tile(page, first)).toBeInViewport()
})

test('the grid tells assistive technology its true size', async ({ page }) => {
  await openGrid(page)
  const rows = Number(await grid(page).getAttribute('aria-rowcount'))
  const columns = Number(await grid(page).getAttribute('aria-colcount'))
  expect(rows).toBeGreaterThanOrEqual(Math.ceil(IMAGES / columns))
  await grid(page).evaluate((element) => {
    element.scrollTop = element.scrollHeight
  })
  await expect(tile(page, LAST)).toBeInViewport()
  await expect(grid(page).locator(`[role="row"][aria-rowindex="${rows}"]`)).toBeVisible()
  expect(await page.evaluate(() => document.querySelectorAll('*').length)).toBeLessThan(800)
})

test('the palette finds an image by a part of its name', async ({ page }) => {
  await openGrid(page)
  const name = (await tile(page, 7).getAttribute('aria-label'))?.split(',')[0] ?? ''
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox', { name: 'Go to or do' }).fill(name.slice(0, -5))
  await page.getByRole('option', { name }).first().click()
  await expect(page).toHaveURL(/\/images\/.+/)
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
})
