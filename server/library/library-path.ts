import { createHash } from 'node:crypto'
import { join } from 'node:path'

/** The file of an account's index in `folder`: each account has its own, and its name tells nothing. */
export function libraryPath(folder: string, account: { apiBaseUrl: string; accountId: string }): string {
  const digest = createHash('sha256').update(`${account.apiBaseUrl}\n${account.accountId}`).digest('hex')
  return join(folder, `library-${digest.slice(0, 16)}.sqlite`)
}
