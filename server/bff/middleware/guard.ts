import type { RequestHandler } from 'express'
import { REQUEST_HEADER } from '#contract/endpoints.ts'
import { ProblemError } from './problem-error.ts'

export interface GuardOptions {
  /** `host:port` values we answer to; anything else is a name rebound to this machine. */
  allowedHosts: ReadonlySet<string>
  /** Origins whose pages may use the API: our own, and the dev server. */
  allowedOrigins: ReadonlySet<string>
}

/** Exact `Host` allow-list against DNS rebinding, on every request. */
export function guardHost({ allowedHosts }: GuardOptions): RequestHandler {
  return (req, _res, next) => {
    if (!allowedHosts.has((req.headers.host ?? '').toLowerCase())) {
      throw new ProblemError('misdirected', 'This address is not served here.')
    }
    next()
  }
}

/**
 * Against CSRF: whatever changes something must come from a page of ours (`Origin`, Fetch Metadata), carry our header,
 * which a foreign page cannot set, and be JSON or an upload form. Reads must not come from a foreign site either.
 */
export function guardOrigin({ allowedOrigins }: GuardOptions): RequestHandler {
  return (req, _res, next) => {
    const site = req.headers['sec-fetch-site']
    if (req.method === 'GET' || req.method === 'HEAD') {
      if (site === 'cross-site' || site === 'same-site') throw foreign()
      return next()
    }
    if (site !== 'same-origin') throw foreign()
    const origin = req.headers.origin
    if (origin === undefined || !allowedOrigins.has(origin)) throw foreign()
    if (req.headers[REQUEST_HEADER.name.toLowerCase()] !== REQUEST_HEADER.value) throw foreign()
    const type = req.headers['content-type']
    if (type !== undefined && !/^(application\/json|multipart\/form-data)\b/i.test(type)) {
      throw new ProblemError('unsupported_media', 'Send JSON, or a form for uploads.')
    }
    next()
  }
}

function foreign(): ProblemError {
  return new ProblemError(
    'forbidden',
    'This request did not come from the desk. Reload the page and try again.',
  )
}
