import type { Image } from '#contract/images.ts'
import { LIMITS, UPLOAD_TYPES } from '#contract/limits.ts'
import type { PictureType } from '#contract/views/view.ts'
import type { Learnt } from '../../library/measure/measure-store.ts'
import type { KeptFile } from '../../store/replacements.ts'

const EXTENSIONS: ReadonlyMap<string, readonly string[]> = new Map(Object.entries(UPLOAD_TYPES))
const EXTENSION = /\.[a-z0-9]{1,5}$/i

/**
 * A file as it is to be uploaded for an image, under the name the image has.
 * @returns `null` for what the Images API would not take
 */
export function describeFile(image: Pick<Image, 'id' | 'filename'>, learnt: Learnt | null): KeptFile | null {
  const { type, sizeBytes, contentHash } = learnt ?? {}
  if (type == null || sizeBytes == null || contentHash == null) return null
  const mediaType = mediaTypeOf(type)
  if (!EXTENSIONS.has(mediaType) || sizeBytes > LIMITS.uploadSizeBytes) return null
  const name = keptName(image.filename ?? image.id.split('/').at(-1) ?? 'image', mediaType)
  return { name, type: mediaType, sizeBytes, contentHash }
}

/** True when a side or the area is more than the Images API takes; what the header does not tell counts as fitting. */
export function hasTooManyPixels({ type, widthPx, heightPx }: Learnt): boolean {
  if (widthPx == null || heightPx == null) return false
  const isTooLong = type !== 'webp' && Math.max(widthPx, heightPx) > LIMITS.sidePx
  return isTooLong || widthPx * heightPx > LIMITS.areaPx
}

/** `name`, with an ending that fits the type: a JPEG must not be downloaded as a PNG. */
export function keptName(name: string, mediaType: string): string {
  const fitting = EXTENSIONS.get(mediaType)
  const ending = EXTENSION.exec(name)?.[0] ?? ''
  const isImageEnding = [...EXTENSIONS.values()].some((endings) => endings.includes(ending.toLowerCase()))
  if (fitting === undefined || !isImageEnding || fitting.includes(ending.toLowerCase())) return name
  return `${name.slice(0, -ending.length)}${fitting[0]}`
}

function mediaTypeOf(type: PictureType): string {
  return type === 'svg' ? 'image/svg+xml' : `image/${type}`
}
