import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { askUpstream, switchFlexible } from './support/topology.ts'
import { uploadFiles } from './support/upload-files.ts'

const rowOf = (page: Page, variant: string) =>
  page.getByRole('listitem').filter({ has: page.getByText(variant, { exact: true }) })
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
})

/** Uploads a picture and opens its Delivery tab; its id. */
async function openDelivery(page: Page, folder: string, name: string): Promise<string> {
  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, name)])
  await page
    .getByRole('gridcell', { name: new RegExp(name.replace('.', '\\.')) })
    .first()
    .click()
  await page.getByRole('tab', { name: 'Delivery' }).click()
  return decodeURIComponent(new URL(page.url()).pathname.slice('/images/'.length))
}

test('a private image: each variant as it is delivered, measured and signed; a copied link opens', async ({
  page,
  folder,
  upstream,
}) => {
  const id = await openDelivery(page, folder, 'signed-delivery.jpg')
  await page.getByRole('tab', { name: 'Access' }).click()
  await page.getByRole('switch', { name: 'Private' }).click()
  await page.getByRole('button', { name: 'Make private' }).click()
  await expect(page).not.toHaveURL(new RegExp(id))
  await page.getByRole('tab', { name: 'Delivery' }).click()
  const row = rowOf(page, 'public')
  const table = row.getByRole('table', { name: 'What public is delivered as' })
  await expect(table.getByRole('row', { name: /AVIF image\/avif .* (kB|byte)/ })).toBeVisible()
  await expect(table.getByRole('row', { name: /WebP image\/webp/ })).toBeVisible()
  await expect(table.getByRole('row', { name: /neither of them image\/jpeg/ })).toBeVisible()
  await row.getByRole('button', { name: 'Copy URL of public' }).click()
  await expect(page.getByText(/^Copied URL of public: http/)).toBeVisible()
  const url = await clipboard(page)
  expect(url).toMatch(/\/public\?exp=\d+&sig=[\da-f]{64}$/)
  expect(url.startsWith(upstream.origin)).toBe(true)
  const headers = { accept: 'image/avif' }
  const opened = await fetch(url, { headers, signal: AbortSignal.timeout(10_000) })
  expect(opened.status).toBe(200)
  expect(
    (await fetch(url.replace(/\?.*/, ''), { headers, signal: AbortSignal.timeout(10_000) })).status,
  ).toBe(403)
  // What the table says is what is delivered.
  const sizeBytes = (await opened.arrayBuffer()).byteLength
  const said = await page.evaluate(
    (bytes) =>
      new Intl.NumberFormat('en', { style: 'unit', unit: 'kilobyte', maximumFractionDigits: 1 }).format(
        bytes / 1000,
      ),
    sizeBytes,
  )
  expect((await table.getByRole('row', { name: /AVIF/ }).innerText()).replace(/\s/g, ' ')).toContain(
    said.split(' ')[0] ?? '',
  )
  await expect(page.getByRole('button', { name: 'Build a flexible URL' })).toHaveCount(0)
  await expect(page.getByText(/a URL with options cannot be signed/)).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
})

test('srcset has the real widths, the choice is remembered, and looking again delivers nothing', async ({
  page,
  folder,
  upstream,
}) => {
  const options = { fit: 'scale-down', width: 200, height: 200, metadata: 'none' }
  await askUpstream(upstream, '/v1/variants', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id: 'small', options, neverRequireSignedURLs: false }),
  })
  await openDelivery(page, folder, 'widths.jpg')
  await expect(rowOf(page, 'small').getByText(/^200 × \d+ px$/)).toBeVisible()
  await expect(page.getByText(/^Measured with 6 deliveries/)).toBeVisible()
  await page.getByLabel('Copy as').selectOption('srcset')
  await rowOf(page, 'public').getByRole('button', { name: 'Copy HTML with srcset of public' }).focus()
  await page.keyboard.press('Enter')
  await expect(page.getByText(/^Copied HTML with srcset of public: <img/)).toBeVisible()
  const html = await clipboard(page)
  const widths = await page.evaluate(async (text) => {
    const image = new DOMParser().parseFromString(text, 'text/html').querySelector('img')
    const found: [number, number][] = []
    for (const candidate of image?.srcset.split(', ') ?? []) {
      const [url = '', said = ''] = candidate.split(' ')
      const picture = new Image()
      picture.src = url
      await picture.decode()
      found.push([Number.parseInt(said, 10), picture.naturalWidth])
    }
    return found
  }, html)
  expect(widths).toHaveLength(2)
  for (const [said, real] of widths) expect(said).toBe(real)
  await page.reload()
  await expect(page.getByLabel('Copy as')).toHaveValue('srcset')
  await expect(page.getByText('Measured earlier: nothing was delivered again for this.')).toBeVisible()
  await askUpstream(upstream, '/v1/variants/small', { method: 'DELETE' })
})

