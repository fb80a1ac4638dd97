import { randomBytes } from 'node:crypto'
import * as z from 'zod'
import { faults, sendResult } from '../http/envelope.ts'
import type { ApiContext, ApiRequest } from './context.ts'
import { readJson } from './json-body.ts'

const KEY_NAME = /^[a-zA-Z0-9]{1,20}$/
const BATCH_TOKEN_LIFETIME_MS = 60 * 60 * 1000

/** `GET /v1/keys`: the whole list, values included. */
export function listKeys({ res }: ApiRequest, context: ApiContext): void {
  sendResult(res, { keys: context.account.keys() })
}

/**
 * `PUT /v1/keys/{name}`. A request with `Content-Type` or `api-version` is misrouted and answers 5415 (seen live);
 * an existing name answers 5409 (unknown; the likelier).
 */
export function createKey(name: string, { req, res }: ApiRequest, context: ApiContext): void {
  if (req.headers['content-type'] !== undefined || req.headers['api-version'] !== undefined) {
    throw faults.notAForm()
  }
  if (!KEY_NAME.test(name)) throw faults.badRequest(`key name '${name.slice(0, 60)}' is not allowed`)
  if (context.account.keys().some((key) => key.name === name)) throw faults.exists()
  context.account.addKey(name)
  sendResult(res, { keys: context.account.keys() })
}

/** `DELETE /v1/keys/{name}`: every URL signed with it dies; the last one brings a new default key. */
export function deleteKey(name: string, { res }: ApiRequest, context: ApiContext): void {
  if (!context.account.removeKey(name)) throw faults.keyNotFound()
  sendResult(res, { keys: context.account.keys() })
}

const ConfigBody = z.strictObject({
  flexible_variants: z.boolean().optional(),
  browser_ttl: z.number().int().min(3600).max(31_536_000).nullable().optional(),
  preserve_content_credentials: z.boolean().optional(),
})

/** `GET /v1/config` (whether the real one has it is unknown). */
export function getConfig({ res }: ApiRequest, context: ApiContext): void {
  sendResult(res, context.account.config())
}

/** `PATCH /v1/config`: absent switches stay. */
export async function editConfig({ req, res }: ApiRequest, context: ApiContext): Promise<void> {
  const change = await readJson(req, ConfigBody)
  const before = context.account.config()
  context.account.putConfig({
    flexible_variants: change.flexible_variants ?? before.flexible_variants,
    browser_ttl: change.browser_ttl === undefined ? before.browser_ttl : change.browser_ttl,
    preserve_content_credentials: change.preserve_content_credentials ?? before.preserve_content_credentials,
  })
  sendResult(res, context.account.config())
}

/** `GET /v1/batch_token`: lasts one hour (unknown). `expiresAt` has nanoseconds, as documented. */
export function createBatchToken({ res }: ApiRequest, context: ApiContext): void {
  const token = randomBytes(30).toString('base64url')
  const expiresAt = context.now() + BATCH_TOKEN_LIFETIME_MS
  context.account.addBatchToken(token, expiresAt)
  sendResult(res, { token, expiresAt: new Date(expiresAt).toISOString().replace('Z', '000000Z') })
}
