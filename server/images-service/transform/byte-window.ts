import { closeSync, fstatSync, openSync, readSync } from 'node:fs'

/** Random access to a file in small windows: a header is read without the picture behind it. */
export interface ByteWindow {
  readonly sizeBytes: number
  /** `length` bytes from `offset`, fewer at the end of the file. The buffer is valid until the next read. */
  read(offset: number, length: number): Buffer
}

const WINDOW_BYTES = 64 * 1024

/** Opens `path`, lends its bytes to `work` and closes it again. Synchronous: the file was just written. */
export function withBytes<Result>(path: string, work: (bytes: ByteWindow) => Result): Result {
  const descriptor = openSync(path, 'r')
  try {
    const window = Buffer.allocUnsafe(WINDOW_BYTES)
    let start = 0
    let held = 0
    const sizeBytes = fstatSync(descriptor).size
    return work({
      sizeBytes,
      read(offset, length) {
        if (offset < 0 || offset >= sizeBytes) return Buffer.alloc(0)
        if (length > WINDOW_BYTES) {
          const large = Buffer.allocUnsafe(Math.min(length, sizeBytes - offset))
          return large.subarray(0, readSync(descriptor, large, 0, large.length, offset))
        }
        if (offset < start || offset + length > start + held) {
          start = offset
          held = readSync(descriptor, window, 0, WINDOW_BYTES, offset)
        }
        return window.subarray(offset - start, Math.min(offset - start + length, held))
      },
    })
  } finally {
    closeSync(descriptor)
  }
}
