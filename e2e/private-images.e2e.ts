import { expect, type Page } from '@playwright/test'
import { test } from './support/fixtures.ts'
import { expectPictures, pageOf, storeThrough } from './support/images-of-desk.ts'
import { drawPhoto } from './support/pictures.ts'
import { switchFlexible } from './support/topology.ts'

const tile = (page: Page, name: string) =>
  page.getByRole('gridcell', { name: new RegExp(name.replace('.', '\\.')) }).first()
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

/** Presses `key` until `name` has the focus: what cannot be reached so cannot be reached without a mouse. */
async function keyTo(page: Page, key: string, name: RegExp, most = 30): Promise<void> {
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement?.closest('button, a, input, select, [role=tab], [role=gridcell]')
      return element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? ''
    })
  for (let at = 0; at < most; at++) {
    if (name.test(await focused())) return
    await page.keyboard.press(key)
  }
  throw new Error(`${name} was not reached; the focus is on "${await focused()}"`)
}

test('a private image has its picture everywhere, and nothing on the way is refused', async ({
  page,
  desk,
  folder,
}) => {
  test.setTimeout(120_000)
  const refused: string[] = []
  page.on('response', (answer) => {
    if (answer.status() >= 400) refused.push(`${answer.status()} ${answer.url()}`)
  })
  const id = await storeThrough(desk, await drawPhoto(folder, 'private-1.jpg'), {
    isPrivate: true,
    metadata: { focal: '0.5x0.5' },
  })
  await storeThrough(desk, await drawPhoto(folder, 'private-2.jpg'), { isPrivate: true })

  await page.goto('/images')
  await expectPictures(tile(page, 'private-1.jpg'))
  await tile(page, 'private-1.jpg').click()
  await expectPictures(page.getByRole('region', { name: /^Picture / }))
  await expectPictures(page.getByRole('navigation', { name: 'Neighbours' }))

  await page.getByRole('tab', { name: 'Delivery' }).click()
  const panel = page.getByRole('tabpanel')
  await expectPictures(panel)
  await expect(panel.getByRole('row', { name: /^AVIF image\/avif/ }).first()).toBeVisible()
  // Options cannot be signed: there is no builder to be refused by, and it is said why.
  await expect(panel.getByRole('button', { name: 'Build a flexible URL' })).toHaveCount(0)
  await expect(
    panel.getByText(/a URL with options cannot be signed.*no link can use its focal point/),
  ).toBeVisible()

  await page.getByRole('tab', { name: 'Metadata' }).click()
  const focal = page.getByRole('button', { name: /^Focal point: click the picture/ })
  await expectPictures(focal)
  await focal.press('ArrowRight')
  const edit = { body: JSON.stringify({ metadata: { focal: '0.1x0.9' } }) }
  const headers = { 'content-type': 'application/json', origin: desk.origin, 'sec-fetch-site': 'same-origin' }
  await fetch(`${desk.origin}/api/images/${id}`, {
    method: 'PATCH',
    headers: { ...headers, 'x-picture-desk': '1' },
    signal: AbortSignal.timeout(10_000),
    ...edit,
  })
  await page.getByRole('button', { name: 'Save', exact: true }).click()
  const conflict = page.getByRole('alert').filter({ hasText: 'Somebody else changed this meanwhile' })
  await expect(conflict.getByText('0.5x0.5')).toBeVisible()
  await expect(conflict.locator('img')).toHaveCount(3)
  await expectPictures(conflict)
  await conflict.getByRole('button', { name: 'Use these' }).click()
  await page.getByRole('button', { name: 'Discard edits' }).click()

  await page.getByRole('tab', { name: 'Access' }).click()
  await page.getByRole('link', { name: 'Make a signed link…' }).click()
  await expect(page).toHaveURL(new RegExp(`/keys\\?tab=mint&image=${id}$`))
  await expectPictures(page.getByRole('list', { name: 'Chosen images' }))
  await expectPictures(page.getByRole('list', { name: 'Private images found' }))
  await page.getByRole('button', { name: 'Make link' }).click()
  await expect(page.getByRole('heading', { name: '1 link made' })).toBeFocused()
  await expect(page.getByText('private-1.jpg').last()).toBeVisible()
  const url = (await page.locator('p[title*="sig="]').first().getAttribute('title')) ?? ''
  // A look at another tab does not lose what is shown once.
  await page.getByRole('tab', { name: 'Links made here' }).click()
  await expectPictures(page.getByRole('table', { name: 'Signed links made here' }))
  await page.getByRole('tab', { name: 'Make links' }).click()
  await expect(page.locator('p[title*="sig="]').first()).toHaveAttribute('title', url)
  await page.getByRole('tab', { name: 'Check a link' }).click()
  await page.getByRole('textbox', { name: 'Link' }).fill(url)
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Valid\./)).toBeVisible()
  await expectPictures(page.getByRole('tabpanel'))
  expect(refused).toEqual([])
})

