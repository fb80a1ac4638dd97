import { LIMITS } from '#contract/limits.ts'
import {
  FIRST_HEADER_BYTES,
  MOST_HEADER_BYTES,
  type PictureHeader,
  readPictureHeader,
} from '#contract/picture-header/picture-header.ts'
import type { FileFault } from '../../../lib/file-fault.ts'
import { faultOf } from './judge-file.ts'

/**
 * What makes sending `file` pointless, found from its size and first bytes, without a worker; `null` when nothing does.
 * The name is never believed. Reads at most a megabyte; a file that cannot be read is a fault, not an error.
 */
export async function findFault(file: Blob): Promise<FileFault | null> {
  if (file.size === 0) return { kind: 'empty' }
  if (file.size > LIMITS.uploadSizeBytes) return { kind: 'too_large', sizeBytes: file.size }
  try {
    const header = await readHeader(file)
    return faultOf({
      type: null,
      widthPx: null,
      heightPx: null,
      ...header,
      sizeBytes: file.size,
      frames: null,
    })
  } catch {
    return { kind: 'unreadable' }
  }
}

async function readHeader(file: Blob): Promise<PictureHeader | null> {
  const header = readPictureHeader(await readStart(file, FIRST_HEADER_BYTES))
  const isComplete = header === null || header.widthPx !== null || header.type === 'image/svg+xml'
  if (isComplete || file.size <= FIRST_HEADER_BYTES) return header
  return readPictureHeader(await readStart(file, MOST_HEADER_BYTES))
}

async function readStart(file: Blob, sizeBytes: number): Promise<Uint8Array> {
  return new Uint8Array(await file.slice(0, sizeBytes).arrayBuffer())
}
