import { REQUEST_HEADER } from '#contract/endpoints.ts'
import { type GuestAnswer, type GuestLink, guestEndpoints, LINK_HEADER } from '#contract/guest.ts'
import type { GuestUploadRequest } from '#contract/upload-links.ts'
import { ApiError, readProblem } from '../api/api-error.ts'
import { guest as words } from '../lib/messages/guest.ts'

/** All that this page may ask. Each throws {@link ApiError} for an answer that is not 2xx and for none at all. */
export interface GuestApi {
  /** How the link stands. */
  look(): Promise<GuestLink>
  /** An address for one file; the same key has the same one while it can be used. */
  handOut(file: GuestUploadRequest): Promise<GuestAnswer>
  /** Has the desk look what arrived under the key. */
  told(key: string): Promise<GuestAnswer>
  withdraw(key: string): Promise<GuestAnswer>
}

const TIMEOUT_MS = 30_000

export function createGuestApi(token: string): GuestApi {
  /** The contract's types describe what our own desk sends; they are not checked again at run time. */
  async function ask<Result>(method: string, path: string, body?: unknown): Promise<Result> {
    const headers = new Headers({ Accept: 'application/json', [REQUEST_HEADER.name]: REQUEST_HEADER.value })
    // What is no token is no header value either; the desk says that it opens nothing.
    headers.set(LINK_HEADER, encodeURIComponent(token))
    if (body !== undefined) headers.set('Content-Type', 'application/json')
    const signal = AbortSignal.timeout(TIMEOUT_MS)
    try {
      const response = await fetch(path, {
        method,
        headers,
        signal,
        credentials: 'same-origin',
        ...(body !== undefined && { body: JSON.stringify(body) }),
      })
      const answer: unknown = await response.json()
      if (response.ok) return answer as Result
      const problem = readProblem(answer)
      if (problem === null) throw new ApiError('unreadable', words.unreadable, response.status)
      throw new ApiError(problem.kind, problem.message, response.status, problem)
    } catch (error) {
      if (error instanceof ApiError) throw error
      if (error instanceof SyntaxError) throw new ApiError('unreadable', words.unreadable, 0)
      throw new ApiError(signal.aborted ? 'timeout' : 'offline', words.unreachable, 0)
    }
  }

  return {
    look: () => ask('GET', guestEndpoints.link),
    handOut: (file) => ask('POST', guestEndpoints.uploads, file),
    told: (key) => ask('POST', guestEndpoints.arrived(key)),
    withdraw: (key) => ask('DELETE', guestEndpoints.upload(key)),
  }
}
