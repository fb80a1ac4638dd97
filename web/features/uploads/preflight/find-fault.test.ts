import { describe, expect, it } from 'vitest'
import { findFault } from './find-fault.ts'

/** A PNG header that claims any size. */
function png(widthPx: number, heightPx: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(33)
  bytes.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  const view = new DataView(bytes.buffer)
  view.setUint32(16, widthPx)
  view.setUint32(20, heightPx)
  return bytes
}

/** A JPEG whose frame header lies behind `paddingBytes` of application segments. */
function jpeg(widthPx: number, heightPx: number, paddingBytes = 0): Uint8Array<ArrayBuffer> {
  const parts: number[] = [0xff, 0xd8]
  for (let left = paddingBytes; left > 0; left -= 60_000) {
    parts.push(0xff, 0xe2, 0xea, 0x62)
    for (let index = 0; index < 60_000; index += 1) parts.push(0)
  }
  parts.push(0xff, 0xc0, 0, 11, 8, heightPx >> 8, heightPx & 255, widthPx >> 8, widthPx & 255, 1, 1, 0x11, 0)
  return Uint8Array.from(parts)
}

const fault = (...parts: BlobPart[]) => findFault(new Blob(parts))

describe('findFault', () => {
  it('lets good files through', async () => {
    expect(await fault(png(12_000, 8000))).toBeNull()
    expect(await fault(jpeg(640, 480))).toBeNull()
    expect(await fault('<svg xmlns="http://www.w3.org/2000/svg"/>')).toBeNull()
    expect(await fault(new Uint8Array([...png(9, 9)]), new Uint8Array(10 * 1024 * 1024 - 33))).toBeNull()
  })

  it('names what is wrong', async () => {
    expect(await fault()).toEqual({ kind: 'empty' })
    expect(await fault(png(9, 9), new Uint8Array(10 * 1024 * 1024 - 32))).toEqual({
      kind: 'too_large',
      sizeBytes: 10 * 1024 * 1024 + 1,
    })
    expect(await fault('renamed.jpg but a text')).toEqual({ kind: 'not_a_picture' })
    expect(await fault(Uint8Array.of(0x49, 0x49, 0x2a, 0, 8, 0, 0, 0))).toEqual({
      kind: 'unsupported_type',
      type: 'image/tiff',
    })
    expect(await fault(png(12_001, 40))).toEqual({ kind: 'side_too_long', widthPx: 12_001, heightPx: 40 })
    expect(await fault(png(65_535, 65_535))).toMatchObject({ kind: 'side_too_long' })
    expect(await fault(png(11_000, 11_000))).toMatchObject({ kind: 'area_too_large' })
    expect(await fault(png(0, 10))).toEqual({ kind: 'no_pixels' })
  })

  it('reads on when the size lies behind a big embedded preview', async () => {
    expect(await fault(jpeg(12_001, 40, 300_000))).toMatchObject({ kind: 'side_too_long' })
  })

  it('says so when the file cannot be read any more', async () => {
    const gone = new Blob([png(5, 5)])
    gone.slice = () => {
      throw new DOMException('gone', 'NotReadableError')
    }
    expect(await findFault(gone)).toEqual({ kind: 'unreadable' })
  })
})
