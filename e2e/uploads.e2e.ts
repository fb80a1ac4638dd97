import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { REQUEST_HEADER } from '#contract/endpoints.ts'
import { test } from './support/fixtures.ts'
import { drawPhoto } from './support/pictures.ts'
import { startDesk } from './support/topology.ts'
import { chooseFiles, uploadFiles } from './support/upload-files.ts'

const isUpload = (method: string, path: string) => method === 'POST' && path.startsWith('/upload/')
const tray = (page: Page) => page.getByRole('region', { name: 'Uploads', exact: true })
const row = (page: Page, name: string) => tray(page).getByRole('listitem').filter({ hasText: name })

test('a picture pasted from the clipboard goes up; pasted words stay words', async ({ page, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto('/images')
  await expect(page.getByRole('heading', { name: 'Images', exact: true })).toBeVisible()
  await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(64, 48)
    canvas.getContext('2d')?.fillRect(8, 8, 20, 20)
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': await canvas.convertToBlob() })])
  })
  await page.keyboard.press('ControlOrMeta+V')
  await expect(tray(page).getByText('1 uploaded')).toBeVisible()
  await expect(page.getByRole('gridcell', { name: /image\.png/ }).first()).toBeVisible()

  await page.evaluate(() => navigator.clipboard.writeText('only words'))
  const filter = page.getByRole('combobox', { name: 'Search images' })
  await filter.click()
  await page.keyboard.press('ControlOrMeta+V')
  await expect(filter).toHaveValue('only words')
  await expect(tray(page).getByText('1 uploaded')).toBeVisible()
})

test('leaving asks while something would be lost, and only then', async ({ page, faults, folder }) => {
  // A browser that cannot keep anything; what is kept is another file of tests.
  await page.addInitScript(() => Reflect.deleteProperty(StorageManager.prototype, 'getDirectory'))
  faults.setRules([{ matches: isUpload, fault: { kind: 'hang' } }])
  await page.goto('/images')
  await chooseFiles(page, [await drawPhoto(folder, 'on-its-way.jpg')])
  await expect(row(page, 'on-its-way.jpg')).toContainText('Storing')

  let asked = 0
  page.on('dialog', (dialog) => {
    asked += dialog.type() === 'beforeunload' ? 1 : 0
    void dialog.dismiss()
  })
  await page.evaluate(() => location.reload())
  await expect.poll(() => asked).toBe(1)
  await expect(row(page, 'on-its-way.jpg')).toContainText('Storing')

  await row(page, 'on-its-way.jpg').getByRole('button', { name: 'Cancel on-its-way.jpg' }).click()
  await expect(row(page, 'on-its-way.jpg')).toContainText('Cancelled')
  await page.reload()
  await expect(tray(page)).toHaveCount(0)
  expect(asked).toBe(1)
})

test('offline: files wait, say so, and go up by themselves when the network is back', async ({
  page,
  context,
  folder,
}) => {
  await page.goto('/images')
  await page.getByRole('button', { name: 'Upload', exact: true }).first().click()
  await expect(tray(page)).toBeVisible()
  await context.setOffline(true)
  await chooseFiles(page, [await drawPhoto(folder, 'tunnel-1.jpg'), await drawPhoto(folder, 'tunnel-2.jpg')])
  await expect(tray(page).getByText('The desk cannot be reached. Nothing is lost')).toBeVisible()
  await expect(row(page, 'tunnel-1.jpg')).toContainText('Waiting')
  await expect(page.getByRole('contentinfo')).toContainText('Uploads wait 0 of 2')
  // The fourth wait is 16 s long: what arrives sooner did not wait for its end.
  await expect(tray(page).getByText(/by itself in 0:1[456]/)).toBeVisible({ timeout: 30_000 })
  await context.setOffline(false)
  await expect(tray(page).getByText('2 uploaded')).toBeVisible({ timeout: 9_000 })
  await expect(page.getByRole('gridcell', { name: /tunnel-2\.jpg/ }).first()).toBeVisible()
})

test('a page opened and a list refreshed without a network say what happened and come back', async ({
  page,
  context,
  folder,
}) => {
  await page.goto('/images')
  await uploadFiles(page, [await drawPhoto(folder, 'kept-in-sight.jpg')])
  await expect(page.getByRole('gridcell', { name: /kept-in-sight/ }).first()).toBeVisible()
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Look again now' }).click()
  const notice = page.getByRole('alert').filter({ hasText: 'This list may be out of date' })
  await expect(notice).toBeVisible()
  await expect(page.getByRole('gridcell', { name: /kept-in-sight/ }).first()).toBeVisible()

  await page.getByRole('link', { name: 'Variants' }).click()
  await expect(page.getByRole('heading', { name: 'This page could not be loaded' })).toBeVisible()
  await context.setOffline(false)
  await page.getByRole('button', { name: 'Try again' }).click()
  await expect(page.getByRole('heading', { name: 'Variants' })).toBeVisible()
  await page.goBack()
  await page.getByRole('button', { name: 'Look again now' }).click()
  await expect(notice).toHaveCount(0)
})

