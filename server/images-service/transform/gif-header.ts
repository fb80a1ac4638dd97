import type { ByteWindow } from './byte-window.ts'
import type { HeaderSizes } from './picture-header.ts'

const IMAGE = 0x2c
const EXTENSION = 0x21

/** Walks the blocks of a GIF and counts its pictures. A missing trailer is forgiven, as every viewer does. */
export function readGifHeader(bytes: ByteWindow): HeaderSizes {
  const screen = bytes.read(6, 7)
  if (screen.length < 7) return null
  const width = screen.readUInt16LE(0)
  const height = screen.readUInt16LE(2)
  let at = 13 + colourTableBytes(screen[4] ?? 0)
  let frames = 0
  for (;;) {
    const block = bytes.read(at, 10)
    if (block[0] === IMAGE && block.length === 10) {
      frames += 1
      at = skipSubBlocks(bytes, at + 11 + colourTableBytes(block[9] ?? 0))
    } else if (block[0] === EXTENSION) {
      at = skipSubBlocks(bytes, at + 2)
    } else {
      return frames === 0 ? null : { width, height, frames }
    }
  }
}

function colourTableBytes(flags: number): number {
  return (flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 7) + 1)
}

function skipSubBlocks(bytes: ByteWindow, from: number): number {
  let at = from
  for (;;) {
    const length = bytes.read(at, 1)[0]
    if (length === undefined || length === 0) return at + 1
    at += length + 1
  }
}
