import type { Problem, ProblemKind } from '#contract/problem.ts'

/** What the browser itself can add to the kinds of the BFF. */
export type ApiErrorKind = ProblemKind | 'offline' | 'timeout' | 'unreadable'

/** Whatever went wrong between this page and the BFF, or behind it. An aborted request is not one. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly kind: ApiErrorKind
  /** HTTP status; 0 when no answer came. */
  readonly status: number
  readonly requestId: string | null
  readonly retryAfterSeconds: number | null
  readonly upstreamCode: number | null
  /** Form field name -> what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>
  /** For a conflict: what is there now, not checked; `undefined` when nothing was said. */
  readonly current: unknown

  constructor(kind: ApiErrorKind, message: string, status: number, problem?: Partial<Problem>) {
    super(message)
    this.kind = kind
    this.status = status
    this.requestId = problem?.requestId ?? null
    this.retryAfterSeconds = problem?.retryAfterSeconds ?? null
    this.upstreamCode = problem?.upstreamCode ?? null
    this.fields = problem?.fields ?? {}
    this.current = problem?.current
  }

  /** True when trying the same again later can help. */
  get isPassing(): boolean {
    return PASSING.has(this.kind)
  }
}

const PASSING: ReadonlySet<ApiErrorKind> = new Set([
  'offline',
  'timeout',
  'too_slow',
  'rate_limited',
  'upstream_unavailable',
  'upstream_timeout',
])

/** The body of an error answer as a {@link Problem}, checked by hand: zod would double the first page's code. */
export function readProblem(body: unknown): Problem | null {
  if (!isRecord(body)) return null
  const { kind, message, requestId, upstreamCode, retryAfterSeconds, fields, current } = body
  if (!isProblemKind(kind) || typeof message !== 'string' || typeof requestId !== 'string') return null
  return {
    kind,
    message,
    requestId,
    ...(typeof upstreamCode === 'number' && { upstreamCode }),
    ...(typeof retryAfterSeconds === 'number' && { retryAfterSeconds }),
    ...(isRecord(fields) && { fields: textsOf(fields) }),
    ...(current !== undefined && { current }),
  }
}

/** Total by type: a new kind in the contract does not compile until it is named here. */
const KINDS: Record<ProblemKind, true> = {
  invalid_request: true,
  forbidden: true,
  too_slow: true,
  not_found: true,
  conflict: true,
  upload_in_flight: true,
  too_large: true,
  unsupported_media: true,
  misdirected: true,
  refused: true,
  rate_limited: true,
  internal: true,
  upstream_credentials: true,
  upstream_permission: true,
  upstream_not_enabled: true,
  upstream_unavailable: true,
  upstream_unexpected: true,
  upstream_timeout: true,
  upload_answer_lost: true,
  quota_exceeded: true,
}

function isProblemKind(value: unknown): value is ProblemKind {
  return typeof value === 'string' && Object.hasOwn(KINDS, value)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function textsOf(record: Record<string, unknown>): Record<string, string> {
  const texts: Record<string, string> = {}
  for (const [name, text] of Object.entries(record)) if (typeof text === 'string') texts[name] = text
  return texts
}
