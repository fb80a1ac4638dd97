import { createHash } from 'node:crypto'
import { readFileSync, truncateSync } from 'node:fs'
import { basename } from 'node:path'
import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'
import sharp from 'sharp'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { askUpstream, type RunningImagesService } from './support/topology.ts'
import { uploadFiles } from './support/upload-files.ts'

const stage = (page: Page) => page.getByRole('region', { name: /^Picture / })
const picture = (page: Page) => stage(page).locator('img')
const fact = (page: Page, label: string) =>
  page.locator('dl > div').filter({ has: page.getByText(label, { exact: true }) })
const clipboard = (page: Page) => page.evaluate(() => navigator.clipboard.readText())
const pageOf = (id: string) => `/images/${id.split('/').map(encodeURIComponent).join('/')}`
const hashOf = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex')

test.beforeEach(async ({ context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
})

/** Stores `bytes` behind the desk's back; the image's id. */
async function store(
  upstream: RunningImagesService,
  bytes: Buffer,
  name: string,
  fields: Record<string, string> = {},
): Promise<string> {
  const form = new FormData()
  form.set('file', new File([new Uint8Array(bytes)], name))
  for (const [field, value] of Object.entries(fields)) form.set(field, value)
  const { status, result } = await askUpstream(upstream, '/v1', { method: 'POST', body: form })
  expect(status).toBe(200)
  return (result as { id: string }).id
}

const draw = (width: number, height: number, background = '#357') =>
  sharp({ create: { width, height, channels: 3, background } })

async function photoWithPosition(): Promise<Buffer> {
  return draw(900, 600)
    .withExif({
      IFD0: { Make: 'Nikon', Model: 'Nikon D70' },
      IFD2: { ExposureTime: '1/160', FNumber: '71/10', DateTimeOriginal: '2008:05:30 15:56:01' },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '43/1 28/1 3/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '11/1 53/1 6/1',
      },
    })
    .jpeg()
    .toBuffer()
}

async function animation(): Promise<Buffer> {
  const frames = await Promise.all(
    ['#e33', '#3e3', '#33e'].map((one) => draw(320, 200, one).png().toBuffer()),
  )
  return sharp(frames, { join: { animated: true } })
    .gif({ delay: [90, 90, 90] })
    .toBuffer()
}

async function expectNoViolations(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
}

test('a private image: every fact is copied with one press, the position is warned of, its record and its bytes are there', async ({
  page,
  upstream,
}) => {
  const bytes = await photoWithPosition()
  const id = await store(upstream, bytes, 'private one.jpg', { requireSignedURLs: 'true' })
  await page.goto(pageOf(id))
  await expect(fact(page, 'SHA-256')).toContainText(hashOf(bytes))
  await expect(fact(page, 'Access')).toContainText('private, signed links only')
  await expect(fact(page, 'Kind of id')).toContainText('generated')
  await expect(fact(page, 'Camera')).toContainText('Nikon D70')
  await expect(fact(page, 'Exposure')).toContainText('1/160 s')
  await expect(fact(page, 'Position')).toContainText('43.46750, 11.88500')
  await expect(fact(page, 'Position')).toContainText('Everybody who gets the original can read it')
  for (const [label, text] of [
    ['Image id', id],
    ['SHA-256', hashOf(bytes)],
    ['Width', '900'],
    ['Bytes', String(bytes.length)],
    ['Taken', '2008-05-30T15:56:01'],
    ['Position', '43.46750, 11.88500'],
  ] as const) {
    await page.getByRole('button', { name: `Copy ${label}`, exact: true }).press('Enter')
    await expect(page.getByText(new RegExp(`^Copied ${label}: `)).last()).toBeVisible()
    expect(await clipboard(page)).toBe(text)
  }
  // Nothing on the page leads to a map, or to anybody else.
  const links = await page
    .locator('a[href]')
    .evaluateAll((all) => all.map((a) => (a as HTMLAnchorElement).origin))
  expect(new Set(links)).toEqual(new Set([new URL(page.url()).origin]))
  await expectNoViolations(page)

  await page.getByRole('button', { name: 'API record' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'API record' })
  await expect(dialog.getByText(`"id": "${id}"`)).toBeVisible()
  await expect(dialog.getByText('"requireSignedURLs": true')).toBeVisible()
  await dialog.getByRole('button', { name: 'Copy the record' }).press('Enter')
  expect(JSON.parse(await clipboard(page))).toMatchObject({ id, requireSignedURLs: true })
  await expectNoViolations(page)
  const [file] = await Promise.all([
    page.waitForEvent('popup'),
    dialog.getByRole('link', { name: 'Open as a file' }).click(),
  ])
  await expect(file.locator('body')).toContainText(id)
  await file.close()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'API record' })).toBeFocused()

  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download original' }).click(),
  ])
  expect(download.suggestedFilename()).toBe('private one.jpg')
  expect(readFileSync(await download.path()).equals(bytes)).toBe(true)
})

