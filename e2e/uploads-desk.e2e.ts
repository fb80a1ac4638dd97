import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { test } from './support/fixtures.ts'
import { drawBlocks } from './support/pictures.ts'
import { askUpstream, type Upstream } from './support/topology.ts'
import { chooseFiles } from './support/upload-files.ts'

const isUpload = (line: string) => line.startsWith('POST') && !line.includes('batch_token')
const table = (page: Page) => page.getByRole('dialog', { name: 'Upload desk' })
const row = (page: Page, name: string) => table(page).getByRole('row').filter({ hasText: name })
const defaults = (page: Page) => table(page).getByRole('complementary', { name: 'Defaults' })
const sendButton = (page: Page) => table(page).getByRole('button', { name: /^Send/ })

/** The tray, then the desk above it. */
async function openDesk(page: Page): Promise<void> {
  const button = page.getByRole('button', { name: 'Upload desk' })
  if (!(await button.isVisible())) {
    await page.getByRole('button', { name: 'Upload', exact: true }).first().click()
  }
  await button.click()
  await expect(table(page)).toBeVisible()
}

/** What comes next waits for a person, with ids by `pattern`. */
async function reviewWith(page: Page, pattern: string): Promise<void> {
  await openDesk(page)
  await defaults(page).getByRole('radio', { name: 'From a pattern' }).check()
  await defaults(page).getByRole('textbox', { name: 'Pattern' }).fill(pattern)
  await defaults(page).getByRole('switch', { name: 'Review before sending' }).check()
  await page.keyboard.press('Escape')
  await expect(table(page)).toHaveCount(0)
}

/** Chooses files that are reviewed first: the desk opens by itself. */
async function chooseForReview(page: Page, files: string[]): Promise<void> {
  await chooseFiles(page, files)
  await expect(table(page)).toBeVisible()
}

async function stored(upstream: Upstream, id: string): Promise<unknown> {
  return (await askUpstream(upstream, `/v1/${encodeURIComponent(id)}`)).result
}

test.beforeEach(async ({ page }) => {
  await page.setViewportSize({ width: 1600, height: 900 })
  await page.goto('/images')
})

test('ids that are taken are shown before anything is sent, and one press makes them free', async ({
  page,
  upstream,
  folder,
  faults,
}) => {
  await reviewWith(page, 'desk-ids/{name}.{ext}')
  const first = await drawBlocks(`${folder}/ids/first`, 'frog.jpg', 1)
  await chooseForReview(page, [first])
  await sendButton(page).click()
  await expect(row(page, 'frog.jpg')).toContainText('Uploaded')
  await page.keyboard.press('Escape')

  const sentBefore = faults.seen().filter(isUpload).length
  await chooseForReview(page, [
    await drawBlocks(`${folder}/ids/second`, 'frog.jpg', 2),
    await drawBlocks(`${folder}/ids/third`, 'newt.jpg', 3),
    await drawBlocks(`${folder}/ids/fourth`, 'newt.jpg', 4),
  ])
  // One is in the library, one has an earlier file of its own batch before it.
  await expect(table(page).getByText('2 image ids are taken already.')).toBeVisible()
  await expect(sendButton(page)).toHaveText('Send 1')
  expect(faults.seen().filter(isUpload).length).toBe(sentBefore)
  await table(page).getByRole('button', { name: 'Add a number' }).click()
  await expect(table(page).getByText('image ids are taken already.')).toHaveCount(0)
  await expect(table(page).getByRole('gridcell', { name: 'desk-ids/frog-2.jpg' })).toBeVisible()
  await expect(table(page).getByRole('gridcell', { name: 'desk-ids/newt-2.jpg' })).toBeVisible()
  await sendButton(page).click()
  await expect(table(page).getByRole('row').filter({ hasText: 'Uploaded' })).toHaveCount(4, {
    timeout: 20_000,
  })
  for (const id of ['desk-ids/frog.jpg', 'desk-ids/frog-2.jpg', 'desk-ids/newt.jpg', 'desk-ids/newt-2.jpg']) {
    expect(await stored(upstream, id)).toMatchObject({ id })
  }
})

