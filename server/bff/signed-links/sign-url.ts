import { createHmac } from 'node:crypto'

/** Lower-case hex of HMAC-SHA256 over `message`. @param key the text of the key's value, or its bytes */
export function signatureOf(message: string, key: string | Buffer): string {
  return createHmac('sha256', key).update(message).digest('hex')
}

/**
 * A signed delivery URL (reference section 9): HMAC-SHA256 over path and query with the key's text, hex, as the last
 * parameter. @param expiresAt Unix seconds; `null`: never, then the path alone is signed
 */
export function signUrl(url: string, keyValue: string, expiresAt: number | null): string {
  const target = new URL(url)
  const query = expiresAt === null ? '' : `?exp=${expiresAt}`
  const signature = signatureOf(`${target.pathname}${query}`, keyValue)
  return `${target.origin}${target.pathname}${query === '' ? '?' : `${query}&`}sig=${signature}`
}
