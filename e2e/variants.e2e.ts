import { expect, type Page } from '@playwright/test'
import { REQUEST_HEADER } from '#contract/endpoints.ts'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { askUpstream, emptyLibrary } from './support/topology.ts'
import { uploadFiles } from './support/upload-files.ts'
import { makeVariant, onlyPublicVariant, saveVariant } from './support/variants.ts'

const widthField = (page: Page) => page.getByRole('textbox', { name: 'Width' })
const heightField = (page: Page) => page.getByRole('textbox', { name: 'Height' })
const entry = (page: Page, name: string) => page.getByRole('link', { name: new RegExp(`^${name}`) })

test.beforeAll(async ({ upstream, folder, desk, browser }) => {
  await onlyPublicVariant(upstream)
  await emptyLibrary(upstream, desk)
  const page = await browser.newPage({ baseURL: desk.origin })
  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, 'studio.jpg')])
  await page.close()
})

test.beforeEach(async ({ upstream }) => {
  await onlyPublicVariant(upstream)
  await makeVariant(upstream, 'hero', { fit: 'cover', width: 1200, height: 630 })
})

test('a drag rewrites the address once, when the hand rests', async ({ page }) => {
  await page.goto('/variants/hero')
  const grip = page.getByRole('slider', { name: 'Width', exact: true })
  const box = await grip.boundingBox()
  if (box === null) throw new Error('The grip has no box')
  await page.evaluate(() => {
    const replace = history.replaceState.bind(history)
    Object.assign(window, { rewrites: 0 })
    history.replaceState = (...args) => {
      Object.assign(window, { rewrites: Number(Reflect.get(window, 'rewrites')) + 1 })
      replace(...args)
    }
  })
  const rewrites = () => page.evaluate(() => Number(Reflect.get(window, 'rewrites')))
  await page.mouse.move(box.x + 12, box.y + 12)
  await page.mouse.down()
  await page.mouse.move(box.x - 88, box.y + 12, { steps: 60 })
  const width = await widthField(page).inputValue()
  expect(Number(width)).toBeLessThan(1200)
  await page.waitForTimeout(400)
  expect(await rewrites()).toBe(0)
  await page.mouse.up()
  await expect(page).toHaveURL(`/variants/hero?w=${width}`)
  expect(await rewrites()).toBe(1)
})

test('shaped with the keyboard alone, the grips say where they stand', async ({ page, upstream }) => {
  await page.goto('/variants/hero')
  const grip = page.getByRole('slider', { name: 'Width and height' })
  await grip.focus()
  await page.keyboard.press('Shift+ArrowRight')
  await page.keyboard.press('ArrowUp')
  await expect(grip).toHaveAttribute('aria-valuetext', '1,210 × 629')
  await page.getByRole('radio', { name: 'Cover' }).focus()
  await page.keyboard.press('ArrowRight')
  await expect(page.getByRole('radio', { name: 'Crop' })).toBeChecked()
  const save = page.getByRole('button', { name: 'Save hero' })
  await save.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog').getByRole('row', { name: /^Fit/ })).toHaveText('FitCoverCrop')
  await page.keyboard.press('Enter')
  await expect(page.getByText('hero saved')).toBeVisible()
  expect((await askUpstream(upstream, '/v1/variants/hero')).result).toMatchObject({
    variant: { options: { fit: 'crop', width: 1210, height: 629 } },
  })
  await expect(page).toHaveURL('/variants/hero')
})

test('edits are kept when somebody steps away, and a link brings them to another tab', async ({
  page,
  context,
}) => {
  await page.goto('/variants/hero')
  await widthField(page).fill('640')
  await expect(page.getByText('Not saved yet')).toBeVisible()
  await entry(page, 'public').click()
  await expect(page.getByRole('heading', { name: 'public' })).toBeVisible()
  await expect(entry(page, 'hero')).toContainText('edited')
  await page.getByRole('link', { name: 'Signing keys' }).click()
  await page.getByRole('link', { name: 'Variants', exact: true }).click()
  await entry(page, 'hero').click()
  await expect(widthField(page)).toHaveValue('640')
  await expect(page).toHaveURL('/variants/hero?w=640')

  const colleague = await context.newPage()
  await colleague.goto(page.url())
  await expect(widthField(colleague)).toHaveValue('640')
  await colleague.close()

  await page.goBack()
  await page.goForward()
  await expect(widthField(page)).toHaveValue('640')
  await page.getByRole('button', { name: 'Discard changes' }).click()
  await expect(widthField(page)).toHaveValue('1200')
  await expect(page).toHaveURL('/variants/hero')
  await expect(entry(page, 'hero')).not.toContainText('edited')
})

