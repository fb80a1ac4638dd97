import { createHash, randomUUID } from 'node:crypto'
import { writeFile } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import * as z from 'zod'
import { ApiFault, faults } from '../http/envelope.ts'
import {
  cleanFilename,
  type ReceivedFile,
  type ReceivedForm,
  receiveForm,
  storageFault,
} from '../http/multipart.ts'
import type { ImageRow, Json, SourceFacts } from '../model.ts'
import type { ApiContext } from './context.ts'
import { checkCustomId } from './custom-id.ts'

export const METADATA_LIMIT_BYTES = 1024
const CREATOR_LIMIT = 1024

export const MetadataSchema = z
  .record(z.string(), z.json())
  .refine(
    (value) => Buffer.byteLength(JSON.stringify(value)) <= METADATA_LIMIT_BYTES,
    `metadata must be at most ${METADATA_LIMIT_BYTES} bytes`,
  )
export const CreatorSchema = z.string().max(CREATOR_LIMIT)

/** What create and direct upload have in common. */
export interface NewImage {
  id: string
  customId: boolean
  meta: { [key: string]: Json } | null
  creator: string | null
  requireSignedURLs: boolean
}

/** Reads the shared fields of a form. @throws ApiFault 5400, 5409, 5410, 5411 */
export function newImageOf(fields: Map<string, string>, context: ApiContext): NewImage {
  const chosen = fields.get('id')
  if (chosen !== undefined) checkCustomId(chosen)
  const requireSignedURLs = booleanField(fields.get('requireSignedURLs'))
  if (chosen !== undefined && requireSignedURLs) throw faults.customIdPrivate()
  const creator = fields.get('creator') ?? null
  if (creator !== null && !CreatorSchema.safeParse(creator).success) {
    throw faults.badRequest(`creator must be at most ${CREATOR_LIMIT} characters`)
  }
  if (chosen !== undefined && context.images.has(chosen)) throw faults.exists()
  return {
    id: chosen ?? randomUUID(),
    customId: chosen !== undefined,
    meta: metadataField(fields.get('metadata')),
    creator: creator === '' ? null : creator,
    requireSignedURLs,
  }
}

function booleanField(text: string | undefined): boolean {
  if (text === undefined || text === '' || text === 'false') return false
  if (text === 'true') return true
  throw faults.badRequest('requireSignedURLs must be true or false')
}

function metadataField(text: string | undefined): { [key: string]: Json } | null {
  if (text === undefined || text === '') return null
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    throw faults.badRequest('metadata is not valid JSON')
  }
  const parsed = MetadataSchema.safeParse(value)
  if (!parsed.success)
    throw faults.badRequest(parsed.error.issues[0]?.message ?? 'metadata must be an object')
  return parsed.data
}

/** `POST /v1`: one image from a file or a URL. Answers only after bytes and row are durable. */
export async function createImage(req: IncomingMessage, context: ApiContext): Promise<ImageRow> {
  const form = await receiveForm(req, context.blobs.temporaryPath, context.blobs.discard, context.uploadPace)
  try {
    const file = await fileOf(form, context)
    try {
      const fresh = newImageOf(form.fields, context)
      if (context.images.count() >= context.allowedImages) throw faults.serviceLimit(context.allowedImages)
      return await keepSource(file, context, (source) => {
        const row: ImageRow = { ...fresh, filename: file.filename, uploadedAt: context.now(), source }
        addRow(row, context)
        return row
      })
    } finally {
      if (file !== form.file) await context.blobs.discard(file.temporaryPath)
    }
  } finally {
    if (form.file !== null) await context.blobs.discard(form.file.temporaryPath)
  }
}

/**
 * Checks what arrived, moves it under its digest and has `addRow` claim it. Bytes that got no row (the id was taken
 * meanwhile, the disk is full) are removed again. @throws ApiFault 5455, 5413, 5443, 9422, 5540
 */
export async function keepSource<Result>(
  file: ReceivedFile,
  context: ApiContext,
  addRow: (source: SourceFacts & { sha256: string }) => Result,
): Promise<Result> {
  const inspection = await context.inspector.inspect(file.temporaryPath, file.sizeBytes)
  if (!inspection.ok) throw new ApiFault(inspection.error)
  try {
    return await context.blobs.keep(file.temporaryPath, file.sha256, () =>
      addRow({ ...inspection.facts, sha256: file.sha256 }),
    )
  } catch (error) {
    removeUnusedBytes(file.sha256, context)
    throw storageFault(error) ?? error
  }
}

/** Removes bytes that no row claims. What cannot be removed now waits for the sweep of the next start. */
export function removeUnusedBytes(sha256: string, context: ApiContext): void {
  try {
    context.images.whileUnused(sha256, () => context.blobs.remove(sha256))
  } catch (error) {
    context.log(`Could not remove unused bytes: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function addRow(row: ImageRow, context: ApiContext): void {
  try {
    context.images.add(row)
  } catch (error) {
    if (error instanceof Error && /UNIQUE constraint failed: images.id/.test(error.message))
      throw faults.exists()
    throw storageFault(error) ?? error
  }
}

async function fileOf(form: ReceivedForm, context: ApiContext): Promise<ReceivedFile> {
  const url = form.fields.get('url')
  if (form.file !== null && url !== undefined) throw faults.badRequest('file and url are mutually exclusive')
  if (form.file !== null) return form.file
  if (url === undefined) throw faults.badRequest('Error parsing form fields')
  const { bytes, contentType } = await context.fetchSource(url, AbortSignal.timeout(10_000))
  const temporaryPath = context.blobs.temporaryPath()
  try {
    await writeFile(temporaryPath, bytes, { mode: 0o600 })
  } catch (error) {
    await context.blobs.discard(temporaryPath)
    throw storageFault(error) ?? error
  }
  return {
    temporaryPath,
    sha256: createHash('sha256').update(bytes).digest('hex'),
    sizeBytes: bytes.length,
    filename: cleanFilename(lastPart(url)),
    contentType,
  }
}

function lastPart(url: string): string {
  const last = new URL(url).pathname.split('/').at(-1) ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}
