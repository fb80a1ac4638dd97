import type { RequestHandler } from 'express'
import helmet from 'helmet'

/**
 * Strict headers on every answer. Pictures may come from ourselves and from the delivery origins, which are learnt from
 * the upstream's answers, files may go to its upload origins; nothing else leaves this origin, and nothing
 * inline runs.
 */
export function securityHeaders(
  deliveryOrigins: () => readonly string[],
  uploadOrigins: () => readonly string[],
): RequestHandler {
  const others = helmet({
    contentSecurityPolicy: false,
    crossOriginEmbedderPolicy: false,
    // Plain HTTP on loopback: a proxy that adds TLS adds HSTS.
    strictTransportSecurity: false,
    referrerPolicy: { policy: 'no-referrer' },
    frameguard: { action: 'deny' },
  })
  return (req, res, next) => {
    const pictures = ["'self'", 'data:', 'blob:', ...deliveryOrigins()].join(' ')
    res.set(
      'Content-Security-Policy',
      [
        "default-src 'none'",
        "script-src 'self'",
        // Radix and the grid place elements by style attributes; no inline style sheet is needed.
        "style-src 'self'",
        "style-src-attr 'unsafe-inline'",
        `img-src ${pictures}`,
        "font-src 'self'",
        `connect-src ${["'self'", ...uploadOrigins()].join(' ')}`,
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
      ].join('; '),
    )
    res.set('Permissions-Policy', 'camera=(), microphone=(), geolocation=(), payment=()')
    others(req, res, next)
  }
}
