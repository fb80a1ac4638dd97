import { type ByteRange, hasText, viewOf } from './byte-range.ts'

interface Box extends ByteRange {
  type: string
}

/** Items that hold metadata: `Exif`, and XMP as `mime`. */
export interface IsoItems {
  exif: ByteRange[]
  xmp: ByteRange[]
}

/** Where a HEIC or AVIF file keeps its metadata (ISO 14496-12: `iinf` names the items, `iloc` says where they are). */
export function readIsoItems(bytes: Uint8Array): IsoItems {
  const found: IsoItems = { exif: [], xmp: [] }
  const meta = boxesIn(bytes, { start: 0, end: bytes.length }).find(({ type }) => type === 'meta')
  if (meta === undefined) return found
  // A full box: version and flags come before what is inside.
  const inside = boxesIn(bytes, { start: meta.start + 4, end: meta.end })
  const names = inside.find(({ type }) => type === 'iinf')
  const places = inside.find(({ type }) => type === 'iloc')
  const data = inside.find(({ type }) => type === 'idat')
  if (names === undefined || places === undefined) return found
  const kinds = itemKinds(bytes, names)
  for (const { id, ranges } of itemPlaces(bytes, places, data?.start ?? null)) {
    const kind = kinds.get(id)
    if (kind !== undefined) found[kind].push(...ranges.filter(({ end }) => end <= bytes.length))
  }
  return found
}

function boxesIn(bytes: Uint8Array, { start, end }: ByteRange): Box[] {
  const view = viewOf(bytes)
  const boxes: Box[] = []
  for (let at = start; at + 8 <= end; ) {
    const short = view.getUint32(at)
    const isLong = short === 1 && at + 16 <= end
    const size = isLong ? Number(view.getBigUint64(at + 8)) : short === 0 ? end - at : short
    const header = isLong ? 16 : 8
    if (size < header || at + size > end) break
    boxes.push({
      type: String.fromCharCode(...bytes.subarray(at + 4, at + 8)),
      start: at + header,
      end: at + size,
    })
    at += size
  }
  return boxes
}

function itemKinds(bytes: Uint8Array, box: Box): Map<number, keyof IsoItems> {
  const view = viewOf(bytes)
  const kinds = new Map<number, keyof IsoItems>()
  const countBytes = bytes[box.start] === 0 ? 2 : 4
  for (const { type, start, end } of boxesIn(bytes, { start: box.start + 4 + countBytes, end: box.end })) {
    const version = bytes[start] ?? 0
    if (type !== 'infe' || version < 2 || start + 12 > end) continue
    const idBytes = version === 2 ? 2 : 4
    const id = idBytes === 2 ? view.getUint16(start + 4) : view.getUint32(start + 4)
    const kindAt = start + 4 + idBytes + 2
    if (hasText(bytes, kindAt, 'Exif')) kinds.set(id, 'exif')
    else if (hasText(bytes, kindAt, 'mime')) kinds.set(id, 'xmp')
  }
  return kinds
}

function itemPlaces(
  bytes: Uint8Array,
  box: Box,
  dataStart: number | null,
): { id: number; ranges: ByteRange[] }[] {
  const view = viewOf(bytes)
  let at = box.start
  const read = (size: number): number => {
    // Past the end of the box it is broken: the caller stops at the RangeError.
    if (at + size > box.end) throw new RangeError('iloc ends early')
    at += size
    if (size === 0) return 0
    if (size === 1) return view.getUint8(at - 1)
    if (size === 2) return view.getUint16(at - 2)
    return size === 4 ? view.getUint32(at - 4) : Number(view.getBigUint64(at - 8))
  }
  const items: { id: number; ranges: ByteRange[] }[] = []
  try {
    const version = read(1)
    read(1)
    read(2)
    const sizes = read(2)
    const [offsetBytes, lengthBytes, baseBytes] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15]
    const indexBytes = version === 0 ? 0 : sizes & 15
    const count = read(version < 2 ? 2 : 4)
    for (let index = 0; index < count; index += 1) {
      const id = read(version < 2 ? 2 : 4)
      const method = version === 0 ? 0 : read(2) & 15
      read(2)
      const base = read(baseBytes)
      const from = method === 0 ? 0 : method === 1 ? dataStart : null
      const ranges: ByteRange[] = []
      for (let extent = read(2); extent > 0; extent -= 1) {
        read(indexBytes)
        const start = base + read(offsetBytes)
        const length = read(lengthBytes)
        if (from !== null) ranges.push({ start: from + start, end: from + start + length })
      }
      items.push({ id, ranges })
    }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
  }
  return items
}
