import { expect, type Page } from '@playwright/test'
import { DEFAULT_METADATA_FIELDS, type MetadataFields } from '#contract/metadata-fields.ts'
import { axeFinds } from './support/axe.ts'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { askDesk } from './support/settings.ts'
import type { RunningDesk } from './support/topology.ts'
import { uploadFiles } from './support/upload-files.ts'

const PATH = '/api/settings/metadata-fields'
const section = (page: Page) => page.getByRole('region', { name: 'Metadata fields' })
const names = (page: Page) => section(page).getByRole('button', { name: /^Edit / })
const readFields = (desk: RunningDesk) => askDesk<MetadataFields>(desk, 'GET', PATH)

async function setFields(desk: RunningDesk, fields: MetadataFields['fields']): Promise<void> {
  const { version } = await readFields(desk)
  await askDesk(desk, 'PUT', PATH, { version, fields })
}

test.beforeEach(({ desk }) => setFields(desk, [...DEFAULT_METADATA_FIELDS]))
test.afterEach(({ desk }) => setFields(desk, [...DEFAULT_METADATA_FIELDS]))

test('a field is added, described and moved with the keyboard alone, and asked for on the Metadata tab', async ({
  page,
  folder,
  desk,
}) => {
  test.setTimeout(90_000)
  await page.goto('/settings#metadata-fields')
  await section(page).getByRole('button', { name: 'Add a field' }).press('Enter')
  const name = section(page).getByRole('textbox', { name: 'Name' })
  await expect(name).toBeFocused()
  await page.keyboard.type('Agency')
  await section(page).getByRole('button', { name: 'Save fields' }).press('Enter')
  await expect(section(page).getByText('Give the field a key')).toBeVisible()
  await section(page).getByRole('textbox', { name: 'Key' }).fill('title')
  await expect(section(page).getByText('Another field has this key')).toBeVisible()
  expect(await axeFinds(page, 'wrong')).toEqual([])
  await section(page).getByRole('textbox', { name: 'Key' }).fill('agency')
  await section(page).getByRole('checkbox', { name: 'Required' }).press('Space')
  await section(page).getByRole('textbox', { name: 'Help' }).fill('Who sent it.')

  // The focus goes with the row.
  const row = section(page).getByRole('button', { name: /^Edit Agency/ })
  await row.focus()
  await page.keyboard.press('Alt+ArrowUp')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(section(page).getByText('Agency is now 6 of 8')).toBeAttached()
  await expect(row).toBeFocused()
  await section(page).getByRole('button', { name: 'Move Agency up' }).press('Enter')
  await expect(section(page).getByRole('button', { name: 'Move Agency up' })).toBeFocused()
  await section(page).getByRole('button', { name: 'Save fields' }).press('Enter')
  await expect(page.getByText('The fields are saved')).toBeVisible()
  const { fields } = await readFields(desk)
  expect(fields.map(({ key }) => key).indexOf('agency')).toBe(4)
  expect(fields[4]).toEqual({
    ...{ key: 'agency', label: 'Agency', type: 'line', isRequired: true, help: 'Who sent it.' },
  })

  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, 'fields.jpg')])
  await page
    .getByRole('gridcell', { name: /fields\.jpg/ })
    .first()
    .click()
  await page.getByRole('tab', { name: 'Metadata' }).click()
  await expect(page.getByRole('textbox', { name: /Agency/ })).toBeVisible()
  await expect(page.getByText('Who sent it.')).toBeVisible()
})

test('removing says what stays, and is taken back; what is not saved survives stepping away', async ({
  page,
  desk,
}) => {
  await page.goto('/settings')
  await section(page).getByRole('button', { name: 'Remove Credit' }).press('Enter')
  const putBack = section(page).getByRole('button', { name: 'Put it back' })
  await expect(putBack).toBeFocused()
  await expect(section(page)).toContainText('Values already stored stay in the images')
  await page.keyboard.press('Enter')
  await expect(names(page)).toHaveCount(7)
  await expect(names(page).nth(3)).toHaveAccessibleName(/^Edit Credit/)

  await section(page).getByRole('button', { name: 'Remove Caption' }).click()
  await expect(section(page).getByText('Not saved yet')).toBeVisible()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Signing keys' }).click()
  await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Settings' }).click()
  await expect(names(page)).toHaveCount(6)

  await page.route(`**${PATH}`, (route) =>
    route.request().method() === 'PUT' ? route.abort() : route.continue(),
  )
  await section(page).getByRole('button', { name: 'Save fields' }).click()
  await expect(section(page).getByRole('alert')).toContainText('cannot be reached')
  await expect(names(page)).toHaveCount(6)
  await page.unroute(`**${PATH}`)
  await section(page).getByRole('button', { name: 'Save fields' }).click()
  await expect(page.getByText('The fields are saved')).toBeVisible()
  await expect(section(page).getByRole('button', { name: 'Put it back' })).toHaveCount(0)
  expect((await readFields(desk)).fields).toHaveLength(6)
})

test('a colleague’s change is shown beside mine, and stays until somebody chooses', async ({
  page,
  desk,
}) => {
  await page.goto('/settings')
  await section(page).getByRole('button', { name: 'Remove Credit' }).click()
  const [title, ...others] = DEFAULT_METADATA_FIELDS
  if (title === undefined) throw new Error('no fields')
  const theirs = [...others, { ...title, isRequired: true }]
  await setFields(desk, theirs)
  await section(page).getByRole('button', { name: 'Save fields' }).press('Enter')
  const conflict = section(page).getByRole('alert').filter({ hasText: 'A colleague changed the fields' })
  await expect(conflict).toBeFocused()
  await expect(conflict.getByRole('listitem')).toHaveText([
    'Credit: only they have it',
    'Title: different',
    'The order',
  ])
  expect(await axeFinds(page, 'conflict')).toEqual([])
  expect((await readFields(desk)).fields).toEqual(theirs)

  await conflict.getByRole('button', { name: 'Put mine in the place of theirs' }).press('Enter')
  await expect(page.getByText('The fields are saved')).toBeVisible()
  const mine = DEFAULT_METADATA_FIELDS.filter(({ key }) => key !== 'credit')
  expect((await readFields(desk)).fields).toEqual(mine)

  await section(page).getByRole('button', { name: 'Remove Tags' }).click()
  await setFields(desk, theirs)
  await section(page).getByRole('button', { name: 'Save fields' }).click()
  await conflict.getByRole('button', { name: 'Take theirs, drop mine' }).click()
  await expect(names(page)).toHaveCount(7)
  await expect(names(page).last()).toHaveAccessibleName(/^Edit Title/)
  expect((await readFields(desk)).fields).toEqual(theirs)
})

test('fields that cannot be read are said to be so, and come with a second try', async ({ page }) => {
  await page.route(`**${PATH}`, (route) => route.abort())
  await page.goto('/settings')
  const failed = section(page).getByRole('alert')
  await expect(failed).toContainText('The desk cannot be reached', { timeout: 20_000 })
  expect(await axeFinds(page, 'failed')).toEqual([])
  await page.unroute(`**${PATH}`)
  await failed.getByRole('button', { name: 'Try again' }).click()
  await expect(names(page)).toHaveCount(7)
})
