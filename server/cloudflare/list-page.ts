import type { Image } from '#contract/images.ts'
import { expect, ListResult, resultOf, usableOf } from './wire.ts'

/** One page of the v2 list as the sync needs it. */
export interface ListPage {
  /** Without those whose ids no path can carry. */
  images: Image[]
  /** `null` on the last page. */
  nextCursor: string | null
  /** Upload times of the first and the last image, in ms since 1970, unusable ids included; `null` without images. */
  firstUploadedMs: number | null
  lastUploadedMs: number | null
}

/**
 * Reads the raw body of a v2 list answer: some milliseconds for 1,000 images, so not on the thread that serves people.
 * @throws UpstreamError `upstream_unexpected` for anything else
 */
export function readListPage(body: Uint8Array): ListPage {
  const { images, continuation_token: token } = expect(ListResult, resultOf(new TextDecoder().decode(body)))
  const uploadedMs = (wire: (typeof images)[number] | undefined) =>
    wire === undefined ? null : Date.parse(wire.uploaded)
  return {
    images: usableOf(images),
    nextCursor: token || null,
    firstUploadedMs: uploadedMs(images[0]),
    lastUploadedMs: uploadedMs(images.at(-1)),
  }
}

const TOKEN_KEY = Buffer.from('"continuation_token":"')
const TOKEN = /^[\w.~+/=-]{1,1024}$/

/**
 * The cursor of the next page without reading the page: where it usually stands, in next to no time. A guess, as a
 * metadata field may look the same; `null` when there is nothing to guess from.
 */
export function guessNextCursor(body: Uint8Array): string | null {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
  const at = bytes.lastIndexOf(TOKEN_KEY)
  if (at === -1) return null
  const start = at + TOKEN_KEY.length
  const end = bytes.indexOf('"', start)
  const token = bytes.toString('latin1', start, Math.min(end, start + 1025))
  return TOKEN.test(token) ? token : null
}
