import { faults, sendResultText } from '../http/envelope.ts'
import type { ListedImage, Position } from '../store/listing.ts'
import { type ApiContext, type ApiRequest, variantUrls } from './context.ts'
import { conditionOf } from './metadata-filters.ts'

/** The text says 1,000 a page, the schema 10,000: we keep the smaller; `per_page=1` is accepted live. */
const MAX_PER_PAGE = 1000
const MAX_PER_PAGE_V1 = 10_000

/** `GET /v2`: keyset continuation over upload time and an internal sequence. */
export function listV2({ res, query }: ApiRequest, context: ApiContext): void {
  const perPage = wholeNumber(query, 'per_page', 1000, 1, MAX_PER_PAGE_V1)
  const limit = Math.min(perPage, MAX_PER_PAGE)
  const order = query.get('sort_order') ?? 'desc'
  if (order !== 'asc' && order !== 'desc') throw faults.badRequest("sort_order must be 'asc' or 'desc'")
  const token = query.get('continuation_token')
  const found = context.listing.list(
    order,
    limit + 1,
    token === null || token === '' ? null : positionOf(token),
    conditionOf(query),
  )
  const listed = found.slice(0, limit)
  const last = listed.at(-1)
  const next = found.length > limit && last !== undefined ? tokenOf(last.position) : null
  const images = writeImages(listed, context)
  sendResultText(res, `{"images":${images},"continuation_token":${JSON.stringify(next)}}`)
}

/** `GET /v1`, deprecated: page based, newest first. */
export function listV1({ res, query }: ApiRequest, context: ApiContext): void {
  const page = wholeNumber(query, 'page', 1, 1, 1_000_000)
  const perPage = wholeNumber(query, 'per_page', 1000, 1, MAX_PER_PAGE_V1)
  const creatorOnly = new URLSearchParams([...query].filter(([name]) => name === 'creator'))
  const rows = context.listing.page(perPage, (page - 1) * perPage, conditionOf(creatorOnly))
  sendResultText(res, `{"images":${writeImages(rows, context)}}`)
}

/** The same fields as `presentImage`, as text: parsing and writing the metadata of a thousand rows is what a page costs. */
function writeImages(rows: readonly ListedImage[], context: ApiContext): string {
  const urlsOf = variantUrls(context)
  const written = rows.map((row) => {
    const head = `{"id":${JSON.stringify(row.id)},"filename":${JSON.stringify(row.filename)}`
    const meta = row.metaText === null ? '' : `,"meta":${row.metaText}`
    const creator = row.creator === null ? '' : `,"creator":${JSON.stringify(row.creator)}`
    const uploaded = `,"uploaded":"${new Date(row.uploadedAt).toISOString()}"`
    const access = `,"requireSignedURLs":${row.requireSignedURLs}`
    return `${head}${meta}${creator}${uploaded}${access},"variants":${JSON.stringify(urlsOf(row.id))}}`
  })
  return `[${written.join(',')}]`
}

function wholeNumber(
  query: URLSearchParams,
  name: string,
  fallback: number,
  min: number,
  max: number,
): number {
  const text = query.get(name)
  if (text === null) return fallback
  const value = Number(text)
  if (!/^\d{1,9}$/.test(text) || value < min || value > max) {
    throw faults.badRequest(`${name} must be between ${min} and ${max}`)
  }
  return value
}

/** 22 characters: 8 bytes of time, 8 of sequence; opaque to clients. */
function tokenOf({ uploadedAt, sequence }: Position): string {
  const bytes = Buffer.alloc(16)
  bytes.writeBigInt64BE(BigInt(uploadedAt), 0)
  bytes.writeBigInt64BE(BigInt(sequence), 8)
  return bytes.toString('base64url')
}

function positionOf(token: string): Position {
  const bytes = Buffer.from(token, 'base64url')
  if (!/^[A-Za-z0-9_-]{22}$/.test(token) || bytes.length !== 16) {
    throw faults.badRequest('invalid continuation_token')
  }
  return { uploadedAt: Number(bytes.readBigInt64BE(0)), sequence: Number(bytes.readBigInt64BE(8)) }
}
