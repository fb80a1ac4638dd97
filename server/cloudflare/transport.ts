import type { Readable } from 'node:stream'
import { setTimeout as delay } from 'node:timers/promises'
import { type Dispatcher, Pool } from 'undici'
import * as z from 'zod'
import type { BudgetKeeper } from './budget.ts'
import { errorOfAnswer, errorOfFailure } from './classify.ts'
import type { CallContext } from './images-api.ts'
import { createRedactor } from './redact.ts'
import { UpstreamError } from './upstream-error.ts'

export interface ApiCall {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  /** Below `/accounts/:id/images`, already encoded: it is sent byte for byte. */
  path: string
  headers?: Record<string, string>
  body?: string | Buffer | Readable
  /** For the head of the answer, when it takes longer than others. */
  timeoutMs?: number
}

export interface TransportOptions {
  apiBaseUrl: string
  accountId: string
  apiToken: string
  budget: BudgetKeeper
  /** For the head of an answer, silence within it, and all of it. Default 10 s. */
  answerTimeoutMs?: number
}

/** A page of 1,000 images with long ids and full metadata stays below. */
const MAX_ANSWER_BYTES = 16 * 2 ** 20
const MAX_ERROR_BYTES = 64 * 1024
const RETRIES = 2
const RETRY_BASE_MS = 200
/** From here on an answer is worked off in a turn of its own: a page of 1,000 images takes some milliseconds. */
const LARGE_ANSWER_CHARACTERS = 64 * 1024
/** Told to wait longer than this, the caller hears it instead. */
const LONGEST_RETRY_WAIT_MS = 5_000

const SuccessEnvelope = z.object({ success: z.literal(true), result: z.unknown() })

/** One account's connection: budget first, then the call, then the envelope taken off. */
export function createTransport(options: TransportOptions) {
  const { apiBaseUrl, accountId, apiToken, budget, answerTimeoutMs = 10_000 } = options
  const base = new URL(apiBaseUrl)
  const redact = createRedactor(apiToken)
  const pool = new Pool(base.origin, { connections: 32, connectTimeout: 5_000, keepAliveTimeout: 30_000 })
  const prefix = `${base.pathname.replace(/\/$/, '')}/accounts/${encodeURIComponent(accountId)}/images`

  /** The answer with its body still streaming. The caller consumes or destroys it. */
  async function open(call: ApiCall, context: CallContext): Promise<Dispatcher.ResponseData> {
    const permit = await budget.acquire(context)
    let answered = false
    try {
      const answer = await pool.request({
        method: call.method,
        path: prefix + call.path,
        headers: { accept: 'application/json', ...call.headers, authorization: `Bearer ${apiToken}` },
        body: call.body ?? null,
        headersTimeout: call.timeoutMs ?? answerTimeoutMs,
        bodyTimeout: answerTimeoutMs,
        ...(context.signal !== undefined && { signal: context.signal }),
      })
      answered = true
      const retryAfter = headerOf(answer, 'retry-after')
      permit.observe({
        status: answer.statusCode,
        rateLimit: headerOf(answer, 'ratelimit'),
        policy: headerOf(answer, 'ratelimit-policy'),
        retryAfter,
        date: headerOf(answer, 'date'),
      })
      if (answer.statusCode >= 200 && answer.statusCode < 300) return answer
      const said = redact(await readText(answer.body, MAX_ERROR_BYTES, answerTimeoutMs))
      throw errorOfAnswer(answer.statusCode, said, retryAfter)
    } catch (error) {
      if (!answered) permit.observe(null)
      throw errorOfFailure(error, context.signal)
    }
  }

  /** The `result` of the envelope. GETs are tried again, with jitter, after a fault that may pass. */
  async function call(request: ApiCall, context: CallContext): Promise<unknown> {
    for (let attempt = 0; ; attempt++) {
      try {
        const answer = await open(request, context)
        const text = await readText(answer.body, MAX_ANSWER_BYTES, answerTimeoutMs)
        if (text.length > LARGE_ANSWER_CHARACTERS) await nextTurn()
        return resultOf(text)
      } catch (error) {
        const failure = errorOfFailure(error, context.signal)
        if (attempt >= RETRIES || request.method !== 'GET' || !mayPass(failure)) throw failure
        const askedMs = (failure.retryAfterSeconds ?? 0) * 1000
        if (askedMs > LONGEST_RETRY_WAIT_MS) throw failure
        await delay(Math.max(askedMs, RETRY_BASE_MS * 2 ** attempt * (0.5 + Math.random())), undefined, {
          ...(context.signal !== undefined && { signal: context.signal }),
        })
      }
    }
  }

  let lastTurn: Promise<void> = Promise.resolve()
  /** One large answer in each turn of the event loop, so that those that arrive together do not hold up the rest. */
  function nextTurn(): Promise<void> {
    lastTurn = lastTurn.then(() => new Promise<void>((resolve) => setImmediate(resolve)))
    return lastTurn
  }

  return { open, call, close: () => pool.close() }
}

function mayPass(error: unknown): error is UpstreamError {
  return error instanceof UpstreamError && error.kind === 'upstream_unavailable'
}

function headerOf(answer: Dispatcher.ResponseData, name: string): string | null {
  const value = answer.headers[name]
  return typeof value === 'string' ? value : null
}

/** @throws UpstreamError when there is more than `limitBytes` */
async function readText(body: Readable, limitBytes: number, timeoutMs: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  // `bodyTimeout` sees silence only; this one ends an answer that trickles.
  const timer = setTimeout(() => {
    body.destroy(new UpstreamError('upstream_timeout', 'The Images API did not answer in time. Try again.'))
  }, timeoutMs)
  try {
    for await (const chunk of body) {
      if (!Buffer.isBuffer(chunk)) continue
      size += chunk.length
      if (size > limitBytes) {
        body.destroy()
        throw new UpstreamError('upstream_unexpected', 'The Images API gave an answer that is far too long.')
      }
      chunks.push(chunk)
    }
  } finally {
    clearTimeout(timer)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function resultOf(text: string): unknown {
  try {
    return SuccessEnvelope.parse(JSON.parse(text)).result
  } catch (error) {
    throw new UpstreamError('upstream_unexpected', 'The Images API gave an answer we do not understand.', {
      cause: error,
    })
  }
}
