import type { SizePx } from './picture-header.ts'

const HEIC_BRANDS = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1'])
const AVIF_BRANDS = new Set(['avif', 'avis'])

const text = (bytes: Uint8Array, offset: number) => String.fromCharCode(...bytes.subarray(offset, offset + 4))

/**
 * HEIC or AVIF by the brands of `ftyp`; `null` for a video or another ISO media file.
 * Size: the largest `ispe` property, since a phone's picture also lists its tiles and its thumbnail.
 * A quarter turn (`irot`) of the whole picture swaps the sides.
 */
export function readIsoMedia(
  bytes: Uint8Array,
  view: DataView,
): { type: 'image/heic' | 'image/avif'; size: SizePx | null } | null {
  if (view.byteLength < 16) return null
  const end = Math.min(view.getUint32(0), view.byteLength)
  const brands = [text(bytes, 8)]
  for (let offset = 16; offset + 4 <= end; offset += 4) brands.push(text(bytes, offset))
  const type = brands.some((brand) => AVIF_BRANDS.has(brand))
    ? 'image/avif'
    : brands.some((brand) => HEIC_BRANDS.has(brand))
      ? 'image/heic'
      : null
  return type === null ? null : { type, size: largestSize(bytes, view, end) }
}

function largestSize(bytes: Uint8Array, view: DataView, start: number): SizePx | null {
  let largest: SizePx | null = null
  let turned = false
  for (let offset = start; offset + 20 <= view.byteLength; offset += 1) {
    // "irot" and "ispe" as numbers: a megabyte of slices would be slow.
    const word = view.getUint32(offset)
    if (word === 0x69726f74) turned = (bytes[offset + 4] ?? 0) % 2 === 1
    if (word !== 0x69737065) continue
    const size = { widthPx: view.getUint32(offset + 8), heightPx: view.getUint32(offset + 12) }
    if (largest === null || size.widthPx * size.heightPx > largest.widthPx * largest.heightPx) largest = size
  }
  if (largest !== null && turned) return { widthPx: largest.heightPx, heightPx: largest.widthPx }
  return largest
}