test('whoever leaves in the middle of an edit gets there, and finds the edit again', async ({ page }) => {
  await page.goto('/variants/hero')
  // Slow enough for the address to be due while the next page is on its way.
  await page.route('**/api/signing-keys', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 800))
    await route.continue()
  })
  await widthField(page).fill('321')
  await page.getByRole('link', { name: 'Signing keys' }).click()
  await expect(page).toHaveURL('/keys')
  await page.goBack()
  await expect(widthField(page)).toHaveValue('321')
  await expect(page).toHaveURL('/variants/hero?w=321')
})

test('what cannot be saved is said where it stands, and is not sent', async ({ page, faults }) => {
  const sent = () =>
    faults.seen().filter((request) => request.startsWith('POST') && request.endsWith('/variants')).length
  const sentBefore = sent()
  await page.goto('/variants')
  const name = page.getByRole('textbox', { name: 'Name' })
  const create = page.getByRole('button', { name: 'Create variant' })
  for (const [typed, complaint] of [
    ['my-hero', 'Use letters and digits only.'],
    ['a'.repeat(100), 'Use 99 characters at most.'],
    ['hero', 'There is a variant of this name.'],
  ] as const) {
    await name.fill(typed)
    await expect(page.getByText(complaint)).toBeVisible()
    await create.click()
    await expect(name).toBeFocused()
  }
  await name.fill('fresh')
  for (const [typed, complaint] of [
    ['99999', 'A whole number from 1 to 12,000.'],
    ['0', 'A whole number from 1 to 12,000.'],
    ['', 'Give a width, a height or both.'],
    ['12.5', 'Not a whole number.'],
    ['many', 'Not a whole number.'],
  ] as const) {
    await widthField(page).fill(typed)
    await expect(page.getByText(complaint)).toBeVisible()
    await create.click()
    await expect(widthField(page)).toBeFocused()
    await expect(widthField(page)).toHaveValue(typed)
  }
  expect(sent()).toBe(sentBefore)
  await widthField(page).fill('')
  await heightField(page).fill('500')
  await create.click()
  await expect(page.getByRole('heading', { name: 'fresh' })).toBeFocused()
  await widthField(page).pressSequentially('640')
  await expect(widthField(page)).toHaveValue('640')
  await expect(page).toHaveURL('/variants/fresh?w=640')
})

test('a save that fails says so, loses nothing and keeps the focus', async ({ page, faults, upstream }) => {
  await page.goto('/variants/hero')
  await widthField(page).fill('700')
  faults.setRules([
    { matches: (method) => method === 'PATCH', fault: { kind: 'status', status: 503, body: 'down' } },
  ])
  const save = page.getByRole('button', { name: 'Save hero' })
  await save.focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'The Images API' })).toBeVisible()
  await expect(save).toBeFocused()
  await expect(widthField(page)).toHaveValue('700')
  faults.setRules([])
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Enter')
  await expect(page.getByText('hero saved')).toBeVisible()
  await expect(page.getByRole('alert').filter({ hasText: 'The Images API' })).toHaveCount(0)
  expect((await askUpstream(upstream, '/v1/variants/hero')).result).toMatchObject({
    variant: { options: { width: 700, height: 630 } },
  })
})

test('a save can be undone; where that fails the old values wait to be saved', async ({
  page,
  faults,
  upstream,
}) => {
  const hero = async () => (await askUpstream(upstream, '/v1/variants/hero')).result
  await page.goto('/variants/hero')
  await widthField(page).fill('640')
  await saveVariant(page, 'hero')
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByText('hero is as it was before')).toBeVisible()
  await expect(widthField(page)).toHaveValue('1200')
  expect(await hero()).toMatchObject({ variant: { options: { width: 1200 } } })

  await widthField(page).fill('500')
  await saveVariant(page, 'hero')
  await expect(page.getByText('hero saved')).toBeVisible()
  faults.setRules([
    { matches: (method) => method === 'PATCH', fault: { kind: 'status', status: 503, body: 'down' } },
  ])
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'The Images API' })).toBeVisible()
  await expect(widthField(page)).toHaveValue('1200')
  await expect(page.getByText('Not saved yet')).toBeVisible()
  expect(await hero()).toMatchObject({ variant: { options: { width: 500 } } })
})

