import { createHash } from 'node:crypto'
import {
  FIRST_HEADER_BYTES,
  MOST_HEADER_BYTES,
  type PictureHeader,
  readPictureHeader,
} from '#contract/picture-header/picture-header.ts'
import { PICTURE_TYPE_OF } from '#contract/picture-header/picture-type.ts'
import type { Learnt } from '../library/measure/measure-store.ts'

export interface UploadMeter {
  /** The next bytes of the file. */
  see(bytes: Buffer): void
  /** After the last of them; `null` when there were none. */
  result(): Learnt | null
}

/** Learns from a file that passes by what the Images API will never tell. Keeps its first megabyte at most. */
export function createUploadMeter(): UploadMeter {
  const hash = createHash('sha256')
  let sizeBytes = 0
  let first: Buffer[] = []
  let header: PictureHeader | null = null
  let readAgainAt = FIRST_HEADER_BYTES

  function readHeader(): void {
    const bytes = Buffer.concat(first)
    first = [bytes]
    header = readPictureHeader(bytes)
    const isEnough = header !== null && header.widthPx !== null
    readAgainAt = isEnough || bytes.length >= MOST_HEADER_BYTES ? Number.POSITIVE_INFINITY : bytes.length * 2
    if (readAgainAt === Number.POSITIVE_INFINITY) first = []
  }

  return {
    see(bytes) {
      hash.update(bytes)
      sizeBytes += bytes.length
      if (readAgainAt === Number.POSITIVE_INFINITY) return
      first.push(bytes)
      if (sizeBytes >= readAgainAt) readHeader()
    },
    result() {
      if (sizeBytes === 0) return null
      if (readAgainAt !== Number.POSITIVE_INFINITY) readHeader()
      const type = header === null ? null : PICTURE_TYPE_OF[header.type]
      return {
        sizeBytes,
        contentHash: hash.digest('hex'),
        // What was not found out stays open: whoever measures later may know more.
        ...(type !== null && { type }),
        ...(header !== null &&
          header.widthPx !== null &&
          header.heightPx !== null && { widthPx: header.widthPx, heightPx: header.heightPx }),
      }
    },
  }
}
