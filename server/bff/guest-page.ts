import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { RequestHandler } from 'express'
import type { DeliveryOrigins } from './delivery-origins.ts'

interface GuestPageOptions {
  webDir: string
  /** Where one-time addresses lead: the page sends the bytes there itself. */
  uploadOrigins: Pick<DeliveryOrigins, 'list'>
}

/**
 * The page for outsiders. It is the same for every token, so it tells nothing about one; it is kept and indexed nowhere,
 * and may send to itself and the upload host only.
 */
export function guestPage({ webDir, uploadOrigins }: GuestPageOptions): RequestHandler {
  const page = join(webDir, 'guest', 'index.html')
  return (req, res, next) => {
    if (!existsSync(page) || !req.accepts('html')) return next()
    res.set({
      'Cache-Control': 'no-store',
      'X-Robots-Tag': 'noindex, nofollow, noarchive',
      'Content-Security-Policy': [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        `connect-src ${["'self'", ...uploadOrigins.list()].join(' ')}`,
        "form-action 'none'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    })
    res.sendFile(page, { cacheControl: false, etag: false, lastModified: false })
  }
}
