import { createHash } from 'node:crypto'
import { type FileHandle, open } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import type { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { Busboy } from '@fastify/busboy'
import { UNSUPPORTED_FORMAT } from '../transform/source-limits.ts'
import { ApiFault, faults } from './envelope.ts'
import { type UploadPace, watchPace } from './upload-pace.ts'

/** 10 x 1024 x 1024: the documentation does not say which megabyte, clients in use send up to this. */
export const UPLOAD_LIMIT_BYTES = 10 * 1024 * 1024

export interface ReceivedFile {
  temporaryPath: string
  sha256: string
  sizeBytes: number
  filename: string | null
  /** The part's own `Content-Type`. */
  contentType: string
}

export interface ReceivedForm {
  fields: Map<string, string>
  file: ReceivedFile | null
}

interface PartInfo {
  filename: string | undefined
  mimeType: string
}

/**
 * Reads a multipart body: fields into memory (20 of 64 KB at most), the one part `file` to `temporaryPath()` while it
 * is hashed. The caller discards the temporary file.
 * @throws ApiFault 5415 for no form, 5400 for a broken one, 5408 below `pace`, 5413, 5455 for a file without a type
 */
export async function receiveForm(
  req: IncomingMessage,
  temporaryPath: () => string,
  discard: (path: string) => Promise<void>,
  pace: UploadPace,
): Promise<ReceivedForm> {
  const contentType = req.headers['content-type'] ?? ''
  if (!/^multipart\/form-data\s*;.*boundary=/i.test(contentType)) throw faults.notAForm()
  const fields = new Map<string, string>()
  const files: ReceivedFile[] = []
  const writing: Promise<void>[] = []
  const parts: Readable[] = []
  let problem: ApiFault | null = null
  const busboy = createParser(contentType)
  busboy.on('field', (name, value, nameCut, valueCut) => {
    if (nameCut || valueCut) problem ??= faults.badRequest(`field '${name.slice(0, 64)}' is too long`)
    if (name === '__proto__') return
    fields.set(name, value)
  })
  busboy.on('file', (name, stream, rawName, _encoding, mimeType) => {
    // A cut body may fail the part after its bytes were read: without a listener that would end the process.
    stream.on('error', () => {
      problem ??= faults.badRequest('incomplete multipart stream')
    })
    if (name !== 'file') {
      problem ??= faults.badRequest('Error parsing form fields')
      stream.resume()
      return
    }
    // The parser reports `text/plain` for a part without a type, which is what that means (RFC 7578, 4.4).
    if (mimeType === 'text/plain') {
      problem ??= new ApiFault(UNSUPPORTED_FORMAT)
      stream.resume()
      return
    }
    parts.push(stream)
    const info: PartInfo = { filename: rawName, mimeType }
    const path = temporaryPath()
    stream.once('limit', () => {
      problem ??= faults.tooLarge()
    })
    writing.push(
      storeStream(stream, path).then(
        ({ sha256, sizeBytes }) => {
          files.push({
            temporaryPath: path,
            sha256,
            sizeBytes,
            filename: cleanFilename(info.filename),
            contentType: info.mimeType,
          })
        },
        async (error: unknown) => {
          await discard(path)
          throw error
        },
      ),
    )
  })
  for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const) {
    busboy.on(limit, () => {
      problem ??= faults.badRequest('Error parsing form fields')
    })
  }
  let broken: unknown = null
  const received = pipeline(req, busboy)
  const stopWatching = watchPace(req, pace, () => {
    problem ??= faults.tooSlow()
    busboy.destroy(problem)
  })
  try {
    await received
  } catch (error) {
    broken = error
    // The parser leaves the part it was in open for ever, and with it the file that is written from it.
    for (const part of parts) part.destroy(new Error('incomplete'))
  } finally {
    stopWatching()
  }
  const written = await Promise.allSettled(writing)
  const failed = written.find((result) => result.status === 'rejected')
  const [file = null] = files
  const error = problem ?? (broken === null ? null : faults.badRequest('incomplete multipart stream'))
  if (error !== null || failed !== undefined) {
    for (const received of files) await discard(received.temporaryPath)
    throw problem ?? storageFault(failed?.reason) ?? error ?? faults.internal()
  }
  return { fields, file }
}

/** The parser with its limits. @throws ApiFault 5400 for a boundary that it cannot take: none, or over 256 bytes */
function createParser(contentType: string): InstanceType<typeof Busboy> {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      isPartAFile: (name, _type, filename) => filename !== undefined || name === 'file',
      limits: {
        files: 1,
        fields: 20,
        fieldSize: 64 * 1024,
        fileSize: UPLOAD_LIMIT_BYTES,
        parts: 21,
        headerPairs: 64,
      },
    })
  } catch {
    throw faults.badRequest('Error parsing form fields')
  }
}

/**
 * Writes a part to a new file while it is hashed. After a failed write (a full disk) the rest is read and dropped, for a
 * part that nobody reads would keep the whole request waiting.
 */
async function storeStream(
  stream: AsyncIterable<Buffer>,
  path: string,
): Promise<{ sha256: string; sizeBytes: number }> {
  const hash = createHash('sha256')
  let sizeBytes = 0
  let file: FileHandle | null = null
  let failure: unknown = null
  try {
    for await (const chunk of stream) {
      if (failure !== null) continue
      hash.update(chunk)
      sizeBytes += chunk.length
      try {
        file ??= await open(path, 'wx', 0o600)
        await file.writeFile(chunk)
      } catch (error) {
        failure = error
      }
    }
    if (failure === null) file ??= await open(path, 'wx', 0o600)
  } finally {
    await file?.close()
  }
  if (failure !== null) throw failure
  return { sha256: hash.digest('hex'), sizeBytes }
}

/** `null` unless the disk is full. */
export function storageFault(error: unknown): ApiFault | null {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'ENOSPC' || code === 'EDQUOT') return faults.storageFull()
  return error instanceof Error && /database or disk is full/.test(error.message)
    ? faults.storageFull()
    : null
}

/** The last path part, without control characters and direction marks, 255 characters at most. */
export function cleanFilename(name: string | undefined): string | null {
  if (name === undefined) return null
  const base = name.split(/[/\\]/).at(-1) ?? ''
  const clean = base.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '')
  return clean === '' ? null : [...clean].slice(0, 255).join('')
}
