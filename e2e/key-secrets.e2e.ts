import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Page } from '@playwright/test'
import { placesOf } from './support/everywhere.ts'
import { test } from './support/fixtures.ts'
import { pageOf, storeThrough } from './support/images-of-desk.ts'
import { drawPhoto } from './support/pictures.ts'
import { askUpstream, startDesk, startImagesService } from './support/topology.ts'

const SHOWN_MS = 30_000

/** The ways a key's value may be written. */
function spellings(value: string): string[] {
  return [
    value,
    encodeURIComponent(value),
    JSON.stringify(value).slice(1, -1),
    Buffer.from(value).toString('hex'),
    Buffer.from(value).toString('base64').replace(/=+$/, '').slice(0, -1),
  ]
}

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile())
}

test('T12: the value of a key is in no answer but the reveal, no log, no file, no storage, no cache, and gone from the page', async ({
  page,
  folder,
}) => {
  test.setTimeout(180_000)
  const upstream = await startImagesService(`${folder}/keys-upstream`, { API_QUOTA: '1000000' })
  const deskFolder = `${folder}/keys-desk`
  const desk = await startDesk(upstream, deskFolder, { API_QUOTA: '1000000', LOG_LEVEL: 'debug' })
  const reading: Promise<string>[] = []
  try {
    await askUpstream(upstream, '/v1/keys/sentinel', { method: 'PUT' })
    const { result } = await askUpstream(upstream, '/v1/keys')
    const value = /"name":"sentinel","value":"([^"]+)"/.exec(JSON.stringify(result))?.[1] ?? ''
    expect(value.length).toBeGreaterThan(20)
    const hits = (places: Record<string, string>) =>
      Object.entries(places)
        .filter(([, text]) => spellings(value).some((spelling) => text.includes(spelling)))
        .map(([place]) => place)
    const whereNow = async () => hits(await placesOf(page))
    const id = await storeThrough(desk, await drawPhoto(folder, 'beside-a-key.jpg'), { isPrivate: true })
    page.on('response', (answer) => {
      const read = async () =>
        `${answer.url()} ${JSON.stringify(await answer.allHeaders())} ${await answer.text()}`
      // A redirect and an answer that was given up have no body.
      reading.push(read().catch(() => answer.url()))
    })

    await page.clock.install()
    await goThroughAllSigned(page, desk.origin, id)
    expect(await whereNow()).toEqual([])
    // Looked for where the app keeps things: an empty look finds nothing either.
    expect((await placesOf(page))['queries']).toContain('sentinel')

    await page.goto(`${desk.origin}/keys`)
    const reveal = page.getByRole('button', { name: 'Reveal the value of sentinel' })
    await reveal.click()
    await expect(page.getByText(value)).toBeVisible()
    expect(await whereNow()).toEqual(['document'])
    await page.clock.runFor(SHOWN_MS + 1_000)
    await expect(page.getByText(value)).toHaveCount(0)
    expect(await whereNow()).toEqual([])

    // Leaving takes it along, by a link, by another tab, by going back and by reloading.
    for (const leave of [
      () => page.getByRole('tab', { name: 'Make links' }).click(),
      () => page.getByRole('link', { name: 'Images', exact: true }).click(),
      () => page.reload(),
    ]) {
      await page.goto(`${desk.origin}/keys`)
      await reveal.click()
      await expect(page.getByText(value)).toBeVisible()
      await leave()
      await expect(page.getByText(value)).toHaveCount(0)
      expect(await whereNow()).toEqual([])
    }
    await page.goBack()
    expect(await whereNow()).toEqual([])
    await page.goto(`${desk.origin}/keys`)
    await page.getByRole('button', { name: 'Delete key sentinel' }).click()
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete key' }).click()
    await expect(page.getByText('Key sentinel deleted').first()).toBeVisible()

    const all = await Promise.all(reading)
    const isReveal = (text: string) => text.split(' ')[0]?.endsWith('/reveal')
    for (const text of all.filter(isReveal)) expect(text).toContain('no-store')
    expect(all.filter(isReveal).join()).toContain(value)
    const answers = all.filter((text) => !isReveal(text))
    expect(answers.length).toBeGreaterThan(50)
    expect(answers.filter((text) => hits({ text }).length > 0)).toEqual([])
    await desk.process.stop()
    const log = desk.process.output()
    expect(log).toContain('/reveal')
    const files = filesBelow(deskFolder)
    expect(files.some((path) => path.endsWith('desk.sqlite'))).toBe(true)
    expect(
      hits({ log, ...Object.fromEntries(files.map((path) => [path, readFileSync(path, 'latin1')])) }),
    ).toEqual([])
  } finally {
    await desk.process.stop()
    await upstream.process.stop()
  }
})

/** Everything the desk does with the key, except telling it. */
async function goThroughAllSigned(page: Page, origin: string, id: string): Promise<void> {
  await page.goto(origin + pageOf(id, 'delivery'))
  await expect(page.getByRole('button', { name: 'Copy URL of public' })).toBeVisible()
  await page.getByRole('link', { name: 'Make a signed link…' }).click()
  await page.getByLabel('Key', { exact: true }).selectOption('sentinel')
  await page.getByRole('button', { name: 'Make link' }).click()
  await expect(page.getByRole('heading', { name: '1 link made' })).toBeVisible()
  const url = (await page.locator('p[title*="sig="]').first().getAttribute('title')) ?? ''
  await page.getByRole('button', { name: /^QR code/ }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('tab', { name: 'Links made here' }).click()
  await expect(page.getByRole('cell', { name: 'sentinel', exact: true })).toBeVisible()
  await page.getByRole('tab', { name: 'Check a link' }).click()
  await page.getByRole('textbox', { name: 'Link' }).fill(url)
  await page.getByRole('button', { name: 'Check link' }).click()
  await expect(page.getByText(/^Valid\./)).toBeVisible()
  await expect(page.getByText('sentinel', { exact: true })).toBeVisible()
  await page.getByRole('tab', { name: 'Change a key' }).click()
  await page.getByRole('button', { name: 'New key' }).first().click()
  await page.getByRole('textbox', { name: 'Name' }).fill('sentinel')
  await expect(page.getByText('There is a key of this name.')).toBeVisible()
  await page.keyboard.press('Escape')
}
