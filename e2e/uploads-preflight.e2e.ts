import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import sharp from 'sharp'
import * as z from 'zod'
import { LIMITS } from '#contract/limits.ts'
import { readPictureHeader } from '#contract/picture-header/picture-header.ts'
import { test } from './support/fixtures.ts'
import { drawPhoto, realPhotos } from './support/pictures.ts'
import { askUpstream, type RunningImagesService } from './support/topology.ts'
import { chooseFiles } from './support/upload-files.ts'

const tray = (page: Page) => page.getByRole('region', { name: 'Uploads', exact: true })
const row = (page: Page, name: string) => tray(page).getByRole('listitem').filter({ hasText: name })
const press = (page: Page, name: string, action: string | RegExp) =>
  row(page, name).getByRole('button', { name: action }).click()

const Listed = z.object({ images: z.array(z.object({ id: z.string(), filename: z.string().nullish() })) })

/** The bytes the upstream holds under a file name; `null` for none. */
async function storedBytes(upstream: RunningImagesService, name: string): Promise<Buffer | null> {
  const { result } = await askUpstream(upstream, '/v1?per_page=1000')
  const { images } = Listed.parse(result)
  const image = images.find(({ filename }) => filename === name)
  if (image === undefined) return null
  const url = `${upstream.apiBaseUrl}/accounts/${upstream.accountId}/images/v1/${image.id}/blob`
  const response = await fetch(url, { headers: { Authorization: `Bearer ${upstream.apiToken}` } })
  return Buffer.from(await response.arrayBuffer())
}

const sent = (faults: { seen(): string[] }) => faults.seen().filter((line) => line.startsWith('POST')).length
const plain = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#486' } })

function png(widthPx: number, heightPx: number): Buffer {
  const bytes = Buffer.alloc(33)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  bytes.writeUInt32BE(widthPx, 16)
  bytes.writeUInt32BE(heightPx, 20)
  return bytes
}

test('what cannot be sent says why before a byte is sent; a wrong name is told', async ({
  page,
  folder,
  faults,
}) => {
  const place = join(folder, 'bad')
  mkdirSync(place, { recursive: true })
  const over = Buffer.concat([
    Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">'),
    Buffer.alloc(LIMITS.uploadSizeBytes),
  ])
  const bad: [name: string, bytes: Buffer, reason: string][] = [
    ['empty.jpg', Buffer.alloc(0), 'The file is empty'],
    ['over.svg', over.subarray(0, LIMITS.uploadSizeBytes + 1), 'over the limit of 10 MB'],
    ['words.jpg', Buffer.from('just a letter to the editor'), 'Not a picture, whatever its name says'],
    ['bomb.png', png(65_500, 65_500), 'no side may be longer than 12,000 px'],
    ['scan.jpg', Buffer.concat([Buffer.from('II*\0'), Buffer.alloc(64)]), 'TIFF is not accepted'],
  ]
  for (const [name, bytes] of bad) writeFileSync(join(place, name), bytes)
  const misnamed = join(place, 'really-a-jpeg.png')
  writeFileSync(misnamed, readFileSync(await drawPhoto(folder, 'misnamed.jpg')))
  await page.goto('/images')
  const before = sent(faults)
  await chooseFiles(
    page,
    bad.map(([name]) => join(place, name)),
  )
  for (const [name, , reason] of bad) await expect(row(page, name)).toContainText(reason)
  expect(sent(faults)).toBe(before)
  await chooseFiles(page, [misnamed])
  await expect(row(page, 'really-a-jpeg.png')).toContainText('It is a JPEG, whatever its name says.')
  await expect(page.getByText('1 uploaded').first()).toBeVisible()
})

