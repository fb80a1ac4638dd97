import type { SourceFormat } from '../model.ts'

/** What the first bytes of a file promise, before anything is decoded. Pixels after EXIF orientation. */
export interface PictureHeader {
  format: SourceFormat
  width: number
  height: number
  frames: number
}

/** What a header reader answers: sizes, or that the file is broken. */
export type HeaderSizes = Omit<PictureHeader, 'format'> | null

/** EXIF orientations 5 to 8 lie on their side. */
export function turnUpright(
  size: { width: number; height: number; frames: number },
  orientation: number,
): HeaderSizes {
  return orientation >= 5 && orientation <= 8
    ? { width: size.height, height: size.width, frames: size.frames }
    : { width: size.width, height: size.height, frames: size.frames }
}
