import { Agent, request } from 'undici'

const TIMEOUT_MS = 10_000
const KEPT_MS = 3_600_000
const MAX_ERROR_BYTES = 4096
const FLEXIBLE_OFF = /\b9429\b/
/** A picture of a few bytes. */
const OPTIONS = 'w=20,f=auto'

export interface SeenSwitches {
  /** `null` when no delivery told. */
  flexibleVariants: boolean | null
  browserTtlSeconds: number | null
  readAt: string
  /** Pictures delivered for this answer, which are billed; 0 when it was kept. */
  billedDeliveries: number
}

export interface SwitchReader {
  /**
   * What the deliveries of a public image show of the account's switches; kept for an hour. Never fails for what the
   * delivery host does.
   *
   * @param base delivery URL of the image without its last part
   * @param plainVariant name of a variant without a cache time of its own; `null` when there is none
   */
  read(base: string, plainVariant: string | null): Promise<SeenSwitches>
  /** After a change of ours. */
  forget(): void
  close(): Promise<void>
}

interface Seen {
  flexibleVariants: boolean | null
  maxAgeSeconds: number | null
  isDelivered: boolean
}

/** The Images API has no answer for what is switched on; deliveries do. */
export function createSwitchReader(now: () => number = Date.now): SwitchReader {
  const agent = new Agent({ connections: 2, connectTimeout: 5_000 })
  let kept: { seen: Promise<SeenSwitches>; untilMs: number } | null = null

  async function ask(url: string): Promise<Seen> {
    try {
      const answer = await request(url, {
        dispatcher: agent,
        headers: { accept: 'image/webp,image/*' },
        headersTimeout: TIMEOUT_MS,
        bodyTimeout: TIMEOUT_MS,
        signal: AbortSignal.timeout(TIMEOUT_MS),
      })
      if (answer.statusCode === 200) {
        await answer.body.dump({ limit: 1024 * 1024 }).catch(() => {})
        const maxAgeSeconds = maxAgeOf(answer.headers['cache-control'])
        return { flexibleVariants: true, maxAgeSeconds, isDelivered: true }
      }
      const text = `${await startOf(answer.body)} ${String(answer.headers['cf-images'] ?? '')}`
      return { ...NOTHING, flexibleVariants: FLEXIBLE_OFF.test(text) ? false : null }
    } catch {
      return NOTHING
    }
  }

  async function readNow(base: string, plainVariant: string | null): Promise<SeenSwitches> {
    const flexible = await ask(`${base}/${OPTIONS}`)
    // The first one says both, when it is delivered.
    const named =
      flexible.isDelivered || plainVariant === null ? NOTHING : await ask(`${base}/${plainVariant}`)
    return {
      flexibleVariants: flexible.flexibleVariants,
      browserTtlSeconds: flexible.maxAgeSeconds ?? named.maxAgeSeconds,
      readAt: new Date(now()).toISOString(),
      billedDeliveries: Number(flexible.isDelivered) + Number(named.isDelivered),
    }
  }

  return {
    async read(base, plainVariant) {
      if (kept !== null && kept.untilMs > now()) return { ...(await kept.seen), billedDeliveries: 0 }
      const mine = { seen: readNow(base, plainVariant), untilMs: now() + KEPT_MS }
      kept = mine
      const seen = await mine.seen
      // Nothing was told: the next one asks again.
      if (seen.flexibleVariants === null && kept === mine) kept = null
      return seen
    },
    forget() {
      kept = null
    },
    close: () => agent.destroy(),
  }
}

const NOTHING: Seen = { flexibleVariants: null, maxAgeSeconds: null, isDelivered: false }

function maxAgeOf(header: unknown): number | null {
  const found =
    typeof header === 'string' ? /(?:^|[,\s])max-age=(\d{1,9})(?:[,\s]|$)/.exec(header)?.[1] : null
  return found ? Number(found) : null
}

/** Leaving the loop ends the transfer. */
async function startOf(body: AsyncIterable<unknown>): Promise<string> {
  let text = ''
  for await (const chunk of body) {
    if (Buffer.isBuffer(chunk)) text += chunk.toString('utf8')
    if (text.length > MAX_ERROR_BYTES) break
  }
  return text
}