test('what the Images API would refuse is not offered, and says why: menus, switch and copy dialog', async ({
  page,
  desk,
  faults,
  folder,
}) => {
  await storeThrough(desk, await drawPhoto(folder, 'guard-private.jpg'), { isPrivate: true })
  const custom = 'guard/custom.jpg'
  await storeThrough(desk, await drawPhoto(folder, 'custom.jpg'), { id: custom })
  await page.goto('/images')
  await tile(page, 'guard-private.jpg').click({ button: 'right' })
  const item = (name: string) => page.getByRole('menuitem', { name: new RegExp(`^${name}`) })
  await expect(item('Copy with a size')).toHaveAttribute('aria-disabled', 'true')
  await expect(item('Copy with a size')).toContainText('a URL with options cannot be signed')
  await expect(item('Make a signed link')).not.toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Escape')
  await tile(page, custom).click({ button: 'right' })
  await expect(item('Make a signed link')).toContainText('Not private: its plain URL opens')
  await expect(item('Copy with a size')).not.toHaveAttribute('aria-disabled', 'true')
  await page.keyboard.press('Escape')

  const before = faults.seen().length
  await page.goto(pageOf(custom, 'access'))
  const isPrivate = page.getByRole('switch', { name: 'Private' })
  await expect(isPrivate).toBeDisabled()
  await expect(isPrivate).toHaveAccessibleDescription(/An image with an id of your own cannot be private/)
  await page.getByRole('button', { name: 'Copy to a new id…' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('New id').fill('guard/other.jpg')
  await expect(dialog.getByRole('checkbox', { name: /^Private copy/ })).toBeDisabled()
  await expect(dialog.getByText('Only possible with a generated id.')).toBeVisible()
  expect(
    faults
      .seen()
      .slice(before)
      .filter((request) => /^(PATCH|POST|DELETE)/.test(request)),
  ).toEqual([])
})

test('from the grid to a copied link and back to the tile, with the keyboard alone', async ({
  page,
  desk,
  folder,
}) => {
  await storeThrough(desk, await drawPhoto(folder, 'by-keys-2.jpg'), { isPrivate: true })
  await storeThrough(desk, await drawPhoto(folder, 'by-keys-1.jpg'), { isPrivate: true })
  await page.goto('/images')
  await expect(tile(page, 'by-keys-2.jpg')).toBeVisible()
  await keyTo(page, 'Tab', /by-keys-1\.jpg/)
  await keyTo(page, 'ArrowRight', /by-keys-2\.jpg/)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('region', { name: /^Picture / })).toBeFocused()
  await keyTo(page, 'Tab', /^Details$/)
  await keyTo(page, 'ArrowRight', /^Delivery$/)
  await expect(page.getByRole('button', { name: 'Copy URL of public' })).toBeVisible()
  await keyTo(page, 'Tab', /^Copy URL of public$/)
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Copied URL of public: http/).first()).toBeVisible()
  const url = await clipboard(page)
  expect(url).toContain('sig=')
  expect((await page.request.get(url)).status()).toBe(200)
  expect((await page.request.get(url.replace(/\?.*/, ''))).status()).toBe(403)
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/\/images$/)
  await expect(tile(page, 'by-keys-2.jpg')).toBeFocused()
})

