import { readFile } from 'node:fs/promises'
import { expect, type Page } from '@playwright/test'
import { REQUEST_HEADER } from '#contract/endpoints.ts'
import { VARIANT_FILE } from '#contract/variant-file.ts'
import { axeFinds } from './support/axe.ts'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { askUpstream, emptyLibrary } from './support/topology.ts'
import { uploadFiles } from './support/upload-files.ts'
import { changeVariant, makeVariant, onlyPublicVariant, saveVariant } from './support/variants.ts'

const widthField = (page: Page) => page.getByRole('textbox', { name: 'Width' })
const heightField = (page: Page) => page.getByRole('textbox', { name: 'Height' })
const dialog = (page: Page) => page.getByRole('dialog')

test.beforeAll(async ({ upstream, folder, desk, browser }) => {
  await onlyPublicVariant(upstream)
  await emptyLibrary(upstream, desk)
  const page = await browser.newPage({ baseURL: desk.origin })
  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, 'versions.jpg')])
  await page.close()
})

test.beforeEach(async ({ upstream }) => {
  await onlyPublicVariant(upstream)
  await makeVariant(upstream, 'hero', { fit: 'cover', width: 1200, height: 630 })
})

const chooseFile = (page: Page, body: string) =>
  dialog(page)
    .locator('input[type=file]')
    .setInputFiles({ name: 'variants.json', mimeType: 'application/json', buffer: Buffer.from(body) })

/** Asks the desk as its own page does. */
function ask(
  page: Page,
  method: string,
  path: string,
  body: object,
): Promise<{ status: number; text: string }> {
  return page.evaluate(
    async ([how = '', where = '', what = '', name = '', value = '']) => {
      const headers = { 'content-type': 'application/json', [name]: value }
      const answer = await fetch(where, { method: how, headers, body: what })
      return { status: answer.status, text: await answer.text() }
    },
    [method, path, JSON.stringify(body), REQUEST_HEADER.name, REQUEST_HEADER.value],
  )
}

test('what a colleague saved meanwhile is shown beside the edit, and can be taken field by field', async ({
  page,
  upstream,
}) => {
  await page.goto('/variants/hero')
  await widthField(page).fill('800')
  await changeVariant(upstream, 'hero', { fit: 'contain', width: 1000, height: 400 })
  await saveVariant(page, 'hero')
  const conflict = page.getByRole('alert').filter({ hasText: 'changed elsewhere' })
  await expect(conflict).toContainText('Width')
  await expect(conflict).toContainText('Was 1,200Is now 1,000Yours 800')
  await expect(conflict).toContainText('Was 630Is now 400Yours as now')
  await expect(heightField(page)).toHaveValue('400')
  await expect(widthField(page)).toHaveValue('800')
  expect((await askUpstream(upstream, '/v1/variants/hero')).result).toMatchObject({
    variant: { options: { fit: 'contain', width: 1000, height: 400 } },
  })
  await heightField(page).fill('450')
  await conflict.getByRole('button', { name: 'Use what is now for Width' }).click()
  await expect(widthField(page)).toHaveValue('1000')
  expect(await axeFinds(page, 'a conflict')).toEqual([])
  await saveVariant(page, 'hero')
  await expect(page.getByText('hero saved')).toBeVisible()
  await expect(conflict).toHaveCount(0)
  expect((await askUpstream(upstream, '/v1/variants/hero')).result).toMatchObject({
    variant: { options: { fit: 'contain', width: 1000, height: 450 } },
  })
})

