import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { expect, type Locator } from '@playwright/test'
import { endpoints, REQUEST_HEADER } from '#contract/endpoints.ts'
import type { RunningDesk } from './topology.ts'

export interface Stored {
  id?: string
  isPrivate?: boolean
  metadata?: object
}

/** Uploads a file through the desk, as a tab with the app open would. Returns the image's id. */
export async function storeThrough({ origin }: RunningDesk, file: string, how: Stored = {}): Promise<string> {
  const form = new FormData()
  if (how.id !== undefined) form.append('id', how.id)
  if (how.metadata) form.append('metadata', JSON.stringify(how.metadata))
  if (how.isPrivate) form.append('requireSignedURLs', 'true')
  form.append('file', new File([await readFile(file)], basename(file)))
  const response = await fetch(`${origin}${endpoints.images}`, {
    method: 'POST',
    headers: { origin, 'sec-fetch-site': 'same-origin', [REQUEST_HEADER.name]: REQUEST_HEADER.value },
    body: form,
    signal: AbortSignal.timeout(30_000),
  })
  const text = await response.text()
  expect(response.status, text).toBe(201)
  return /"id":"([^"]+)"/.exec(text)?.[1] ?? ''
}

/** Every picture in it is a picture, not a broken one; there is at least one. */
export async function expectPictures(where: Locator): Promise<void> {
  const images = where.locator('img')
  await expect(images.first()).toBeVisible()
  await expect
    .poll(() =>
      images.evaluateAll(
        (all: HTMLImageElement[]) =>
          all.filter((image) => image.naturalWidth === 0 && image.loading !== 'lazy').length,
      ),
    )
    .toBe(0)
  await expect
    .poll(() => images.first().evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0)
}

/** The address of an image's page. */
export const pageOf = (id: string, tab: string) =>
  `/images/${id.split('/').map(encodeURIComponent).join('/')}?tab=${tab}`
