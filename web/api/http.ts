import { REQUEST_HEADER } from '#contract/endpoints.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { ApiError, readProblem } from './api-error.ts'

interface RequestOptions {
  /** Absent and `undefined` values are left out. */
  query?: Record<string, string | number | undefined>
  signal?: AbortSignal
  /** Default 30 s. */
  timeoutMs?: number
}

/**
 * JSON over the BFF; a body of form data goes as it is. Throws {@link ApiError} for every answer that is not 2xx and for no answer at all; an abort by
 * the caller's signal is passed on as it is. Never retries, shows or swallows anything.
 */
export const http = {
  get: <T>(path: string, options?: RequestOptions) => send<T>('GET', path, undefined, options),
  post: <T>(path: string, body?: unknown, options?: RequestOptions) => send<T>('POST', path, body, options),
  put: <T>(path: string, body?: unknown, options?: RequestOptions) => send<T>('PUT', path, body, options),
  patch: <T>(path: string, body?: unknown, options?: RequestOptions) => send<T>('PATCH', path, body, options),
  delete: <T = void>(path: string, options?: RequestOptions) => send<T>('DELETE', path, undefined, options),
}

async function send<T>(
  method: string,
  path: string,
  body: unknown,
  options: RequestOptions = {},
): Promise<T> {
  const timeout = AbortSignal.timeout(options.timeoutMs ?? 30_000)
  const signal = options.signal ? AbortSignal.any([options.signal, timeout]) : timeout
  const headers = new Headers({ Accept: 'application/json' })
  if (method !== 'GET') headers.set(REQUEST_HEADER.name, REQUEST_HEADER.value)
  const isForm = body instanceof FormData
  if (body !== undefined && !isForm) headers.set('Content-Type', 'application/json')
  try {
    const response = await fetch(withQuery(path, options.query), {
      method,
      headers,
      signal,
      credentials: 'same-origin',
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    })
    if (!response.ok) throw await errorOf(response)
    return await answerOf<T>(response)
  } catch (error) {
    if (error instanceof ApiError || options.signal?.aborted) throw error
    if (timeout.aborted) throw new ApiError('timeout', messages.problems.timeout.body, 0)
    throw new ApiError('offline', messages.problems.offline.body, 0)
  }
}

function withQuery(path: string, query: RequestOptions['query'] = {}): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value))
  return search.size === 0 ? path : `${path}?${search}`
}

/** The contract's types describe what our own BFF sends; they are not checked again at run time. */
async function answerOf<T>(response: Response): Promise<T> {
  const text = await response.text()
  try {
    return (text === '' ? undefined : JSON.parse(text)) as T
  } catch {
    throw new ApiError('unreadable', messages.problems.unreadable.body, response.status)
  }
}

async function errorOf(response: Response): Promise<ApiError> {
  const problem = readProblem(await response.json().catch(() => null))
  if (problem === null) return new ApiError('unreadable', messages.problems.unreadable.body, response.status)
  return new ApiError(problem.kind, problem.message, response.status, problem)
}
