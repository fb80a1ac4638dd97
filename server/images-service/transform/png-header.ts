import type { ByteWindow } from './byte-window.ts'
import type { HeaderSizes } from './picture-header.ts'

/** Reads IHDR. An animated PNG counts as its first frame: that is all that is ever delivered of it. */
export function readPngHeader(bytes: ByteWindow): HeaderSizes {
  const head = bytes.read(8, 25)
  if (head.length < 25 || head.readUInt32BE(0) !== 13 || head.toString('latin1', 4, 8) !== 'IHDR') return null
  return { width: head.readUInt32BE(8), height: head.readUInt32BE(12), frames: 1 }
}
