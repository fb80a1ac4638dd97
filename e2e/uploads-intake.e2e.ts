import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { beginDrag, dragData, dragFiles } from './support/drags.ts'
import { type Stand, test } from './support/intake-stand.ts'
import { drawPhoto } from './support/pictures.ts'
import { askUpstream, emptyLibrary } from './support/topology.ts'

const tray = (page: Page) => page.getByRole('region', { name: 'Uploads', exact: true })
const row = (page: Page, name: string) => tray(page).getByRole('listitem').filter({ hasText: name })
const overlay = (page: Page) => page.getByTestId('drop-overlay')

interface Stored {
  id: string
  filename: string
  creator?: string | null
  requireSignedURLs: boolean
  meta?: Record<string, unknown>
}

/** All that the upstream holds, by file name. */
async function storedIn({ upstream }: Stand): Promise<Stored[]> {
  const { result } = await askUpstream(upstream, '/v2?per_page=1000')
  const images: Stored[] = (result as { images: Stored[] }).images
  return images.toSorted((a, b) => (a.filename < b.filename ? -1 : 1))
}

test.beforeEach(async ({ stand }) => emptyLibrary(stand.upstream, stand.desk))

async function openImages(page: Page, query = ''): Promise<void> {
  await page.goto(`/images${query === '' ? '' : `?q=${encodeURIComponent(query)}`}`)
  await expect(page.getByRole('button', { name: 'Upload', exact: true }).first()).toBeVisible()
  // What takes things in is loaded after the page.
  await page.waitForLoadState('networkidle')
}

/** A folder of three levels on the disk, with leftovers of the system. */
async function makeFolder({ folder }: Stand, name: string): Promise<string> {
  const root = join(folder, name)
  for (const path of ['top.jpg', 'day 1/one.jpg', 'day 1/inner/deep 🐸.jpg', 'day 2/two.jpg']) {
    mkdirSync(dirname(join(root, path)), { recursive: true })
    await drawPhoto(dirname(join(root, path)), path.split('/').at(-1) ?? '')
  }
  writeFileSync(join(root, 'day 1', '.DS_Store'), 'x')
  mkdirSync(join(root, 'nothing'))
  return root
}

test('a folder with three levels is dropped: the overlay says so, its structure arrives', async ({
  page,
  stand,
}) => {
  const root = await makeFolder(stand, 'spring')
  await openImages(page, 'folder:press/2026 creator:ada meta.campaign:sale')
  const drag = await dragFiles(page, [root])
  await expect(overlay(page)).toContainText('Drop to upload to press/2026')
  await expect(overlay(page)).toContainText('creator ada')
  await expect(overlay(page)).toContainText('campaign sale')
  await drag.drop()
  await expect(overlay(page)).toHaveCount(0)
  await expect(tray(page).getByText('4 uploaded')).toBeVisible()
  const stored = await storedIn(stand)
  expect(stored.map(({ filename, meta, creator }) => [filename, meta, creator])).toEqual([
    ['deep 🐸.jpg', { campaign: 'sale', folder: 'press/2026/spring/day 1/inner' }, 'ada'],
    ['one.jpg', { campaign: 'sale', folder: 'press/2026/spring/day 1' }, 'ada'],
    ['top.jpg', { campaign: 'sale', folder: 'press/2026/spring' }, 'ada'],
    ['two.jpg', { campaign: 'sale', folder: 'press/2026/spring/day 2' }, 'ada'],
  ])
  await expect(page.getByRole('gridcell', { name: /deep/ }).first()).toBeVisible()
})

