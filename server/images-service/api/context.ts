import type { IncomingMessage, ServerResponse } from 'node:http'
import type { UploadPace } from '../http/upload-pace.ts'
import type { ImageRow } from '../model.ts'
import type { AccountTable } from '../store/account.ts'
import type { BlobFiles } from '../store/blobs.ts'
import type { ImageTable } from '../store/images.ts'
import type { Listing } from '../store/listing.ts'
import type { SourceInspector } from '../transform/inspect.ts'

/** What the handlers of the API work with. */
export interface ApiContext {
  images: ImageTable
  listing: Listing
  account: AccountTable
  blobs: BlobFiles
  inspector: SourceInspector
  /** Milliseconds since 1970, UTC. */
  now(): number
  log(line: string): void
  /** Public, 22 characters; part of delivery and upload URLs. */
  accountHash: string
  /** `http://host:port` of delivery and upload URLs. */
  publicOrigin(): string
  /** Images the account may store. */
  allowedImages: number
  /** Slower uploads are refused. */
  uploadPace: UploadPace
  /** Fetches a source for `url` uploads; refuses private targets. */
  fetchSource(url: string, signal: AbortSignal): Promise<{ bytes: Buffer; contentType: string }>
  /** Cached renditions may be stale: an image or variant changed. */
  purge(): void
}

/** One request, its path taken apart. */
export interface ApiRequest {
  req: IncomingMessage
  res: ServerResponse
  query: URLSearchParams
}

/** An image as the wire shows it: `meta` and `creator` absent when not set, `draft` absent once uploaded. */
export function presentImage(row: ImageRow, context: ApiContext): Record<string, unknown> {
  return {
    id: row.id,
    filename: row.filename,
    ...(row.meta !== null && { meta: row.meta }),
    ...(row.creator !== null && { creator: row.creator }),
    uploaded: new Date(row.uploadedAt).toISOString(),
    requireSignedURLs: row.requireSignedURLs,
    variants: variantUrls(context)(row.id),
    ...(row.source === null && { draft: true }),
  }
}

/** Makes the delivery URLs of images: one for each variant the account has now. */
export function variantUrls(context: ApiContext): (id: string) => string[] {
  const base = `${context.publicOrigin()}/${context.accountHash}`
  const names = context.account.variants().map(({ id }) => id)
  return (id) => {
    const image = `${base}/${deliveryId(id)}`
    return names.map((name) => `${image}/${name}`)
  }
}

/** In delivery URLs the slashes of an id stay, `%` is `%25` (documented), the rest is escaped as a path needs it. */
function deliveryId(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/')
}