test('the history names every version, and going back to one is a save like any other', async ({
  page,
  upstream,
}) => {
  await page.goto('/variants/hero')
  await widthField(page).fill('700')
  await saveVariant(page, 'hero')
  await expect(page.getByText('hero saved')).toBeVisible()
  await changeVariant(upstream, 'hero', { fit: 'pad', width: 300, height: 200 })
  await page.reload()
  await page.getByRole('button', { name: 'History' }).click()
  const entries = dialog(page)
    .getByRole('listitem')
    .filter({ has: page.locator('time') })
  await expect(entries.nth(0)).toContainText(/Changed elsewhere ?now/)
  await expect(entries.nth(0)).toContainText('Fit: Cover Pad')
  await expect(entries.nth(1)).toContainText('Changed at this desk')
  await expect(entries.nth(1)).toContainText('Width: 1,200 700')
  expect(await axeFinds(page, 'the history of a variant', '[role=dialog]')).toEqual([])
  await entries
    .nth(1)
    .getByRole('button', { name: /Restore/ })
    .click()
  await expect(dialog(page)).toContainText('Save hero?')
  await expect(dialog(page).getByRole('row', { name: /^Width/ })).toHaveText('Width300700')
  await dialog(page).getByRole('button', { name: 'Save hero' }).click()
  await expect(page.getByText('hero saved')).toBeVisible()
  expect((await askUpstream(upstream, '/v1/variants/hero')).result).toMatchObject({
    variant: { options: { fit: 'cover', width: 700, height: 630 } },
  })
  await page.getByRole('button', { name: 'History' }).click()
  await expect(entries.nth(0)).toContainText('as it was on')
})

test('a deletion is undone, and a variant that is gone is created again from what it was', async ({
  page,
  upstream,
}) => {
  const isThere = async () =>
    JSON.stringify((await askUpstream(upstream, '/v1/variants')).result).includes('"hero"')
  const remove = async () => {
    await page.getByRole('button', { name: 'Delete variant' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete variant' }).click()
    await expect(page.getByText('hero deleted')).toBeVisible()
  }
  await page.goto('/variants/hero')
  await remove()
  expect(await isThere()).toBe(false)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('heading', { name: 'hero' })).toBeVisible()
  expect(await isThere()).toBe(true)
  await remove()
  await page.goto('/variants/hero')
  await expect(page.getByRole('heading', { name: 'There is no variant hero' })).toBeVisible()
  await page
    .getByRole('button', { name: /Create it again/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'hero' })).toBeVisible()
  await expect(widthField(page)).toHaveValue('1200')
  expect(await isThere()).toBe(true)
})

test('what a colleague changed is not deleted unseen', async ({ page, upstream }) => {
  await page.goto('/variants/hero')
  await expect(widthField(page)).toHaveValue('1200')
  await changeVariant(upstream, 'hero', { fit: 'pad', width: 300, height: 200 })
  await page.getByRole('button', { name: 'Delete variant' }).click()
  const asked = page.getByRole('alertdialog')
  await asked.getByRole('button', { name: 'Delete variant' }).click()
  await expect(asked.getByRole('alert')).toContainText('changed elsewhere')
  await asked.getByRole('button', { name: 'Cancel' }).click()
  await expect(widthField(page)).toHaveValue('300')
})

test('the name is typed only where links made here are served', async ({ page, upstream }) => {
  await makeVariant(upstream, 'served', { fit: 'cover', width: 1200, height: 630 })
  await page.goto('/variants/served')
  await widthField(page).fill('640')
  await page.getByRole('button', { name: 'Save served' }).click()
  await expect(dialog(page).getByRole('textbox')).toHaveCount(0)
  await expect(dialog(page)).toContainText(/served changes for [\d,]+ image/)
  await expect(dialog(page).getByRole('table', { name: 'On these images' })).toBeVisible()
  await page.keyboard.press('Escape')

  const { result } = await askUpstream(upstream, '/v2')
  const id = /"id":"([^"]+)"/.exec(JSON.stringify(result))?.[1] ?? ''
  const keys = await askUpstream(upstream, '/v1/keys')
  const keyName = /"name":"([^"]+)"/.exec(JSON.stringify(keys.result))?.[1]
  // With its access an image may change its id.
  const changed = await ask(page, 'PATCH', `/api/images/${id}`, { requiresSignedUrl: true })
  const privateId = /"id":"([^"]+)"/.exec(changed.text)?.[1]
  const link = { imageIds: [privateId], variant: 'served', keyName, expiresAt: null }
  expect((await ask(page, 'POST', '/api/signed-links', link)).text).toContain('"unsigned":null')
  await page.reload()
  await page.getByRole('button', { name: 'Save served' }).click()
  const confirm = dialog(page).getByRole('button', { name: 'Save served' })
  await expect(dialog(page)).toContainText('1 signed link made here serves it')
  await expect(confirm).toBeDisabled()
  await dialog(page).getByRole('textbox').fill('serv')
  await expect(confirm).toBeDisabled()
  await dialog(page).getByRole('textbox').fill('served')
  await page.keyboard.press('Enter')
  await expect(page.getByText('served saved')).toBeVisible()

  await page.getByRole('button', { name: 'Files' }).click()
  const none = { format: VARIANT_FILE.format, version: 1, accountId: null, variants: [] }
  await chooseFile(page, JSON.stringify(none))
  await dialog(page).getByRole('checkbox', { name: 'Delete variants that are not in the file' }).check()
  const all = dialog(page).getByRole('button', { name: 'Do 2 steps' })
  await expect(all).toBeDisabled()
  await dialog(page)
    .getByRole('checkbox', { name: /^served is served by signed links/ })
    .check()
  await expect(all).toBeEnabled()
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Delete variant' }).click()
  const asked = page.getByRole('alertdialog')
  await expect(asked.getByRole('button', { name: 'Delete variant' })).toBeDisabled()
  await asked.getByRole('textbox').fill('served')
  await asked.getByRole('button', { name: 'Delete variant' }).click()
  await expect(page.getByText('served deleted')).toBeVisible()
})

