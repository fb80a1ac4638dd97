import { type ByteRange, latin1 } from './byte-range.ts'

/** `exif:GPSLatitude`, and what drones write, one of them with a slip of the pen. */
const NAME = '[\\w.-]+:(?:GPS\\w*|Latitude|Longt?itude)'
const ATTRIBUTE = `\\s${NAME}\\s*=\\s*(?:"[^"]*"|'[^']*')`
const ELEMENT = `<(${NAME})(?:\\s[^<>]*)?(?:/>|>[^<>]*</\\1\\s*>)`
/** Something with `rdf:Alt` or `rdf:Seq` inside. */
const NESTED = `<(${NAME})(?:\\s[^<>]*)?>(?:(?!</\\2)[\\s\\S]){0,2000}</\\2\\s*>`
const ANY = new RegExp(`${ATTRIBUTE}|${ELEMENT}|${NESTED}`, 'gi')

/** Whether the XMP packet at `range` says where a picture was taken. */
export function xmpHasGps(bytes: Uint8Array, range: ByteRange): boolean {
  return latin1(bytes, range).search(ANY) !== -1
}

/** Writes spaces over every GPS property. The packet stays well-formed and as long as it was. */
export function eraseXmpGps(bytes: Uint8Array, range: ByteRange): void {
  for (const match of latin1(bytes, range).matchAll(ANY)) {
    const start = range.start + match.index
    bytes.fill(0x20, start, start + match[0].length)
  }
}
