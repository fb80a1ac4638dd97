import type { ErrorRequestHandler, RequestHandler } from 'express'
import type { Logger } from 'pino'
import * as z from 'zod'
import { PROBLEM_STATUS, type Problem, type ProblemKind } from '#contract/problem.ts'
import { ConflictError, ProblemError } from './problem-error.ts'
import { requestIdOf } from './request-log.ts'

/** Errors of other rooms, known by their shape: the BFF imports only their types. */
const UpstreamShape = z.object({
  name: z.literal('UpstreamError'),
  kind: z.enum(Object.keys(PROBLEM_STATUS) as [ProblemKind, ...ProblemKind[]]),
  message: z.string(),
  upstreamCode: z.number().nullable(),
  retryAfterSeconds: z.number().nullable(),
})
const LibraryShape = z.object({
  name: z.enum(['ThumbnailError', 'FactsError']),
  kind: z.enum(['unsupported_media', 'not_found', 'too_large', 'upstream_unavailable']),
  message: z.string(),
})
const HttpShape = z.object({ status: z.number().int().min(400).max(499), type: z.string().optional() })

type ProblemBody = Omit<Problem, 'requestId'>

/** The last handler: one total table from what happened to status and body. Unknown errors are logged with their stack. */
export function answerProblem(log: Logger): ErrorRequestHandler {
  return (error, req, res, _next) => {
    // Whoever asked has left, which is how they say that they want something else.
    if (res.destroyed && error instanceof DOMException && error.name === 'AbortError') return
    const requestId = requestIdOf(req)
    const body = problemOf(error)
    if (body === null) log.error({ requestId, error: stackOf(error) }, 'unexpected error')
    if (res.headersSent || res.destroyed) {
      res.destroy()
      return
    }
    const problem: Problem = {
      ...(body ?? {
        kind: 'internal',
        message: 'Something went wrong here. Try again; if it stays, report it with the request id.',
      }),
      requestId,
    }
    if (problem.retryAfterSeconds !== undefined) res.set('Retry-After', String(problem.retryAfterSeconds))
    // The rest of an upload nobody wants any more: close instead of reading it.
    if (!req.complete) res.set('Connection', 'close')
    res.set('Cache-Control', 'no-store').status(PROBLEM_STATUS[problem.kind]).json(problem)
    if (!req.complete) req.resume()
  }
}

export const answerNotFound: RequestHandler = () => {
  throw new ProblemError('not_found', 'There is nothing at this address.')
}

function problemOf(error: unknown): ProblemBody | null {
  if (error instanceof ProblemError) {
    return {
      kind: error.kind,
      message: error.message,
      ...(error.fields !== null && { fields: error.fields }),
      ...(error.upstreamCode !== null && { upstreamCode: error.upstreamCode }),
      ...(error.retryAfterSeconds !== null && { retryAfterSeconds: error.retryAfterSeconds }),
      ...(error instanceof ConflictError && { current: error.current }),
    }
  }
  if (error instanceof z.ZodError) return invalid(error)
  const upstream = UpstreamShape.safeParse(error)
  if (upstream.success) {
    const { kind, message, upstreamCode, retryAfterSeconds } = upstream.data
    return {
      kind,
      message,
      ...(upstreamCode !== null && { upstreamCode }),
      ...(retryAfterSeconds !== null && { retryAfterSeconds }),
    }
  }
  const thumbnail = LibraryShape.safeParse(error)
  if (thumbnail.success) return { kind: thumbnail.data.kind, message: thumbnail.data.message }
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return { kind: 'upstream_timeout', message: 'The Images API took too long to answer. Try again.' }
  }
  const http = HttpShape.safeParse(error)
  if (!http.success) return null
  if (http.data.status === 413) return { kind: 'too_large', message: 'The request is too large.' }
  return { kind: 'invalid_request', message: 'The request is not valid.' }
}

function invalid(error: z.ZodError): ProblemBody {
  const fields: Record<string, string> = {}
  for (const issue of error.issues) fields[issue.path.join('.') || 'request'] ??= issue.message
  const [first] = Object.entries(fields)
  return {
    kind: 'invalid_request',
    message: first === undefined ? 'The request is not valid.' : `${first[0]}: ${first[1]}.`,
    fields,
  }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