test('variants go out to a file, and a file comes back as a plan that is seen first', async ({
  page,
  upstream,
  faults,
}) => {
  await makeVariant(upstream, 'old', { fit: 'contain', width: 10 })
  await page.goto('/variants')
  await page.getByRole('button', { name: 'Files' }).click()
  const download = page.waitForEvent('download')
  await dialog(page).getByRole('button', { name: 'Export all as a file' }).click()
  const text = await readFile(await (await download).path(), 'utf8')
  expect(JSON.parse(text)).toMatchObject({
    format: VARIANT_FILE.format,
    variants: [{ name: 'hero', options: { width: 1200 } }, { name: 'old' }, { name: 'public' }],
  })

  const choose = (body: string) => chooseFile(page, body)
  await choose(text)
  await expect(dialog(page)).toContainText('The account is as the file says.')
  await choose('{}')
  await expect(dialog(page).getByRole('alert')).toContainText('not a file of variants')

  const file = JSON.parse(text)
  const [hero] = file.variants
  const wanted = [
    { ...hero, options: { ...hero.options, width: 900 } },
    { ...hero, name: 'card' },
    { ...hero, name: 'no-good' },
  ]
  await choose(JSON.stringify({ ...file, variants: wanted }))
  await expect(dialog(page)).toContainText('1 to create, 1 to change, 0 to delete, 0 unchanged')
  await expect(dialog(page)).toContainText('Entry 3 (no-good): name: Use letters and digits only')
  await dialog(page).getByRole('checkbox', { name: 'Delete variants that are not in the file' }).check()
  await expect(dialog(page)).toContainText('1 to create, 1 to change, 1 to delete')
  const steps = dialog(page).getByRole('list').last().getByRole('listitem')
  await expect(steps).toHaveText([/change ?hero/, /create ?card/, /delete ?old/])
  expect(await axeFinds(page, 'the plan of a file', '[role=dialog]')).toEqual([])

  // The network goes after the first step: what is left is done later, nothing twice.
  faults.setRules([
    { matches: (method) => method === 'POST', fault: { kind: 'status', status: 503, body: 'down' } },
  ])
  await dialog(page).getByRole('button', { name: 'Do 3 steps' }).click()
  await expect(dialog(page)).toContainText('Stopped. 2 steps are left.')
  faults.setRules([])
  await dialog(page).getByRole('button', { name: 'Do the other 2 steps' }).click()
  await expect(dialog(page)).toContainText('All 3 steps are done.')
  const { result } = await askUpstream(upstream, '/v1/variants')
  expect(result).toMatchObject({ variants: { hero: { options: { width: 900 } }, card: {}, public: {} } })
  expect(JSON.stringify(result)).not.toContain('"old"')
  await dialog(page).getByRole('button', { name: 'Compare again' }).click()
  await expect(dialog(page)).toContainText('The account is as the file says.')
})
