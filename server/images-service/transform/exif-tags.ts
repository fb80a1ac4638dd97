const ORIENTATION_TAG = 0x0112
const TEXT_TAGS = new Map([
  [0x013b, 'Artist'],
  [0x8298, 'Copyright'],
])
const ASCII_TYPE = 2

interface Entry {
  tag: number
  type: number
  count: number
  /** Four bytes: a small value itself, or where it lies. */
  value: Buffer
  word(at: number): number
  offset: number
}

/**
 * The orientation, 1 to 8, in an EXIF block that starts with its TIFF header; 1 when there is none.
 * @see CIPA DC-008 (Exif 2.32), tag 274 of the first directory
 */
export function readExifOrientation(tiff: Buffer): number {
  for (const entry of readFirstDirectory(tiff)) {
    if (entry.tag !== ORIENTATION_TAG) continue
    const value = entry.word(0)
    return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** Who made the picture and whose it is: what `metadata=copyright` keeps. With or without the `Exif` prefix. */
export function readExifCopyright(exif: Buffer): Record<string, string> {
  const tiff = exif.toString('latin1', 0, 4) === 'Exif' ? exif.subarray(6) : exif
  const texts: Record<string, string> = {}
  for (const entry of readFirstDirectory(tiff)) {
    const name = TEXT_TAGS.get(entry.tag)
    if (name === undefined || entry.type !== ASCII_TYPE) continue
    const bytes =
      entry.count <= 4
        ? entry.value.subarray(0, entry.count)
        : tiff.subarray(entry.offset, entry.offset + Math.min(entry.count, 1000))
    const text = bytes
      .toString('utf8')
      .replace(/\0[\s\S]*$/, '')
      .trim()
    if (text !== '') texts[name] = text
  }
  return texts
}

function* readFirstDirectory(tiff: Buffer): Generator<Entry> {
  if (tiff.length < 14) return
  const order = tiff.toString('latin1', 0, 2)
  if (order !== 'II' && order !== 'MM') return
  const little = order === 'II'
  const word = (from: Buffer, at: number) => (little ? from.readUInt16LE(at) : from.readUInt16BE(at))
  const long = (from: Buffer, at: number) => (little ? from.readUInt32LE(at) : from.readUInt32BE(at))
  const directory = long(tiff, 4)
  if (directory + 2 > tiff.length) return
  const entries = word(tiff, directory)
  for (let index = 0; index < entries; index += 1) {
    const at = directory + 2 + index * 12
    if (at + 12 > tiff.length) return
    const value = tiff.subarray(at + 8, at + 12)
    yield {
      tag: word(tiff, at),
      type: word(tiff, at + 2),
      count: long(tiff, at + 4),
      value,
      word: (from) => word(value, from),
      offset: long(value, 0),
    }
  }
}
