import type { FoundUpload } from '../kept/kept-uploads.ts'
import type { UploadRequest } from '../upload-item.ts'
import { within } from './within.ts'

const AT_A_TIME = 50
const FILE_WITHIN_MS = 10_000

interface Restored {
  request: UploadRequest
  /** Bytes may have left before the page went. */
  wasSent: boolean
}

/** The requests of an earlier page, in order. One whose bytes are gone is listed as unreadable. */
export async function* foundRequests(found: readonly FoundUpload[]): AsyncIterable<Restored> {
  for (let start = 0; start < found.length; start += AT_A_TIME) {
    yield* await Promise.all(found.slice(start, start + AT_A_TIME).map(restored))
  }
}

async function restored({ kept, file }: FoundUpload): Promise<Restored> {
  const { key, batch, path, source, fields, review } = kept
  const wasSent = kept.state === 'sent'
  const request = { key, batch, path, fields, ...(review && { review }) }
  if (source.kind === 'url') return { wasSent, request: { ...request, source } }
  const found = await within<File | null>(FILE_WITHIN_MS, new AbortController(), file, () => null)
  if (found !== null) return { wasSent, request: { ...request, source: { kind: 'file', file: found } } }
  const gone = new File([], source.name, { type: source.type, lastModified: source.lastModified })
  return {
    wasSent,
    request: { ...request, source: { kind: 'file', file: gone }, fault: { kind: 'unreadable' } },
  }
}
