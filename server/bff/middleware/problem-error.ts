import type { ProblemKind } from '#contract/problem.ts'

/** A problem found by the BFF itself, on its way to the browser. `message` is one sentence for a person. */
export class ProblemError extends Error {
  override name = 'ProblemError'
  readonly kind: ProblemKind
  readonly fields: Record<string, string> | null
  /** The vendor's code, when the problem began as an answer of the Images API. */
  readonly upstreamCode: number | null
  /** Whole seconds until trying again makes sense. */
  readonly retryAfterSeconds: number | null

  constructor(
    kind: ProblemKind,
    message: string,
    fields: Record<string, string> | null = null,
    retryAfterSeconds: number | null = null,
    upstreamCode: number | null = null,
  ) {
    super(message)
    this.kind = kind
    this.fields = fields
    this.retryAfterSeconds = retryAfterSeconds
    this.upstreamCode = upstreamCode
  }
}

/** Somebody else was faster. `current` is what is there now, as the address answers it. */
export class ConflictError extends ProblemError {
  readonly current: unknown

  constructor(message: string, current: unknown, fields: Record<string, string> | null = null) {
    super('conflict', message, fields)
    this.current = current
  }
}
