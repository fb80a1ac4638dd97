import { closeSync, existsSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import * as z from 'zod'

/** The file is not as it was when it was closed. */
export class BrokenSealError extends Error {
  override name = 'BrokenSealError'
}

const CHUNK_BYTES = 4 * 2 ** 20
const Seal = z.object({ sizeBytes: z.number(), checksum: z.number() })
const sealOf = (path: string) => `${path}-seal`

/** Notes what a closed database file is, byte for byte: SQLite would not notice a flipped bit. About a second a gigabyte. */
export function sealFile(path: string): void {
  writeFileSync(sealOf(path), JSON.stringify(readThrough(path)))
}

/**
 * Compares the file with its seal, which is taken off: from now on it changes. A file without one was not closed in
 * order, and there is nothing to compare it with.
 * @throws BrokenSealError
 */
export function openSeal(path: string): void {
  const seal = sealOf(path)
  if (!existsSync(seal)) return
  const sealed = Seal.safeParse(parse(readFileSync(seal, 'utf8')))
  const found = existsSync(path) ? readThrough(path) : null
  if (
    !sealed.success ||
    found?.sizeBytes !== sealed.data.sizeBytes ||
    found.checksum !== sealed.data.checksum
  ) {
    // The seal stays, so that nobody takes the file for a good one later.
    throw new BrokenSealError('The index is not as it was when it was closed')
  }
  rmSync(seal)
}

export function removeSeal(path: string): void {
  rmSync(sealOf(path), { force: true })
}

function readThrough(path: string): z.infer<typeof Seal> {
  const file = openSync(path, 'r')
  try {
    const chunk = Buffer.allocUnsafe(CHUNK_BYTES)
    let [sizeBytes, checksum] = [0, 0]
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      sizeBytes += read
      checksum = crc32(chunk.subarray(0, read), checksum)
    }
    return { sizeBytes, checksum }
  } finally {
    closeSync(file)
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
