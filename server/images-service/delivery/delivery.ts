import type { IncomingMessage, ServerResponse } from 'node:http'
import type { DeliverySource, ImageRow, SourceFacts, VariantRow } from '../model.ts'
import { DeliveryError, refusals, sendError } from './delivery-error.ts'
import { type DeliveryOptions, optionsOfVariant, readClientHints } from './delivery-options.ts'
import { type DeliveryPath, parseDeliveryPath } from './delivery-path.ts'
import { parseOptions } from './parse-options.ts'
import { planRendering, type Rendering } from './plan-rendering.ts'
import { createRenderer, type Recipe, type Renderer } from './render-rendition.ts'
import {
  isUnchanged,
  type RenditionHeaders,
  sendJson,
  sendRendition,
  sendUnchanged,
} from './send-rendition.ts'
import { checkSignature } from './signature.ts'

export interface Delivery {
  /** Answers `GET` and `HEAD` of `/:hash/<id>/<variant or options>`; errors are answered, never thrown. */
  handle(request: IncomingMessage, response: ServerResponse): Promise<void>
  /** Drops every rendered file. Not needed for freshness (keys follow the bytes), but for what was deleted. */
  purge(): Promise<void>
  close(): Promise<void>
}

const DEFAULT_BROWSER_TTL_S = 172_800
/** Of a signed URL that never expires: "possibly as short as one hour". */
const PRIVATE_TTL_S = 3600
const STALE_S = 7200

/** What one request may see, and how long it may be kept. */
interface Access {
  options: DeliveryOptions
  warnings: string[]
  cacheControl: string
}

/** Delivery of stored pictures as variants or with options in the URL. */
export function createDelivery(
  source: DeliverySource,
  options: { cacheDir: string; cacheLimitBytes: number },
): Delivery {
  const renderer = createRenderer(options)
  return {
    purge: () => renderer.purge(),
    close: () => renderer.close(),
    async handle(request, response) {
      const withBody = request.method !== 'HEAD'
      try {
        if (request.method !== 'GET' && request.method !== 'HEAD') {
          response.setHeader('allow', 'GET, HEAD')
          throw new DeliveryError(405, 9431, 'Method not allowed')
        }
        await deliver(source, renderer, request, response)
      } catch (error) {
        const refusal =
          error instanceof DeliveryError ? error : new DeliveryError(500, 9500, 'Internal error')
        if (response.headersSent) response.destroy()
        else sendError(response, refusal, withBody)
      }
    },
  }
}

async function deliver(
  source: DeliverySource,
  renderer: Renderer,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const path = parseDeliveryPath(request.url ?? '/')
  if (path.accountHash !== source.accountHash) throw refusals.wrongAccount()
  const image = source.getImage(path.imageId)
  if (!image?.source) throw refusals.imageNotFound()
  const access = allow(source, image, path, request)
  const recipeOf = (plan: Recipe['plan']) => {
    const { sha256 = '' } = image.source ?? {}
    return { sha256, path: source.blobPath(sha256), plan }
  }
  const facts = image.source
  if (facts.format === 'svg') {
    return send(renderer, recipeOf('svg'), access, false, request, response)
  }
  if (facts.format === 'heic') throw refusals.unsupported('HEIC')
  const rendering = planRendering(facts, access.options, request.headers.accept ?? '')
  if (access.options.format === 'json') {
    const etag = `"cf-json:${renderer.keyOf(recipeOf(rendering.plan))}"`
    return sendJson(
      response,
      describe(facts, rendering),
      headersOf(access, etag, false),
      request.method !== 'HEAD',
    )
  }
  if (rendering.untouched) {
    const headers = headersOf(access, `"cf-orig:${facts.sha256.slice(0, 32)}"`, rendering.negotiated)
    if (isUnchanged(request, headers.etag)) return sendUnchanged(response, headers)
    const original = {
      path: source.blobPath(facts.sha256),
      sizeBytes: facts.sizeBytes,
      format: facts.format,
    }
    if (await sendRendition(response, original, headers, request.method !== 'HEAD')) return
    throw refusals.imageNotFound()
  }
  return send(renderer, recipeOf(rendering.plan), access, rendering.negotiated, request, response)
}

function allow(
  source: DeliverySource,
  image: ImageRow,
  path: DeliveryPath,
  request: IncomingMessage,
): Access {
  const config = source.getConfig()
  const publicFor = (ttlSeconds: number) => `public, max-age=${ttlSeconds}, stale-while-revalidate=${STALE_S}`
  if (path.last.includes('=')) {
    if (image.requireSignedURLs) {
      throw refusals.accessDenied('options in the URL cannot be used with an image that requires signed URLs')
    }
    if (!config.flexible_variants) throw refusals.flexibleOff()
    const { options, warnings } = parseOptions(path.last, readClientHints(request.headers))
    return { options, warnings, cacheControl: publicFor(config.browser_ttl ?? DEFAULT_BROWSER_TTL_S) }
  }
  const variant: VariantRow | null = source.getVariant(path.last)
  if (!variant) throw refusals.accessDenied("This account doesn't have variant with this name")
  const options = optionsOfVariant(variant)
  if (!image.requireSignedURLs || variant.neverRequireSignedURLs) {
    const ttl = variant.options.browser_ttl ?? config.browser_ttl ?? DEFAULT_BROWSER_TTL_S
    return { options, warnings: [], cacheControl: publicFor(ttl) }
  }
  const expiresInSeconds = checkSignature(path, source.signingKeyValues(), source.now())
  // Kept no longer than the URL is good for, and never served stale.
  return { options, warnings: [], cacheControl: `public, max-age=${expiresInSeconds ?? PRIVATE_TTL_S}` }
}

async function send(
  renderer: Renderer,
  recipe: Recipe,
  access: Access,
  negotiated: boolean,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const key = renderer.keyOf(recipe)
  const headers = headersOf(access, `"cf-${key.slice(0, 12)}:${recipe.sha256.slice(0, 32)}"`, negotiated)
  if (isUnchanged(request, headers.etag)) return sendUnchanged(response, headers)
  const withBody = request.method !== 'HEAD'
  const held = renderer.peek(key)
  if (held && (await sendRendition(response, held, headers, withBody))) return
  renderer.forget(key)
  const made = await renderer.render(key, recipe)
  if (await sendRendition(response, made, { ...headers, origin: 'm' }, withBody)) return
  // Dropped from a cache that is too small for what is asked of it right now.
  throw refusals.tooBusy()
}

function headersOf(access: Access, etag: string, variesByAccept: boolean): RenditionHeaders {
  return {
    etag,
    cacheControl: access.cacheControl,
    variesByAccept,
    warnings: access.warnings,
    origin: 'h',
  }
}

/** The body of `format=json`. */
function describe(facts: SourceFacts, { canvas }: Rendering) {
  return {
    width: canvas.width,
    height: canvas.height,
    original: {
      file_size: facts.sizeBytes,
      width: facts.width,
      height: facts.height,
      format: `image/${facts.format}`,
    },
  }
}
