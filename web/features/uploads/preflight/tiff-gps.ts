import type { ByteRange } from './byte-range.ts'
import { viewOf } from './byte-range.ts'

const GPS_DIRECTORY = 0x8825
const EXIF_DIRECTORY = 0x8769
/** Latitude and longitude of the camera and of what was photographed. */
const POSITIONS: ReadonlySet<number> = new Set([2, 4, 20, 22])
const ENTRY_BYTES = 12
const BYTES_OF_TYPE = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8]
/** A chain of directories that is longer leads in a circle. */
const MOST_DIRECTORIES = 8

interface Directory {
  /** Of the count; the entries follow. */
  start: number
  count: number
}

interface Tiff {
  view: DataView
  little: boolean
  range: ByteRange
}

/** Whether the EXIF data at `range` (from its byte order mark on) says where a picture was taken. */
export function hasGpsPosition(bytes: Uint8Array, range: ByteRange): boolean {
  const tiff = openTiff(bytes, range)
  if (tiff === null) return false
  return gpsDirectories(tiff).some((directory) =>
    entriesOf(tiff, directory).some(
      ({ tag, value }) => POSITIONS.has(tag) && value !== null && holdsAnything(bytes, value),
    ),
  )
}

/**
 * Takes the GPS directory out, its values overwritten with zeros. Nothing moves: offsets inside and outside stay true, so
 * maker notes and the boxes of the file around it keep working. Changes `bytes` inside `range` only.
 */
export function eraseGps(bytes: Uint8Array, range: ByteRange): void {
  const tiff = openTiff(bytes, range)
  if (tiff === null) return
  const kept = directoriesOf(tiff)
  const erase = (span: ByteRange) => {
    // A broken file may have them overlap: what turns the picture upright is worth more than a few bytes.
    const overlaps = kept.some((directory) => span.start < endOf(directory) + 4 && directory.start < span.end)
    if (!overlaps) bytes.fill(0, span.start, span.end)
  }
  for (const directory of gpsDirectories(tiff)) {
    for (const { value } of entriesOf(tiff, directory)) if (value !== null) erase(value)
    erase({ start: directory.start, end: Math.min(endOf(directory) + 4, range.end) })
  }
  for (const directory of kept) removePointers(tiff, bytes, directory)
}

function openTiff(bytes: Uint8Array, range: ByteRange): Tiff | null {
  if (range.end > bytes.length || range.end - range.start < 8) return null
  const view = viewOf(bytes)
  const order = view.getUint16(range.start)
  if (order !== 0x4949 && order !== 0x4d4d) return null
  const little = order === 0x4949
  return view.getUint16(range.start + 2, little) === 42 ? { view, little, range } : null
}

const endOf = ({ start, count }: Directory) => start + 2 + count * ENTRY_BYTES

function directoryAt({ view, little, range }: Tiff, offset: number): Directory | null {
  const start = range.start + offset
  if (offset < 8 || start + 2 > range.end) return null
  const count = view.getUint16(start, little)
  return start + 2 + count * ENTRY_BYTES > range.end ? null : { start, count }
}

/** The main directory, those of previews, and the EXIF directory of each. */
function directoriesOf(tiff: Tiff): Directory[] {
  const { view, little, range } = tiff
  const found: Directory[] = []
  let next = directoryAt(tiff, view.getUint32(range.start + 4, little))
  while (next !== null && found.length < MOST_DIRECTORIES) {
    const directory = next
    if (found.some(({ start }) => start === directory.start)) break
    found.push(directory)
    for (const { tag, offset } of entriesOf(tiff, directory)) {
      const below = tag === EXIF_DIRECTORY ? directoryAt(tiff, offset) : null
      if (below !== null && !found.some(({ start }) => start === below.start)) found.push(below)
    }
    const end = endOf(directory)
    next = end + 4 > range.end ? null : directoryAt(tiff, view.getUint32(end, little))
  }
  return found
}

function gpsDirectories(tiff: Tiff): Directory[] {
  return directoriesOf(tiff).flatMap((directory) =>
    entriesOf(tiff, directory).flatMap(({ tag, offset }) => {
      const below = tag === GPS_DIRECTORY ? directoryAt(tiff, offset) : null
      return below === null ? [] : [below]
    }),
  )
}

function entriesOf({ view, little, range }: Tiff, { start, count }: Directory) {
  return Array.from({ length: count }, (_, at) => {
    const entry = start + 2 + at * ENTRY_BYTES
    const sizeBytes =
      (BYTES_OF_TYPE[view.getUint16(entry + 2, little)] ?? 0) * view.getUint32(entry + 4, little)
    const offset = view.getUint32(entry + 8, little)
    const from = sizeBytes <= 4 ? entry + 8 : range.start + offset
    const isInside = sizeBytes > 0 && from + sizeBytes <= range.end
    const value: ByteRange | null = isInside ? { start: from, end: from + sizeBytes } : null
    return { tag: view.getUint16(entry, little), offset, value }
  })
}

/** Later entries and the pointer to the next directory close up; the room of an entry is left empty behind them. */
function removePointers({ view, little, range }: Tiff, bytes: Uint8Array, directory: Directory): void {
  let { count } = directory
  const end = Math.min(endOf(directory) + 4, range.end)
  for (let at = count - 1; at >= 0; at -= 1) {
    const entry = directory.start + 2 + at * ENTRY_BYTES
    if (view.getUint16(entry, little) !== GPS_DIRECTORY) continue
    bytes.copyWithin(entry, entry + ENTRY_BYTES, end)
    bytes.fill(0, end - ENTRY_BYTES, end)
    count -= 1
  }
  view.setUint16(directory.start, count, little)
}

function holdsAnything(bytes: Uint8Array, { start, end }: ByteRange): boolean {
  return bytes.subarray(start, end).some((byte) => byte !== 0)
}