test('what is dropped or pasted before the page is ready waits for it, and the page stays', async ({
  page,
  context,
  stand,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  let release = () => {}
  const ready = new Promise<void>((resolve) => {
    release = resolve
  })
  await page.route('**/assets/intake-surface-*.js', async (route) => {
    await ready
    await route.continue()
  })
  await page.goto('/images')
  await expect(page.getByRole('heading', { name: 'Images', exact: true })).toBeVisible()
  await (await dragFiles(page, [await makeFolder(stand, 'early')])).drop()
  await copy(page, { picture: true })
  await page.keyboard.press('ControlOrMeta+V')
  await expect(tray(page)).toHaveCount(0)
  release()
  await expect(tray(page).getByText('5 uploaded')).toBeVisible()
  const stored = await storedIn(stand)
  expect(stored.map(({ filename }) => filename)).toEqual([
    'deep 🐸.jpg',
    'image.png',
    'one.jpg',
    'top.jpg',
    'two.jpg',
  ])
  expect(stored[0]?.meta).toEqual({ folder: 'early/day 1/inner' })
})

test('a private view makes private images; a drag that leaves, or is of this page, does nothing', async ({
  page,
  stand,
}) => {
  await openImages(page, 'private:yes')
  const file = await drawPhoto(join(stand.folder, 'loose'), 'secret.jpg')
  const leaving = await dragFiles(page, [file])
  await expect(overlay(page)).toContainText('private: signed links only')
  await leaving.cancel()
  await expect(overlay(page)).toHaveCount(0)
  const other = await drawPhoto(join(stand.folder, 'loose'), 'other.jpg')
  await (await dragFiles(page, [file, other])).drop()
  await expect(tray(page).getByText('2 uploaded')).toBeVisible()
  expect((await storedIn(stand)).map(({ requireSignedURLs }) => requireSignedURLs)).toEqual([true, true])

  await page.getByRole('button', { name: 'Hide uploads' }).click()
  const tile = await page.getByRole('gridcell').first().locator('img').boundingBox()
  if (tile === null) throw new Error('No tile')
  await page.mouse.move(tile.x + 20, tile.y + 20)
  await page.mouse.down()
  await page.mouse.move(tile.x + 200, tile.y + 200, { steps: 6 })
  await expect(overlay(page)).toHaveCount(0)
  await page.mouse.up()
  expect(await storedIn(stand)).toHaveLength(2)
})

test('a picture dragged from another page comes by its address', async ({ page, stand, context }) => {
  const other = await context.newPage()
  await other.goto(`${stand.site}/page`)
  const data = await beginDrag(other, { x: 60, y: 60 })
  await other.close()
  await openImages(page, 'creator:bob')
  const drag = await dragData(page, { ...data, dragOperationsMask: 1 })
  await expect(overlay(page)).toContainText('Drop to fetch the picture')
  await drag.drop()
  await expect(tray(page).getByText('1 uploaded')).toBeVisible()
  expect(await storedIn(stand)).toMatchObject([{ filename: 'frog.jpg', creator: 'bob' }])
})

/** Puts texts and pictures on the clipboard; `html` and `picture` as a copied picture of a page has them. */
async function copy(page: Page, what: { text?: string; html?: string; picture?: boolean }): Promise<void> {
  await page.evaluate(async ({ text, html, picture }) => {
    const canvas = new OffscreenCanvas(64, 48)
    canvas.getContext('2d')?.fillRect(8, 8, 20, 20)
    await navigator.clipboard.write([
      new ClipboardItem({
        ...(text !== undefined && { 'text/plain': new Blob([text], { type: 'text/plain' }) }),
        ...(html !== undefined && { 'text/html': new Blob([html], { type: 'text/html' }) }),
        ...(picture && { 'image/png': await canvas.convertToBlob() }),
      }),
    ])
  }, what)
}

test('pasted: addresses, a copied picture, HTML with pictures; refused ones say why; text in a field stays text', async ({
  page,
  stand,
  context,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await openImages(page)
  const good = `${stand.site}/frog.jpg?1`
  await copy(page, {
    text: `${good}\n${stand.site}/missing.jpg\nftp://example.com/x.jpg\nhttp://ada:pw@example.com/y.jpg\n${stand.desk.origin}/z.jpg`,
  })
  const search = page.getByRole('combobox', { name: 'Search images' })
  await search.click()
  await page.keyboard.press('ControlOrMeta+V')
  await expect(search).toHaveValue(/ftp:/)
  await expect(tray(page)).toHaveCount(0)
  await search.fill('')
  await page.locator('main').focus()
  await page.keyboard.press('ControlOrMeta+V')
  await expect(tray(page).getByText('1 uploaded, 4 failed')).toBeVisible()
  await expect(row(page, 'missing.jpg')).toContainText(/origin answered 404/i)
  await expect(row(page, 'ftp://example.com/x.jpg')).toContainText('Only addresses with https and http')
  await expect(row(page, '@example.com')).toContainText('user name or password')
  await expect(row(page, 'z.jpg')).toContainText('a picture of this desk')

  await copy(page, {
    html: `<p>x</p><img alt=">" src="${stand.site}/a.jpg?x=1&amp;y=2">`,
  })
  await page.locator('main').focus()
  await page.keyboard.press('ControlOrMeta+V')
  await expect(tray(page).getByText('2 uploaded, 4 failed')).toBeVisible()
  await copy(page, { html: `<img src="${stand.site}/b.jpg">`, picture: true })
  await page.locator('main').focus()
  await page.keyboard.press('ControlOrMeta+V')
  await expect(tray(page).getByText('3 uploaded, 4 failed')).toBeVisible()
  expect((await storedIn(stand)).map(({ filename }) => filename)).toEqual(['a.jpg', 'frog.jpg', 'image.png'])
})

test('a CSV is dropped: columns are mapped, faults told by line, the good rows arrive with their fields', async ({
  page,
  stand,
}) => {
  const csv = [
    'where;what it is;owner;hidden;metadata.alt',
    `${stand.site}/1.jpg;press/one.jpg;ada;;A "frog"; `,
    `${stand.site}/1.jpg;press/again.jpg;ada;no;twice`,
    `${stand.site}/2.jpg;;bob;yes;Ein Frösch`,
    `${stand.site}/3.jpg;../up.jpg;;;`,
    `${stand.site}/4.jpg;;;;plain`,
  ].join('\r\n')
  const file = join(stand.folder, 'list.csv')
  writeFileSync(file, csv.replace('frog"; ', 'frog"'), 'latin1')
  await openImages(page, 'folder:press')
  await (await dragFiles(page, [file])).drop()
  const dialog = page.getByRole('dialog', { name: 'list.csv, 5 rows' })
  await expect(dialog).toBeVisible()
  await dialog.locator('summary').click()
  await dialog.getByLabel('Column what it is', { exact: true }).selectOption('Image id')
  await dialog.getByLabel('Column owner', { exact: true }).selectOption('Creator')
  await dialog.getByLabel('Column hidden', { exact: true }).selectOption('Private (yes or no)')
  await expect(dialog.getByRole('status')).toHaveText('2 rows with faults will be left out.')
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Line 3' })).toContainText(
    'Line 2 has the same address.',
  )
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Line 5' })).toContainText('cannot be an id')
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Line 4' })).toContainText(
    /private, creator bob, .*alt: Ein Frösch/,
  )
  await expect(dialog.getByRole('listitem').filter({ hasText: 'Line 5' })).toContainText('../up.jpg')
  await dialog.getByText('With faults 2').click()
  await expect(
    dialog.getByRole('region', { name: 'As they will be sent' }).getByRole('listitem'),
  ).toHaveCount(2)
  await dialog.getByRole('switch', { name: 'Review before sending' }).click()
  await dialog.getByRole('button', { name: 'Add 3 pictures' }).click()
  await expect(tray(page).getByText('3 uploaded')).toBeVisible()
  const stored = (await storedIn(stand)).map(({ id, creator, requireSignedURLs, meta }) => [
    id.includes('/') ? id : 'generated',
    creator ?? null,
    requireSignedURLs,
    meta,
  ])
  expect(stored).toEqual([
    ['press/one.jpg', 'ada', false, { alt: 'A "frog"' }],
    ['generated', 'bob', true, { alt: 'Ein Frösch', folder: 'press' }],
    ['generated', null, false, { alt: 'plain', folder: 'press' }],
  ])
})