test('what is over the limits or of another kind is repaired, and arrives as it was shown', async ({
  page,
  folder,
  upstream,
  faults,
}) => {
  const place = join(folder, 'repairs')
  mkdirSync(place, { recursive: true })
  await plain(837, 12_400).jpeg().withMetadata({ orientation: 6 }).toFile(join(place, 'long.jpg'))
  const scan = plain(64, 48).composite([
    { input: Buffer.from('<svg width="64" height="48"><rect width="20" height="9" fill="#e21"/></svg>') },
  ])
  await scan.tiff({ compression: 'lzw' }).withMetadata({ orientation: 6 }).toFile(join(place, 'scan.tif'))
  await sharp({
    create: { width: 60, height: 40, channels: 4, background: { r: 200, g: 50, b: 50, alpha: 0.4 } },
  })
    .avif()
    .toFile(join(place, 'glass.avif'))
  await page.goto('/images')
  const before = sent(faults)
  await chooseFiles(
    page,
    ['long.jpg', 'scan.tif', 'glass.avif'].map((name) => join(place, name)),
  )
  await expect(row(page, 'long.jpg')).toContainText('12,400 px long, the limit is 12,000.')
  await expect(row(page, 'scan.tif')).toContainText('TIFF is not accepted.')
  expect(sent(faults)).toBe(before)

  await press(page, 'long.jpg', /^Before and after/)
  const dialog = page.getByRole('dialog', { name: 'Before and after: long.jpg' })
  await expect(dialog).toContainText('12,000 × 810 px', { timeout: 20_000 })
  await expect(dialog).toContainText('Pixels: it gets smaller.')
  await dialog.getByRole('button', { name: 'Shrink to 12,000 × 810 px' }).click()
  await tray(page)
    .getByRole('button', { name: /^Convert all/ })
    .press('Enter')
  await expect(tray(page).getByText('3 uploaded')).toBeVisible({ timeout: 30_000 })

  const long = await storedBytes(upstream, 'long.jpg')
  expect(long && readPictureHeader(long)).toEqual({ type: 'image/jpeg', widthPx: 12_000, heightPx: 810 })
  const upright = await storedBytes(upstream, 'scan.png')
  const pixels = (bytes: Buffer | string) => sharp(bytes).rotate().removeAlpha().raw().toBuffer()
  expect((await pixels(upright ?? '')).equals(await pixels(join(place, 'scan.tif')))).toBe(true)
  const glass = await storedBytes(upstream, 'glass.webp')
  const { data } = await sharp(glass ?? '')
    .raw()
    .toBuffer({ resolveWithObject: true })
  expect(Math.abs((data[3] ?? 0) - 102)).toBeLessThanOrEqual(2)
})

test('a duplicate is stopped, in the library and in the batch; a position is taken out without touching a pixel', async ({
  page,
  folder,
  upstream,
}) => {
  const photo = await drawPhoto(folder, 'harbour.jpg')
  const copy = join(folder, 'harbour-copy.jpg')
  writeFileSync(copy, readFileSync(photo))
  const placed = join(folder, 'placed.jpg')
  await plain(80, 60)
    .withExif({ IFD0: { Make: 'Desk' }, IFD3: { GPSLatitude: '43/1 28/1 1/1', GPSLatitudeRef: 'N' } })
    .jpeg()
    .toFile(placed)
  await page.goto('/images')
  await chooseFiles(page, [photo, copy, placed])
  const twin = tray(page).getByRole('listitem').filter({ hasText: 'The same bytes as' })
  await expect(twin).toHaveCount(1)
  await twin.getByRole('button', { name: /^Skip/ }).click()
  await press(page, 'placed.jpg', /^Remove the position/)
  await expect(tray(page).getByText('2 uploaded')).toBeVisible()
  const stored = await storedBytes(upstream, 'placed.jpg')
  expect(stored?.includes('Desk')).toBe(true)
  const raw = (bytes: Buffer | string) => sharp(bytes).raw().toBuffer()
  expect((await raw(stored ?? '')).equals(await raw(placed))).toBe(true)
  const digest = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')
  expect(digest(stored ?? Buffer.alloc(0))).not.toBe(digest(readFileSync(placed)))

  await page.reload()
  await chooseFiles(page, [copy])
  await expect(row(page, basename(copy))).toContainText('Already in the library as', { timeout: 15_000 })
  await expect(row(page, basename(copy)).getByRole('link', { name: /^Open harbour/ })).toBeVisible()
  await tray(page)
    .getByRole('button', { name: /^Keep both: 1 file/ })
    .click()
  await expect(tray(page).getByText('1 uploaded')).toBeVisible()
})

test('what the browser cannot decode is said, and the file stays as it is', async ({ page, folder }) => {
  const [heic] = realPhotos('odd').filter((path) => path.endsWith('.heic'))
  test.skip(heic === undefined, 'needs the photographs beside the project')
  if (heic === undefined) return
  const file = join(folder, 'large.heic')
  writeFileSync(file, Buffer.concat([readFileSync(heic), Buffer.alloc(LIMITS.uploadSizeBytes)]))
  await page.goto('/images')
  await chooseFiles(page, [file])
  await press(page, 'large.heic', /^Convert to JPEG/)
  await expect(row(page, 'large.heic')).toContainText('This browser cannot do it.')
})
