import { Transform, type TransformCallback } from 'node:stream'
import { boundaryOf, createFormInspector, type UploadField } from './form-inspector.ts'
import { ProblemError } from './middleware/problem-error.ts'

/** Heads, values and foot of the parts around a file of the largest size. */
export const MULTIPART_OVERHEAD_BYTES = 64 * 1024

export interface UploadGateOptions {
  /** Slower than this over a whole `paceWindowMs`, the upload is refused. Default 10 KB/s. */
  minBytesPerSecond?: number
  /** Default 10 s. */
  paceWindowMs?: number
  /** Gets the bytes of the picture as they pass, in order. */
  onPicture?: (bytes: Buffer) => void
  /** The whole form was found right; its last bytes leave once this is over. What it fails with ends the upload. */
  onWhole?: () => Promise<void>
}

/** What stands in the form before the picture. */
export interface FormStart {
  fields: ReadonlyMap<UploadField, string>
  /** So many bytes of the body do not come out of the gate. */
  cutBytes: number
}

export interface UploadGate extends Transform {
  /** Resolves when the picture begins; rejects with what ended the form before. */
  start: Promise<FormStart>
  boundary: string
}

/**
 * Reads the fields of a multipart body, then passes the rest on byte for byte: from the boundary that opens the picture's
 * part to the end it is a form of one part. Each chunk is looked at before it goes, and the last bytes are held back
 * until the whole was found right: a form that is refused never reaches the upstream complete. Buffers the fields and
 * two chunks; who does not read it holds the sender up.
 * @throws ProblemError 415 for a body that is no form; violations end the stream with a ProblemError
 */
export function createUploadGate(contentType: string, options: UploadGateOptions = {}): UploadGate {
  const { minBytesPerSecond = 10_000, paceWindowMs = 10_000, onPicture } = options
  const boundary = boundaryOf(contentType)
  const closingBytes = Buffer.byteLength(`\r\n--${boundary}--\r\n`)
  const { promise: start, resolve, reject } = Promise.withResolvers<FormStart>()
  // Whoever does not wait for it hears of the failure from the stream.
  start.catch(() => {})
  const fields = new Map<UploadField, string>()
  let beginning: Buffer[] = []
  let cutBytes: number | null = null
  const inspector = createFormInspector(boundary, {
    ...(onPicture !== undefined && { onPicture }),
    onField: (name, value) => fields.set(name, value),
    onFile(offset) {
      cutBytes = offset
      resolve({ fields, cutBytes })
    },
  })
  let held: Buffer = Buffer.alloc(0)
  let receivedBytes = 0
  let receivedBefore = 0

  /** All of `chunk` but what may be the end of the form. */
  function passOn(chunk: Buffer): void {
    if (chunk.length >= closingBytes) {
      if (held.length > 0) gate.push(held)
      held = chunk
      return
    }
    const bytes = Buffer.concat([held, chunk])
    const free = Math.max(0, bytes.length - closingBytes)
    if (free > 0) gate.push(bytes.subarray(0, free))
    held = bytes.subarray(free)
  }

  const gate = new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback) {
      receivedBytes += chunk.length
      const isBeginning = cutBytes === null
      try {
        inspector.inspect(chunk)
      } catch (error) {
        callback(asError(error))
        return
      }
      if (isBeginning) beginning.push(chunk)
      if (cutBytes !== null) {
        passOn(isBeginning ? Buffer.concat(beginning).subarray(cutBytes) : chunk)
        beginning = []
      }
      callback()
    },
    flush(callback: TransformCallback) {
      try {
        inspector.finish()
      } catch (error) {
        callback(asError(error))
        return
      }
      const onWhole = options.onWhole?.() ?? Promise.resolve()
      onWhole.then(
        () => callback(null, held),
        (error: unknown) => callback(asError(error)),
      )
    },
    destroy(error, callback) {
      clearInterval(pace)
      reject(error ?? new Error('The upload ended before the picture began'))
      callback(error)
    },
  })
  const pace = setInterval(() => {
    // Waiting for the upstream is not the sender's slowness.
    const isWaitingForUpstream = gate.readableLength > 0
    const isSlow = receivedBytes - receivedBefore < (minBytesPerSecond * paceWindowMs) / 1000
    receivedBefore = receivedBytes
    if (isSlow && !isWaitingForUpstream && !gate.writableEnded) {
      gate.destroy(new ProblemError('too_slow', 'The upload came in too slowly and was given up. Try again.'))
    }
  }, paceWindowMs)
  pace.unref()
  gate.once('end', () => clearInterval(pace))
  return Object.assign(gate, { start, boundary })
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
