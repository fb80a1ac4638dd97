import { expect, type Page } from '@playwright/test'
import { expectAccessible } from './support/axe.ts'
import { test } from './support/fixtures.ts'
import { pageOf, storeThrough } from './support/images-of-desk.ts'
import { drawPhoto } from './support/pictures.ts'
import { type RunningDesk, switchFlexible, type Upstream } from './support/topology.ts'

/** One image of each kind of access; flexible variants are on. */
async function storeThree({
  desk,
  folder,
  upstream,
}: {
  desk: RunningDesk
  folder: string
  upstream: Upstream
}) {
  await switchFlexible(upstream, true)
  const photo = await drawPhoto(folder, 'axe-links.jpg')
  const metadata = { title: 'Axe', focal: '0.25x0.75' }
  const custom = 'axe/custom'
  await storeThrough(desk, photo, { id: custom, metadata }).catch(() => custom)
  return {
    custom,
    secret: await storeThrough(desk, photo, { isPrivate: true, metadata }),
    plain: await storeThrough(desk, photo, { metadata }),
  }
}

const pressOn = (page: Page) => (name: string) => page.getByRole('button', { name, exact: true }).click()
const closed = async (page: Page) => {
  await page.keyboard.press('Escape')
  await expect(page.locator('[role=dialog], [role=alertdialog]')).toHaveCount(0)
}

test('axe finds nothing on any tab of an image and in its dialogs', async ({
  page,
  desk,
  folder,
  upstream,
}) => {
  test.setTimeout(240_000)
  const { secret, custom, plain } = await storeThree({ desk, folder, upstream })
  const check = (where: string) => expectAccessible(page, where)
  const press = pressOn(page)
  for (const id of [secret, custom, plain]) {
    await page.goto(pageOf(id, 'metadata'))
    await expect(page.getByRole('button', { name: /^Focal point: click the picture/ })).toBeVisible()
    await check(`metadata of ${id}`)
    await page.getByRole('tab', { name: 'Delivery' }).click()
    await expect(page.getByRole('row', { name: /^AVIF image/ }).first()).toBeVisible()
    await check(`delivery of ${id}`)
    await page.getByRole('tab', { name: 'Access' }).click()
    await expect(page.getByRole('switch', { name: 'Private' })).toBeVisible()
    await check(`access of ${id}`)
  }
  await page.getByRole('switch', { name: 'Private' }).click()
  await check('private dialog')
  await closed(page)
  await press('Copy to a new id…')
  await check('copy dialog')
  await closed(page)
  await page.getByRole('tab', { name: 'Metadata' }).click()
  await page.getByRole('radio', { name: 'JSON' }).click()
  await page.getByLabel('Metadata as JSON').fill('{"title":')
  await check('metadata that is no JSON')
  await press('Discard edits')
  await page.getByRole('tab', { name: 'Delivery' }).click()
  await press('Build a flexible URL')
  await page.getByLabel('fit', { exact: true }).selectOption('cover')
  await expect(page.getByText('This fit needs both width and height.')).toBeVisible()
  await check('builder')
  await closed(page)
})

test('axe finds nothing on any tab of the keys page, nor on the way there from the grid', async ({
  page,
  desk,
  folder,
  upstream,
}) => {
  test.setTimeout(240_000)
  const { secret, custom, plain } = await storeThree({ desk, folder, upstream })
  const check = (where: string) => expectAccessible(page, where)
  const press = pressOn(page)
  await page.goto('/keys')
  await press('Reveal the value of default')
  await expect(page.getByText(/^Hides in/)).toBeVisible()
  await check('keys, one revealed')
  await press('Delete key default')
  await check('delete key')
  await closed(page)
  await press('New key')
  await page.getByRole('textbox', { name: 'Name' }).fill('no good')
  await check('new key')
  await closed(page)
  await page.goto(`/keys?tab=mint&image=${secret}&image=${plain}`)
  await expect(page.getByRole('list', { name: 'Chosen images' }).getByRole('listitem')).toHaveCount(2)
  await page.getByLabel('Expires').selectOption('date')
  await page.getByLabel('Date and time').fill('2020-01-01T10:00')
  await check('mint, in the past')
  await page.getByLabel('Expires').selectOption('never')
  await press('Make 2 links')
  await expect(page.getByRole('heading', { name: '2 links made' })).toBeFocused()
  await check('mint, made')
  await page.getByRole('tab', { name: 'Links made here' }).click()
  await expect(page.getByRole('table')).toBeVisible()
  await check('made here')
  await page.getByRole('tab', { name: 'Check a link' }).click()
  await press('Check link')
  await check('check, nothing pasted')
  await page.getByRole('tab', { name: 'Change a key' }).click()
  await check('change a key')

  await page.goto('/images')
  for (const id of [custom, plain])
    await page
      .getByRole('gridcell', { name: new RegExp(id === custom ? custom : 'axe-links') })
      .first()
      .click({ modifiers: ['Control'] })
  await expect(page.getByRole('button', { name: 'Make links' })).toBeVisible()
  await check('action bar')
  await page
    .getByRole('gridcell', { name: new RegExp(custom) })
    .first()
    .click({ button: 'right' })
  await check('menu')
  await page.getByRole('menuitem', { name: /with a size/ }).click()
  await expect(page.getByRole('dialog').locator('img')).toBeVisible()
  await check('links with a size')
})
