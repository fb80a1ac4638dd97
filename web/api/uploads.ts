import { endpoints, REQUEST_HEADER } from '#contract/endpoints.ts'
import type { Image } from '#contract/images.ts'
import type { UPLOAD_HEADERS, UploadStanding, UploadTicket, UploadTicketRequest } from '#contract/uploads.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { ApiError, readProblem } from './api-error.ts'
import { http } from './http.ts'

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

/** Those of the contract, written again: importing them would bring all of zod. A difference does not compile. */
const HEADERS: typeof UPLOAD_HEADERS = {
  key: 'Upload-Key',
  batchSize: 'Upload-Batch-Size',
  callsLeft: 'Upload-Calls-Left',
  lane: 'Upload-Lane',
}

/** What is said about an upload beside the upload itself. */
export interface UploadContext {
  /** UUID v4, the same in every attempt. */
  key: string
  /** Files still to come, this one included. */
  filesToCome: number
  signal: AbortSignal
  /** Counts bytes of the whole body. */
  onProgress: (sentBytes: number) => void
  /** API calls left for uploads in the running window; `null` where they cost none. */
  onCallsLeft: (callsLeft: number | null) => void
}

/**
 * `POST /api/images` with a form, or `POST /api/images/by-url` with JSON. Throws {@link ApiError} for an answer that
 * is not 2xx, {@link UploadInterrupted} for none, and the signal's reason after an abort.
 */
export async function postUpload(
  path: string,
  body: FormData | Record<string, unknown>,
  context: UploadContext,
): Promise<Image> {
  const isForm = body instanceof FormData
  const answer = await send(path, isForm ? body : JSON.stringify(body), context, {
    [REQUEST_HEADER.name]: REQUEST_HEADER.value,
    [HEADERS.key]: context.key,
    [HEADERS.batchSize]: String(context.filesToCome),
    Accept: 'application/json',
    ...(!isForm && { 'Content-Type': 'application/json' }),
  })
  const callsLeft = answer.header(HEADERS.callsLeft)
  if (answer.header(HEADERS.lane) === 'batch') context.onCallsLeft(null)
  else if (callsLeft !== null && /^\d+$/.test(callsLeft)) context.onCallsLeft(Number(callsLeft))
  const content = parse(answer.text)
  if (answer.status >= 200 && answer.status < 300 && isImage(content)) return content
  throw errorOf(answer.status, content)
}

/**
 * Sends one file to a one-time URL of the upstream. Returns its HTTP status, which says little: only the desk knows
 * what became of it. Throws {@link UploadInterrupted} for no answer, and the signal's reason after an abort.
 */
export async function postToOneTimeUrl(
  url: string,
  form: FormData,
  watch: Pick<UploadContext, 'signal' | 'onProgress'>,
): Promise<number> {
  return (await send(url, form, watch, {})).status
}

/** `POST /api/uploads/:key/ticket`: leave to send one file straight to the upstream. */
export function fetchUploadTicket(
  key: string,
  fields: UploadTicketRequest,
  signal: AbortSignal,
): Promise<UploadTicket> {
  return http.post<UploadTicket>(endpoints.uploadTicket(key), fields, { signal })
}

/** `GET /api/uploads/:key`: what became of an upload. */
export async function fetchUploadStanding(key: string, signal: AbortSignal): Promise<UploadStanding> {
  return standingOf(await http.get<unknown>(endpoints.upload(key), { signal }))
}

/** `DELETE /api/uploads/:key`: nobody wants it any more. The image when it had arrived already, which it survives. */
export async function giveUpUpload(key: string): Promise<Image | null> {
  const standing = standingOf(await http.delete<unknown>(endpoints.upload(key)))
  return standing.state === 'stored' ? standing.image : null
}

function standingOf(answer: unknown): UploadStanding {
  if (isRecord(answer)) {
    const { state, image } = answer
    if (state === 'unknown' || state === 'in_flight' || state === 'answer_lost') return { state }
    if (state === 'stored' && isImage(image)) return { state, image }
  }
  throw new ApiError('unreadable', messages.problems.unreadable.body, 200)
}

interface Answer {
  status: number
  text: string
  header: (name: string) => string | null
}

/** XMLHttpRequest, because `fetch` tells nothing about an upload's progress. */
function send(
  url: string,
  body: FormData | string,
  { signal, onProgress }: Pick<UploadContext, 'signal' | 'onProgress'>,
  headers: Readonly<Record<string, string>>,
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    let allBytesSent = false
    const abort = () => request.abort()
    request.open('POST', url)
    for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value)
    // Listening to `upload` makes a request to another origin ask leave first; the one-time URLs give it.
    request.upload.addEventListener('progress', (event) => onProgress(event.loaded))
    request.upload.addEventListener('load', () => {
      allBytesSent = true
    })
    request.addEventListener('load', () => {
      const { status, responseText } = request
      resolve({ status, text: responseText, header: (name) => request.getResponseHeader(name) })
    })
    request.addEventListener('error', () => reject(new UploadInterrupted(allBytesSent)))
    request.addEventListener('abort', () => reject(signal.reason))
    request.addEventListener('loadend', () => signal.removeEventListener('abort', abort))
    signal.addEventListener('abort', abort)
    if (signal.aborted) reject(signal.reason)
    else request.send(body)
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
  return isRecord(body) && 'id' in body && 'uploadedAt' in body
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function errorOf(status: number, body: unknown): ApiError {
  const problem = readProblem(body)
  if (problem === null) return new ApiError('unreadable', messages.problems.unreadable.body, status)
  return new ApiError(problem.kind, problem.message, status, problem)
}