test('a preset is saved for the team, marked when it is changed, and used; one file says its own', async ({
  page,
  upstream,
  folder,
}) => {
  await openDesk(page)
  const pane = defaults(page)
  await pane.getByRole('radio', { name: 'Generated' }).check()
  await pane.getByRole('switch', { name: 'Review before sending' }).check()
  await pane.getByRole('textbox', { name: 'Creator' }).fill('desk-e2e')
  await pane.getByRole('textbox', { name: 'Credit' }).fill('Ana Lima')
  await pane.getByRole('textbox', { name: 'Tags' }).fill('spring, frogs')
  await pane.getByRole('switch', { name: 'Private' }).check()
  await pane.getByRole('button', { name: 'Save as' }).click()
  await page.getByRole('textbox', { name: 'Name of the preset' }).fill('Spring desk')
  await page.keyboard.press('Enter')
  await expect(pane.getByRole('combobox', { name: 'Preset' }).locator('option:checked')).toHaveText(
    'Spring desk',
  )
  await pane.getByRole('textbox', { name: 'Credit' }).fill('Somebody else')
  await expect(pane.getByRole('combobox', { name: 'Preset' }).locator('option:checked')).toHaveText(
    'Spring desk (changed)',
  )
  // Another person begins with it: nothing is remembered here, the team has it.
  await page.evaluate(() => localStorage.removeItem('picture-desk.batch'))
  await page.reload()
  await openDesk(page)
  await expect(defaults(page).getByRole('textbox', { name: 'Credit' })).toHaveValue('')
  await defaults(page).getByRole('combobox', { name: 'Preset' }).selectOption('Spring desk')
  await expect(defaults(page).getByRole('textbox', { name: 'Credit' })).toHaveValue('Ana Lima')
  await page.keyboard.press('Escape')

  await chooseForReview(page, [
    await drawBlocks(`${folder}/preset`, 'preset-1.jpg', 5),
    await drawBlocks(`${folder}/preset`, 'preset-2.jpg', 6),
  ])
  await expect(sendButton(page)).toHaveText('Send 2')
  // What is typed now still counts for what is listed.
  await defaults(page).getByRole('textbox', { name: 'Caption' }).fill('Frogs in spring')
  const alt = row(page, 'preset-2.jpg').getByRole('gridcell').nth(5)
  await alt.dblclick()
  await page.keyboard.type('Only this frog')
  await page.keyboard.press('Enter')
  await expect(alt).toHaveText('Only this frog')
  await sendButton(page).click()
  await expect(table(page).getByRole('row').filter({ hasText: 'Uploaded' })).toHaveCount(2)
  // Nothing is there to be sent twice, and the keyboard stays where it was.
  await expect(sendButton(page)).toHaveText('Send')
  await expect(sendButton(page)).toBeFocused()

  const { result } = await askUpstream(upstream, '/v2?per_page=100&creator=desk-e2e')
  const of = (name: string) =>
    (JSON.parse(JSON.stringify(result)) as { images: { filename: string }[] }).images.find(
      ({ filename }) => filename === name,
    )
  const shared = { credit: 'Ana Lima', tags: ['spring', 'frogs'], caption: 'Frogs in spring' }
  expect(of('preset-1.jpg')).toMatchObject({ requireSignedURLs: true, creator: 'desk-e2e', meta: shared })
  expect(of('preset-2.jpg')).toMatchObject({ meta: { ...shared, alt: 'Only this frog' } })
})

test('private and an id of your own exclude each other, with the reason; a pattern that is none says why', async ({
  page,
}) => {
  await openDesk(page)
  const pane = defaults(page)
  await pane.getByRole('radio', { name: 'From a pattern' }).check()
  await expect(pane.getByRole('switch', { name: 'Private' })).toBeDisabled()
  await expect(pane.getByText('An image with an id of your own cannot be private.')).toBeVisible()
  const pattern = pane.getByRole('textbox', { name: 'Pattern' })
  await pattern.fill('{folder}/{nmae}')
  await expect(pane.getByText('There is no {nmae}.')).toBeVisible()
  await pattern.fill('{date:YYYY}')
  await expect(pane.getByText('Every file of a batch gets the same id')).toBeVisible()
  await pane.getByRole('radio', { name: 'Generated' }).check()
  await pane.getByRole('switch', { name: 'Private' }).check()
  await pane.getByRole('radio', { name: 'From a pattern' }).click()
  await expect(pane.getByText('A private image cannot have an id of your own.')).toBeVisible()
  await expect(pane.getByRole('radio', { name: 'Generated' })).toBeChecked()
})

