import { LIMITS, UPLOAD_TYPES } from '#contract/limits.ts'
import {
  FIRST_HEADER_BYTES,
  MOST_HEADER_BYTES,
  type PictureHeader,
  readPictureHeader,
} from '#contract/picture-header/picture-header.ts'
import type { PreflightFault } from './upload-item.ts'

/**
 * What makes sending `file` pointless, found from its size and first bytes; `null` when nothing does.
 * The name is never believed. Reads at most a megabyte; a file that cannot be read is a fault, not an error.
 */
export async function findFault(file: Blob): Promise<PreflightFault | null> {
  if (file.size === 0) return { kind: 'empty' }
  if (file.size > LIMITS.uploadSizeBytes) return { kind: 'too_large', sizeBytes: file.size }
  try {
    const header = await readHeader(file)
    return header === null ? { kind: 'not_a_picture' } : faultOf(header)
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

/** The side limit does not hold for WebP (documented: "all formats but WebP and AVIF"), the area limit does. */
function faultOf({ type, widthPx, heightPx }: PictureHeader): PreflightFault | null {
  if (!Object.hasOwn(UPLOAD_TYPES, type)) return { kind: 'unsupported_type', type }
  if (widthPx === null || heightPx === null) return null
  if (widthPx === 0 || heightPx === 0) return { kind: 'no_pixels' }
  if (type !== 'image/webp' && Math.max(widthPx, heightPx) > LIMITS.sidePx) {
    return { kind: 'side_too_long', widthPx, heightPx }
  }
  if (widthPx * heightPx > LIMITS.areaPx) return { kind: 'area_too_large', widthPx, heightPx }
  return null
}
