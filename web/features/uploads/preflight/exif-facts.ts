import exifr from 'exifr'
// A worker loads it by itself: a fifth of the whole of zod, and started sooner.
import * as z from 'zod/mini'
import type { PictureMediaType } from '#contract/picture-header/picture-header.ts'
import { findMetadata } from './metadata-places.ts'
import { pngExif } from './png-metadata.ts'

/** What a camera wrote about the picture. */
export interface ExifFacts {
  /** 1 to 8. */
  orientation: number | null
  /** ISO 8601 without a zone. */
  takenAt: string | null
}

const NONE: ExifFacts = { orientation: null, takenAt: null }
const ORIENTATION = z.int().check(z.minimum(1), z.maximum(8))
/** Every part by itself: a broken date says nothing against the orientation. */
const Told = z.object({
  ifd0: z.optional(z.object({ Orientation: z.catch(z.optional(ORIENTATION), undefined) })),
  exif: z.optional(z.object({ DateTimeOriginal: z.catch(z.optional(z.string()), undefined) })),
})
const OPTIONS = {
  ifd0: { pick: ['Orientation'] },
  exif: { pick: ['DateTimeOriginal'] },
  ...{ gps: false, interop: false, ifd1: false, xmp: false, icc: false, iptc: false },
  ...{ mergeOutput: false, translateValues: false, reviveValues: false, sanitize: true },
}
const CAMERA_DATE = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/

/** Reads the EXIF data of any format that has some. Never throws: what cannot be read is not known. */
export async function readExif(type: PictureMediaType, bytes: Uint8Array): Promise<ExifFacts> {
  try {
    const range = type === 'image/png' ? undefined : findMetadata(type, bytes).exif[0]
    const exif = type === 'image/png' ? await pngExif(bytes) : range && bytes.slice(range.start, range.end)
    if (!exif) return NONE
    const told = Told.safeParse(await exifr.parse(exif, OPTIONS))
    if (!told.success) return NONE
    return {
      orientation: told.data.ifd0?.Orientation ?? null,
      takenAt: dateOf(told.data.exif?.DateTimeOriginal ?? ''),
    }
  } catch {
    return NONE
  }
}

function dateOf(text: string): string | null {
  const [, year, month, day, time] = CAMERA_DATE.exec(text) ?? []
  const date = `${year}-${month}-${day}T${time}`
  // "0000:00:00 00:00:00" is how a camera says that nobody set its clock.
  return time === undefined || Number.isNaN(Date.parse(date)) ? null : date
}
