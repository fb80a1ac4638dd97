import { createHash, randomUUID } from 'node:crypto'
import sharp from 'sharp'
import * as z from 'zod'
import type { RunningDesk } from '../../testing/start-desk.ts'

/** A picture of other bytes each time. */
export async function pictureOf(seed: number): Promise<Buffer> {
  const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const
  return sharp({ create: { width: 60, height: 40 + (seed % 40), channels: 3, background: '#888', noise } })
    .png()
    .toBuffer()
}

export const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
export const newKey = () => randomUUID()

const Standing = z.object({ state: z.string(), image: z.looseObject({ id: z.string() }).optional() })
const Ticket = z.object({ uploadUrl: z.string().optional() })
const Answer = z.object({
  id: z.string().optional(),
  kind: z.string().optional(),
  message: z.string().optional(),
})

/** A sender in a hurry: every call with a key of its choice. */
export function senderTo(desk: Pick<RunningDesk, 'base' | 'headers'>) {
  const json = { ...desk.headers, 'Content-Type': 'application/json' }
  async function ask(path: string, init: RequestInit = {}) {
    const response = await fetch(`${desk.base}${path}`, {
      headers: desk.headers,
      signal: AbortSignal.timeout(20_000),
      ...init,
    })
    return { status: response.status, headers: response.headers, body: await response.json() }
  }
  return {
    ask,
    async post(key: string | null, bytes: Buffer, fields: Record<string, string> = {}, headers = {}) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'a.png')
      const own = { ...desk.headers, ...headers, ...(key !== null && { 'Upload-Key': key }) }
      const answer = await ask('/api/images', { method: 'POST', headers: own, body: form })
      return { ...answer, ...Answer.parse(answer.body) }
    },
    async postUrl(key: string, url: string, fields = {}) {
      const body = JSON.stringify({ url, ...fields })
      const answer = await ask('/api/images/by-url', {
        method: 'POST',
        headers: { ...json, 'Upload-Key': key },
        body,
      })
      return { ...answer, ...Answer.parse(answer.body) }
    },
    standing: async (key: string) => Standing.parse((await ask(`/api/uploads/${key}`)).body),
    giveUp: async (key: string) =>
      Standing.parse((await ask(`/api/uploads/${key}`, { method: 'DELETE' })).body),
    async ticket(key: string, fields = {}) {
      const init = { method: 'POST', headers: json, body: JSON.stringify(fields) }
      const answer = await ask(`/api/uploads/${key}/ticket`, init)
      return { ...answer, uploadUrl: Ticket.parse(answer.body).uploadUrl ?? '' }
    },
  }
}

const Listed = z.object({
  result: z.object({
    images: z.array(z.object({ id: z.string() })),
    continuation_token: z.string().nullish(),
  }),
})

/** What the service holds: id and SHA-256 of each image, by asking it itself. */
export async function heldBy(service: {
  base: string
  headers: Record<string, string>
}): Promise<Map<string, string>> {
  const held = new Map<string, string>()
  let more = ''
  do {
    const page = await fetch(`${service.base}/v2?per_page=1000${more}`, { headers: service.headers })
    const { result } = Listed.parse(await page.json())
    for (const { id } of result.images) {
      const blob = await fetch(`${service.base}/v1/${encodeURIComponent(id)}/blob`, {
        headers: service.headers,
      })
      held.set(id, sha256(new Uint8Array(await blob.arrayBuffer())))
    }
    more = result.continuation_token ? `&continuation_token=${result.continuation_token}` : ''
  } while (more !== '')
  return held
}
