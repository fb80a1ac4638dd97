import { readFile } from 'node:fs'
import { open } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { pipeline } from 'node:stream/promises'
import type { Rendition } from './rendition-cache.ts'

/** Up to this size a file goes out in one write; larger ones are streamed. */
const ONE_WRITE_BYTES = 256 * 1024

const CONTENT_TYPES: Record<string, string> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  json: 'application/json',
}

/** Nothing in a delivered file may run, load or submit; opened as a document it has no origin either. */
const SAFE_HEADERS = {
  'content-security-policy':
    "default-src 'none'; navigate-to 'none'; form-action 'none'; img-src data:; style-src 'unsafe-inline'; sandbox",
  'x-content-type-options': 'nosniff',
  'access-control-allow-origin': '*',
  'cross-origin-resource-policy': 'cross-origin',
} as const

export interface RenditionHeaders {
  etag: string
  cacheControl: string
  variesByAccept: boolean
  warnings: string[]
  /** How it was come by, for `cf-images`: `h` from the cache, `m` made now. */
  origin: 'h' | 'm'
}

export function isUnchanged(request: IncomingMessage, etag: string): boolean {
  const known = request.headers['if-none-match']
  if (known === undefined) return false
  return known === '*' || known.split(',').some((tag) => tag.trim().replace(/^W\//, '') === etag)
}

export function sendUnchanged(response: ServerResponse, headers: RenditionHeaders): void {
  response.writeHead(304, commonHeaders(headers))
  response.end()
}

export function sendJson(
  response: ServerResponse,
  value: unknown,
  headers: RenditionHeaders,
  withBody: boolean,
): void {
  const body = JSON.stringify(value)
  response.writeHead(200, {
    ...commonHeaders(headers),
    'content-type': CONTENT_TYPES['json'],
    'content-length': Buffer.byteLength(body),
  })
  response.end(withBody ? body : undefined)
}

/** Sends a file. False when it is not there any more: nothing was sent then. */
export async function sendRendition(
  response: ServerResponse,
  rendition: Rendition,
  headers: RenditionHeaders,
  withBody: boolean,
): Promise<boolean> {
  const head = {
    ...commonHeaders(headers),
    'content-type': CONTENT_TYPES[rendition.format] ?? 'application/octet-stream',
    'content-length': rendition.sizeBytes,
  }
  if (!withBody) {
    response.writeHead(200, head).end()
    return true
  }
  if (rendition.sizeBytes <= ONE_WRITE_BYTES) {
    const bytes = await readWhole(rendition.path)
    if (bytes?.length !== rendition.sizeBytes) return false
    response.writeHead(200, head).end(bytes)
    return true
  }
  const file = await open(rendition.path).catch(() => null)
  if (!file) return false
  response.writeHead(200, head)
  // A client that goes away is no error of ours.
  await pipeline(file.createReadStream(), response).catch(() => response.destroy())
  return true
}

function readWhole(path: string): Promise<Buffer | null> {
  return new Promise((resolve) => readFile(path, (error, bytes) => resolve(error ? null : bytes)))
}

function commonHeaders(headers: RenditionHeaders): Record<string, string> {
  return {
    ...SAFE_HEADERS,
    etag: headers.etag,
    'cache-control': headers.cacheControl,
    'cf-images': `internal=ok/${headers.origin}`,
    ...(headers.variesByAccept && { vary: 'accept' }),
    ...(headers.warnings.length > 0 && { warning: headers.warnings.map(writeWarning).join(', ') }),
  }
}

function writeWarning(text: string): string {
  return `cf-images 299 "${text.replace(/[^\x20-\x7e]|["\\]/g, '').slice(0, 100)}"`
}
