import { endpoints, REQUEST_HEADER } from '#contract/endpoints.ts'
import type { Image } from '#contract/images.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { ApiError, readProblem } from './api-error.ts'

/** The connection ended without an answer. */
export class UploadInterrupted extends Error {
  override readonly name = 'UploadInterrupted'
  /** True: every byte had left, so the image may have arrived all the same. */
  readonly allBytesSent: boolean
  constructor(allBytesSent: boolean) {
    super(messages.problems.offline.body)
    this.allBytesSent = allBytesSent
  }
}

/**
 * `POST /api/images`. XMLHttpRequest, because `fetch` tells nothing about an upload's progress.
 * Progress counts bytes of the whole form. Throws {@link ApiError} for an answer that is not 2xx,
 * {@link UploadInterrupted} for none, and the signal's reason after an abort.
 */
export function uploadImage(
  form: FormData,
  watch: { signal: AbortSignal; onProgress: (sentBytes: number) => void },
): Promise<Image> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    let allBytesSent = false
    const abort = () => request.abort()
    request.open('POST', endpoints.images)
    request.setRequestHeader(REQUEST_HEADER.name, REQUEST_HEADER.value)
    request.setRequestHeader('Accept', 'application/json')
    request.upload.addEventListener('progress', (event) => watch.onProgress(event.loaded))
    request.upload.addEventListener('load', () => {
      allBytesSent = true
    })
    request.addEventListener('load', () => {
      const body = parse(request.responseText)
      if (request.status >= 200 && request.status < 300 && isImage(body)) resolve(body)
      else reject(errorOf(request.status, body))
    })
    request.addEventListener('error', () => reject(new UploadInterrupted(allBytesSent)))
    request.addEventListener('abort', () => reject(watch.signal.reason))
    request.addEventListener('loadend', () => watch.signal.removeEventListener('abort', abort))
    watch.signal.addEventListener('abort', abort)
    if (watch.signal.aborted) reject(watch.signal.reason)
    else request.send(form)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

/** Enough to trust the answer of our own BFF. */
function isImage(body: unknown): body is Image {
  return typeof body === 'object' && body !== null && 'id' in body && 'uploadedAt' in body
}

function errorOf(status: number, body: unknown): ApiError {
  const problem = readProblem(body)
  if (problem === null) return new ApiError('unreadable', messages.problems.unreadable.body, status)
  return new ApiError(problem.kind, problem.message, status, problem)
}
