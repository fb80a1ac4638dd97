import { Agent, request } from 'undici'
import { MOST_HEADER_BYTES, readPictureHeader } from '#contract/picture-header/picture-header.ts'
import {
  ACCEPT_HEADERS,
  ACCEPTS,
  type AcceptKind,
  type MeasuredRendition,
  type RenditionFault,
} from '#contract/renditions.ts'
import { createFlights } from '../../cloudflare/flight.ts'

const TIMEOUT_MS = 15_000
/** The vendor delivers nothing larger. */
const MAX_BYTES = 24 * 2 ** 20
const MAX_ERROR_BYTES = 64 * 1024
const KEPT = 6_000
const KEPT_MS = 24 * 3_600_000
const FLEXIBLE_OFF = /\b9429\b/

export interface MeasuredRenditions {
  renditions: MeasuredRendition[]
  measuredAt: string
  /** Delivered for this answer; 0 when it was kept, or somebody else asked at the same time. */
  billedDeliveries: number
}

export interface DeliveredRenditions {
  /**
   * Asks the delivery host once for each `Accept`. Never fails for what the host answers: that is told per rendition.
   *
   * @param key what the bytes depend on, without a signature: the answer is kept under it
   * @param url signed when the image is private; asked for only when something is not kept
   */
  measure(key: string, url: () => Promise<string>, asked?: AskedRenditions): Promise<MeasuredRenditions>
  close(): Promise<void>
}

export interface AskedRenditions {
  /** Default: each. */
  accepts?: readonly AcceptKind[]
  /** Whoever leaves last ends the deliveries that nobody waits for any more. */
  signal?: AbortSignal
}

interface Measured {
  rendition: MeasuredRendition
  measuredAt: string
}

/** Sizes, pixels and types as delivered. Bounded in connections, bytes, time and memory. */
export function createDeliveredRenditions(now: () => number = Date.now): DeliveredRenditions {
  const agent = new Agent({ connections: 4, connectTimeout: 5_000 })
  /** Encoding AVIF takes its time: what is quick never waits for a connection behind it. */
  const slowAgent = new Agent({ connections: 2, connectTimeout: 5_000 })
  const kept = new Map<string, Measured & { until: number }>()
  const flights = createFlights<Measured>()

  async function ask(url: string, accept: AcceptKind, signal: AbortSignal): Promise<MeasuredRendition> {
    try {
      const answer = await request(url, {
        dispatcher: accept === 'avif' ? slowAgent : agent,
        headers: { accept: ACCEPT_HEADERS[accept] },
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
        signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
      })
      const header = (name: string) => {
        const value = answer.headers[name]
        return typeof value === 'string' ? value : null
      }
      if (answer.statusCode !== 200) {
        const { first } = await weigh(answer.body, MAX_ERROR_BYTES)
        const text = `${first.toString('utf8').slice(0, 300)} ${header('cf-images') ?? ''}`
        return { accept, ok: false, ...faultOf(answer.statusCode, text) }
      }
      const { first, sizeBytes } = await weigh(answer.body, MAX_BYTES)
      const picture = readPictureHeader(first)
      return {
        accept,
        ok: true,
        mediaType: (header('content-type') ?? 'application/octet-stream').replace(/;.*/s, '').trim(),
        sizeBytes,
        widthPx: picture?.widthPx ?? null,
        heightPx: picture?.heightPx ?? null,
        cacheAgeSeconds: readAge(header('age')),
        cacheStatus: header('cf-cache-status')?.slice(0, 20) ?? null,
      }
    } catch {
      return {
        accept,
        ok: false,
        fault: 'unreachable',
        message: 'The delivery host does not answer. Try again.',
      }
    }
  }

  async function measureOne(
    key: string,
    accept: AcceptKind,
    url: () => Promise<string>,
    signal: AbortSignal | undefined,
  ): Promise<{ answer: Measured; isBilled: boolean }> {
    const known = kept.get(key)
    if (known !== undefined && known.until > now()) return { answer: known, isBilled: false }
    const { answer, isFirst } = await flights.join(key, signal, async (shared) => {
      const rendition = await ask(await url(), accept, shared)
      const measured = { rendition, measuredAt: new Date(now()).toISOString() }
      // A failure may be over the next moment: options are allowed with one click.
      if (rendition.ok) keep(key, measured)
      return measured
    })
    return { answer, isBilled: isFirst && answer.rendition.ok }
  }

  function keep(key: string, measured: Measured): void {
    kept.delete(key)
    kept.set(key, { ...measured, until: now() + KEPT_MS })
    for (const oldest of kept.keys()) {
      if (kept.size <= KEPT) break
      kept.delete(oldest)
    }
  }

  return {
    async measure(key, url, { accepts = ACCEPTS, signal } = {}) {
      let made: Promise<string> | null = null
      const once = () => (made ??= url())
      const measured = await Promise.all(
        accepts.map((accept) => measureOne(`${accept} ${key}`, accept, once, signal)),
      )
      return {
        renditions: measured.map(({ answer }) => answer.rendition),
        measuredAt: measured.reduce((latest, { answer: { measuredAt } }) => {
          return measuredAt > latest ? measuredAt : latest
        }, ''),
        billedDeliveries: measured.filter(({ isBilled }) => isBilled).length,
      }
    },
    async close() {
      await Promise.all([agent.destroy(), slowAgent.destroy()])
    },
  }
}

/** Counts the bytes and keeps the first of them. @throws Error for more than `limitBytes` */
async function weigh(
  body: AsyncIterable<unknown>,
  limitBytes: number,
): Promise<{ first: Buffer; sizeBytes: number }> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) continue
    if (sizeBytes < MOST_HEADER_BYTES) chunks.push(chunk)
    sizeBytes += chunk.length
    // Leaving the loop destroys the stream.
    if (sizeBytes > limitBytes) throw new Error('More bytes than any picture has')
  }
  return { first: Buffer.concat(chunks), sizeBytes }
}

function faultOf(status: number, text: string): { fault: RenditionFault; message: string } {
  if (FLEXIBLE_OFF.test(text)) {
    return { fault: 'flexible_off', message: 'The account does not allow options in delivery URLs.' }
  }
  if (status >= 500)
    return { fault: 'unreachable', message: `The delivery host answered ${status}. Try again.` }
  const said = /ERROR \d{1,5}: [^\r\n<]{1,200}/.exec(text)?.[0].trim()
  return { fault: 'refused', message: said ?? `The delivery host answered ${status}.` }
}

function readAge(text: string | null): number | null {
  return text !== null && /^\d{1,9}$/.test(text) ? Number(text) : null
}
