import type { UpstreamError, UpstreamErrorKind } from '../cloudflare/upstream-error.ts'

/** By name: the BFF imports only the types of that room. */
export function isUpstreamError(error: unknown): error is UpstreamError {
  return error instanceof Error && error.name === 'UpstreamError' && 'kind' in error
}

/** What was asked for is not there, says the Images API. */
export function isGone(error: unknown): boolean {
  return isUpstreamError(error) && error.kind === 'not_found'
}

/** What an error says about the Images API's answer; `null` when it is about something else. */
export function upstreamKindOf(error: unknown): UpstreamErrorKind | null {
  return isUpstreamError(error) ? error.kind : null
}
