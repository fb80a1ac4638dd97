import type { ByteWindow } from './byte-window.ts'
import type { HeaderSizes } from './picture-header.ts'

/** The `meta` box lists every item of the file; a phone's is some kilobytes. */
const MAX_META_BYTES = 1024 * 1024
const MAX_TOP_BOXES = 64
const MAX_FRAMES = 100_000

interface Box {
  type: string
  body: Buffer
}

/**
 * Size of the primary item of a HEIC or AVIF file, after its rotation.
 * @see ISO/IEC 23008-12: `pitm` names the item, `ipma` its properties, `ispe` and `irot` are two of them
 */
export function readHeifHeader(bytes: ByteWindow): HeaderSizes {
  const meta = findTopBox(bytes, 'meta')
  if (!meta || meta.length < 4) return null
  const boxes = splitBoxes(meta.subarray(4))
  const iprp = boxes.find((box) => box.type === 'iprp')
  const primary = readPrimaryItem(boxes.find((box) => box.type === 'pitm')?.body)
  if (!iprp || primary === null) return null
  const inner = splitBoxes(iprp.body)
  const properties = splitBoxes(inner.find((box) => box.type === 'ipco')?.body ?? Buffer.alloc(0))
  const wanted = inner
    .filter((box) => box.type === 'ipma')
    .flatMap((box) => readAssociations(box.body, primary))
  const own = wanted.map((index) => properties[index - 1]).filter((box) => box !== undefined)
  const extent = own.find((box) => box.type === 'ispe')?.body
  if (!extent || extent.length < 12) return null
  const width = extent.readUInt32BE(4)
  const height = extent.readUInt32BE(8)
  const quarterTurns = (own.find((box) => box.type === 'irot')?.body[0] ?? 0) & 3
  const frames = countSequenceFrames(bytes)
  return quarterTurns % 2 === 1 ? { width: height, height: width, frames } : { width, height, frames }
}

function findTopBox(bytes: ByteWindow, type: string): Buffer | null {
  let at = 0
  for (let index = 0; index < MAX_TOP_BOXES; index += 1) {
    const head = bytes.read(at, 16)
    if (head.length < 8) return null
    let length = head.readUInt32BE(0)
    let headBytes = 8
    if (length === 1 && head.length === 16) {
      length = Number(head.readBigUInt64BE(8))
      headBytes = 16
    } else if (length === 0) length = bytes.sizeBytes - at
    if (length < headBytes) return null
    if (head.toString('latin1', 4, 8) === type) {
      return length > MAX_META_BYTES ? null : Buffer.from(bytes.read(at + headBytes, length - headBytes))
    }
    at += length
  }
  return null
}

function splitBoxes(data: Buffer): Box[] {
  const boxes: Box[] = []
  let at = 0
  while (at + 8 <= data.length) {
    const length = data.readUInt32BE(at) || data.length - at
    if (length < 8 || at + length > data.length) break
    boxes.push({ type: data.toString('latin1', at + 4, at + 8), body: data.subarray(at + 8, at + length) })
    at += length
  }
  return boxes
}

function readPrimaryItem(pitm: Buffer | undefined): number | null {
  if (!pitm || pitm.length < 6) return null
  if (pitm[0] === 0) return pitm.readUInt16BE(4)
  return pitm.length < 8 ? null : pitm.readUInt32BE(4)
}

/** One-based places in `ipco` of the properties of `item`. */
function readAssociations(ipma: Buffer, item: number): number[] {
  if (ipma.length < 8) return []
  const idBytes = (ipma[0] ?? 0) < 1 ? 2 : 4
  const indexBytes = (ipma.readUIntBE(1, 3) & 1) === 1 ? 2 : 1
  const entries = ipma.readUInt32BE(4)
  let at = 8
  for (let entry = 0; entry < entries && at + idBytes + 1 <= ipma.length; entry += 1) {
    const id = ipma.readUIntBE(at, idBytes)
    const count = ipma[at + idBytes] ?? 0
    at += idBytes + 1
    if (at + count * indexBytes > ipma.length) return []
    if (id === item) {
      return Array.from({ length: count }, (_, index) => {
        const value = ipma.readUIntBE(at + index * indexBytes, indexBytes)
        return value & (indexBytes === 2 ? 0x7fff : 0x7f)
      })
    }
    at += count * indexBytes
  }
  return []
}

/** An image sequence (`avis`) has a movie track; its sample table says how many pictures. 1 for a still. */
function countSequenceFrames(bytes: ByteWindow): number {
  const movie = findTopBox(bytes, 'moov')
  const at = movie?.indexOf('stsz', 0, 'latin1') ?? -1
  if (!movie || at < 0 || at + 16 > movie.length) return 1
  return Math.min(MAX_FRAMES, Math.max(1, movie.readUInt32BE(at + 12)))
}
