import type { SourceFormat } from '../model.ts'
import type { ByteWindow } from './byte-window.ts'
import { readGifHeader } from './gif-header.ts'
import { readHeifHeader } from './heif-header.ts'
import { readJpegHeader } from './jpeg-header.ts'
import type { HeaderSizes } from './picture-header.ts'
import { readPngHeader } from './png-header.ts'
import { readWebpHeader } from './webp-header.ts'

const READERS = {
  jpeg: readJpegHeader,
  png: readPngHeader,
  gif: readGifHeader,
  webp: readWebpHeader,
  heic: readHeifHeader,
  avif: readHeifHeader,
} as const satisfies Record<Exclude<SourceFormat, 'svg'>, (bytes: ByteWindow) => HeaderSizes>

/**
 * Width, height and frames of a raster file from its header alone, in milliseconds whatever the header claims.
 * `null` when the header is broken.
 */
export function readHeader(format: Exclude<SourceFormat, 'svg'>, bytes: ByteWindow): HeaderSizes {
  const sizes = READERS[format](bytes)
  return sizes && sizes.width > 0 && sizes.height > 0 ? sizes : null
}
