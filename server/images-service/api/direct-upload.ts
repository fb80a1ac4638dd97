import { randomUUID } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import * as z from 'zod'
import { faults, sendResult } from '../http/envelope.ts'
import { receiveForm, storageFault } from '../http/multipart.ts'
import type { ImageRow } from '../model.ts'
import { type ApiContext, type ApiRequest, presentImage } from './context.ts'
import { readJson } from './json-body.ts'
import { keepSource, newImageOf } from './upload.ts'

const MINUTE_MS = 60_000
const DEFAULT_MS = 30 * MINUTE_MS
const MIN_MS = 2 * MINUTE_MS
const MAX_MS = 360 * MINUTE_MS
/** A request takes time: what was two minutes ahead when sent may be a little less on arrival. */
const TOLERANCE_MS = 5_000

const RFC_3339 = z.iso.datetime({ offset: true })

/** `POST /v2/direct_upload`: a form. @throws ApiFault 5415, 5400, 5409, 5410, 5411 */
export async function createDirectUploadV2({ req, res }: ApiRequest, context: ApiContext): Promise<void> {
  const form = await receiveForm(req, context.blobs.temporaryPath, context.blobs.discard, context.uploadPace)
  if (form.file !== null) {
    await context.blobs.discard(form.file.temporaryPath)
    throw faults.badRequest('Error parsing form fields')
  }
  const expiresAt = expiryOf(form.fields.get('expiry'), context.now())
  addDraft(newImageOf(form.fields, context), expiresAt, res, context)
}

const V1Body = z.object({ expiry: z.string().optional() })

/** `POST /v1/direct_upload`, deprecated: JSON with `expiry` only. */
export async function createDirectUploadV1({ req, res }: ApiRequest, context: ApiContext): Promise<void> {
  const { expiry } = await readJson(req, V1Body)
  addDraft(
    { id: randomUUID(), customId: false, meta: null, creator: null, requireSignedURLs: false },
    expiryOf(expiry, context.now()),
    res,
    context,
  )
}

function addDraft(
  fresh: Omit<ImageRow, 'filename' | 'uploadedAt' | 'source'>,
  expiresAt: number,
  res: ServerResponse,
  context: ApiContext,
): void {
  try {
    context.images.add({ ...fresh, filename: null, uploadedAt: context.now(), source: null }, expiresAt)
  } catch (error) {
    throw storageFault(error) ?? error
  }
  const segment = encodeURIComponent(fresh.id)
  sendResult(res, {
    id: fresh.id,
    uploadURL: `${context.publicOrigin()}/upload/${context.accountHash}/${segment}`,
  })
}

function expiryOf(text: string | undefined, now: number): number {
  if (text === undefined || text === '') return now + DEFAULT_MS
  const time = RFC_3339.safeParse(text).success ? Date.parse(text) : Number.NaN
  if (Number.isNaN(time)) throw faults.badRequest('expiry must be an RFC 3339 date')
  if (time < now + MIN_MS - TOLERANCE_MS || time > now + MAX_MS + TOLERANCE_MS) {
    throw faults.badRequest('expiry must be between 2 minutes and 6 hours from now')
  }
  return time
}

/** A browser of any page may use the URL: it is the capability. */
const CORS = {
  'access-control-allow-origin': '*',
  'access-control-allow-methods': 'POST, OPTIONS',
  'access-control-max-age': '86400',
}

export function answerUploadPreflight(res: ServerResponse): void {
  res.writeHead(204, CORS).end()
}

/**
 * `POST /upload/:hash/:id`, no credentials. An expired or used URL answers 5404 (unknown); a refused file leaves the
 * URL usable (unknown).
 */
export async function receiveDirectUpload(
  id: string,
  req: IncomingMessage,
  res: ServerResponse,
  context: ApiContext,
): Promise<void> {
  for (const [name, value] of Object.entries(CORS)) res.setHeader(name, value)
  const draft = context.images.get(id)
  if (draft === null || draft.source !== null) throw faults.uploadUrlGone()
  if (draft.expiresAt === null || draft.expiresAt < context.now()) throw faults.uploadUrlGone()
  const { file } = await receiveForm(
    req,
    context.blobs.temporaryPath,
    context.blobs.discard,
    context.uploadPace,
  )
  if (file === null) throw faults.badRequest('Error parsing form fields')
  try {
    await keepSource(file, context, (source) => {
      if (!context.images.fill(id, source, file.filename, context.now())) throw faults.uploadUrlGone()
    })
  } catch (error) {
    throw storageFault(error) ?? error
  } finally {
    await context.blobs.discard(file.temporaryPath)
  }
  const row = context.images.get(id)
  if (row === null) throw faults.imageNotFound()
  sendResult(res, presentImage(row, context))
}
