import type { IncomingMessage, ServerResponse } from 'node:http'
import type { ApiContext } from '../api/context.ts'
import { answerUploadPreflight, receiveDirectUpload } from '../api/direct-upload.ts'
import type { Delivery } from '../delivery/delivery.ts'
import { bearerOf, type KnownToken, requirePermission } from './auth.ts'
import { ApiFault, faults, sendFault, sendResult } from './envelope.ts'
import { storageFault } from './multipart.ts'
import { createRateLimiter, type RateLimit } from './rate-limit.ts'
import { decodeSegment, findRoute } from './routes.ts'

export interface DispatcherOptions {
  context: ApiContext
  delivery: Delivery
  accountId: string
  tokens: readonly KnownToken[]
  /** For each token. */
  rateLimit: RateLimit
  /** For each batch token; not counted in the other. */
  batchRateLimit: RateLimit
  /** False: every call answers 5403. */
  imagesEnabled: boolean
}

/**
 * Sends each request to its part of the service: management, batch, one-time uploads or delivery. What it returns
 * rejects with `ApiFault` for every documented error; see `answerFailure`.
 */
export function createDispatcher({
  context,
  delivery,
  accountId,
  tokens,
  rateLimit,
  batchRateLimit,
  imagesEnabled,
}: DispatcherOptions): (req: IncomingMessage, res: ServerResponse) => Promise<void> {
  const limiter = createRateLimiter(rateLimit, context.now)
  const batchLimiter = createRateLimiter(batchRateLimit, context.now)

  async function answerManagement(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    const token = bearerOf(req)
    const isKnown = tokens.some((known) => known.token === token)
    if (path === '/client/v4/user/tokens/verify') {
      if (!isKnown) throw faults.invalidApiToken()
      if (req.method !== 'GET') throw faults.wrongMethod(req.method ?? '')
      sendResult(res, { id: 'local', status: 'active' })
      return
    }
    // Made-up tokens share one window: they cost no memory, and take nothing from the known ones.
    setHeaders(res, limiter.take(isKnown ? token : ''))
    const match = /^\/client\/v4\/accounts\/([^/]+)\/images\/(.+)$/.exec(path)
    if (!isKnown && /^\/client\/v4\/(?:accounts|zones)(?:\/[^/]+)?$/.test(path))
      throw faults.invalidAccessToken()
    if (match === null || !/^[0-9a-f]{32}$/.test(match[1] ?? '')) throw faults.noRoute(path)
    if (!isKnown) throw faults.unknownToken()
    if (match[1] !== accountId) throw faults.noPermission()
    const { route, parameter } = findRoute(req.method ?? 'GET', (match[2] ?? '').split('/'), path)
    requirePermission(token, tokens, route.needs)
    if (!imagesEnabled) throw faults.notEnabled()
    await route.handle({ req, res, query: queryOf(req) }, context, parameter)
  }

  async function answerBatch(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    const token = bearerOf(req)
    if (!context.account.isBatchToken(token)) throw faults.unknownToken()
    setHeaders(res, batchLimiter.take(token))
    const segments = path.slice('/batch/images/'.length).split('/')
    const { route, parameter } = findRoute(req.method ?? 'GET', segments, path)
    if (route.batch !== true) throw faults.noRoute(path)
    await route.handle({ req, res, query: queryOf(req) }, context, parameter)
  }

  async function answerUpload(req: IncomingMessage, res: ServerResponse, path: string): Promise<void> {
    const [, , hash, segment = '', ...rest] = path.split('/')
    if (hash !== context.accountHash || rest.length > 0) throw faults.uploadUrlGone()
    if (req.method === 'OPTIONS') return answerUploadPreflight(res)
    if (req.method !== 'POST') throw faults.wrongMethod(req.method ?? '')
    await receiveDirectUpload(decodeSegment(segment, path), req, res, context)
  }

  return async (req, res) => {
    const path = pathOf(req)
    if (path.startsWith('/client/v4/')) return answerManagement(req, res, path)
    if (path.startsWith('/batch/images/')) return answerBatch(req, res, path)
    if (path.startsWith('/upload/')) return answerUpload(req, res, path)
    await delivery.handle(req, res)
  }
}

/** Answers what a request was rejected with; anything but a documented error is told to `log` and answered 5500. */
export function answerFailure(
  error: unknown,
  req: IncomingMessage,
  res: ServerResponse,
  log: (line: string) => void,
): void {
  const known = error instanceof ApiFault ? error : storageFault(error)
  if (known === null) log(`Unexpected: ${error instanceof Error ? error.stack : String(error)}`)
  if (!req.complete && !res.headersSent) res.setHeader('connection', 'close')
  sendFault(res, known ?? faults.internal())
  // A body nobody reads any more would keep the connection waiting.
  if (!req.complete) req.resume()
}

function setHeaders(res: ServerResponse, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) res.setHeader(name, value)
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
