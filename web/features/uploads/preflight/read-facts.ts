import {
  FIRST_HEADER_BYTES,
  MOST_HEADER_BYTES,
  readPictureHeader,
} from '#contract/picture-header/picture-header.ts'
import type { FileFacts } from '../upload-item.ts'
import { countFrames } from './animation.ts'
import { readExif } from './exif-facts.ts'
import { MOST_READ_BYTES } from './judge-file.ts'
import { sizeOf } from './picture-size.ts'
import { hasGps } from './strip-gps.ts'

/**
 * What a file is, whatever its name says; `look` is left for later, since it takes a decoder.
 * @param hash SHA-256, lower-case hex; `null` where the browser offers none (no secure context)
 * @throws what reading the file throws
 */
export async function readFacts(
  file: Blob,
  hash: ((bytes: Uint8Array<ArrayBuffer>) => Promise<string>) | null,
): Promise<FileFacts> {
  const isReadable = file.size <= MOST_READ_BYTES
  const part = isReadable ? file : file.slice(0, MOST_HEADER_BYTES)
  const bytes = new Uint8Array(await part.arrayBuffer())
  const first = readPictureHeader(bytes.subarray(0, FIRST_HEADER_BYTES))
  const isCut = first?.widthPx === null && bytes.length > FIRST_HEADER_BYTES
  const header = isCut ? readPictureHeader(bytes.subarray(0, MOST_HEADER_BYTES)) : first
  const contentHash = hash !== null && isReadable ? await hash(bytes) : ''
  const unknown: FileFacts = {
    ...{ type: null, sizeBytes: file.size, widthPx: null, heightPx: null, frames: null },
    ...{ orientation: null, hasGps: false, takenAt: null, contentHash, look: null },
  }
  if (header === null) return unknown
  const { type } = header
  const size = sizeOf(header, bytes)
  const { orientation, takenAt } = await readExif(type, bytes)
  return {
    ...unknown,
    ...{ type, widthPx: size?.widthPx ?? null, heightPx: size?.heightPx ?? null },
    ...{ frames: countFrames(type, bytes), orientation, takenAt, hasGps: await hasGps(type, bytes) },
  }
}
