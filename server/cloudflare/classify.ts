import * as z from 'zod'
import { UpstreamError, type UpstreamErrorKind } from './upstream-error.ts'

const ErrorEntry = z.object({
  code: z.number(),
  message: z.string().catch(''),
  error_chain: z.array(z.object({ code: z.number(), message: z.string().catch('') })).optional(),
})
const FailureEnvelope = z.object({ success: z.literal(false), errors: z.array(ErrorEntry) })

interface VendorError {
  code: number | null
  message: string
}

/** Vendor code -> kind. Sources: reference section 6.1 and 2.2. */
const KIND_BY_CODE: Record<number, UpstreamErrorKind> = {
  5400: 'refused',
  5401: 'not_found',
  5403: 'upstream_not_enabled',
  5404: 'not_found',
  5408: 'upstream_timeout',
  5409: 'conflict',
  5410: 'refused',
  5411: 'refused',
  5413: 'too_large',
  5415: 'unsupported_media',
  5443: 'too_large',
  5453: 'quota_exceeded',
  5454: 'refused',
  5455: 'unsupported_media',
  9422: 'unsupported_media',
  7003: 'upstream_not_enabled',
  7011: 'too_large',
  971: 'rate_limited',
  10429: 'rate_limited',
  // Outages on their side: 5550 was seen with HTTP 415.
  5450: 'upstream_unavailable',
  5500: 'upstream_unavailable',
  5503: 'upstream_unavailable',
  5540: 'upstream_unavailable',
  5541: 'upstream_unavailable',
  5542: 'upstream_unavailable',
  5543: 'upstream_unavailable',
  5544: 'upstream_unavailable',
  5550: 'upstream_unavailable',
  1000: 'upstream_credentials',
  6003: 'upstream_credentials',
  9106: 'upstream_credentials',
  9109: 'upstream_credentials',
}

const MESSAGES: Partial<Record<UpstreamErrorKind, string>> = {
  rate_limited: 'The Images API asks us to slow down.',
  upstream_credentials: 'The Images API refused the API token. Check CLOUDFLARE_API_TOKEN.',
  upstream_permission:
    'The API token lacks a permission for this. Give it "Cloudflare Images: Edit" on the account.',
  upstream_not_enabled:
    'The account was not found or has no Images subscription. Check CLOUDFLARE_ACCOUNT_ID and the plan of the account.',
  upstream_unavailable: 'The Images API does not work at the moment. Try again later.',
  upstream_unexpected: 'The Images API gave an answer we do not understand.',
}

/**
 * The error of an answer that is not a success. Understands the v4 envelope, `error_chain`, the plain text
 * `ERROR 5404: ...` of 2022 and 2023, and pages of anything else.
 */
export function errorOfAnswer(status: number, body: string, retryAfter: string | null): UpstreamError {
  const vendor = readVendorError(body)
  const kind = kindOf(status, vendor)
  const said = clean(vendor.message)
  const own = MESSAGES[kind]
  return new UpstreamError(kind, own ?? (said === '' ? `The Images API answered ${status}.` : said), {
    upstreamCode: vendor.code,
    retryAfterSeconds:
      kind === 'rate_limited' || (kind === 'upstream_unavailable' && retryAfter !== null)
        ? secondsOf(retryAfter)
        : null,
  })
}

function kindOf(status: number, { code }: VendorError): UpstreamErrorKind {
  if (status === 429) return 'rate_limited'
  if (code === 10000) return status === 403 ? 'upstream_permission' : 'upstream_credentials'
  const known = code === null ? undefined : KIND_BY_CODE[code]
  if (known !== undefined && status < 500) return known
  if (known === 'quota_exceeded') return known
  if (status >= 500) return 'upstream_unavailable'
  if (status === 401) return 'upstream_credentials'
  if (status === 403) return 'upstream_permission'
  if (status === 404) return 'not_found'
  if (status === 409) return 'conflict'
  if (status === 408) return 'upstream_timeout'
  if (status === 413) return 'too_large'
  if (status === 415) return 'unsupported_media'
  if (status >= 400) return 'refused'
  return 'upstream_unexpected'
}

function readVendorError(body: string): VendorError {
  const text = /^ERROR (\d{3,5}): ?([^\n]*)/.exec(body)
  if (text !== null) return { code: Number(text[1]), message: text[2] ?? '' }
  try {
    const first = FailureEnvelope.parse(JSON.parse(body)).errors[0]
    if (first === undefined) return { code: null, message: '' }
    const inner = first.error_chain?.[0]?.message
    return { code: first.code, message: inner === undefined ? first.message : `${first.message}: ${inner}` }
  } catch {
    return { code: null, message: '' }
  }
}

/** The vendor's words in one line. */
function clean(message: string): string {
  return message.replace(/\p{Cc}+/gu, ' ').trim()
}

/** No answer, broken or hostile, stops the desk for longer: three times the documented block. */
export const LONGEST_PAUSE_SECONDS = 900

/** `retry-after` in whole seconds or as a date; five minutes (the documented block) when there is none. */
export function secondsOf(retryAfter: string | null, now = Date.now()): number {
  const asked =
    retryAfter !== null && /^\d{1,15}$/.test(retryAfter)
      ? Number(retryAfter)
      : Math.ceil((Date.parse(retryAfter ?? '') - now) / 1000)
  return Number.isNaN(asked) ? 300 : Math.min(LONGEST_PAUSE_SECONDS, Math.max(0, asked))
}

/** No connection came about. */
const UNSENT = /^(?:ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT)$/

/** What a failed connection, an expired timer or a torn body is. An abort by the caller passes through as it is. */
export function errorOfFailure(error: unknown, signal: AbortSignal | undefined): unknown {
  if (error instanceof UpstreamError || signal?.aborted) return error
  const code = error instanceof Error && 'code' in error ? error.code : null
  const name = error instanceof Error ? error.name : ''
  const isUnsent = UNSENT.test(String(code))
  if (/TIMEOUT/.test(String(code)) || name === 'TimeoutError' || name === 'AbortError') {
    return new UpstreamError('upstream_timeout', 'The Images API did not answer in time. Try again.', {
      isUnsent,
      cause: error,
    })
  }
  return new UpstreamError('upstream_unavailable', 'The Images API cannot be reached. Try again later.', {
    isUnsent,
    cause: error,
  })
}
