import { readPictureHeader } from '#contract/picture-header/picture-header.ts'
import { viewOf } from './byte-range.ts'
import { findMetadata } from './metadata-places.ts'

const ORIENTATION = 0x0112
const MARK = new TextEncoder().encode('Exif\0\0')
const MOST_SEGMENT_BYTES = 0xffff - 2

/**
 * What a camera wrote into `from`, put into the JPEG `into`, whose pixels stand upright already. `into` itself when there
 * is nothing to carry over or it does not fit.
 */
export function withExifOf(from: Uint8Array, into: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const type = readPictureHeader(from)?.type
  const range = type === 'image/jpeg' ? findMetadata(type, from).exif[0] : undefined
  if (range === undefined || into[0] !== 0xff || into[1] !== 0xd8) return into
  const exif = from.slice(range.start, range.end)
  const lengthBytes = exif.length + MARK.length + 2
  if (lengthBytes > MOST_SEGMENT_BYTES || !setUpright(exif)) return into
  const whole = new Uint8Array(into.length + lengthBytes + 2)
  whole.set([0xff, 0xd8, 0xff, 0xe1, lengthBytes >> 8, lengthBytes & 0xff])
  whole.set(MARK, 6)
  whole.set(exif, 6 + MARK.length)
  whole.set(into.subarray(2), lengthBytes + 4)
  return whole
}

/** @returns false for data that cannot be read: it would turn the picture by chance */
function setUpright(exif: Uint8Array): boolean {
  if (exif.length < 10) return false
  const view = viewOf(exif)
  const little = view.getUint16(0) === 0x4949
  const start = view.getUint32(4, little)
  if (start + 2 > exif.length) return false
  const count = view.getUint16(start, little)
  if (start + 2 + count * 12 > exif.length) return false
  for (let index = 0; index < count; index += 1) {
    const entry = start + 2 + index * 12
    if (view.getUint16(entry, little) === ORIENTATION) view.setUint16(entry + 8, 1, little)
  }
  return true
}
