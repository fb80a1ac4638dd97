import { readIsoMedia } from './iso-media.ts'
import { readJpeg } from './jpeg.ts'

/** Media types that are told apart by content. */
export type PictureMediaType =
  | 'image/jpeg'
  | 'image/png'
  | 'image/gif'
  | 'image/webp'
  | 'image/svg+xml'
  | 'image/heic'
  | 'image/avif'
  | 'image/tiff'
  | 'image/bmp'

/** What the first bytes of a file tell. */
export interface PictureHeader {
  type: PictureMediaType
  /** Pixels as shown (EXIF orientation applied); `null` when the bytes at hand do not tell. */
  widthPx: number | null
  heightPx: number | null
}

/** Bytes worth reading first: enough for almost every file but a JPEG with a big embedded preview. */
export const FIRST_HEADER_BYTES = 64 * 1024
/** Bytes after which reading on is not worth it. */
export const MOST_HEADER_BYTES = 1024 * 1024

/**
 * Type by content, whatever the name says, and size in pixels from the header.
 * `null`: not a picture this knows. Never throws; a cut header gives a type without a size.
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return { type: 'image/jpeg', ...sizeOr(readJpeg(view)) }
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) {
    return { type: 'image/png', ...sizeOr(readPng(view)) }
  }
  if (ascii(bytes, 0, 6) === 'GIF87a' || ascii(bytes, 0, 6) === 'GIF89a') {
    return { type: 'image/gif', ...sizeOr(readGif(view)) }
  }
  if (ascii(bytes, 0, 4) === 'RIFF' && ascii(bytes, 8, 4) === 'WEBP') {
    return { type: 'image/webp', ...sizeOr(readWebp(bytes, view)) }
  }
  if (ascii(bytes, 4, 4) === 'ftyp') {
    const media = readIsoMedia(bytes, view)
    return media === null ? null : { type: media.type, ...sizeOr(media.size) }
  }
  if (startsWith(bytes, [0x49, 0x49, 0x2a, 0x00]) || startsWith(bytes, [0x4d, 0x4d, 0x00, 0x2a])) {
    return { type: 'image/tiff', ...sizeOr(null) }
  }
  if (ascii(bytes, 0, 2) === 'BM' && bytes.length >= 26) return { type: 'image/bmp', ...sizeOr(null) }
  if (looksLikeSvg(bytes)) return { type: 'image/svg+xml', ...sizeOr(null) }
  return null
}

export interface SizePx {
  widthPx: number
  heightPx: number
}

const sizeOr = (size: SizePx | null) => size ?? { widthPx: null, heightPx: null }

function startsWith(bytes: Uint8Array, magic: readonly number[]): boolean {
  return magic.every((value, index) => bytes[index] === value)
}

function ascii(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length))
}

function readPng(view: DataView): SizePx | null {
  if (view.byteLength < 24) return null
  return { widthPx: view.getUint32(16), heightPx: view.getUint32(20) }
}

function readGif(view: DataView): SizePx | null {
  if (view.byteLength < 10) return null
  return { widthPx: view.getUint16(6, true), heightPx: view.getUint16(8, true) }
}

/** RFC 9649: the canvas of `VP8X`, else the frame header of `VP8L` or `VP8 `. */
function readWebp(bytes: Uint8Array, view: DataView): SizePx | null {
  const chunk = ascii(bytes, 12, 4)
  if (view.byteLength < 30) return null
  if (chunk === 'VP8X') {
    const uint24 = (offset: number) => view.getUint16(offset, true) | (view.getUint8(offset + 2) << 16)
    return { widthPx: uint24(24) + 1, heightPx: uint24(27) + 1 }
  }
  if (chunk === 'VP8L') {
    const bits = view.getUint32(21, true)
    return { widthPx: (bits & 0x3fff) + 1, heightPx: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (chunk === 'VP8 ') {
    return { widthPx: view.getUint16(26, true) & 0x3fff, heightPx: view.getUint16(28, true) & 0x3fff }
  }
  return null
}

/** An `<svg` element after nothing but a byte order mark, XML declaration, comments and a doctype. */
function looksLikeSvg(bytes: Uint8Array): boolean {
  // What is looked for is ASCII, so bytes may stand for characters; the byte order mark is three of them.
  const body = ascii(bytes, 0, 16 * 1024)
    .replace(/^\xEF\xBB\xBF/, '')
    .replace(/^\s*<\?xml[^>]*\?>/, '')
    .replace(/<!--[\s\S]*?-->/g, '')
    .replace(/<!DOCTYPE[^[>]*(\[[\s\S]*?\])?\s*>/i, '')
    .replace(/<\?[\s\S]*?\?>/g, '')
    .trimStart()
  return /^<(?:[a-z][\w.-]*:)?svg[\s>/]/i.test(body)
}
