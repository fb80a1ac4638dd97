import { ApiError } from '../../../api/api-error.ts'
import { UploadInterrupted } from '../../../api/uploads.ts'
import type { AskResult, SendResult } from '../queue/ports.ts'

/** When a 429 does not say how long to wait. */
const DEFAULT_PAUSE_SECONDS = 30

/** What went wrong with an upload, in the queue's words. */
export function sendResultOf(error: unknown): SendResult {
  if (error instanceof UploadInterrupted) {
    return { outcome: 'unanswered', allBytesSent: error.allBytesSent }
  }
  if (!(error instanceof ApiError)) return { outcome: 'unanswered', allBytesSent: true }
  switch (error.kind) {
    case 'rate_limited':
      return { outcome: 'rate_limited', retryAfterSeconds: error.retryAfterSeconds ?? DEFAULT_PAUSE_SECONDS }
    case 'offline':
      return { outcome: 'unanswered', allBytesSent: false }
    case 'timeout':
    case 'upload_in_flight':
    case 'upload_answer_lost':
      return { outcome: 'unanswered', allBytesSent: true }
    case 'too_slow':
    case 'internal':
    case 'unreadable':
    case 'upstream_unavailable':
    case 'upstream_unexpected':
    case 'upstream_timeout':
      return { outcome: 'trouble', message: error.message }
    default:
      return { outcome: 'failed', failure: { kind: 'refused', message: error.message } }
  }
}

/** Why a question about an upload got no useful answer. */
export function askResultOf(error: unknown): AskResult {
  if (!(error instanceof ApiError)) return { state: 'unreachable' }
  if (error.kind === 'rate_limited') {
    return { state: 'rate_limited', retryAfterSeconds: error.retryAfterSeconds ?? DEFAULT_PAUSE_SECONDS }
  }
  return { state: error.kind === 'offline' || error.kind === 'timeout' ? 'unreachable' : 'trouble' }
}
