import { createHmac, timingSafeEqual } from 'node:crypto'
import { refusals } from './delivery-error.ts'

const MALFORMED = 'check failed: Malformed data found:'

/**
 * Checks a signed URL: lower-case hex of HMAC-SHA256 over path and query without `sig`, the key's text as bytes.
 *
 * @param keys any of them may have signed
 * @returns seconds until it expires, `null` when it never does
 * @throws {DeliveryError} 9425
 * @see https://developers.cloudflare.com/images/manage-images/serve-images/serve-private-images/
 */
export function checkSignature(
  url: { rawPath: string; rawQuery: string },
  keys: readonly string[],
  nowMs: number,
): number | null {
  const parameters = url.rawQuery.split('&').filter((parameter) => parameter !== '')
  const signature = parameters.find((parameter) => parameter.startsWith('sig='))?.slice(4)
  if (signature === undefined) throw refusals.accessDenied(`${MALFORMED} The URL signature is missing`)
  const query = parameters.filter((parameter) => !parameter.startsWith('sig=')).join('&')
  const signed = query === '' ? url.rawPath : `${url.rawPath}?${query}`
  if (!keys.some((key) => isSignedBy(key, signed, signature))) {
    throw refusals.accessDenied(
      `${MALFORMED} The URL signature does not match. Expecting SHA-256 HMAC of the path without domain nor query string`,
    )
  }
  const expiry = parameters.find((parameter) => parameter.startsWith('exp='))?.slice(4)
  if (expiry === undefined) return null
  if (!/^\d{1,15}$/.test(expiry)) throw refusals.accessDenied(`${MALFORMED} The expiry is not a Unix time`)
  const remaining = Number(expiry) - nowMs / 1000
  if (remaining <= 0) throw refusals.accessDenied('check failed: The URL has expired')
  return Math.floor(remaining)
}

function isSignedBy(key: string, signed: string, signature: string): boolean {
  const expected = createHmac('sha256', key).update(signed).digest()
  if (!/^[\da-fA-F]{64}$/.test(signature)) return false
  return timingSafeEqual(expected, Buffer.from(signature, 'hex'))
}