test('the desk is stopped and started again in the middle: what waited arrives', async ({
  page,
  upstream,
  folder,
}) => {
  const files = await Promise.all([1, 2, 3, 4, 5, 6].map((n) => drawPhoto(folder, `restart-${n}.jpg`)))
  const first = await startDesk(upstream, `${folder}/restarted`)
  await page.goto(`${first.origin}/images`)
  await page.getByRole('button', { name: 'Upload', exact: true }).first().click()
  await expect(tray(page)).toBeVisible()
  await first.process.kill()
  await chooseFiles(page, files)
  await expect(tray(page).getByText('The desk cannot be reached. Nothing is lost')).toBeVisible()
  const again = await startDesk(upstream, `${folder}/restarted`, { PORT: new URL(first.origin).port })
  // Where starting took long, they have gone on by themselves before.
  const tryNow = tray(page).getByRole('button', { name: 'Try now' })
  await tryNow.click({ timeout: 2_000 }).catch(() => undefined)
  await expect(tray(page).getByText('6 uploaded')).toBeVisible()
  await again.process.stop()
})

test('an answer that is lost on its way back is asked for: the file is stored once', async ({
  page,
  folder,
  faults,
}) => {
  let lost = 0
  await page.route('**/api/images', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue()
    lost += 1
    await route.fetch()
    await route.abort('connectionreset')
  })
  await page.goto('/images')
  const before = faults.seen().length
  await chooseFiles(page, [await drawPhoto(folder, 'unheard.jpg')])
  await expect(tray(page).getByText('1 uploaded')).toBeVisible()
  expect(lost).toBe(1)
  const sent = faults.seen().slice(before)
  expect(
    sent.filter((line) => line.startsWith('POST') && line.includes('/images/v2/direct_upload')),
  ).toHaveLength(1)
  await expect(page.getByRole('gridcell', { name: /unheard\.jpg/ })).toHaveCount(1)
})

test('straight to the upstream, when the desk is set to it', async ({ page, upstream, folder }) => {
  const direct = await startDesk(upstream, `${folder}/direct`)
  await page.goto(`${direct.origin}/images`)
  const isSet = await page.evaluate(
    async (headers) => {
      const body = JSON.stringify({ way: 'direct' })
      return (await fetch('/api/settings/uploads', { method: 'PUT', headers, body })).ok
    },
    { 'content-type': 'application/json', [REQUEST_HEADER.name]: REQUEST_HEADER.value },
  )
  expect(isSet).toBe(true)
  const sent: string[] = []
  page.on('request', (request) => {
    if (request.method() === 'POST') sent.push(new URL(request.url()).origin)
  })
  await chooseFiles(page, [
    await drawPhoto(folder, 'straight-1.jpg'),
    await drawPhoto(folder, 'straight-2.jpg'),
  ])
  await expect(tray(page).getByText('2 uploaded')).toBeVisible()
  expect(sent.filter((origin) => origin === upstream.origin)).toHaveLength(2)
  await expect(page.getByRole('gridcell', { name: /straight-2\.jpg/ }).first()).toBeVisible()
  await direct.process.stop()
})

test('bad files are told apart before a byte is sent, odd names arrive as they are read', async ({
  page,
  folder,
  faults,
}) => {
  const write = (name: string, bytes: Buffer | string) => {
    writeFileSync(join(folder, name), bytes)
    return join(folder, name)
  }
  const good = [
    await drawPhoto(folder, 'a "quoted" 🌈 one.jpg'),
    await drawPhoto(folder, `${'x'.repeat(240)}-end.jpg`),
  ]
  const bad = [
    write('empty.jpg', ''),
    write('over.jpg', Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(10 * 1024 * 1024)])),
    write('notes.jpg', 'these are words'),
    write('scan.jpg', Buffer.concat([Buffer.from('II*\0'), Buffer.alloc(64)])),
  ]
  await page.goto('/images')
  const sent = () => faults.seen().filter((line) => line.startsWith('POST /upload/')).length
  const before = sent()
  await chooseFiles(page, [...bad, ...good])
  await expect(tray(page).getByText('2 uploaded, 4 failed')).toBeVisible()
  expect(sent() - before).toBe(2)
  const reasons = ['The file is empty', 'over the limit', 'Not a picture', 'TIFF is not accepted']
  for (const [at, file] of bad.entries()) {
    await expect(row(page, basename(file))).toContainText(reasons[at] ?? '')
    await expect(row(page, basename(file)).getByRole('button')).toHaveCount(0)
  }
  await expect(page.getByRole('gridcell', { name: "a 'quoted' 🌈 one.jpg" }).first()).toBeVisible()
  // The button goes with what it cleared; the keyboard stays in the tray, so Escape still closes it.
  await tray(page).getByRole('button', { name: 'Clear finished' }).press('Enter')
  await page.keyboard.press('Escape')
  await expect(tray(page)).toHaveCount(0)
})
