/**
 * The text of a file: by its byte order mark, else as UTF-16 when every other byte is zero, else as UTF-8, else as
 * Windows-1252, which older spreadsheets write. Line ends become `\n`, the mark goes.
 */
export function decodeText(bytes: Uint8Array): string {
  return normalized(new TextDecoder(encodingOf(bytes)).decode(bytes))
}

/** One kind of line end, no byte order mark. */
export function normalized(text: string): string {
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n')
}

const SAMPLE_BYTES = 1000

function encodingOf(bytes: Uint8Array): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return 'utf-16le'
  if (first === 0xfe && second === 0xff) return 'utf-16be'
  const sample = bytes.subarray(0, SAMPLE_BYTES)
  const zeros = [0, 0]
  for (const [at, byte] of sample.entries()) if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1
  const [even = 0, odd = 0] = zeros
  if (odd > sample.length / 8 && even === 0) return 'utf-16le'
  if (even > sample.length / 8 && odd === 0) return 'utf-16be'
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return 'windows-1252'
  }
}