test('links of a selection are made at once, with the keyboard: filled in, and into one CSV', async ({
  page,
  desk,
  folder,
}) => {
  for (const name of ['many-3.jpg', 'many-2.jpg'])
    await storeThrough(desk, await drawPhoto(folder, name), { isPrivate: true })
  await storeThrough(desk, await drawPhoto(folder, 'many-1.jpg'))
  await page.goto('/images')
  await expect(tile(page, 'many-3.jpg')).toBeVisible()
  await keyTo(page, 'Tab', /many-1\.jpg/)
  for (const press of ['Space', 'ArrowRight', 'Space', 'ArrowRight', 'Space'])
    await page.keyboard.press(press)
  await expect(page.getByRole('heading', { name: '3 selected' })).toBeVisible()
  await keyTo(page, 'Shift+Tab', /^Make links$/)
  await page.keyboard.press('Enter')
  const chosen = page.getByRole('list', { name: 'Chosen images' })
  await expect(chosen.getByRole('listitem')).toHaveCount(3)
  await expect(chosen.getByRole('listitem').filter({ hasText: 'many-1.jpg' })).toContainText(
    'Not private: opens without a signature.',
  )
  await expectPictures(chosen)
  await page.getByRole('button', { name: 'Make 3 links' }).press('Enter')
  await expect(page.getByRole('heading', { name: '3 links made' })).toBeFocused()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Download CSV' }).press('Enter'),
  ])
  const chunks: Buffer[] = []
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk))
  const [head, ...lines] = Buffer.concat(chunks).toString('utf8').trim().split('\r\n')
  expect(head).toBe('image id,url,expires,problem')
  expect(lines.map((line) => /sig=[\da-f]{64},20\d\d-/.test(line)).toSorted()).toEqual([false, true, true])
  await page.goBack()
  await expect(page.getByRole('heading', { name: '3 selected' })).toBeVisible()
})

test('links with a size are copied for many, each cropped around its own focal point', async ({
  page,
  desk,
  folder,
  upstream,
}) => {
  await switchFlexible(upstream, false)
  await storeThrough(desk, await drawPhoto(folder, 'sized-2.jpg'))
  await storeThrough(desk, await drawPhoto(folder, 'sized-1.jpg'), { metadata: { focal: '0.25x0.75' } })
  await page.goto('/images')
  for (const name of ['sized-1.jpg', 'sized-2.jpg']) await tile(page, name).click({ modifiers: ['Control'] })
  const open = async () => {
    await tile(page, 'sized-1.jpg').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Copy 2 with a size…' }).click()
  }
  await open()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByText(/The delivery host gave no picture/)).toBeVisible()
  await page.keyboard.press('Escape')
  await switchFlexible(upstream, true)
  await open()
  await expectPictures(dialog)
  await dialog.getByLabel('Width').fill('300')
  await dialog.getByLabel('Height').fill('')
  await expect(dialog.getByText('This needs both width and height.')).toBeVisible()
  await dialog.getByLabel('Height').fill('100')
  await expect(dialog.getByText(/^1 of 2 are cropped around their focal point/)).toBeVisible()
  await dialog.getByRole('button', { name: 'Copy 2 links' }).click()
  await expect(page.getByText('Copied 2 images as URL')).toBeVisible()
  const urls = (await clipboard(page)).split('\n')
  expect(urls.map((url) => url.split('/').at(-1)).toSorted()).toEqual([
    'width=300,height=100,fit=cover,format=auto',
    'width=300,height=100,fit=cover,gravity=0.25x0.75,format=auto',
  ])
  for (const url of urls) expect((await page.request.get(url)).status()).toBe(200)
  await switchFlexible(upstream, false)
})
