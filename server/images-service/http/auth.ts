import type { IncomingMessage } from 'node:http'
import { faults } from './envelope.ts'

export type Permission = 'read' | 'write' | 'none'

export interface KnownToken {
  token: string
  permission: Permission
}

/**
 * The bearer token of a request. @throws ApiFault 9106 without credentials, 6003 for a malformed one
 */
export function bearerOf(req: IncomingMessage): string {
  const header = req.headers.authorization
  if (header === undefined) {
    if (req.headers['x-auth-key'] !== undefined || req.headers['x-auth-email'] !== undefined) {
      throw faults.unknownToken()
    }
    throw faults.noCredentials()
  }
  const match = /^Bearer ([A-Za-z0-9._~+/=-]+)$/.exec(header)
  if (match === null) throw faults.malformedToken()
  return match[1] ?? ''
}

/** @throws ApiFault 401 for an unknown token, 403 for one without the permission */
export function requirePermission(
  token: string,
  known: readonly KnownToken[],
  needed: 'read' | 'write',
): void {
  const found = known.find((candidate) => candidate.token === token)
  if (found === undefined) throw faults.unknownToken()
  if (found.permission === 'none' || (needed === 'write' && found.permission !== 'write')) {
    throw faults.noPermission()
  }
}
