import { factText } from '#contract/facts.ts'

const HEADER_BYTES = 128
const ENTRY_BYTES = 12
const MOST_ENTRIES = 100

/**
 * The name that an ICC profile has for people: its `desc` tag, as text (version 2) or in one of several languages
 * (version 4, the first is taken). `null` when it has none or is cut. Never throws.
 */
export function profileName(icc: Uint8Array): string | null {
  const view = new DataView(icc.buffer, icc.byteOffset, icc.byteLength)
  if (icc.length < HEADER_BYTES + 4) return null
  const entries = Math.min(view.getUint32(HEADER_BYTES), MOST_ENTRIES)
  for (let index = 0; index < entries; index += 1) {
    const entry = HEADER_BYTES + 4 + index * ENTRY_BYTES
    if (entry + ENTRY_BYTES > icc.length) return null
    if (ascii(icc, entry, 4) === 'desc') return describe(icc, view, view.getUint32(entry + 4))
  }
  return null
}

function describe(icc: Uint8Array, view: DataView, start: number): string | null {
  if (start + 28 > icc.length) return null
  if (ascii(icc, start, 4) === 'desc') return factText(ascii(icc, start + 12, view.getUint32(start + 8)))
  if (ascii(icc, start, 4) !== 'mluc' || view.getUint32(start + 8) === 0) return null
  const bytes = icc.subarray(start + view.getUint32(start + 24))
  return factText(utf16(bytes.subarray(0, view.getUint32(start + 20))))
}

const ascii = (bytes: Uint8Array, start: number, length: number) =>
  Buffer.from(bytes.subarray(start, start + length)).toString('latin1')

/** Big-endian, as the format has it. */
const utf16 = (bytes: Uint8Array) => new TextDecoder('utf-16be').decode(bytes)
