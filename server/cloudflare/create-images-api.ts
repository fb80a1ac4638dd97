import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import { parseImageId } from '#contract/image-id.ts'
import { LIMITS } from '#contract/limits.ts'
import type { ImagesApi, MetadataFilter, NewImageFields, UploadBody } from './images-api.ts'
import { createTransport, type TransportOptions } from './transport.ts'
import { UpstreamError } from './upstream-error.ts'
import {
  DirectUploadResult,
  expect,
  imageOf,
  imagesOf,
  KeysResult,
  RecordResult,
  StatsResult,
  VariantResult,
  VariantsResult,
  variantOf,
  wireOptionsOf,
} from './wire.ts'

const EXPIRY_GRACE_SECONDS = 10
const JSON_HEADERS = { 'content-type': 'application/json' }

/**
 * The Images API of one account over HTTP. Paths go out byte for byte as built here; the token goes into one header
 * and nowhere else.
 */
export function createImagesApi(options: TransportOptions): ImagesApi & { close(): Promise<void> } {
  const { call, callRaw, callUrl, openFile, close, batchLaneIsOpen } = createTransport(options)
  const image = (id: string) => `/v1/${encodeURIComponent(id)}`
  const variant = (name: string) => `/v1/variants/${encodeURIComponent(name)}`
  const key = (name: string) => `/v1/keys/${encodeURIComponent(name)}`

  return {
    close,
    batchLaneIsOpen,

    listImages: (query, context) =>
      call({ method: 'GET', path: listPath(query) }, context, (result) => ({
        ...imagesOf(result),
        asOf: new Date().toISOString(),
      })),

    async listRawPage({ cursor, ...query }, context) {
      const path = listPath({ ...query, cursor: cursor ?? undefined })
      let requestedAt = Date.now()
      const onSent = () => {
        requestedAt = Date.now()
        context.onSent?.()
      }
      const body = await callRaw({ method: 'GET', path }, { ...context, onSent })
      return { body, requestedAt }
    },

    getImage: (id, context) =>
      call({ method: 'GET', path: image(id), isOnBatchHost: true }, context, imageOf),

    getRecord: (id, context) =>
      call({ method: 'GET', path: image(id), isOnBatchHost: true }, context, (result) =>
        expect(RecordResult, result),
      ),

    async editImage(id, { metadata, creator, requiresSignedUrl }, context) {
      const body = JSON.stringify({ metadata, creator, requireSignedURLs: requiresSignedUrl })
      const request = { method: 'PATCH', path: image(id), headers: JSON_HEADERS, body } as const
      return call({ ...request, isOnBatchHost: true }, context, imageOf)
    },

    deleteImage: (id, context) =>
      call({ method: 'DELETE', path: image(id), isOnBatchHost: true }, context, () => {}),

    uploadImage(body, fields, context) {
      const start = Buffer.from(encodeParts(body.boundary, partsOf(fields)))
      const form = { ...body, sizeBytes: start.length + body.sizeBytes, stream: after(start, body.stream) }
      const request = { method: 'POST', path: '/v1', ...formOf(form), isUpload: true } as const
      return call({ ...request, isOnBatchHost: true }, context, imageOf)
    },

    uploadToDraft: (uploadUrl, body, context) =>
      callUrl(new URL(uploadUrl), { method: 'POST', ...formOf(body), isUpload: true }, context, imageOf),

    async uploadImageByUrl(url, fields, context) {
      const form = multipartOf([['url', url], ...partsOf(fields)])
      const request = { method: 'POST', path: '/v1', ...form, isUpload: true } as const
      return call({ ...request, isOnBatchHost: true }, context, imageOf)
    },

    async createDirectUpload({ expiresInSeconds, ...fields }, context) {
      // Clocks differ and calls take time: at the very limit the vendor would refuse.
      const seconds = Math.min(
        Math.max(expiresInSeconds, LIMITS.directUploadMinSeconds + EXPIRY_GRACE_SECONDS),
        LIMITS.directUploadMaxSeconds - EXPIRY_GRACE_SECONDS,
      )
      const expiresAt = new Date(Date.now() + seconds * 1000).toISOString()
      const form = multipartOf([['expiry', expiresAt], ...partsOf(fields)])
      const request = { method: 'POST', path: '/v2/direct_upload', ...form, isOnBatchHost: true } as const
      return call(request, context, (result) => {
        const { id, uploadURL } = expect(DirectUploadResult, result)
        const imageId = parseImageId(id)
        if (imageId === null)
          throw new UpstreamError('upstream_unexpected', 'The new image has no usable id.')
        return { id: imageId, uploadUrl: uploadURL, expiresAt }
      })
    },

    async getOriginal(id, context) {
      const { stream, header } = await openFile(
        { method: 'GET', path: `${image(id)}/blob`, headers: { accept: '*/*' } },
        context,
      )
      const length = header('content-length')
      return {
        contentType: header('content-type') ?? 'application/octet-stream',
        sizeBytes: length !== null && /^\d{1,12}$/.test(length) ? Number(length) : null,
        stream,
      }
    },

    getStats: (context) =>
      call({ method: 'GET', path: '/v1/stats' }, context, (result) => {
        const { count } = expect(StatsResult, result)
        return { storedImages: count.current, allowedImages: count.allowed }
      }),

    listVariants: (context) =>
      call({ method: 'GET', path: '/v1/variants' }, context, (result) =>
        Object.values(expect(VariantsResult, result).variants)
          .map(variantOf)
          .sort((a, b) => (a.name < b.name ? -1 : 1)),
      ),

    getVariant: (name, context) => call({ method: 'GET', path: variant(name) }, context, oneVariantOf),

    async createVariant(fresh, context) {
      const body = JSON.stringify({
        id: fresh.name,
        options: wireOptionsOf(fresh),
        neverRequireSignedURLs: fresh.neverRequiresSignedUrl,
      })
      return call(
        { method: 'POST', path: '/v1/variants', headers: JSON_HEADERS, body },
        context,
        oneVariantOf,
      )
    },

    async editVariant(name, change, context) {
      const body = JSON.stringify({
        options: wireOptionsOf(change, change.clears),
        neverRequireSignedURLs: change.neverRequiresSignedUrl,
      })
      return call(
        { method: 'PATCH', path: variant(name), headers: JSON_HEADERS, body },
        context,
        oneVariantOf,
      )
    },

    deleteVariant: (name, context) => call({ method: 'DELETE', path: variant(name) }, context, () => {}),

    async editAccountSwitches(change, context) {
      const body = JSON.stringify({
        flexible_variants: change.flexibleVariants,
        browser_ttl: change.browserTtlSeconds,
        preserve_content_credentials: change.preservesContentCredentials,
      })
      return call({ method: 'PATCH', path: '/v1/config', headers: JSON_HEADERS, body }, context, () => {})
    },

    listSigningKeys: (context) => call({ method: 'GET', path: '/v1/keys' }, context, keysOf),

    // A bare PUT: one with a `Content-Type` is misrouted and answers 5415.
    createSigningKey: (name, context) => call({ method: 'PUT', path: key(name) }, context, keysOf),

    deleteSigningKey: (name, context) => call({ method: 'DELETE', path: key(name) }, context, keysOf),
  }
}

