import { Agent, type buildConnector, request } from 'undici'
import type { DomainFault, DomainOutcome } from '#contract/delivery-settings.ts'
import { MOST_HEADER_BYTES, readPictureHeader } from '#contract/picture-header/picture-header.ts'
import { createPublicConnector, type Lookup } from '../../public-dial/public-connector.ts'

const TIMEOUT_MS = 10_000
/** Of a refusal: enough for the sentence in it. */
const MAX_ERROR_BYTES = 4096
const ACCEPT = 'image/avif,image/webp,image/*;q=0.8'

export interface DomainTrier {
  /** Asks for one picture; never fails for what the host does. At most ten seconds, nothing is followed. */
  attempt(url: string): Promise<DomainOutcome>
  close(): Promise<void>
}

/**
 * Fetches a picture from a host that a person named: over TLS, from public addresses only (checked where it is dialled),
 * and no more of it than its header.
 *
 * @param network stand-ins, for tests
 */
export function createDomainTrier(
  network: { lookup?: Lookup; dial?: buildConnector.connector } = {},
): DomainTrier {
  const agent = new Agent({
    connect: createPublicConnector(network.lookup, network.dial),
    connections: 2,
    // The next attempt is to meet the host anew.
    pipelining: 0,
  })

  async function attempt(url: string): Promise<DomainOutcome> {
    if (!url.startsWith('https://')) return { ok: false, fault: 'no_answer', said: 'Only https is tried.' }
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    try {
      const answer = await request(url, {
        dispatcher: agent,
        signal,
        headers: { accept: ACCEPT },
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
      })
      if (answer.statusCode >= 300 && answer.statusCode < 400) {
        await readStart(answer.body, 0)
        return { ok: false, fault: 'redirect', said: plain(textOf(answer.headers['location'])) }
      }
      if (answer.statusCode !== 200) {
        const text = (await readStart(answer.body, MAX_ERROR_BYTES)).toString('utf8')
        const said = /ERROR \d{1,5}: [^\r\n<]{1,200}/.exec(text)?.[0] ?? ''
        return { ok: false, fault: 'refused', said: plain(`${answer.statusCode} ${said}`) }
      }
      const picture = readPictureHeader(await readStart(answer.body, MOST_HEADER_BYTES))
      if (picture === null) {
        const mediaType = textOf(answer.headers['content-type']).replace(/;.*/s, '')
        return { ok: false, fault: 'no_picture', said: plain(mediaType) }
      }
      return { ok: true, mediaType: picture.type, widthPx: picture.widthPx, heightPx: picture.heightPx }
    } catch (error) {
      return { ok: false, fault: faultOf(error), said: null }
    }
  }

  return { attempt, close: () => agent.destroy() }
}

/** Leaving the loop ends the transfer. */
async function readStart(body: AsyncIterable<unknown>, limitBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = []
  let sizeBytes = 0
  for await (const chunk of body) {
    if (!Buffer.isBuffer(chunk)) continue
    chunks.push(chunk)
    sizeBytes += chunk.length
    if (sizeBytes >= limitBytes) break
  }
  return Buffer.concat(chunks).subarray(0, limitBytes)
}

function faultOf(error: unknown): DomainFault {
  if (!(error instanceof Error)) return 'no_answer'
  const code = 'code' in error && typeof error.code === 'string' ? error.code : ''
  if (error.message === 'the address is not public') return 'not_public'
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'ENODATA') return 'no_name'
  if (/CERT|SSL|TLS|SELF_SIGNED|VERIFY|EPROTO/.test(code)) return 'certificate'
  return 'no_answer'
}

const textOf = (header: unknown): string => (typeof header === 'string' ? header : '')

/** One line of a stranger's text, cut; `null` for none. */
function plain(text: string): string | null {
  const line = text
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, 200)
  return line === '' ? null : line
}
