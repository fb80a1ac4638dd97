import exifr from 'exifr'
import * as z from 'zod'
import { type ExifFacts, factText } from '#contract/facts.ts'

const OPTIONS = {
  ...{ exif: true, gps: true, interop: false, ifd1: false, xmp: false, icc: false, iptc: false },
  ...{ mergeOutput: true, translateValues: false, reviveValues: false, sanitize: true },
}

const word = z.string().transform(factText).nullable().catch(null)
const figure = z.number().positive().finite().nullable().catch(null)
/** Every part by itself: a broken date says nothing against the lens. */
const Told = z.object({
  Make: word.optional(),
  Model: word.optional(),
  LensModel: word.optional(),
  ExposureTime: figure.optional(),
  FNumber: figure.optional(),
  ISO: figure.optional(),
  FocalLength: figure.optional(),
  FocalLengthIn35mmFormat: figure.optional(),
  DateTimeOriginal: word.optional(),
  OffsetTimeOriginal: word.optional(),
  Software: word.optional(),
  Artist: word.optional(),
  Copyright: word.optional(),
  latitude: z.number().min(-90).max(90).optional().catch(undefined),
  longitude: z.number().min(-180).max(180).optional().catch(undefined),
})
const CAMERA_DATE = /^(\d{4}):(\d\d):(\d\d) (\d\d:\d\d:\d\d)/
const ZONE = /^(Z|[+-]\d\d:\d\d)$/
/** How a JPEG marks the segment. */
const MARK = Buffer.from('Exif\0\0', 'latin1')

/**
 * What `bytes` say: an EXIF block, with or without its mark, or a whole file of a kind that exifr reads. Never throws:
 * what cannot be read is not known. Runs where a stranger's bytes may be parsed, in a child.
 *
 * @returns `null` when nothing of it is known
 */
export async function exifOf(bytes: Buffer): Promise<ExifFacts | null> {
  const block = bytes.subarray(0, MARK.length).equals(MARK) ? bytes.subarray(MARK.length) : bytes
  const parsed = Told.safeParse(await exifr.parse(block, OPTIONS).catch(() => null))
  if (!parsed.success) return null
  const told = parsed.data
  const facts: ExifFacts = {
    camera: cameraOf(told.Make ?? null, told.Model ?? null),
    lens: told.LensModel ?? null,
    exposureSeconds: told.ExposureTime ?? null,
    aperture: told.FNumber ?? null,
    iso: told.ISO ?? null,
    focalLengthMm: told.FocalLength ?? null,
    focalLength35Mm: told.FocalLengthIn35mmFormat ?? null,
    takenAt: dateOf(told.DateTimeOriginal ?? '', told.OffsetTimeOriginal ?? ''),
    software: told.Software ?? null,
    artist: told.Artist ?? null,
    copyright: told.Copyright ?? null,
    position:
      told.latitude === undefined || told.longitude === undefined
        ? null
        : { latitude: told.latitude, longitude: told.longitude },
  }
  return Object.values(facts).every((fact) => fact === null) ? null : facts
}

/** `NIKON CORPORATION` and `NIKON D70` are one camera of one maker. */
function cameraOf(make: string | null, model: string | null): string | null {
  if (make === null || model === null) return model ?? make
  const [maker = ''] = make.split(' ')
  return model.toLowerCase().startsWith(maker.toLowerCase()) ? model : factText(`${make} ${model}`)
}

function dateOf(text: string, zone: string): string | null {
  const [, year, month, day, time] = CAMERA_DATE.exec(text) ?? []
  const date = `${year}-${month}-${day}T${time}`
  // "0000:00:00 00:00:00" is how a camera says that nobody set its clock.
  if (time === undefined || Number.isNaN(Date.parse(date))) return null
  return ZONE.test(zone) ? `${date}${zone}` : date
}
