import { PassThrough, Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { Agent, type Dispatcher } from 'undici'
import { type BatchLane, createBatchLane } from './batch-lane.ts'
import type { BudgetKeeper } from './budget.ts'
import { errorOfAnswer, errorOfFailure } from './classify.ts'
import type { CallContext } from './images-api.ts'
import { headerOf, readBytes, readText, tooSlow, watch } from './read-body.ts'
import { createRedactor } from './redact.ts'
import { UpstreamError } from './upstream-error.ts'
import type { AnswerFacts } from './vendor-limits.ts'
import { batchTokenOf, resultOf } from './wire.ts'

export interface ApiCall {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Below `/accounts/:id/images`, already encoded: it is sent byte for byte. */
  path: string
  headers?: Record<string, string>
  body?: string | Buffer | Readable
  /** Bytes have to travel before there is an answer: it may take longer, as long as something moves. */
  isUpload?: true
  /** The batch host has it too. */
  isOnBatchHost?: true
}

export interface TransportOptions {
  apiBaseUrl: string
  accountId: string
  apiToken: string
  budget: BudgetKeeper
  /** Where batch tokens are good, with the path before `/images`; `null`: there is no such place. Default `null`. */
  batchBaseUrl?: string | null
  /** For the head of an answer, silence within it, and all of it. Default 10 s. */
  answerTimeoutMs?: number
  /** For an upload while nothing moves, the vendor's work on it included. Default 60 s. */
  uploadTimeoutMs?: number
  /** For the whole of a file that is passed on as it comes. Default 5 min: 10 MB at 35 KB/s. */
  fileTimeoutMs?: number
}

interface Target {
  origin: string
  /** Of every path. */
  prefix: string
  authorization: string | null
}

/** A page of 1,000 images with long ids and full metadata stays below. */
const MAX_ANSWER_BYTES = 16 * 2 ** 20
const MAX_ERROR_BYTES = 64 * 1024
const MAX_MESSAGE_CHARACTERS = 500
const CLOSE_AFTER_MS = 10_000
const RETRIES = 2
const RETRY_BASE_MS = 200
/** From here on an answer is worked off in a turn of its own: a page of 1,000 images takes some milliseconds. */
const LARGE_ANSWER_CHARACTERS = 64 * 1024
/** Told to wait longer than this, the caller hears it instead. */
const LONGEST_RETRY_WAIT_MS = 5_000

/**
 * One account's connection: budget first, then the call, then the envelope taken off. Whatever does not come has an
 * end: a free connection, the head of an answer, its body. There is no circuit breaker: a call to an upstream that is
 * down costs its caller ten seconds at most and the budget at most three calls, and recovery is seen by the next one.
 * Calls that say so go to the batch host instead, outside the budget, while it takes them.
 */
export function createTransport(options: TransportOptions) {
  const { apiBaseUrl, accountId, apiToken, budget, answerTimeoutMs = 10_000 } = options
  const { uploadTimeoutMs = 60_000, fileTimeoutMs = 300_000 } = options
  const base = new URL(apiBaseUrl)
  const redactApiToken = createRedactor(apiToken)
  let redactBatchToken = (text: string) => text
  const redact = (text: string) => redactBatchToken(redactApiToken(text))
  const connections = { connectTimeout: 5_000, keepAliveTimeout: 30_000 }
  /** Connections per host. */
  const calls = new Agent({ ...connections, connections: 32 })
  /** Of their own, so that slow uploads never hold up a page. */
  const uploads = new Agent({ ...connections, connections: 16 })
  const path = base.pathname.replace(/\/$/, '')
  const account: Target = {
    origin: base.origin,
    prefix: `${path}/accounts/${encodeURIComponent(accountId)}/images`,
    authorization: `Bearer ${apiToken}`,
  }
  const batchBase = options.batchBaseUrl ? new URL(options.batchBaseUrl) : null
  const batchLane: BatchLane | null =
    batchBase === null
      ? null
      : createBatchLane({
          async getToken(context) {
            const token = await call({ method: 'GET', path: '/v1/batch_token' }, context, batchTokenOf)
            redactBatchToken = createRedactor(token.token)
            return token
          },
        })

  /** The answer with its body still streaming. */
  async function open(request: ApiCall, context: CallContext): Promise<Dispatcher.ResponseData> {
    if (batchLane !== null && batchBase !== null && request.isOnBatchHost && context.prefersBatch) {
      const answer = await openOnBatchLane(batchLane, batchBase, request, context)
      if (answer !== null) return answer
    }
    const permit = await budget.acquire(context)
    context.onSent?.()
    try {
      return await exchange(account, request, context, permit.observe)
    } catch (error) {
      throw errorOfFailure(error, context.signal)
    }
  }

  /** `null`: nothing came of it, the normal lane is there. */
  async function openOnBatchLane(
    lane: BatchLane,
    { origin, pathname }: URL,
    request: ApiCall,
    context: CallContext,
  ): Promise<Dispatcher.ResponseData | null> {
    const ticket = await lane.enter(context)
    if (ticket === null) return null
    context.onSent?.()
    const target = {
      origin,
      prefix: `${pathname.replace(/\/$/, '')}/images`,
      authorization: `Bearer ${ticket.token}`,
    }
    let isWell = false
    try {
      const answer = await exchange(target, request, context)
      isWell = true
      return answer
    } catch (thrown) {
      const error = errorOfFailure(thrown, context.signal)
      if (!lane.failed(error, ticket)) throw error
      if (!(request.body instanceof Readable)) return null
      // Some of it has been read: only its sender can begin again.
      throw new UpstreamError('upstream_unavailable', 'The Images API did not take the upload. Try again.', {
        cause: error,
      })
    } finally {
      ticket.done(isWell)
    }
  }

  /**
   * One request and the head of its answer. @param observe hears what it said once, `null` when none came
   * @throws UpstreamError for an answer that is no success; what undici threw
   */
  async function exchange(
    target: Target,
    call: ApiCall,
    context: CallContext,
    observe: (facts: AnswerFacts | null) => void = () => {},
  ): Promise<Dispatcher.ResponseData> {
    const late = new AbortController()
    const timeoutMs = call.isUpload ? uploadTimeoutMs : answerTimeoutMs
    const timer = setTimeout(() => late.abort(tooSlow()), timeoutMs)
    let answered = false
    try {
      const { body = null } = call
      const answer = await (call.isUpload ? uploads : calls).request({
        origin: target.origin,
        method: call.method,
        path: target.prefix + call.path,
        headers: {
          accept: 'application/json',
          ...call.headers,
          ...(target.authorization !== null && { authorization: target.authorization }),
        },
        body: body instanceof Readable ? Readable.from(watch(body, () => timer.refresh())) : body,
        // The timer above sees more: a queue for a connection, a peer that does not read.
        headersTimeout: 0,
        bodyTimeout: answerTimeoutMs,
        signal: AbortSignal.any([late.signal, ...(context.signal === undefined ? [] : [context.signal])]),
      })
      clearTimeout(timer)
      answered = true
      const retryAfter = headerOf(answer, 'retry-after')
      observe({
        status: answer.statusCode,
        rateLimit: headerOf(answer, 'ratelimit'),
        policy: headerOf(answer, 'ratelimit-policy'),
        retryAfter,
        date: headerOf(answer, 'date'),
      })
      if (answer.statusCode >= 200 && answer.statusCode < 300) return answer
      throw errorOfAnswer(
        answer.statusCode,
        await readText(answer.body, MAX_ERROR_BYTES, answerTimeoutMs),
        retryAfter,
      )
    } catch (error) {
      if (!answered) observe(null)
      throw error
    } finally {
      clearTimeout(timer)
    }
  }

  /**
   * An upload to a one-time URL: no token, no budget.
   * @throws UpstreamError that does not name the URL; the signal's reason on abort
   */
  async function callUrl<Result>(
    url: URL,
    request: Omit<ApiCall, 'path'>,
    context: CallContext,
    read: (result: unknown) => Result,
  ): Promise<Result> {
    const target = { origin: url.origin, prefix: '', authorization: null }
    try {
      const answer = await exchange(target, { ...request, path: url.pathname + url.search }, context)
      return read(resultOf(await readText(answer.body, MAX_ANSWER_BYTES, answerTimeoutMs)))
    } catch (error) {
      throw withoutToken(errorOfFailure(error, context.signal), (text) =>
        text.replaceAll(url.href, '[upload URL]').replaceAll(url.pathname, '[upload URL]'),
      )
    }
  }

  /**
   * What `read` makes of the `result` in the envelope. GETs are tried again, with jitter, after a fault that may pass.
   * @throws UpstreamError free of the token; the signal's reason on abort; what the body failed with
   */
  async function call<Result>(
    request: ApiCall,
    context: CallContext,
    read: (result: unknown) => Result,
  ): Promise<Result> {
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await open(request, context)
        const text = await readText(answer.body, MAX_ANSWER_BYTES, answerTimeoutMs)
        if (text.length > LARGE_ANSWER_CHARACTERS) await nextTurn()
        return read(resultOf(text))
      } catch (error) {
        const failure = withoutToken(errorOfFailure(error, context.signal))
        if (attempt >= RETRIES || request.method !== 'GET' || !mayPass(failure)) throw failure
        const askedMs = (failure.retryAfterSeconds ?? 0) * 1000
        if (askedMs > LONGEST_RETRY_WAIT_MS) throw failure
        await delay(Math.max(askedMs, RETRY_BASE_MS * 2 ** attempt * (0.5 + Math.random())), undefined, {
          ...(context.signal !== undefined && { signal: context.signal }),
        })
      }
    }
  }

  /**
   * The body as it is, for whoever reads it elsewhere. Tried once.
   * @throws UpstreamError free of the token; the signal's reason on abort
   */
  async function callRaw(request: ApiCall, context: CallContext): Promise<Uint8Array<ArrayBuffer>> {
    try {
      const answer = await open(request, context)
      return await readBytes(answer.body, MAX_ANSWER_BYTES, answerTimeoutMs)
    } catch (error) {
      throw withoutToken(errorOfFailure(error, context.signal))
    }
  }

  /** A file as it comes. The caller consumes or destroys it; it ends with an UpstreamError when it is cut or too slow. */
  async function openFile(request: ApiCall, context: CallContext) {
    const answer = await open(request, context).catch((error: unknown) => {
      throw withoutToken(error)
    })
    const stream = new PassThrough()
    const timer = setTimeout(() => stream.destroy(tooSlow()), fileTimeoutMs)
    answer.body.on('error', (error) => {
      const failure = withoutToken(errorOfFailure(error, context.signal))
      stream.destroy(failure instanceof Error ? failure : error)
    })
    stream.once('close', () => {
      clearTimeout(timer)
      answer.body.destroy()
    })
    answer.body.pipe(stream)
    const header = (name: string) => {
      const value = headerOf(answer, name)
      return value === null ? null : redact(value)
    }
    return { stream, header }
  }

  /** The one way out for errors: whatever the upstream put into its words, the token is not among them. */
  function withoutToken(error: unknown, clean = (text: string) => text): unknown {
    if (!(error instanceof UpstreamError)) return error
    const { kind, message, upstreamCode, retryAfterSeconds, isUnsent, cause } = error
    return new UpstreamError(kind, clean(redact(message)).slice(0, MAX_MESSAGE_CHARACTERS), {
      upstreamCode,
      retryAfterSeconds,
      isUnsent,
      ...(cause instanceof Error && { cause: clean(redact(`${cause.name}: ${cause.message}`)) }),
    })
  }

  let lastTurn: Promise<void> = Promise.resolve()
  /** One large answer in each turn of the event loop, so that those that arrive together do not hold up the rest. */
  function nextTurn(): Promise<void> {
    lastTurn = lastTurn.then(() => new Promise<void>((resolve) => setImmediate(resolve)))
    return lastTurn
  }

  /** Lets what is under way end, for ten seconds. */
  async function close(): Promise<void> {
    const pools = [calls, uploads]
    const timer = setTimeout(() => {
      for (const pool of pools) void pool.destroy()
    }, CLOSE_AFTER_MS)
    await Promise.allSettled(pools.map((pool) => pool.close()))
    clearTimeout(timer)
  }

  return { call, callRaw, callUrl, openFile, close, batchLaneIsOpen: () => batchLane?.isOpen() ?? false }
}

function mayPass(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && error.kind === 'upstream_unavailable'
}
