import sharp from 'sharp'

/** A plain PNG. */
export function pngOf(width: number, height: number, background = '#3366aa'): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background } })
    .png()
    .toBuffer()
}

export function jpegOf(width: number, height: number, orientation = 1): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: '#aa6633' } })
    .jpeg()
    .withMetadata({ orientation })
    .toBuffer()
}

/** Width, height and format of delivered bytes. */
export async function measure(bytes: Buffer): Promise<{ width: number; height: number; format: string }> {
  const { width, height, format } = await sharp(bytes).metadata()
  return { width, height, format }
}

/** The head of a PNG that claims these sides, and nothing behind it. */
export function pngHead(width: number, height: number): Buffer {
  const head = Buffer.alloc(33)
  head.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  head.writeUInt32BE(13, 8)
  head.write('IHDR', 12)
  head.writeUInt32BE(width, 16)
  head.writeUInt32BE(height, 20)
  head.set([8, 2, 0, 0, 0], 24)
  return head
}

/** A GIF of `frames` pictures of this size, of which only the first pixel was drawn: 16 bytes each. */
export function gifHead(width: number, height: number, frames: number): Buffer {
  const head = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1')
  head.writeUInt16LE(width, 6)
  head.writeUInt16LE(height, 8)
  const frame = Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 0x01, 0])
  return Buffer.concat([head, ...Array.from({ length: frames }, () => frame), Buffer.from([0x3b])])
}

/** A real JPEG of exactly so many bytes, filled up with comments as cameras do. */
export async function jpegOfBytes(sizeBytes: number): Promise<Buffer> {
  const picture = await jpegOf(64, 48)
  const comments: Buffer[] = []
  let missing = sizeBytes - picture.length
  while (missing > 0) {
    // Marker and length take four bytes, and a rest that is too small for them must not be left.
    const length = missing <= 65_537 ? missing : Math.min(65_537, missing - 4)
    const comment = Buffer.alloc(length, ' ')
    comment.writeUInt16BE(0xfffe, 0)
    comment.writeUInt16BE(length - 2, 2)
    comments.push(comment)
    missing -= length
  }
  return Buffer.concat([picture.subarray(0, 2), ...comments, picture.subarray(2)])
}
