/** Bytes `start` to `end` (not included) of a file. */
export interface ByteRange {
  start: number
  end: number
}

/** One letter a byte, whatever they mean: offsets in the text are offsets in the bytes. */
export function latin1(bytes: Uint8Array, { start, end }: ByteRange): string {
  return LATIN1.decode(bytes.subarray(start, end))
}

// The label "latin1" means windows-1252 here: another letter for some bytes, but one letter each.
const LATIN1 = new TextDecoder('latin1')

/** Whether `text`, all ASCII, stands at `offset`. */
export function hasText(bytes: Uint8Array, offset: number, text: string): boolean {
  for (let at = 0; at < text.length; at += 1) if (bytes[offset + at] !== text.charCodeAt(at)) return false
  return true
}

/** Where `text`, all ASCII, stands first from `from` on; -1 when it does not. */
export function indexOfText(bytes: Uint8Array, text: string, from: number): number {
  const first = text.charCodeAt(0)
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (hasText(bytes, at, text)) return at
  }
  return -1
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
}
