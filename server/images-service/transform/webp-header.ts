import type { ByteWindow } from './byte-window.ts'
import { readExifOrientation } from './exif-tags.ts'
import { type HeaderSizes, turnUpright } from './picture-header.ts'

const EXIF_BYTES = 64 * 1024

/** Walks the chunks of a WebP. @see https://developers.google.com/speed/webp/docs/riff_container */
export function readWebpHeader(bytes: ByteWindow): HeaderSizes {
  let size: { width: number; height: number } | null = null
  let frames = 0
  let orientation = 1
  let at = 12
  while (at + 8 <= bytes.sizeBytes) {
    const head = Buffer.from(bytes.read(at, 18))
    if (head.length < 8) break
    const name = head.toString('latin1', 0, 4)
    const length = head.readUInt32LE(4)
    if (name === 'VP8X' && head.length === 18) {
      size ??= { width: head.readUIntLE(12, 3) + 1, height: head.readUIntLE(15, 3) + 1 }
    } else if (name === 'VP8 ' || name === 'VP8L') {
      size ??= name === 'VP8 ' ? lossySize(head) : losslessSize(head)
      frames += 1
    } else if (name === 'ANMF') {
      frames += 1
    } else if (name === 'EXIF') {
      const exif = bytes.read(at + 8, Math.min(length, EXIF_BYTES))
      orientation = readExifOrientation(
        exif.toString('latin1', 0, 6) === 'Exif\0\0' ? exif.subarray(6) : exif,
      )
    }
    at += 8 + length + (length % 2)
  }
  return size && frames > 0 ? turnUpright({ ...size, frames }, orientation) : null
}

/** RFC 6386, 9.1: three bytes of frame tag, the start code, then the sizes with their scaling bits. */
function lossySize(head: Buffer): { width: number; height: number } | null {
  if (head.length < 18 || head.readUIntBE(11, 3) !== 0x9d012a) return null
  return { width: head.readUInt16LE(14) & 0x3fff, height: head.readUInt16LE(16) & 0x3fff }
}

function losslessSize(head: Buffer): { width: number; height: number } | null {
  if (head.length < 13 || head[8] !== 0x2f) return null
  const bits = head.readUInt32LE(9)
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
}
