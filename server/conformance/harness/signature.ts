import { createHmac } from 'node:crypto'

/**
 * A delivery path with its signature, as the documentation describes it: HMAC-SHA256 over the path and
 * `?exp=`, key = the text of the key value (not base64-decoded), lower-case hex, appended as last parameter.
 * Without `expiresAt` (Unix seconds) the path alone is signed.
 */
export function signPath(path: string, keyValue: string, expiresAt?: number): string {
  const message = expiresAt === undefined ? path : `${path}?exp=${expiresAt}`
  const signature = createHmac('sha256', keyValue).update(message).digest('hex')
  return `${message}${expiresAt === undefined ? '?' : '&'}sig=${signature}`
}
