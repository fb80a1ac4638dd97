import * as z from 'zod'
import type { RunningDesk } from '../../testing/start-desk.ts'
import { sha256 } from '../../uploads/testing/upload-by-hand.ts'

const Answer = z.object({
  state: z.string().optional(),
  kind: z.string().optional(),
  message: z.string().optional(),
  reason: z.string().optional(),
  rescuedId: z.string().optional(),
  id: z.string().optional(),
})

const Detail = z.object({
  result: z.object({
    filename: z.string().nullable(),
    uploaded: z.string(),
    creator: z.string().nullish(),
    meta: z.record(z.string(), z.json()).optional(),
    requireSignedURLs: z.boolean(),
  }),
})

/** What a page does to replace and copy, and a look at the service itself behind it. */
export function replacerOf(desk: Pick<RunningDesk, 'base' | 'headers'>) {
  async function ask(id: string, path: string, init: RequestInit = {}) {
    const response = await fetch(`${desk.base}/api/images/${encodeURIComponent(id)}${path}`, {
      headers: desk.headers,
      signal: AbortSignal.timeout(30_000),
      ...init,
    })
    const body: unknown = await response.json().catch(() => ({}))
    return { status: response.status, ...Answer.parse(body) }
  }
  const json = { ...desk.headers, 'Content-Type': 'application/json' }
  return {
    replace(id: string, bytes: Buffer, fields: Record<string, string> = {}, signal?: AbortSignal) {
      const form = new FormData()
      for (const [name, value] of Object.entries(fields)) form.append(name, value)
      form.append('file', new Blob([new Uint8Array(bytes)], { type: 'image/png' }), 'other.png')
      return ask(id, '/file', { method: 'PUT', body: form, ...(signal && { signal }) })
    },
    standing: (id: string) => ask(id, '/file'),
    copy: (id: string, wish: Record<string, unknown> = {}) =>
      ask(id, '/copies', { method: 'POST', headers: json, body: JSON.stringify(wish) }),
    edit: (id: string, change: Record<string, unknown>) =>
      ask(id, '', { method: 'PATCH', headers: json, body: JSON.stringify(change) }),
    remove: (id: string) => ask(id, '', { method: 'DELETE' }),
  }
}

/** What the service has under an id, by asking it itself; `null` for nothing. */
export async function standsUnder(
  { base, headers }: { base: string; headers: Record<string, string> },
  id: string,
) {
  const url = `${base}/v1/${encodeURIComponent(id)}`
  const answer = await fetch(url, { headers })
  if (answer.status === 404) return null
  const { result } = Detail.parse(await answer.json())
  const bytes = await (await fetch(`${url}/blob`, { headers })).arrayBuffer()
  return {
    hash: sha256(new Uint8Array(bytes)),
    filename: result.filename,
    creator: result.creator ?? null,
    meta: result.meta ?? null,
    isPrivate: result.requireSignedURLs,
  }
}