test('an id with slashes: its folder, its record and its bytes; one of 1,024 characters fits a telephone', async ({
  page,
  upstream,
}) => {
  const bytes = await draw(60, 40).png().toBuffer()
  const id = await store(upstream, bytes, 'x.png', { id: 'trip/alps & co/day 1.png' })
  await page.goto(pageOf(id))
  await expect(fact(page, 'Folder')).toContainText('trip/alps & co')
  await expect(fact(page, 'Kind of id')).toContainText('custom')
  await expect(fact(page, 'SHA-256')).toContainText(hashOf(bytes))
  await expect(page.getByText('The file says nothing about a camera.')).toBeVisible()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: 'Download original' }).click(),
  ])
  expect(readFileSync(await download.path()).equals(bytes)).toBe(true)

  const long = await store(upstream, bytes, 'x.png', {
    id: `long/${'verylongname'.repeat(90)}`.slice(0, 1024),
  })
  await page.setViewportSize({ width: 360, height: 740 })
  await page.goto(pageOf(long))
  await expect(fact(page, 'SHA-256')).toContainText(hashOf(bytes))
  // Not all of it at once: everything else would be far below.
  expect((await fact(page, 'Image id').boundingBox())?.height).toBeLessThan(130)
  await page.getByRole('button', { name: 'Show all of it' }).first().press('Enter')
  expect((await fact(page, 'Image id').boundingBox())?.height).toBeGreaterThan(400)
  const overflow = await page.evaluate(() => {
    const wide = [...document.querySelectorAll('main *')].filter((element) => {
      const { right } = element.getBoundingClientRect()
      return right > innerWidth + 1 && getComputedStyle(element).position !== 'absolute'
    })
    return wide.map((element) => element.outerHTML.slice(0, 120))
  })
  expect(overflow).toEqual([])
  await expectNoViolations(page)
})

