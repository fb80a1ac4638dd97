import { Agent, request } from 'undici'
import * as z from 'zod'
import type { ImageToMeasure, Learnt } from './measure-store.ts'

const TIMEOUT_MS = 10_000
const MAX_BYTES = 64 * 1024
/** An account that has no flexible variants may get them one day. */
const OFF_FOR_MS = 6 * 3_600_000

const Described = z.object({
  width: z.number().positive(),
  height: z.number().positive(),
  original: z.object({
    file_size: z.number().int().nonnegative(),
    width: z.number().int().positive(),
    height: z.number().int().positive(),
    format: z.string(),
  }),
})
const TYPE_OF = { jpeg: 'jpeg', png: 'png', gif: 'gif', webp: 'webp', avif: 'avif', heic: 'heic' } as const
const FLEXIBLE_OFF = /\b9429\b/

export interface DeliveredFacts {
  /** What the delivery host says of the original; `null` when it cannot be asked. Never fails. */
  read(image: ImageToMeasure, signal: AbortSignal): Promise<Learnt | null>
  close(): Promise<void>
}

/**
 * Size, type and pixels from the delivery host (`format=json`), without a call of the API and without the bytes. Works
 * where flexible variants are on, for public images: a signed URL can have no options.
 */
export function createDeliveredFacts(now: () => number): DeliveredFacts {
  const agent = new Agent({ connections: 2, connectTimeout: 5_000 })
  let offUntil = Number.NEGATIVE_INFINITY

  async function ask(url: string, signal: AbortSignal): Promise<Learnt | null> {
    const answer = await request(url, {
      dispatcher: agent,
      headersTimeout: TIMEOUT_MS,
      bodyTimeout: TIMEOUT_MS,
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    })
    const text = await readText(answer.body)
    if (text === null) return null
    if (answer.statusCode === 403 && FLEXIBLE_OFF.test(`${text} ${answer.headers['cf-images'] ?? ''}`)) {
      offUntil = now() + OFF_FOR_MS
    }
    if (answer.statusCode !== 200) return null
    const { width, height, original } = Described.parse(JSON.parse(text))
    const name = original.format.replace(/^image\//, '')
    const type = Object.entries(TYPE_OF).find(([known]) => known === name)?.[1]
    // A format we have no word for is left to the bytes.
    if (type === undefined) return null
    // What would be delivered stands upright; whether the original is told as stored or as shown is not documented.
    const isTurned = width < height !== original.width < original.height && width !== height
    const [widthPx, heightPx] = isTurned
      ? [original.height, original.width]
      : [original.width, original.height]
    return { type, sizeBytes: original.file_size, widthPx, heightPx }
  }

  return {
    async read(image, signal) {
      const url = image.variants[0]?.url
      if (url === undefined || image.requiresSignedUrl || now() < offUntil) return null
      try {
        return await ask(`${url.slice(0, url.lastIndexOf('/'))}/format=json`, signal)
      } catch {
        return null
      }
    },
    close: () => agent.close(),
  }
}

/** `null` for an answer that is far too long for what was asked. */
async function readText(body: AsyncIterable<unknown>): Promise<string | null> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) continue
    size += chunk.length
    if (size > MAX_BYTES) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}
