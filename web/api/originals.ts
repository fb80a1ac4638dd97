import { queryOptions } from '@tanstack/react-query'
import { endpoints } from '#contract/endpoints.ts'
import type { Image } from '#contract/images.ts'
import {
  FIRST_HEADER_BYTES,
  MOST_HEADER_BYTES,
  type PictureMediaType,
  readPictureHeader,
} from '#contract/picture-header/picture-header.ts'
import { contentVersion } from '#contract/thumbnails.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { ApiError, readProblem } from './api-error.ts'

/** What the original itself says; `null` where its first megabyte does not tell. */
export interface OriginalFacts {
  type: PictureMediaType | null
  widthPx: number | null
  heightPx: number | null
  sizeBytes: number | null
}

export const originalQueries = {
  /** Costs one API call and the first bytes of the file, so it is kept for as long as the bytes can be the same. */
  facts: (image: Pick<Image, 'id' | 'uploadedAt'>) =>
    queryOptions({
      queryKey: ['originals', image.id, contentVersion(image)] as const,
      queryFn: ({ signal }) => measureOriginal(endpoints.original(image.id), signal),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: 60 * 60_000,
    }),
}

/** Reads the header and hangs up. */
async function measureOriginal(path: string, signal: AbortSignal): Promise<OriginalFacts> {
  const hangUp = new AbortController()
  const response = await fetch(path, { signal: AbortSignal.any([signal, hangUp.signal]) })
  if (!response.ok || response.body === null) {
    const problem = readProblem(await response.json().catch(() => null))
    if (problem !== null) throw new ApiError(problem.kind, problem.message, response.status, problem)
    throw new ApiError('unreadable', messages.problems.unreadable.body, response.status)
  }
  const length = Number(response.headers.get('Content-Length'))
  const sizeBytes = length > 0 ? length : null
  let bytes = new Uint8Array()
  const reader = response.body.getReader()
  for (let wanted = FIRST_HEADER_BYTES; ; wanted *= 4) {
    bytes = await readUpTo(reader, bytes, wanted)
    const header = readPictureHeader(bytes)
    const isWhole = bytes.length < wanted
    if (header?.widthPx != null || isWhole || wanted >= MOST_HEADER_BYTES) {
      if (!isWhole) hangUp.abort()
      return {
        type: header?.type ?? null,
        widthPx: header?.widthPx ?? null,
        heightPx: header?.heightPx ?? null,
        sizeBytes: sizeBytes ?? (isWhole ? bytes.length : null),
      }
    }
  }
}

/** Goes on reading until `bytes` has `wanted` bytes or the body ends. */
async function readUpTo(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  bytes: Uint8Array<ArrayBuffer>,
  wanted: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const chunks = [bytes]
  let length = bytes.length
  while (length < wanted) {
    const { done, value } = await reader.read()
    if (done) break
    chunks.push(new Uint8Array(value))
    length += value.length
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer())
}
