import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ImageRow, VariantRow } from '../model.ts'
import type { AccountTable } from '../store/account.ts'
import type { BlobFiles } from '../store/blobs.ts'
import type { ImageTable } from '../store/images.ts'
import type { SourceInspector } from '../transform/inspect.ts'

/** What the handlers of the API work with. */
export interface ApiContext {
  images: ImageTable
  account: AccountTable
  blobs: BlobFiles
  inspector: SourceInspector
  /** Milliseconds since 1970, UTC. */
  now(): number
  /** Public, 22 characters; part of delivery and upload URLs. */
  accountHash: string
  /** `http://host:port` of delivery and upload URLs. */
  publicOrigin(): string
  /** Images the account may store. */
  allowedImages: number
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
export function presentImage(
  row: ImageRow,
  context: ApiContext,
  variants: readonly VariantRow[] = context.account.variants(),
): Record<string, unknown> {
  const base = `${context.publicOrigin()}/${context.accountHash}/${deliveryId(row.id)}`
  return {
    id: row.id,
    filename: row.filename,
    ...(row.meta !== null && { meta: row.meta }),
    ...(row.creator !== null && { creator: row.creator }),
    uploaded: new Date(row.uploadedAt).toISOString(),
    requireSignedURLs: row.requireSignedURLs,
    variants: variants.map((variant) => `${base}/${variant.id}`),
    ...(row.source === null && { draft: true }),
  }
}

/** In delivery URLs the slashes of an id stay, `%` is `%25` (documented), the rest is escaped as a path needs it. */
function deliveryId(id: string): string {
  return id.split('/').map(encodeURIComponent).join('/')
}
