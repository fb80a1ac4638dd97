import { randomUUID } from 'node:crypto'
import type { Request, RequestHandler } from 'express'
import type { Logger } from 'pino'

const requestIds = new WeakMap<object, string>()

/** The id that answers, logs and error messages of one request share. */
export function requestIdOf(req: Request): string {
  const known = requestIds.get(req)
  if (known !== undefined) return known
  const fresh = randomUUID()
  requestIds.set(req, fresh)
  return fresh
}

const LONGEST_PATH = 300
/** The address of an upload link holds its token. Written in any way that might still be meant as one. */
const LINK_PATH = /^[/\\]*(?:u|%[57]5)(?:[/\\]|%2f|%5c)/i

/** One line a request: an allow-list of facts, no headers, no query, no body, so that no secret can be among them. */
export function logRequests(log: Logger): RequestHandler {
  return (req, res, next) => {
    const requestId = requestIdOf(req)
    const start = performance.now()
    // Now: routers change it on the way.
    const path = LINK_PATH.test(req.path) ? '/u/…' : req.path.slice(0, LONGEST_PATH)
    res.set('X-Request-Id', requestId)
    res.once('close', () => {
      log.info(
        {
          requestId,
          method: req.method,
          path,
          status: res.statusCode,
          milliseconds: Math.round(performance.now() - start),
          finished: res.writableFinished,
        },
        'request',
      )
    })
    next()
  }
}
