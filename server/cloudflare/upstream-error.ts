import type { ProblemKind } from '#contract/problem.ts'

/** What can be wrong with an answer of the Images API, in the contract's words. */
export type UpstreamErrorKind = Extract<
  ProblemKind,
  | 'invalid_request'
  | 'not_found'
  | 'conflict'
  | 'too_large'
  | 'unsupported_media'
  | 'refused'
  | 'rate_limited'
  | 'upstream_credentials'
  | 'upstream_permission'
  | 'upstream_not_enabled'
  | 'upstream_unavailable'
  | 'upstream_unexpected'
  | 'upstream_timeout'
  | 'quota_exceeded'
>

/** Thrown by every call of the Images API that did not give what was asked. `message` is for a person, without secrets. */
export class UpstreamError extends Error {
  override name = 'UpstreamError'
  readonly kind: UpstreamErrorKind
  /** The vendor's code, when there was one. */
  readonly upstreamCode: number | null
  readonly retryAfterSeconds: number | null
  /** The call never left: nothing can have come of it. */
  readonly isUnsent: boolean

  constructor(
    kind: UpstreamErrorKind,
    message: string,
    detail: {
      upstreamCode?: number | null
      retryAfterSeconds?: number | null
      isUnsent?: boolean
      cause?: unknown
    } = {},
  ) {
    super(message, { cause: detail.cause })
    this.kind = kind
    this.upstreamCode = detail.upstreamCode ?? null
    this.retryAfterSeconds = detail.retryAfterSeconds ?? null
    this.isUnsent = detail.isUnsent ?? false
  }
}