test('what is edited while a save is under way stays an edit', async ({ page }) => {
  await page.goto('/variants/hero')
  await page.route('**/api/variants/hero', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    await route.continue()
  })
  await widthField(page).fill('640')
  await saveVariant(page, 'hero')
  await heightField(page).fill('222')
  await expect(page.getByText('hero saved')).toBeVisible()
  await expect(page.getByText('1,200')).toHaveCount(0)
  await expect(heightField(page)).toHaveValue('222')
  await expect(page.getByText('Not saved yet')).toBeVisible()
  await expect(page.getByText('changed elsewhere')).toHaveCount(0)
})

test('a library that cannot be read is not called empty', async ({ page }) => {
  const body = JSON.stringify({ kind: 'internal', message: 'The library cannot be read.', requestId: 'r1' })
  await page.route('**/api/library/window*', (route) =>
    route.fulfill({ status: 500, contentType: 'application/json', body }),
  )
  await page.goto('/variants/hero')
  await expect(page.getByRole('alert').filter({ hasText: 'r1' })).toBeVisible({ timeout: 20_000 })
  await expect(page.getByText('No image to show it on')).toHaveCount(0)
  await page.unroute('**/api/library/window*')
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('slider', { name: 'Width', exact: true })).toBeVisible()
})

test('deleted, also by somebody else: the list and the page agree', async ({ page, upstream }) => {
  await page.goto('/variants/public')
  await expect(page.getByRole('button', { name: 'Delete variant' })).toBeDisabled()
  await entry(page, 'hero').click()
  await page.getByRole('button', { name: 'Delete variant' }).click()
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete variant' }).click()
  await expect(entry(page, 'hero')).toHaveCount(0)
  await expect(page.getByRole('main')).toBeFocused()
  expect(JSON.stringify((await askUpstream(upstream, '/v1/variants')).result)).not.toContain('hero')

  await makeVariant(upstream, 'gone', { fit: 'pad', width: 50 })
  await page.goto('/variants/gone')
  await widthField(page).fill('60')
  await askUpstream(upstream, '/v1/variants/gone', { method: 'DELETE' })
  await saveVariant(page, 'gone')
  await expect(page.getByRole('heading', { name: 'There is no variant gone' })).toBeVisible()
})

test('a private image is shown as delivered, through a signed link', async ({ page, upstream }) => {
  const { result } = await askUpstream(upstream, '/v2')
  const id = /"id":"([^"]+)"/.exec(JSON.stringify(result))?.[1]
  await page.goto('/variants/hero')
  const status = await page.evaluate(
    async ([path = '', name = '', value = '']) => {
      const headers = { 'content-type': 'application/json', [name]: value }
      const body = '{"requiresSignedUrl":true}'
      return (await fetch(path, { method: 'PATCH', headers, body })).status
    },
    [`/api/images/${id}`, REQUEST_HEADER.name, REQUEST_HEADER.value],
  )
  expect(status).toBe(200)
  // As if all were signed within one second: who asks for the same gets the same.
  const signed = new Map<string, string>()
  await page.route('**/api/signed-urls', async (route) => {
    const asked = route.request().postData() ?? ''
    const headers = { ...route.request().headers(), 'sec-fetch-site': 'same-origin' }
    const body = signed.get(asked) ?? (await (await route.fetch({ headers })).text())
    signed.set(asked, body)
    await route.fulfill({ status: 200, contentType: 'application/json', body })
  })
  await page.reload()
  const delivered = page.getByRole('figure')
  await expect(delivered).toContainText('signed link')
  await expect(delivered).toContainText('1,200 × 630 px')
  await widthField(page).fill('300')
  await saveVariant(page, 'hero')
  await expect(delivered).toContainText('300 × 630 px')
})

test('with all hundred variants the desk says why there can be no more, and finds the one that is open', async ({
  page,
  upstream,
}) => {
  await Promise.all(
    Array.from({ length: 98 }, (_, i) => makeVariant(upstream, `v${i}`, { fit: 'contain', width: i + 1 })),
  )
  await page.goto('/variants/v97')
  await expect(page.getByText('all of its 100 variants')).toBeVisible()
  await expect(page.getByRole('link', { name: 'New variant' })).toHaveCount(0)
  await expect(entry(page, 'v97')).toBeInViewport()
})
