import type { WireError } from '../model.ts'
import type { PictureHeader } from './picture-header.ts'

/** Source: "Limits and formats" of the vendor's documentation. */
export const SOURCE_LIMITS = {
  /** 10 MB; which megabyte is not documented, clients in use send up to 10 x 1024 x 1024. */
  sizeBytes: 10 * 1024 * 1024,
  sidePx: 12_000,
  areaPx: 100_000_000,
  /** Sum of all frames. */
  animationPx: 100_000_000,
  /** An animation above this is delivered as it is. */
  animationTransformPx: 50_000_000,
} as const

const NAMES = {
  jpeg: 'JPEG',
  png: 'PNG',
  gif: 'GIF',
  webp: 'WebP',
  svg: 'SVG',
  heic: 'HEIC',
  avif: 'AVIF',
} as const

export const TOO_MANY_BYTES: WireError = {
  status: 413,
  code: 5413,
  message: 'Maximum image size of 10 MB is reached',
}

export const UNSUPPORTED_FORMAT: WireError = {
  status: 415,
  code: 5455,
  message:
    'Uploaded image must have image/jpeg, image/png, image/webp, image/gif or image/svg+xml content-type',
}

/** The text is recorded for WebP; the status is not documented. */
export function damagedSource(format: PictureHeader['format']): WireError {
  return {
    status: 422,
    code: 9422,
    message: `error during decoding: Error while decoding ${NAMES[format]} image. The file may be incomplete or damaged`,
  }
}

/** The limits that a header can break. The 12,000 px of a side are not stated for WebP and AVIF. */
export function findBrokenLimit(header: PictureHeader): WireError | null {
  const { format, width, height, frames } = header
  const area = width * height
  if (frames > 1 && area * frames > SOURCE_LIMITS.animationPx) {
    return {
      status: 413,
      code: 5443,
      message: `${NAMES[format]} too long, sum of frames exceeds 100 million pixels`,
    }
  }
  if (area > SOURCE_LIMITS.areaPx) return tooLarge(`the area of ${width}x${height} exceeds 100 megapixels`)
  const sideBound = format === 'webp' || format === 'avif' ? Number.POSITIVE_INFINITY : SOURCE_LIMITS.sidePx
  if (Math.max(width, height) > sideBound)
    return tooLarge(`a side of ${width}x${height} exceeds 12,000 pixels`)
  return null
}

function tooLarge(reason: string): WireError {
  return { status: 413, code: 5413, message: `The image is too large: ${reason}` }
}
