import { type PictureMediaType, readPictureHeader } from '#contract/picture-header/picture-header.ts'
import { findMetadata } from './metadata-places.ts'
import { pngHasGps, pngWithoutGps } from './png-metadata.ts'
import { eraseGps, hasGpsPosition } from './tiff-gps.ts'
import { eraseXmpGps, xmpHasGps } from './xmp-gps.ts'

/** Whether the file says where its picture was taken, in EXIF or XMP. Never throws for a broken file. */
export async function hasGps(type: PictureMediaType, bytes: Uint8Array): Promise<boolean> {
  if (type === 'image/png') return pngHasGps(bytes)
  const { exif, xmp } = findMetadata(type, bytes)
  return exif.some((range) => hasGpsPosition(bytes, range)) || xmp.some((range) => xmpHasGps(bytes, range))
}

/**
 * The same picture, bit by bit, without GPS data; everything else that is said about it stays. No codec is involved.
 * @throws Error when `bytes` are no picture, or still say where it was taken
 */
export async function withoutGps(bytes: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const type = readPictureHeader(bytes)?.type
  if (type === undefined) throw new Error('These bytes are no picture')
  const stripped = type === 'image/png' ? await pngWithoutGps(bytes) : inPlace(type, bytes)
  if (await hasGps(type, stripped)) throw new Error('The GPS position could not be removed')
  return stripped
}

function inPlace(type: PictureMediaType, bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const stripped = new Uint8Array(bytes)
  const { exif, xmp } = findMetadata(type, stripped)
  for (const range of exif) eraseGps(stripped, range)
  for (const range of xmp) eraseXmpGps(stripped, range)
  return stripped
}