test('an animation plays and pauses by keyboard, and waits when less motion was asked for', async ({
  page,
  upstream,
}) => {
  const id = await store(upstream, await animation(), 'moving.gif')
  await page.goto(pageOf(id))
  await expect(fact(page, 'Frames')).toContainText('3 in 0.27 s')
  await expect(picture(page)).toHaveAttribute('src', new RegExp(`^${upstream.origin}/`))
  await expectNoViolations(page)
  await stage(page).focus()
  await page.keyboard.press('Space')
  await expect(stage(page).getByRole('button', { name: 'Play the animation' })).toBeVisible()
  await expect(picture(page)).toHaveAttribute('src', /^\/api\/thumbnails\//)
  await stage(page).getByRole('button', { name: 'Play the animation' }).press('Space')
  await expect(picture(page)).toHaveAttribute('src', new RegExp(`^${upstream.origin}/`))

  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.reload()
  await expect(stage(page).getByRole('button', { name: 'Play the animation' })).toBeVisible()
  await expect(picture(page)).toHaveAttribute('src', /^\/api\/thumbnails\//)
})

test('a picture of one pixel can be seen, a panorama of 12,000 by 40 is whole and sharp', async ({
  page,
  upstream,
}) => {
  const dot = await store(upstream, await draw(1, 1, '#f60').png().toBuffer(), 'dot.png')
  await page.goto(pageOf(dot))
  await expect(stage(page).locator('output')).toHaveText('1,600%')
  const box = await picture(page).boundingBox()
  expect([box?.width, box?.height]).toEqual([16, 16])
  await expect(picture(page)).toHaveCSS('image-rendering', 'pixelated')
  await stage(page).focus()
  await page.keyboard.press('1')
  await expect(stage(page).locator('output')).toHaveText('100%')

  const wide = await store(upstream, await draw(12_000, 40).jpeg().toBuffer(), 'wide.jpg')
  await page.goto(pageOf(wide))
  await expect(fact(page, 'Width')).toContainText('12,000 px')
  await expect(stage(page).locator('output')).toHaveText(/^[1-9]%$/)
  await stage(page).focus()
  await page.keyboard.press('1')
  await expect(picture(page)).toHaveAttribute('src', /\/original$/)
  const whole = await picture(page).boundingBox()
  expect([Math.round(whole?.width ?? 0), Math.round(whole?.height ?? 0)]).toEqual([12_000, 40])
})

test('a draft and a broken file say what they are, and why', async ({ page, folder, upstream }) => {
  const form = new FormData()
  form.set('expiry', new Date(Date.now() + 3_600_000).toISOString())
  const { result } = await askUpstream(upstream, '/v2/direct_upload', { method: 'POST', body: form })
  await page.goto(pageOf((result as { id: string }).id))
  await expect(stage(page).getByRole('heading', { name: 'Nothing was uploaded yet' })).toBeVisible()
  await expect(fact(page, 'State')).toContainText('draft')
  await expect(page.getByRole('link', { name: 'Download original' })).toHaveCount(0)
  await expectNoViolations(page)

  const whole = await drawPhoto(folder, 'to-be-cut.jpg')
  const bytes = readFileSync(whole)
  const hash = hashOf(bytes)
  const id = await store(upstream, bytes, basename(whole))
  truncateSync(
    `${folder}/upstream/images-service/blobs/${hash.slice(0, 2)}/${hash}`,
    Math.round(bytes.length / 3),
  )
  await page.goto(pageOf(id))
  await expect(page.getByRole('note')).toContainText('cannot be decoded to its end')
  await expect(stage(page).getByRole('heading', { name: 'The picture cannot be shown' })).toBeVisible()
  await expect(stage(page)).toContainText('The decoder says')
  await expectNoViolations(page)
})

test('an SVG is an image and nothing else; its facts need no decoder', async ({ page, upstream }) => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="60"><script>parent.hurt=1</script><rect width="90" height="60" fill="teal"/></svg>`
  const id = await store(upstream, Buffer.from(svg), 'vector.svg')
  await page.goto(pageOf(id))
  await expect(fact(page, 'Type')).toContainText('image/svg+xml')
  await expect(fact(page, 'Width')).toContainText('vector, any size')
  await expect(picture(page)).toBeVisible()
  await expect(page.locator('main object, main embed, main iframe, main section svg script')).toHaveCount(0)
  expect(await page.evaluate(() => 'hurt' in window)).toBe(false)
})

test('an image deleted by somebody else, an upstream that is down, and one that is slow', async ({
  page,
  upstream,
  faults,
}) => {
  const slow = await store(upstream, await draw(700, 500).jpeg().toBuffer(), 'slow.jpg')
  await page.goto(pageOf(slow))
  await expect(picture(page)).toBeVisible()
  faults.setRules([
    { matches: (_method, path) => path.endsWith('/blob'), fault: { kind: 'late', ms: 3_000 } },
  ])
  await page.reload()
  await expect(page.getByText('Reading the original')).toBeVisible()
  await expect(picture(page)).toBeVisible()
  await expectNoViolations(page)
  faults.setRules([])

  const id = await store(upstream, await draw(640, 480).jpeg().toBuffer(), 'gone-soon.jpg')
  faults.setRules([
    {
      matches: (_method, path) => path.endsWith('/blob'),
      fault: { kind: 'status', status: 503, body: 'down' },
    },
  ])
  await page.goto(pageOf(id))
  const failed = page.getByRole('alert').filter({ hasText: 'The original could not be read.' })
  await expect(failed).toBeVisible({ timeout: 30_000 })
  await expectNoViolations(page)
  faults.setRules([])
  await page.getByRole('button', { name: 'Read again' }).press('Enter')
  await expect(fact(page, 'Width')).toContainText('640 px')

  await askUpstream(upstream, `/v1/${id}`, { method: 'DELETE' })
  await page.getByRole('button', { name: 'Ask again' }).press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'deleted meanwhile' })).toBeVisible()
  await page.getByRole('button', { name: 'API record' }).press('Enter')
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible()
})

test('from a warm grid the picture is there in the very frame that shows the page; closing leads back to its tile', async ({
  page,
  folder,
}) => {
  await page.goto('/images')
  await uploadFiles(page, await Promise.all([1, 2, 3].map((n) => drawPhoto(folder, `warm-${n}.jpg`))))
  const tile = (n: number) => page.getByRole('gridcell', { name: new RegExp(`warm-${n}\\.jpg`) }).first()
  // The first opening may still fetch the page's own code.
  await tile(1).press('Enter')
  await expect(picture(page)).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(tile(1)).toBeFocused()
  await expect
    .poll(() =>
      tile(3)
        .locator('img')
        .evaluate((img: HTMLImageElement) => img.complete && img.naturalWidth),
    )
    .toBeGreaterThan(0)
  await tile(3).focus()
  // Before the press, or it would see the page only when it has settled.
  await page.evaluate(() => {
    const watch = new MutationObserver(() => {
      const section = document.querySelector('section[aria-label^="Picture "]')
      if (section === null) return
      watch.disconnect()
      const img = section.querySelector('img')
      const isThere = img?.complete && img.naturalWidth > 0 && img.getBoundingClientRect().width > 320
      document.body.dataset['firstSight'] = isThere ? 'there' : (img?.outerHTML ?? 'no picture')
    })
    watch.observe(document.body, { subtree: true, childList: true })
  })
  await page.keyboard.press('Enter')
  await expect(page.locator('body')).toHaveAttribute('data-first-sight', 'there')
  await page.keyboard.press('Escape')
  await expect(tile(3)).toBeFocused()
})
