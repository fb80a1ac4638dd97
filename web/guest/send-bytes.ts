import { nameToSend } from '../features/uploads/file-names.ts'

export type SendOutcome =
  /** Answered with success. */
  | { outcome: 'sent' }
  /** Answered, and not taken; the upstream's own words, or none. */
  | { outcome: 'refused'; message: string }
  /** No answer: the bytes may have arrived all the same. */
  | { outcome: 'lost' }

export type SendBytes = (
  uploadUrl: string,
  file: File,
  watch: { signal: AbortSignal; onProgress(sentBytes: number): void },
) => Promise<SendOutcome>

const STALLED_MS = 60_000
const LONGEST_MESSAGE = 200

/**
 * Sends a file straight to its one-time address. Nothing moving for a minute counts as a lost connection. The content
 * type is the browser's own: one set by hand would be refused.
 * @throws the signal's reason after an abort
 */
export const sendBytes: SendBytes = (uploadUrl, file, { signal, onProgress }) =>
  new Promise((resolve, reject) => {
    const form = new FormData()
    form.append('file', file, nameToSend(file.name))
    const request = new XMLHttpRequest()
    const abort = () => request.abort()
    let timer = setTimeout(abort, STALLED_MS)
    const moved = () => {
      clearTimeout(timer)
      timer = setTimeout(abort, STALLED_MS)
    }
    request.open('POST', uploadUrl)
    request.upload.addEventListener('progress', ({ loaded }) => {
      moved()
      onProgress(Math.min(loaded, file.size))
    })
    request.addEventListener('load', () => {
      if (request.status >= 200 && request.status < 300) resolve({ outcome: 'sent' })
      // What the host of the addresses fails with may pass; the desk is asked what became of the file.
      else if (request.status >= 500 || request.status === 429) resolve({ outcome: 'lost' })
      else resolve({ outcome: 'refused', message: messageOf(request.responseText) })
    })
    request.addEventListener('error', () => resolve({ outcome: 'lost' }))
    request.addEventListener('abort', () =>
      signal.aborted ? reject(signal.reason) : resolve({ outcome: 'lost' }),
    )
    request.addEventListener('loadend', () => {
      clearTimeout(timer)
      signal.removeEventListener('abort', abort)
    })
    signal.addEventListener('abort', abort)
    if (signal.aborted) reject(signal.reason)
    else request.send(form)
  })

/** `errors[0].message` of the envelope. */
function messageOf(text: string): string {
  try {
    const body: unknown = JSON.parse(text)
    if (typeof body !== 'object' || body === null || !('errors' in body) || !Array.isArray(body.errors))
      return ''
    const [first]: unknown[] = body.errors
    if (typeof first !== 'object' || first === null || !('message' in first)) return ''
    return typeof first.message === 'string' ? first.message.slice(0, LONGEST_MESSAGE) : ''
  } catch {
    return ''
  }
}
