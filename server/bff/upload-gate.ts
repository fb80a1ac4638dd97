import { Transform, type TransformCallback } from 'node:stream'
import { boundaryOf, createFormInspector } from './form-inspector.ts'
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
}

/**
 * Passes a multipart body on byte for byte, but looks at each chunk before it goes, and holds the last bytes back until
 * the whole was found right: a form that is refused never reaches the upstream complete. Buffers two chunks.
 * @throws ProblemError 415 for a body that is no form; violations end the stream with a ProblemError
 */
export function createUploadGate(contentType: string, options: UploadGateOptions = {}): Transform {
  const { minBytesPerSecond = 10_000, paceWindowMs = 10_000 } = options
  const boundary = boundaryOf(contentType)
  const inspector = createFormInspector(boundary, options.onPicture)
  const closingBytes = Buffer.byteLength(`\r\n--${boundary}--\r\n`)
  let held: Buffer = Buffer.alloc(0)
  let receivedBytes = 0
  let receivedBefore = 0

  const gate = new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, callback: TransformCallback) {
      receivedBytes += chunk.length
      try {
        inspector.inspect(chunk)
      } catch (error) {
        callback(asError(error))
        return
      }
      if (chunk.length >= closingBytes) {
        if (held.length > 0) this.push(held)
        held = chunk
      } else {
        const bytes = Buffer.concat([held, chunk])
        const free = Math.max(0, bytes.length - closingBytes)
        if (free > 0) this.push(bytes.subarray(0, free))
        held = bytes.subarray(free)
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
      callback(null, held)
    },
    destroy(error, callback) {
      clearInterval(pace)
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
  return gate
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error))
}
