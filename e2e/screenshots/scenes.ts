import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Page } from '@playwright/test'
import sharp from 'sharp'
import * as z from 'zod'
import { REQUEST_HEADER } from '#contract/endpoints.ts'
import { chooseFiles } from '../support/upload-files.ts'

/** Brings a page of the desk to what its picture shows. */
export type Scene = (page: Page, stand: { origin: string; folder: string }) => Promise<void>

/** By the name of the picture. */
export const SCENES: Record<string, Scene> = { images, search, 'upload-desk': uploadDesk, image, studio }

async function images(page: Page, { origin }: { origin: string }): Promise<void> {
  await page.goto(`${origin}/images`)
  await page.locator('[role="grid"] img').first().waitFor()
  // Large enough that a month of five fills its row.
  await page.getByRole('slider', { name: 'Size of the pictures' }).press('ArrowRight')
  for (const offset of [1, 3, 6]) {
    await page.locator(`[data-index="${offset}"]`).click({ modifiers: ['ControlOrMeta'] })
  }
  await page.mouse.move(720, 4)
}

async function search(page: Page, { origin }: { origin: string }): Promise<void> {
  await page.goto(
    `${origin}/images?q=${encodeURIComponent('creator:design,marketing type:jpeg')}&sort=name-ascending`,
  )
  await page.locator('[role="grid"] img').first().waitFor()
}

async function image(page: Page, { origin }: { origin: string }): Promise<void> {
  await page.goto(`${origin}/images`)
  await page.locator('[data-index="0"]').click()
  await page.getByRole('tab', { name: 'Delivery' }).click()
  await page.getByRole('tabpanel').locator('img').first().waitFor()
}

async function studio(page: Page, { origin }: { origin: string }): Promise<void> {
  await page.goto(`${origin}/variants/hero`)
  await page.locator('main img').first().waitFor()
}

const NAMES = ['first-light', 'lamp-sage', 'evening-sea', 'poster-no-1', 'leaves', 'amara', 'firs', 'vessels']

/** A folder of new pictures, one of them a copy of what is there and one of another kind, on their way to be described. */
async function uploadDesk(page: Page, stand: { origin: string; folder: string }): Promise<void> {
  const files = await newPictures(stand.origin, join(stand.folder, 'new'))
  await page.goto(`${stand.origin}/images`)
  await page.getByRole('button', { name: 'Upload', exact: true }).first().click()
  await page.getByRole('button', { name: 'Upload desk' }).click()
  const desk = page.getByRole('dialog', { name: 'Upload desk' })
  await desk.getByRole('radio', { name: 'From a pattern' }).check()
  await desk.getByRole('textbox', { name: 'Pattern' }).fill('campaign/{date:YYYY}/{name}')
  await desk.getByRole('textbox', { name: 'Creator' }).fill('ana.lima')
  await desk.getByRole('textbox', { name: 'Credit' }).fill('Ana Lima')
  await desk.getByRole('textbox', { name: 'Tags' }).fill('spring, coast')
  await desk.getByRole('switch', { name: 'Review before sending' }).check()
  await page.keyboard.press('Escape')
  await chooseFiles(page, files)
  await desk.waitFor()
  await desk.getByRole('row').nth(files.length).waitFor()
  const titles = ['First light over the ridge', 'Lamp in sage', 'Evening at sea', 'Poster no. 1']
  for (const [at, title] of titles.entries()) {
    await desk
      .getByRole('row')
      .nth(at + 1)
      .locator('[data-col="4"]')
      .dblclick()
    await page.keyboard.type(title)
    await page.keyboard.press('Enter')
  }
  await desk.getByRole('row').nth(2).locator('[data-select]').click()
  await desk.getByRole('row').nth(3).locator('[data-select]').click()
}

const VARIANTS = [
  { name: 'hero', fit: 'cover', width: 1600, height: 640 },
  { name: 'card', fit: 'cover', width: 640, height: 480 },
  { name: 'portrait', fit: 'crop', width: 480, height: 640 },
  { name: 'thumb', fit: 'contain', width: 240, height: 240 },
] as const

/** Variants as a team has them, beside the one that every account has. */
export async function makeVariants(origin: string): Promise<void> {
  for (const { name, ...size } of VARIANTS) {
    const options = { ...size, metadata: 'none', blur: null, browserTtlSeconds: null }
    const answer = await fetch(`${origin}/api/variants`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin,
        'sec-fetch-site': 'same-origin',
        [REQUEST_HEADER.name]: REQUEST_HEADER.value,
      },
      body: JSON.stringify({ name, options, neverRequiresSignedUrl: false }),
    })
    if (!answer.ok) throw new Error(`Making variant ${name} answered ${answer.status}`)
  }
}

const Window = z.object({ items: z.array(z.object({ id: z.string() })) })

/** Pictures of the library as nobody has them: turned round. One stays as it is, one becomes a TIFF. */
async function newPictures(origin: string, folder: string): Promise<string[]> {
  mkdirSync(folder, { recursive: true })
  const headers = { 'sec-fetch-site': 'same-origin' }
  const listed = await fetch(`${origin}/api/library/window?offset=0&limit=${NAMES.length}`, { headers })
  const { items } = Window.parse(await listed.json())
  return Promise.all(
    items.map(async ({ id }, at) => {
      const path = `${origin}/api/images/${encodeURIComponent(id)}/original`
      const original = Buffer.from(await (await fetch(path, { headers })).arrayBuffer())
      const name = NAMES[at] ?? `picture-${at}`
      const [file, bytes] =
        at === 6
          ? [`${name}.jpg`, original]
          : at === 7
            ? [`${name}.tif`, await sharp(original).flop().tiff().toBuffer()]
            : [`${name}.jpg`, await sharp(original).flop().jpeg({ quality: 90 }).toBuffer()]
      writeFileSync(join(folder, file), bytes)
      return join(folder, file)
    }),
  )
}
