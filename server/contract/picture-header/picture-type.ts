import type { PictureType } from '../views/view.ts'
import type { PictureMediaType } from './picture-header.ts'

/** What the view language calls a media type; `null` for those that the Images API does not take. */
export const PICTURE_TYPE_OF: Readonly<Record<PictureMediaType, PictureType | null>> = {
  'image/jpeg': 'jpeg',
  'image/png': 'png',
  'image/webp': 'webp',
  'image/gif': 'gif',
  'image/svg+xml': 'svg',
  'image/avif': 'avif',
  'image/heic': 'heic',
  'image/tiff': null,
  'image/bmp': null,
}