test('links of many images are copied as lines, CSV and JSON from the grid', async ({ page, folder }) => {
  await page.goto('/images')
  const names = ['list-1.jpg', 'list-2.jpg']
  await uploadFiles(page, await Promise.all(names.map((name) => drawPhoto(folder, name))))
  // From here on the tiles are the library's own, not those of files on their way.
  await page.reload()
  const cell = (name: string) =>
    page.getByRole('gridcell', { name: new RegExp(name.replace('.', '\\.')) }).first()
  for (const name of names) await cell(name).click({ modifiers: ['Control'] })
  await cell('list-1.jpg').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Copy 2 as JSON' }).click()
  await expect(page.getByText('Copied 2 images as JSON')).toBeVisible()
  const rows: { name: string; url: string }[] = JSON.parse(await clipboard(page))
  expect(rows.map(({ name }) => name).toSorted()).toEqual(names)
  await cell('list-1.jpg').click({ button: 'right' })
  // What was copied last stands first.
  await expect(page.getByRole('menuitem', { name: /^Copy/ }).first()).toHaveText('Copy 2 as JSON')
  await page.getByRole('menuitem', { name: 'Copy 2 as CSV' }).click()
  await expect(page.getByText('Copied 2 images as CSV')).toBeVisible()
  const [head, ...lines] = (await clipboard(page)).split('\r\n')
  expect(head).toBe('id,name,variant,url,alt,private')
  expect(lines).toHaveLength(2)
  await page.getByRole('button', { name: 'Copy CSV' }).click()
  await cell('list-1.jpg').click({ button: 'right' })
  await page.getByRole('menuitem', { name: 'Copy 2 URLs' }).click()
  await expect(page.getByText('Copied 2 images as URL')).toBeVisible()
  expect((await clipboard(page)).split('\n')).toEqual(rows.map(({ url }) => url))
})

test('a flexible URL: switched on with one click, typed and parsed, promoted to a named variant, by keyboard', async ({
  page,
  folder,
  upstream,
}) => {
  await switchFlexible(upstream, false)
  await openDelivery(page, folder, 'flexible.jpg')
  await page.getByRole('button', { name: 'Build a flexible URL' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Flexible URL' })
  await expect(dialog.getByText('Flexible variants are off')).toBeVisible()
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
  await dialog.getByRole('button', { name: 'Switch flexible variants on' }).focus()
  await page.keyboard.press('Enter')
  const preview = dialog.getByRole('region', { name: 'As delivered' })
  await expect(preview.getByText(/^\d+ × \d+ px$/)).toBeVisible()
  await expect(dialog.getByText('Flexible variants are off')).toHaveCount(0)

  const url = dialog.getByLabel('URL', { exact: true })
  await dialog.getByLabel('height', { exact: true }).fill('90')
  await dialog.getByLabel('width', { exact: true }).fill('120')
  await dialog.getByLabel('fit', { exact: true }).selectOption('cover')
  await expect(url).toHaveValue(/\/width=120,height=90,fit=cover,format=auto$/)
  await expect(preview.getByText('120 × 90 px')).toBeVisible()
  const base = (await url.inputValue()).replace(/\/[^/]+$/, '')
  await url.fill(`${base}/w=60,h=60,fit=squeeze,blur=abc`)
  await expect(dialog.getByText('blur=abc: this value is not possible.')).toBeVisible()
  await expect(dialog.getByLabel('fit', { exact: true })).toHaveValue('squeeze')
  await expect(preview.getByText('60 × 60 px')).toBeVisible()
  await dialog.getByLabel('quality', { exact: true }).fill('40')
  await dialog.getByLabel('height', { exact: true }).fill('0')
  await expect(dialog.getByText('This value is not possible.')).toBeVisible()
  await dialog.getByLabel('height', { exact: true }).fill('60')
  await dialog.getByRole('button', { name: /^Measure its bytes/ }).click()
  await expect(preview.getByRole('row', { name: /AVIF image\/avif/ })).toBeVisible()
  await dialog.getByRole('button', { name: 'Copy URL' }).click()
  expect(await clipboard(page)).toBe(`${base}/width=60,height=60,fit=squeeze,quality=40`)
  expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])

  await expect(dialog.getByText(/so it is lost: fit, quality/)).toBeVisible()
  await dialog.getByLabel('Name of the variant').fill('promoted')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Variant promoted made')).toBeVisible()
  const { result } = await askUpstream(upstream, '/v1/variants/promoted')
  expect(JSON.stringify(result)).toContain('"width":60')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Build a flexible URL' })).toBeFocused()
  await askUpstream(upstream, '/v1/variants/promoted', { method: 'DELETE' })
  await switchFlexible(upstream, false)
})
