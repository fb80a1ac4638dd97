import type { Page } from '@playwright/test'
import { askUpstream, type Upstream } from './topology.ts'

interface VariantOnWire {
  fit: string
  width?: number
  height?: number
}

const asJson = (method: string, body: unknown): RequestInit => ({
  method,
  body: JSON.stringify(body),
  headers: { 'content-type': 'application/json' },
})

/** Makes a variant behind the desk's back, as another program would. */
export async function makeVariant(upstream: Upstream, id: string, options: VariantOnWire): Promise<void> {
  const body = { id, options: { metadata: 'none', ...options }, neverRequireSignedURLs: false }
  const { status } = await askUpstream(upstream, '/v1/variants', asJson('POST', body))
  if (status !== 200) throw new Error(`Making variant ${id} answered ${status}`)
}

/** Changes a variant behind the desk's back. */
export async function changeVariant(upstream: Upstream, id: string, options: VariantOnWire): Promise<void> {
  const body = { options: { metadata: 'none', ...options } }
  const { status } = await askUpstream(upstream, `/v1/variants/${id}`, asJson('PATCH', body))
  if (status !== 200) throw new Error(`Changing variant ${id} answered ${status}`)
}

/** Deletes every variant but `public`. */
export async function onlyPublicVariant(upstream: Upstream): Promise<void> {
  const { result } = await askUpstream(upstream, '/v1/variants')
  const ids = [...JSON.stringify(result).matchAll(/"id":"([^"]+)"/g)].map((match) => match[1] ?? '')
  for (const id of ids.filter((name) => name !== 'public'))
    await askUpstream(upstream, `/v1/variants/${id}`, { method: 'DELETE' })
}

/** Presses Save and then, in the dialog that shows what it does, Save once more. */
export async function saveVariant(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: `Save ${name}` }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: `Save ${name}` })
    .click()
}
