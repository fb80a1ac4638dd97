import type { PictureHeader, SizePx } from '#contract/picture-header/picture-header.ts'
import { viewOf } from './byte-range.ts'

/** Pixels of a BMP or TIFF, which the desk converts and the Images API refuses; as the header has them for others. */
export function sizeOf(header: PictureHeader, bytes: Uint8Array): SizePx | null {
  if (header.type === 'image/bmp') return bmpSize(bytes)
  if (header.type === 'image/tiff') return tiffSize(bytes)
  const { widthPx, heightPx } = header
  return widthPx === null || heightPx === null ? null : { widthPx, heightPx }
}

function bmpSize(bytes: Uint8Array): SizePx {
  const view = viewOf(bytes)
  // The oldest header has 16 bits for each.
  if (view.getUint32(14, true) === 12) {
    return { widthPx: view.getUint16(18, true), heightPx: view.getUint16(20, true) }
  }
  // A negative height: stored from the top down.
  return { widthPx: Math.abs(view.getInt32(18, true)), heightPx: Math.abs(view.getInt32(22, true)) }
}

function tiffSize(bytes: Uint8Array): SizePx | null {
  if (bytes.length < 8) return null
  const view = viewOf(bytes)
  const little = view.getUint16(0) === 0x4949
  const start = view.getUint32(4, little)
  if (start + 2 > bytes.length) return null
  const values = new Map<number, number>()
  for (let index = 0; index < view.getUint16(start, little); index += 1) {
    const entry = start + 2 + index * 12
    if (entry + 12 > bytes.length) return null
    const isShort = view.getUint16(entry + 2, little) === 3
    const value = isShort ? view.getUint16(entry + 8, little) : view.getUint32(entry + 8, little)
    values.set(view.getUint16(entry, little), value)
  }
  const [width, height] = [values.get(256), values.get(257)]
  if (width === undefined || height === undefined) return null
  const isTurned = (values.get(274) ?? 1) >= 5
  return isTurned ? { widthPx: height, heightPx: width } : { widthPx: width, heightPx: height }
}
