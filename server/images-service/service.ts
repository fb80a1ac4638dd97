import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { ApiContext } from './api/context.ts'
import { answerUploadPreflight, receiveDirectUpload } from './api/direct-upload.ts'
import { createDelivery } from './delivery/delivery.ts'
import { bearerOf, type KnownToken, requirePermission } from './http/auth.ts'
import { ApiFault, faults, sendFault, sendResult } from './http/envelope.ts'
import { storageFault } from './http/multipart.ts'
import { createHostCheck } from './http/own-host.ts'
import { createRateLimiter, type RateLimit } from './http/rate-limit.ts'
import { decodeSegment, findRoute } from './http/routes.ts'
import { createAccountTable } from './store/account.ts'
import { createBlobFiles } from './store/blobs.ts'
import { openDatabase } from './store/database.ts'
import { createImageTable } from './store/images.ts'
import { createListing } from './store/listing.ts'
import { createSourceInspector } from './transform/inspect.ts'
import { createSourceFetcher } from './url-fetch/fetch-source.ts'

export interface ImagesServiceOptions {
  host: string
  /** 0 takes a free one. */
  port: number
  /** Absolute; the service's own folder. */
  dataDir: string
  /** 32 hex characters; made up and kept when absent. */
  accountId?: string
  /** Made up and kept when absent. */
  apiToken?: string
  /** Tokens besides the main one, to see what a client makes of missing permissions. */
  additionalTokens?: KnownToken[]
  /** `http://host:port` of delivery and upload URLs. Default: where it listens. */
  publicOrigin?: string
  /** Default 1,200 requests in 300 s for each token. */
  rateLimit?: RateLimit
  /** Lets `url` uploads reach loopback and private addresses, any port. For tests. */
  allowPrivateUrlTargets?: boolean
  /** False: every call answers 5403, as an account without a subscription. */
  imagesEnabled?: boolean
  /** Fills an empty new library with generated pictures, while it answers already. */
  sampleLibrary?: boolean
  /** Images the account may store. Default 100,000. */
  allowedImages?: number
  /** Milliseconds since 1970, UTC, for everything that expires or is dated. Default `Date.now`. For tests. */
  now?: () => number
  /** Bound of the cache of renditions. Default 1 GB. */
  renditionCacheBytes?: number
  log?: (line: string) => void
}

export interface RunningImagesService {
  origin: string
  apiBaseUrl: string
  accountId: string
  accountHash: string
  apiToken: string
  /** When the sample library is complete, could not be made, or was not asked for. Never rejects. */
  samplesMade: Promise<void>
  /** Finishes what is in flight, then closes the database. */
  close(): Promise<void>
}

const BATCH_LIMIT: RateLimit = { requests: 200, windowSeconds: 1 }
const CLOSE_AFTER_MS = 10_000
const TIDY_DRAFTS_EVERY_MS = 5 * 60_000

/**
 * Starts the local Images service: the management API at `/client/v4/accounts/:id/images`, batch calls at `/batch`,
 * one-time uploads at `/upload/:hash/:id`, delivery at `/:hash/<id>/<variant or options>`, all at one origin.
 */
