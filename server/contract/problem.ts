import * as z from 'zod'

/** Everything that can go wrong, as the browser hears it. One total table gives each its HTTP status. */
export const PROBLEM_STATUS = {
  invalid_request: 400,
  /** The request did not come from our own page (Origin, Fetch Metadata or the custom header). */
  forbidden: 403,
  not_found: 404,
  /** The sender was slower than an upload may be. */
  too_slow: 408,
  /** The id or name is taken. */
  conflict: 409,
  /** Another request with the same upload key is on its way. */
  upload_in_flight: 409,
  too_large: 413,
  unsupported_media: 415,
  /** `Host` is not one of ours. */
  misdirected: 421,
  /** The request is well formed and the Images API refuses it; `message` says why. */
  refused: 422,
  rate_limited: 429,
  internal: 500,
  /** The API token was refused; the visitor did nothing wrong. */
  upstream_credentials: 502,
  /** The API token is valid and lacks a permission. */
  upstream_permission: 502,
  /** The account does not exist or has no Images subscription. */
  upstream_not_enabled: 502,
  upstream_unavailable: 502,
  /** An answer that does not fit the schema. */
  upstream_unexpected: 502,
  upstream_timeout: 504,
  /** An upload by URL got no answer and cannot be found: a person has to look. */
  upload_answer_lost: 504,
  /** The account's storage allowance is used up. */
  quota_exceeded: 507,
} as const

export type ProblemKind = keyof typeof PROBLEM_STATUS

/** The body of every error answer of the BFF. */
export const Problem = z.object({
  kind: z.enum(Object.keys(PROBLEM_STATUS) as [ProblemKind, ...ProblemKind[]]),
  /** One sentence for a person: what happened and what to do. Never holds a secret. */
  message: z.string(),
  requestId: z.string(),
  /** The vendor's error code, when the Images API gave one. */
  upstreamCode: z.number().int().optional(),
  /** Whole seconds to wait before a retry makes sense. */
  retryAfterSeconds: z.number().int().nonnegative().optional(),
  /** Form field name -> what is wrong with it. */
  fields: z.record(z.string(), z.string()).optional(),
  /** For a `conflict`: what is there now, shaped as the address answers it; `null` when it is gone. */
  current: z.unknown().optional(),
})
export type Problem = z.infer<typeof Problem>