test('10,000 rows are read, checked and mapped anew without a long task; JSON and pasted tables work too', async ({
  page,
  stand,
}) => {
  await openImages(page)
  await page.getByRole('button', { name: 'Upload', exact: true }).first().click()
  await tray(page).getByRole('button', { name: 'Add by URL' }).click()
  const start = page.getByRole('dialog', { name: 'Add by URL or list' })
  await start
    .getByLabel('Addresses, one a line, or a table')
    .fill('[{"url": "https://x.example/1.jpg"},\n{"url": }]')
  await start.getByRole('button', { name: 'Read the list' }).click()
  await expect(start.getByRole('alert')).toHaveText('Pasted list: Line 2: This is not valid JSON.')
  await start.getByLabel('Addresses, one a line, or a table').fill(`${stand.site}/p.jpg`)
  await start.getByRole('button', { name: 'Read the list' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Add 1 picture' }).click()
  await expect(tray(page).getByText('1 uploaded')).toBeVisible()

  const long = join(stand.folder, 'long.csv')
  const lines = Array.from(
    { length: 10_000 },
    (_, at) => `https://x.example/${at}.jpg,p/${at}.jpg,"a frog, ${at}",spring`,
  )
  writeFileSync(long, `url,id,alt,campaign\n${lines.join('\n')}\n`)
  await page.evaluate(() => {
    const tasks: number[] = []
    Object.assign(window, { tasks })
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) tasks.push(duration)
    }).observe({ entryTypes: ['longtask'] })
  })
  await (await dragFiles(page, [long])).drop()
  const dialog = page.getByRole('dialog', { name: 'long.csv, 10,000 rows' })
  await expect(dialog.getByRole('status')).toHaveText('All 10,000 rows can be sent.')
  await dialog.locator('summary').click()
  await dialog.getByLabel('Column campaign', { exact: true }).selectOption('Not used')
  await expect(dialog.getByRole('button', { name: 'Add 10,000 pictures' })).toBeEnabled()
  const tasks = await page.evaluate(() => ('tasks' in window ? (window.tasks as number[]) : [-1]))
  expect(Math.max(0, ...tasks)).toBeLessThan(400)
  expect(await dialog.getByRole('listitem').count()).toBeLessThan(60)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
})

test('on a small screen and over a dialog the overlay fits and takes files', async ({ page, stand }) => {
  await page.setViewportSize({ width: 360, height: 640 })
  await openImages(page, 'folder:a/very/long/way/down/into/a-folder-with-a-name-that-does-not-end-soon')
  await page.keyboard.press('ControlOrMeta+K')
  await expect(page.getByRole('dialog')).toBeVisible()
  const drag = await dragFiles(page, [await drawPhoto(join(stand.folder, 'small'), 'small.jpg')])
  await expect(overlay(page)).toContainText('Drop to upload 1 file to a/very/long')
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)
  expect(overflow).toBeLessThanOrEqual(0)
  await drag.drop()
  await expect.poll(async () => (await storedIn(stand)).length).toBe(1)
})
