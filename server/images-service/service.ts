import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { join } from 'node:path'
import type { ApiContext } from './api/context.ts'
import { createDelivery } from './delivery/delivery.ts'
import type { KnownToken } from './http/auth.ts'
import { answerFailure, createDispatcher } from './http/dispatch.ts'
import { faults } from './http/envelope.ts'
import { createHostCheck } from './http/own-host.ts'
import type { RateLimit } from './http/rate-limit.ts'
import { DEFAULT_UPLOAD_PACE, type UploadPace } from './http/upload-pace.ts'
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
  /** Default 200 requests a second for each batch token. */
  batchRateLimit?: RateLimit
  /** Default 10 KB a second after 10 s. */
  uploadPace?: UploadPace
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
      log(`Could not remove expired drafts: ${messageOf(error)}`)
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
    uploadPace: options.uploadPace ?? DEFAULT_UPLOAD_PACE,
    fetchSource: fetcher.fetchSource,
    purge() {
      delivery.purge().catch((error: unknown) => log(`Could not empty the cache: ${messageOf(error)}`))
    },
  }
  const tokens: KnownToken[] = [{ token: apiToken, permission: 'write' }, ...(options.additionalTokens ?? [])]
  const dispatch = createDispatcher({
    context,
    delivery,
    accountId,
    tokens,
    rateLimit: options.rateLimit ?? { requests: 1200, windowSeconds: 300 },
    batchRateLimit: options.batchRateLimit ?? { requests: 200, windowSeconds: 1 },
    imagesEnabled: options.imagesEnabled ?? true,
  })

  const server = createServer({ keepAliveTimeout: 65_000, requestTimeout: 120_000 }, (req, res) => {
    const answered = isOwnHost(req.headersDistinct['host'] ?? [])
      ? dispatch(req, res)
      : Promise.reject(faults.misdirected())
    answered.catch((error: unknown) => answerFailure(error, req, res, log))
  })
  server.on('clientError', (error, socket) => {
    if (!socket.writable) return
    const late = 'code' in error && error.code === 'ERR_HTTP_REQUEST_TIMEOUT'
    const status = late ? '408 Request Timeout' : '400 Bad Request'
    socket.end(`HTTP/1.1 ${status}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`)
  })

  async function release(): Promise<void> {
    clearInterval(tidying)
    await Promise.all([delivery.close(), inspector.close(), fetcher.close()])
    database.close()
  }

  try {
    origin = await listen(server, options.host, options.port)
  } catch (error) {
    await release()
    throw error
  }
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
      server.close()
      server.closeIdleConnections()
      const late = setTimeout(() => server.closeAllConnections(), CLOSE_AFTER_MS)
      if (server.listening) await once(server, 'close')
      clearTimeout(late)
      await samplesMade
      await release()
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
    log(`The sample library is not complete: ${messageOf(error)}`)
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

async function listen(server: Server, host: string, port: number): Promise<string> {
  server.listen(port, host)
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('Not listening on a port')
  return `http://${host.includes(':') ? `[${host}]` : host}:${address.port}`
}