function listPath(query: {
  cursor?: string | undefined
  limit: number
  order: 'newest' | 'oldest'
  creator?: string | undefined
  metadata?: readonly MetadataFilter[] | undefined
}): string {
  const { cursor, limit, order, creator, metadata = [] } = query
  const parameters = new URLSearchParams({
    per_page: String(limit),
    sort_order: order === 'newest' ? 'desc' : 'asc',
    ...(cursor !== undefined && { continuation_token: cursor }),
    ...(creator !== undefined && { creator }),
  })
  for (const { path, values } of metadata) {
    const operator = values.length === 1 ? 'eq:string' : 'in:string'
    parameters.append(`meta.${path.join('.')}[${operator}]`, values.join('|'))
  }
  return `/v2?${parameters}`
}

const oneVariantOf = (result: unknown) => variantOf(expect(VariantResult, result).variant)
const keysOf = (result: unknown) => expect(KeysResult, result).keys

function partsOf(fields: NewImageFields): [string, string][] {
  const { id, metadata, creator, requiresSignedUrl } = fields
  return [
    ...(id === undefined ? [] : [['id', id] as [string, string]]),
    ...(metadata === undefined ? [] : [['metadata', JSON.stringify(metadata)] as [string, string]]),
    ...(creator === undefined ? [] : [['creator', creator] as [string, string]]),
    ...(requiresSignedUrl ? [['requireSignedURLs', 'true'] as [string, string]] : []),
  ]
}

/** A form of our own fixed field names: what comes from outside is content only, and no content holds the boundary. */
function multipartOf(parts: [string, string][]): { headers: Record<string, string>; body: string } {
  const boundary = `picture-desk-${randomUUID()}`
  return {
    headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
    body: `${encodeParts(boundary, parts)}--${boundary}--\r\n`,
  }
}

function encodeParts(boundary: string, parts: [string, string][]): string {
  return parts
    .map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    )
    .join('')
}

/** The request of a form that is passed on. Quoted, a boundary may have any character that boundaries may have. */
function formOf({ boundary, sizeBytes, stream }: UploadBody): {
  headers: Record<string, string>
  body: Readable
} {
  const isToken = /^[\w'+.-]+$/.test(boundary)
  const contentType = `multipart/form-data; boundary=${isToken ? boundary : `"${boundary}"`}`
  return { headers: { 'content-type': contentType, 'content-length': String(sizeBytes) }, body: stream }
}

/** `start`, then `stream`; leaving it early destroys `stream`. */
function after(start: Buffer, stream: Readable): Readable {
  return Readable.from(
    (async function* () {
      if (start.length > 0) yield start
      yield* stream
    })(),
    { objectMode: false },
  )
}
