import { Transform, type TransformCallback } from 'node:stream'
import { Busboy } from '@fastify/busboy'
import { UPLOAD_PARTS } from '#contract/images.ts'
import { LIMITS } from '#contract/limits.ts'
import { ProblemError } from './middleware/problem-error.ts'

/** Head and foot of the parts around a file of the largest size. */
export const MULTIPART_OVERHEAD_BYTES = 64 * 1024

/**
 * Passes a multipart body on byte for byte, but looks at each chunk before it goes: only the parts of `UPLOAD_PARTS`,
 * one file, sizes within the limits. A violation ends the stream with a ProblemError before the closing boundary has
 * gone out, so the upstream never sees a complete form. Nothing is buffered beyond one chunk.
 */
export function createUploadGate(contentType: string): Transform {
  let problem: ProblemError | null = null
  const refuse = (found: ProblemError) => {
    problem ??= found
  }
  let inspector: InstanceType<typeof Busboy>
  try {
    inspector = new Busboy({
      headers: { 'content-type': contentType },
      limits: {
        files: 1,
        fields: UPLOAD_PARTS.length,
        fieldSize: MULTIPART_OVERHEAD_BYTES,
        fieldNameSize: 64,
        fileSize: LIMITS.uploadSizeBytes,
        headerPairs: 16,
      },
    })
  } catch {
    throw new ProblemError('unsupported_media', 'Send the picture as a form (multipart/form-data).')
  }
  const names = new Set<string>()
  const meet = (name: string) => {
    if (!UPLOAD_PARTS.some((known) => known === name)) {
      refuse(
        new ProblemError('invalid_request', `The form has a part that is not allowed: ${name.slice(0, 64)}.`),
      )
    }
    if (names.has(name)) {
      refuse(new ProblemError('invalid_request', `The form has the part ${name.slice(0, 64)} twice.`))
    }
    names.add(name)
  }
  inspector.on('field', (name, _value, nameCut, valueCut) => {
    meet(name)
    if (nameCut || valueCut) refuse(new ProblemError('too_large', 'A field of the form is too long.'))
  })
  inspector.on('file', (name, stream) => {
    meet(name)
    if (name !== 'file') refuse(new ProblemError('invalid_request', 'The picture must be the part "file".'))
    stream.once('limit', () => refuse(new ProblemError('too_large', 'The picture is larger than 10 MB.')))
    stream.on('error', () => refuse(new ProblemError('invalid_request', 'The form is broken.')))
    stream.resume()
  })
  inspector.on('filesLimit', () => refuse(new ProblemError('invalid_request', 'Send one picture at a time.')))
  inspector.on('fieldsLimit', () =>
    refuse(new ProblemError('invalid_request', 'The form has too many parts.')),
  )
  inspector.on('error', () => refuse(new ProblemError('invalid_request', 'The form is broken.')))

  return new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback) {
      inspector.write(chunk, () => (problem === null ? callback(null, chunk) : callback(problem)))
    },
    flush(callback: TransformCallback) {
      if (!names.has('file')) refuse(new ProblemError('invalid_request', 'The form holds no picture.'))
      callback(problem)
    },
    destroy(error, callback) {
      inspector.destroy()
      callback(error)
    },
  })
}
