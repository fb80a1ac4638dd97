import type { ByteWindow } from './byte-window.ts'
import { readExifOrientation } from './exif-tags.ts'
import { type HeaderSizes, turnUpright } from './picture-header.ts'

/** Enough for hundreds of application segments; a file with more is not a photograph. */
const MAX_SEGMENTS = 2_000
const EXIF_BYTES = 64 * 1024

/** Walks the segments of a JPEG up to its frame header (SOF). `null` when there is none. */
export function readJpegHeader(bytes: ByteWindow): HeaderSizes {
  let orientation = 1
  let at = 2
  for (let segment = 0; segment < MAX_SEGMENTS; segment += 1) {
    const head = bytes.read(at, 4)
    if (head.length < 4 || head[0] !== 0xff) return null
    const marker = head[1] ?? 0
    if (marker === 0xff) {
      at += 1
      continue
    }
    const length = head.readUInt16BE(2)
    if (isFrameHeader(marker)) {
      const frame = bytes.read(at + 4, 5)
      if (frame.length < 5) return null
      const size = { width: frame.readUInt16BE(3), height: frame.readUInt16BE(1), frames: 1 }
      return turnUpright(size, orientation)
    }
    if (marker === 0xda || marker === 0xd9 || length < 2) return null
    if (marker === 0xe1 && bytes.read(at + 4, 6).toString('latin1') === 'Exif\0\0') {
      orientation = readExifOrientation(bytes.read(at + 10, Math.min(length - 8, EXIF_BYTES)))
    }
    at += 2 + length
  }
  return null
}

/** SOF0 to SOF15 without DHT, JPG and DAC. */
function isFrameHeader(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}
