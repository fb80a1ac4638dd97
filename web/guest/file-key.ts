import { newUuid } from '../lib/uuid.ts'

/**
 * The key of a file: the same for the same name and bytes, so that a file that is chosen again, even after a reload, is
 * not sent twice. In the shape of a UUID of version 4. Where the browser has no digests (plain HTTP), a random one.
 * @throws when the file cannot be read
 */
export async function keyOfFile(file: File): Promise<string> {
  if (!('subtle' in crypto)) return newUuid()
  const name = new TextEncoder().encode(`${file.name}\0`)
  const digest = await crypto.subtle.digest('SHA-256', await new Blob([name, file]).arrayBuffer())
  const hex = Array.from(new Uint8Array(digest).subarray(0, 16), (byte, at) =>
    (at === 6 ? (byte & 0x0f) | 0x40 : at === 8 ? (byte & 0x3f) | 0x80 : byte).toString(16).padStart(2, '0'),
  ).join('')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}