test('metadata over the limit is told for the worst file before it is sent, and mended', async ({
  page,
  upstream,
  folder,
}) => {
  await reviewWith(page, 'desk-meter/{name}')
  await chooseForReview(page, [await drawBlocks(`${folder}/meter`, 'meter.jpg', 7)])
  const caption = defaults(page).getByRole('textbox', { name: 'Caption' })
  await caption.fill('é'.repeat(520))
  await expect(defaults(page).getByText('1 file would have more than an image can have')).toBeVisible()
  await expect(row(page, 'meter.jpg')).toContainText(
    'Its metadata has 1,054 bytes; at most 1,024 are stored.',
  )
  await expect(sendButton(page)).toHaveText('Send')
  await caption.fill('é'.repeat(505))
  await expect(defaults(page).getByText('1,024 of 1,024 bytes').first()).toBeVisible()
  await expect(sendButton(page)).toHaveText('Send 1')
  await sendButton(page).click()
  await expect(row(page, 'meter.jpg')).toContainText('Uploaded')
  expect(await stored(upstream, 'desk-meter/meter')).toMatchObject({ meta: { caption: 'é'.repeat(505) } })
})

test('the table is worked with the keyboard alone', async ({ page, upstream, folder }) => {
  await reviewWith(page, 'desk-keys/{name}')
  await chooseForReview(
    page,
    await Promise.all([1, 2, 3].map((n) => drawBlocks(`${folder}/keys`, `keys-${n}.jpg`, 108 + n))),
  )
  await expect(sendButton(page)).toHaveText('Send 3')
  const grid = table(page).getByRole('grid', { name: 'Files' })
  await row(page, 'keys-1.jpg').getByRole('gridcell').nth(3).focus()
  // Typing begins an edit; Tab goes on to the title, Enter down.
  await page.keyboard.type('desk-keys/mine')
  await page.keyboard.press('Tab')
  await page.keyboard.type('A title')
  await page.keyboard.press('Enter')
  await expect(row(page, 'keys-1.jpg')).toContainText('A title')
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('Control+d')
  await expect(row(page, 'keys-2.jpg')).toContainText('A title')
  await expect(row(page, 'keys-3.jpg')).toContainText('A title')
  await page.keyboard.press('Control+z')
  await expect(row(page, 'keys-3.jpg')).not.toContainText('A title')
  await page.keyboard.press('Control+d')
  // Its own again: empty, for the defaults say nothing.
  await page.keyboard.press('End')
  await page.keyboard.press('Home')
  for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Delete')
  await expect(row(page, 'keys-2.jpg')).not.toContainText('A title')
  // Esc leaves the edit, not the desk.
  await page.keyboard.press('F2')
  await page.keyboard.type('not this')
  await page.keyboard.press('Escape')
  await expect(grid).toBeVisible()
  await expect(row(page, 'keys-2.jpg')).not.toContainText('not this')
  // The third is selected and left out.
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Space')
  await table(page).getByRole('button', { name: 'Leave out' }).press('Enter')
  await expect(row(page, 'keys-3.jpg')).toContainText('Left out')
  await expect(sendButton(page)).toHaveText('Send 2')
  await sendButton(page).press('Enter')
  await expect(table(page).getByRole('row').filter({ hasText: 'Uploaded' })).toHaveCount(2)
  expect(await stored(upstream, 'desk-keys/mine')).toMatchObject({ meta: { title: 'A title' } })
  expect(await stored(upstream, 'desk-keys/keys-2')).not.toHaveProperty('meta.title')
  expect(await stored(upstream, 'desk-keys/keys-3')).toBeNull()
})

for (const theme of ['light', 'dark'] as const) {
  test(`axe finds nothing on the desk, ${theme}, wide and narrow`, async ({ page, folder }) => {
    await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
    await reviewWith(page, 'desk-axe/{name}')
    const twins = await Promise.all(
      ['a', 'b'].map((part, at) => drawBlocks(`${folder}/axe-${part}`, `axe-${theme}.jpg`, 9 + at)),
    )
    await chooseForReview(page, twins)
    await expect(table(page).getByText('1 image id is taken already.')).toBeVisible()
    for (const width of [1600, 360]) {
      await page.setViewportSize({ width, height: 800 })
      const found = await new AxeBuilder({ page }).analyze()
      expect(found.violations.map(({ id, nodes }) => `${width} ${id}: ${nodes[0]?.html}`)).toEqual([])
    }
  })
}
