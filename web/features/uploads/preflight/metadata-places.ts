import type { PictureMediaType } from '#contract/picture-header/picture-header.ts'
import { type ByteRange, hasText, indexOfText, viewOf } from './byte-range.ts'
import { readIsoItems } from './iso-items.ts'

/** Where a file says things about its picture. Each EXIF range begins with its byte order mark. */
export interface MetadataPlaces {
  exif: ByteRange[]
  xmp: ByteRange[]
}

const EXIF_MARK = 'Exif\0\0'
const XMP_MARK = 'http://ns.adobe.com/xap/1.0/\0'
/** Followed by an MD5 and two numbers. */
const LONG_XMP_MARK = 'http://ns.adobe.com/xmp/extension/\0'
const LONG_XMP_HEADER_BYTES = 40
const [PACKET_START, PACKET_END] = ['<x:xmpmeta', '</x:xmpmeta>']

/**
 * Finds metadata whose bytes may be changed in place. A PNG is not among them: its chunks carry checksums and may be
 * compressed (png-metadata.ts). Never throws for a broken file.
 */
export function findMetadata(type: PictureMediaType, bytes: Uint8Array): MetadataPlaces {
  switch (type) {
    case 'image/jpeg':
      return inJpeg(bytes)
    case 'image/webp':
      return inWebp(bytes)
    case 'image/heic':
    case 'image/avif':
      return inIsoMedia(bytes)
    case 'image/tiff':
      return { exif: [{ start: 0, end: bytes.length }], xmp: packets(bytes, 0) }
    case 'image/gif':
    case 'image/svg+xml':
      return { exif: [], xmp: packets(bytes, 0) }
    case 'image/png':
    case 'image/bmp':
      return { exif: [], xmp: [] }
  }
}

function inJpeg(bytes: Uint8Array): MetadataPlaces {
  const view = viewOf(bytes)
  const found: MetadataPlaces = { exif: [], xmp: [] }
  let at = 2
  while (at + 4 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    // Filling, and markers without a length.
    if (marker === 0xff) at += 1
    else if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) at += 2
    else if (marker === 0xda || marker === 0xd9) break
    else {
      const end = at + 2 + view.getUint16(at + 2)
      if (marker === 0xe1 && end <= bytes.length) readApp1(bytes, { start: at + 4, end }, found)
      at = Math.max(end, at + 2)
    }
  }
  // Further pictures behind the first one (phones, panoramas) have metadata of their own.
  for (let next = at; ; ) {
    next = indexOfText(bytes, EXIF_MARK, next)
    if (next === -1) break
    const start = next + EXIF_MARK.length
    const isSegment = bytes[next - 4] === 0xff && bytes[next - 3] === 0xe1
    const end = isSegment ? next - 2 + view.getUint16(next - 2) : Math.min(start + 0xffff, bytes.length)
    found.exif.push({ start, end: Math.min(end, bytes.length) })
    next = start
  }
  found.xmp.push(...packets(bytes, at))
  return found
}

function readApp1(bytes: Uint8Array, { start, end }: ByteRange, found: MetadataPlaces): void {
  if (hasText(bytes, start, EXIF_MARK)) found.exif.push({ start: start + EXIF_MARK.length, end })
  else if (hasText(bytes, start, XMP_MARK)) found.xmp.push({ start: start + XMP_MARK.length, end })
  else if (hasText(bytes, start, LONG_XMP_MARK)) {
    found.xmp.push({ start: Math.min(start + LONG_XMP_MARK.length + LONG_XMP_HEADER_BYTES, end), end })
  }
}

function inWebp(bytes: Uint8Array): MetadataPlaces {
  const view = viewOf(bytes)
  const found: MetadataPlaces = { exif: [], xmp: [] }
  for (let at = 12; at + 8 <= bytes.length; ) {
    const start = at + 8
    const size = view.getUint32(at + 4, true)
    const end = start + size
    if (end > bytes.length) break
    if (hasText(bytes, at, 'EXIF')) {
      const skipped = hasText(bytes, start, EXIF_MARK) ? EXIF_MARK.length : 0
      found.exif.push({ start: start + skipped, end })
    } else if (hasText(bytes, at, 'XMP ')) found.xmp.push({ start, end })
    at = end + (size % 2)
  }
  return found
}

function inIsoMedia(bytes: Uint8Array): MetadataPlaces {
  const { exif, xmp } = readIsoItems(bytes)
  const view = viewOf(bytes)
  return {
    xmp,
    // Four bytes say how far the byte order mark is behind them.
    exif: exif.flatMap(({ start, end }) => {
      if (start + 4 > end) return []
      const from = start + 4 + view.getUint32(start)
      return from < end ? [{ start: from, end }] : []
    }),
  }
}

function packets(bytes: Uint8Array, from: number): ByteRange[] {
  const found: ByteRange[] = []
  for (let start = indexOfText(bytes, PACKET_START, from); start !== -1; ) {
    const last = indexOfText(bytes, PACKET_END, start)
    if (last === -1) break
    found.push({ start, end: last + PACKET_END.length })
    start = indexOfText(bytes, PACKET_START, last)
  }
  return found
}
