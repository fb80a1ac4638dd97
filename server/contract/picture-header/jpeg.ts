import type { SizePx } from './picture-header.ts'

/** Start-of-frame markers: C0 to CF without the Huffman (C4), reserved (C8) and arithmetic (CC) tables. */
const isStartOfFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/**
 * Size of a JPEG as shown: EXIF orientations 5 to 8 swap the sides.
 * `null` when the frame header lies behind the bytes at hand.
 */
export function readJpeg(view: DataView): SizePx | null {
  let orientation = 1
  let offset = 2
  while (offset + 4 <= view.byteLength) {
    if (view.getUint8(offset) !== 0xff) return null
    const marker = view.getUint8(offset + 1)
    if (marker === 0xff) {
      offset += 1
      continue
    }
    if (marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      offset += 2
      continue
    }
    const length = view.getUint16(offset + 2)
    if (length < 2) return null
    if (isStartOfFrame(marker)) {
      if (offset + 9 > view.byteLength) return null
      const heightPx = view.getUint16(offset + 5)
      const widthPx = view.getUint16(offset + 7)
      return orientation >= 5 ? { widthPx: heightPx, heightPx: widthPx } : { widthPx, heightPx }
    }
    if (marker === 0xe1) orientation = exifOrientation(view, offset + 4, length - 2) ?? orientation
    if (marker === 0xda || marker === 0xd9) return null
    offset += 2 + length
  }
  return null
}

/** Tag 0x0112 of the first directory of an `Exif` segment, 1 to 8; `null` when there is none. */
function exifOrientation(view: DataView, start: number, length: number): number | null {
  const end = Math.min(start + length, view.byteLength)
  if (start + 14 > end) return null
  if (view.getUint32(start) !== 0x45786966 || view.getUint16(start + 4) !== 0) return null
  const tiff = start + 6
  const order = view.getUint16(tiff)
  if (order !== 0x4949 && order !== 0x4d4d) return null
  const little = order === 0x4949
  const directory = tiff + view.getUint32(tiff + 4, little)
  if (directory + 2 > end) return null
  const entries = view.getUint16(directory, little)
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + index * 12
    if (entry + 12 > end) return null
    if (view.getUint16(entry, little) !== 0x0112) continue
    const value = view.getUint16(entry + 8, little)
    return value >= 1 && value <= 8 ? value : null
  }
  return null
}
