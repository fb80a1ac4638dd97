import { type ByteRange, hasText, latin1, viewOf } from './byte-range.ts'
import { crc32 } from './crc32.ts'
import { eraseGps, hasGpsPosition } from './tiff-gps.ts'
import { eraseXmpGps, xmpHasGps } from './xmp-gps.ts'

/** Metadata as it is once taken out of its chunk. */
interface Unpacked {
  kind: 'exif' | 'xmp'
  /** Exactly the EXIF data from its byte order mark on, or the XMP packet. */
  bytes: Uint8Array<ArrayBuffer>
}

interface Chunk extends ByteRange {
  type: string
}

const XMP_KEYWORD = 'XML:com.adobe.xmp\0'
/** libvips has the packet in a `zTXt`; ImageMagick writes hex digits, in lines, after the length. */
const KEYWORD = /^(?:XML:com\.adobe\.xmp|(Raw profile type (?:exif|APP1|xmp)))\0/i
const MOST_UNPACKED_BYTES = 16 * 2 ** 20

/** EXIF data of the first chunk that has some; `null` when none has. */
export async function pngExif(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer> | null> {
  for (const chunk of chunksOf(bytes)) {
    const found = await unpack(bytes, chunk)
    if (found?.kind === 'exif') return found.bytes
  }
  return null
}

export async function pngHasGps(bytes: Uint8Array): Promise<boolean> {
  for (const chunk of chunksOf(bytes)) {
    const found = await unpack(bytes, chunk)
    if (found !== null && saysWhere(found)) return true
  }
  return false
}

/** The file without GPS data. Chunks that have none, those of the picture among them, are the same bytes. */
export async function pngWithoutGps(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let copied = 0
  for (const chunk of chunksOf(bytes)) {
    const found = await unpack(bytes, chunk)
    if (found === null || !saysWhere(found)) continue
    const whole = { start: 0, end: found.bytes.length }
    if (found.kind === 'exif') eraseGps(found.bytes, whole)
    else eraseXmpGps(found.bytes, whole)
    parts.push(bytes.subarray(copied, chunk.start - 8), packed(found))
    copied = chunk.end + 4
  }
  parts.push(bytes.subarray(copied))
  return joined(parts)
}

function saysWhere({ kind, bytes }: Unpacked): boolean {
  const whole = { start: 0, end: bytes.length }
  return kind === 'exif' ? hasGpsPosition(bytes, whole) : xmpHasGps(bytes, whole)
}

function chunksOf(bytes: Uint8Array): Chunk[] {
  const view = viewOf(bytes)
  const chunks: Chunk[] = []
  for (let at = 8; at + 12 <= bytes.length; ) {
    const start = at + 8
    const end = start + view.getUint32(at)
    if (end + 4 > bytes.length) break
    chunks.push({ type: latin1(bytes, { start: at + 4, end: start }), start, end })
    at = end + 4
  }
  return chunks
}

async function unpack(bytes: Uint8Array, { type, start, end }: Chunk): Promise<Unpacked | null> {
  if (type === 'eXIf') return { kind: 'exif', bytes: bytes.slice(start, end) }
  if (type === 'iTXt' && hasText(bytes, start, XMP_KEYWORD)) {
    const flag = start + XMP_KEYWORD.length
    // Language and translated keyword, both ended by a zero.
    const language = bytes.indexOf(0, flag + 2)
    const text = bytes.indexOf(0, language + 1) + 1
    if (language === -1 || text === 0 || text > end) return null
    const packet = bytes[flag] === 1 ? await inflated(bytes.slice(text, end)) : bytes.slice(text, end)
    return packet && { kind: 'xmp', bytes: packet }
  }
  if (type !== 'tEXt' && type !== 'zTXt') return null
  const keyword = KEYWORD.exec(latin1(bytes, { start, end: Math.min(end, start + 32) }))
  if (keyword === null) return null
  const textStart = start + keyword[0].length
  const text = type === 'tEXt' ? bytes.slice(textStart, end) : await inflated(bytes.slice(textStart + 1, end))
  if (text === null || keyword[1] === undefined) return text && { kind: 'xmp', bytes: text }
  return fromHex(latin1(text, { start: 0, end: text.length }))
}

/** "\nexif\n    1234\n45786966..." */
function fromHex(text: string): Unpacked | null {
  const digits = /^\s*\w+\s+\d+\s+([\da-f\s]*)$/i.exec(text)?.[1]?.replaceAll(/\s/g, '')
  if (digits === undefined || digits.length % 2 === 1) return null
  const bytes = Uint8Array.from({ length: digits.length / 2 }, (_, at) =>
    Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16),
  )
  if (hasText(bytes, 0, 'Exif\0\0')) return { kind: 'exif', bytes: bytes.slice(6) }
  return { kind: hasText(bytes, 0, 'II') || hasText(bytes, 0, 'MM') ? 'exif' : 'xmp', bytes }
}

/** A chunk in the form of the standard, whatever form it was found in. */
function packed({ kind, bytes }: Unpacked): Uint8Array {
  const data = kind === 'exif' ? bytes : joined([ascii(`${XMP_KEYWORD}\0\0\0\0`), bytes])
  const chunk = new Uint8Array(data.length + 12)
  const view = viewOf(chunk)
  view.setUint32(0, data.length)
  chunk.set(ascii(kind === 'exif' ? 'eXIf' : 'iTXt'), 4)
  chunk.set(data, 8)
  view.setUint32(data.length + 8, crc32(chunk.subarray(4, data.length + 8)))
  return chunk
}

const ascii = (text: string) => new TextEncoder().encode(text)

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

/** `null` for what is no zlib stream, or one that swells beyond reason. */
async function inflated(data: Uint8Array<ArrayBuffer>): Promise<Uint8Array<ArrayBuffer> | null> {
  const reader = new Blob([data]).stream().pipeThrough(new DecompressionStream('deflate')).getReader()
  const parts: Uint8Array[] = []
  let size = 0
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return joined(parts)
      parts.push(value)
      size += value.length
      if (size > MOST_UNPACKED_BYTES) {
        await reader.cancel()
        return null
      }
    }
  } catch {
    return null
  }
}
