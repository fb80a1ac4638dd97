import { randomUUID } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import * as z from 'zod'
import { faults, sendResult } from '../http/envelope.ts'
import { storageFault } from '../http/multipart.ts'
import { openBlob } from '../store/blobs.ts'
import { type ApiContext, type ApiRequest, presentImage } from './context.ts'
import { readJson } from './json-body.ts'
import { CreatorSchema, MetadataSchema, removeUnusedBytes } from './upload.ts'

const EditBody = z.object({
  metadata: MetadataSchema.optional(),
  requireSignedURLs: z.boolean().optional(),
  creator: CreatorSchema.nullable().optional(),
})

const BLOB_TYPES = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  svg: 'image/svg+xml',
  heic: 'image/heic',
  avif: 'image/avif',
} as const

/** `GET /v1/{image_id}`; drafts too. */
export function getImage(id: string, { res }: ApiRequest, context: ApiContext): void {
  const row = context.images.get(id)
  if (row === null) throw faults.imageNotFound()
  sendResult(res, presentImage(row, context))
}

/**
 * `PATCH /v1/{image_id}`: absent fields stay; `metadata` replaces the whole object; a change of `requireSignedURLs`
 * gives the image a new id (documented), an unchanged value keeps it (unknown; the likelier).
 */
export async function editImage(id: string, { req, res }: ApiRequest, context: ApiContext): Promise<void> {
  if (!context.images.has(id)) throw faults.imageNotFound()
  const change = await readJson(req, EditBody)
  const row = context.images.get(id)
  if (row === null) throw faults.imageNotFound()
  const requireSignedURLs = change.requireSignedURLs ?? row.requireSignedURLs
  if (row.customId && requireSignedURLs) throw faults.customIdPrivate()
  const edited = {
    ...row,
    id: requireSignedURLs === row.requireSignedURLs ? row.id : randomUUID(),
    meta: change.metadata ?? row.meta,
    creator: change.creator === undefined ? row.creator : change.creator === '' ? null : change.creator,
    requireSignedURLs,
  }
  try {
    context.images.edit(id, edited)
  } catch (error) {
    throw storageFault(error) ?? error
  }
  sendResult(res, presentImage(edited, context))
}

/** `DELETE /v1/{image_id}`: the row first, the bytes after, when nobody else needs them. */
export function deleteImage(id: string, { res }: ApiRequest, context: ApiContext): void {
  const { removed, orphan } = context.images.remove(id)
  if (!removed) throw faults.imageNotFound()
  if (orphan !== null) removeUnusedBytes(orphan, context)
  sendResult(res, {})
}

/** `GET /v1/{image_id}/blob`: the original bytes. */
export async function sendOriginal(id: string, { res }: ApiRequest, context: ApiContext): Promise<void> {
  const row = context.images.get(id)
  if (row === null || row.source === null) throw faults.imageNotFound()
  const blob = await openBlob(context.blobs.path(row.source.sha256))
  if (blob === null) throw faults.imageNotFound()
  res.writeHead(200, {
    'content-type': BLOB_TYPES[row.source.format],
    'content-length': blob.sizeBytes,
    'x-content-type-options': 'nosniff',
    'content-security-policy': "default-src 'none'; sandbox",
  })
  await pipeline(blob.stream, res).catch(() => res.destroy())
}

/** `GET /v1/stats`. Drafts do not count (unknown; the likelier). */
export function sendStats({ res }: ApiRequest, context: ApiContext): void {
  sendResult(res, { count: { current: context.images.count(), allowed: context.allowedImages } })
}