export async function startImagesService(options: ImagesServiceOptions): Promise<RunningImagesService> {
  const log = options.log ?? (() => {})
  const now = options.now ?? Date.now
  const database = openDatabase(options.dataDir)
  const blobs = createBlobFiles(options.dataDir)
  const swept = blobs.sweep(database)
  if (swept > 0) log(`Removed ${swept} unfinished or unused files`)
  const images = createImageTable(database, now)
  const account = createAccountTable(database, now)
  const accountId = options.accountId ?? account.setting('account_id', () => randomBytes(16).toString('hex'))
  const apiToken =
    options.apiToken ?? account.setting('api_token', () => `local_${randomBytes(24).toString('base64url')}`)
  const accountHash = account.setting('account_hash', () => randomBytes(16).toString('base64url'))
  const inspector = createSourceInspector()
  const fetcher = createSourceFetcher({ allowPrivateTargets: options.allowPrivateUrlTargets ?? false })
  const delivery = createDelivery(
    {
      accountHash,
      getImage: images.get,
      getVariant: account.variant,
      signingKeyValues: () => account.keys().map((key) => key.value),
      getConfig: account.config,
      blobPath: blobs.path,
      now,
    },
    {
      cacheDir: join(options.dataDir, 'renditions'),
      cacheLimitBytes: options.renditionCacheBytes ?? 1024 ** 3,
    },
  )
  const tidyDrafts = (): void => {
    try {
      images.dropExpiredDrafts()
    } catch (error) {
      log(`Could not remove expired drafts: ${error instanceof Error ? error.message : String(error)}`)
    }
  }
  tidyDrafts()
  const tidying = setInterval(tidyDrafts, TIDY_DRAFTS_EVERY_MS)
  tidying.unref()
  let origin = ''
  let isOwnHost = (_hosts: readonly string[]): boolean => false
  const context: ApiContext = {
    images,
    listing: createListing(database),
    account,
    blobs,
    inspector,
    now,
    log,
    accountHash,
    publicOrigin: () => options.publicOrigin ?? origin,
    allowedImages: options.allowedImages ?? 100_000,
    fetchSource: fetcher.fetchSource,
    purge: () => void delivery.purge(),
  }
  const tokens: KnownToken[] = [{ token: apiToken, permission: 'write' }, ...(options.additionalTokens ?? [])]
  const limiter = createRateLimiter(options.rateLimit ?? { requests: 1200, windowSeconds: 300 }, now)
  const batchLimiter = createRateLimiter(BATCH_LIMIT, now)

  async function answerManagement(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    const token = bearerOf(req)
    if (path === '/client/v4/user/tokens/verify') {
      if (!tokens.some((known) => known.token === token)) throw faults.invalidApiToken()
      sendResult(res, { id: 'local', status: 'active' })
      return
    }
    const isKnown = tokens.some((known) => known.token === token)
    // Made-up tokens share one window: they cost no memory, and take nothing from the known ones.
    const headers = limiter.take(isKnown ? token : '')
    for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
    const match = /^\/client\/v4\/accounts\/([^/]+)\/images\/(.+)$/.exec(path)
    if (match === null || !/^[0-9a-f]{32}$/.test(match[1] ?? '')) throw faults.noRoute(path)
    if (!isKnown) throw faults.unknownToken()
    if (match[1] !== accountId) throw faults.noPermission()
    const { route, parameter } = findRoute(req.method ?? 'GET', (match[2] ?? '').split('/'), path)
    requirePermission(token, tokens, route.needs)
    if (options.imagesEnabled === false) throw faults.notEnabled()
    await route.handle({ req, res, query: queryOf(req) }, context, parameter)
  }

  async function answerBatch(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    const token = bearerOf(req)
    if (!account.isBatchToken(token)) throw faults.unknownToken()
    for (const [name, value] of Object.entries(batchLimiter.take(token))) res.setHeader(name, value)
    const segments = path.slice('/batch/images/'.length).split('/')
    const { route, parameter } = findRoute(req.method ?? 'GET', segments, path)
    if (route.batch !== true) throw faults.noRoute(path)
    await route.handle({ req, res, query: queryOf(req) }, context, parameter)
  }

  async function answerUpload(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    const [, , hash, segment = '', ...rest] = path.split('/')
    if (hash !== accountHash || rest.length > 0) throw faults.uploadUrlGone()
    if (req.method === 'OPTIONS') return answerUploadPreflight(res)
    if (req.method !== 'POST') throw faults.wrongMethod(req.method ?? '')
    await receiveDirectUpload(decodeSegment(segment, path), req, res, context)
  }

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    if (!isOwnHost(req.headersDistinct['host'] ?? [])) throw faults.misdirected()
    const path = pathOf(req)
    if (path.startsWith('/client/v4/')) return answerManagement(req, res, path)
    if (path.startsWith('/batch/images/')) return answerBatch(req, res, path)
    if (path.startsWith('/upload/')) return answerUpload(req, res, path)
    await delivery.handle(req, res)
  }

  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 120_000 }, (req, res) => {
    answer(req, res).catch((error: unknown) => {
      const known = error instanceof ApiFault ? error : storageFault(error)
      if (known === null) log(`Unexpected: ${error instanceof Error ? error.stack : String(error)}`)
      if (!req.complete) res.setHeader('connection', 'close')
      sendFault(res, known ?? faults.internal())
      // A body nobody reads any more would keep the connection waiting.
      if (!req.complete) req.resume()
    })
  })
  server.on('clientError', (_error, socket) => {
    if (socket.writable)
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
  })
  origin = await listen(server, options.host, options.port)
  isOwnHost = createHostCheck(origin, context.publicOrigin())
  const closing = new AbortController()
  const samplesMade = options.sampleLibrary ? makeSamples(context, closing.signal, log) : Promise.resolve()

  return {
    origin,
    apiBaseUrl: `${origin}/client/v4`,
    accountId,
    accountHash,
    apiToken,
    samplesMade,
    async close() {
      closing.abort()
      clearInterval(tidying)
      server.close()
      server.closeIdleConnections()
      const late = setTimeout(() => server.closeAllConnections(), CLOSE_AFTER_MS)
      if (server.listening) await once(server, 'close')
      clearTimeout(late)
      await samplesMade
      await Promise.all([delivery.close(), inspector.close(), fetcher.close()])
      database.close()
    },
  }
}

/** A library without its samples is still a library: what goes wrong is told, not thrown. */
async function makeSamples(
  context: ApiContext,
  signal: AbortSignal,
  log: (line: string) => void,
): Promise<void> {
  try {
    const { createSampleLibrary, needsSamples } = await import('./samples/create-sample-library.ts')
    if (needsSamples(context)) await createSampleLibrary(context, signal, log)
  } catch (error) {
    log(`The sample library is not complete: ${error instanceof Error ? error.message : String(error)}`)
  }
}

async function listen(server: Server, host: string, port: number): Promise<string> {
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('Not listening on a port')
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`
}

/** The raw path, as it came: ids are decoded once, by the route. */
function pathOf(req: IncomingMessage): string {
  return (req.url ?? '/').split('?', 1)[0] ?? '/'
}

function queryOf(req: IncomingMessage): URLSearchParams {
  const url = req.url ?? ''
  const mark = url.indexOf('?')
  return new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1))
}
