import type { PictureMediaType } from '#contract/picture-header/picture-header.ts'
import { hasText, viewOf } from './byte-range.ts'

/** Pictures in the file: 1 for one that stands still, `null` for a format that says nothing about it. Never throws. */
export function countFrames(type: PictureMediaType, bytes: Uint8Array): number | null {
  switch (type) {
    case 'image/gif':
      return gifFrames(bytes)
    case 'image/png':
      return pngFrames(bytes)
    case 'image/webp':
      return webpFrames(bytes)
    case 'image/jpeg':
    case 'image/bmp':
      return 1
    default:
      return null
  }
}

/** Bytes of a colour table, as the packed field in front of it says. */
const tableBytes = (packed: number) => (packed & 0x80 ? 3 << ((packed & 7) + 1) : 0)

function gifFrames(bytes: Uint8Array): number {
  let frames = 0
  let at = 13 + tableBytes(bytes[10] ?? 0)
  const skipBlocks = () => {
    for (let size = bytes[at] ?? 0; size > 0; size = bytes[at] ?? 0) at += size + 1
    at += 1
  }
  while (at < bytes.length) {
    const kind = bytes[at]
    if (kind === 0x21) at += 2
    else if (kind === 0x2c) {
      frames += 1
      // The descriptor, its colours, the size of a code.
      at += 10 + tableBytes(bytes[at + 9] ?? 0) + 1
    } else break
    skipBlocks()
  }
  return Math.max(1, frames)
}

/** `acTL` stands before the picture, or the file is none that moves. */
function pngFrames(bytes: Uint8Array): number {
  const view = viewOf(bytes)
  for (let at = 8; at + 12 <= bytes.length; at += view.getUint32(at) + 12) {
    if (hasText(bytes, at + 4, 'IDAT')) return 1
    if (hasText(bytes, at + 4, 'acTL')) return Math.max(1, view.getUint32(at + 8))
  }
  return 1
}

function webpFrames(bytes: Uint8Array): number {
  const view = viewOf(bytes)
  let frames = 0
  for (let at = 12; at + 8 <= bytes.length; ) {
    if (hasText(bytes, at, 'ANMF')) frames += 1
    const size = view.getUint32(at + 4, true)
    at += 8 + size + (size % 2)
  }
  return Math.max(1, frames)
}
