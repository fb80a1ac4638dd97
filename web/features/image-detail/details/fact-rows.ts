import type { ExifFacts, ImageFacts } from '#contract/facts.ts'
import type { Image } from '#contract/images.ts'
import { formatBytes, formatDateTime } from '../../../lib/format.ts'
import { hasGeneratedId } from '../../../lib/image-name.ts'
import { imageFacts as words } from '../../../lib/messages/image-facts.ts'

/** One fact: as people read it, and as it is copied. */
export interface FactRow {
  label: string
  text: string
  /** Plain, without units and grouping; `null` when there is nothing to copy. */
  copy: string | null
  /** What to know before one passes it on. */
  warning?: string
}

const row = (label: string, text: string | null, copy: string | null = text): FactRow => ({
  label,
  text: text ?? words.none,
  copy: text === null ? null : copy,
})

/** What the Images API and the library say. `folder` is where the library has it, `''` for none. */
export function imageRows(image: Image, folder: string): FactRow[] {
  const access = image.requiresSignedUrl ? words.private : words.public
  return [
    row(words.id, image.id),
    row(words.idKind, hasGeneratedId(image) ? words.generated : words.custom),
    row(words.folder, folder || null),
    row(words.filename, image.filename),
    row(words.creator, image.creator || null),
    row(words.uploadedAt, formatDateTime(image.uploadedAt), image.uploadedAt),
    row(words.access, access, image.requiresSignedUrl ? 'private' : 'public'),
    row(words.state, image.draft ? words.draft : words.stored, image.draft ? 'draft' : 'stored'),
  ]
}

/** What the bytes say. */
export function fileRows(facts: ImageFacts): FactRow[] {
  const isVector = facts.type === 'image/svg+xml'
  const side = (label: string, pixels: number | null): FactRow =>
    pixels === null
      ? { label, text: isVector ? words.vector : words.unknown, copy: null }
      : { label, text: words.px(pixels), copy: String(pixels) }
  const inside = isVector
    ? []
    : [
        told(words.frames, framesOf(facts), facts.frames),
        told(words.transparency, yesOrNo(facts.hasTransparency), yesOrNo(facts.hasTransparency)),
        told(words.colourSpace, spaceOf(facts.colourSpace), facts.colourSpace),
        row(words.colourProfile, facts.colourProfile ?? (facts.colourSpace && words.noProfile)),
      ]
  return [
    side(words.width, facts.widthPx),
    side(words.height, facts.heightPx),
    row(words.bytes, bytesOf(facts.sizeBytes), String(facts.sizeBytes)),
    told(words.type, facts.type, facts.type),
    ...inside,
    row(words.hash, facts.sha256),
  ]
}

const told = (label: string, text: string | null, copy: string | number | null): FactRow =>
  text === null
    ? { label, text: words.unknown, copy: null }
    : { label, text, copy: copy === null ? null : String(copy) }

function bytesOf(sizeBytes: number): string {
  const short = formatBytes(sizeBytes)
  return sizeBytes < 1_000 ? short : words.exactly(short, sizeBytes)
}

/** As people write it; what has no word here is told as the decoder calls it. */
function spaceOf(space: string | null): string | null {
  const names: Readonly<Record<string, string>> = words.colourSpaces
  return space === null ? null : (names[space] ?? space)
}

const yesOrNo = (is: boolean | null) => (is === null ? null : is ? words.yes : words.no)

function framesOf({ frames, durationMs }: ImageFacts): string | null {
  if (frames === null) return null
  if (frames === 1) return words.still
  return words.moving(frames, durationMs ? plain(durationMs / 1000) : null)
}

/** What a camera wrote: only what it did write. */
export function cameraRows(exif: ExifFacts): FactRow[] {
  const { exposureSeconds, aperture, focalLengthMm, focalLength35Mm, position } = exif
  const rows: (FactRow | null)[] = [
    written(words.camera, exif.camera),
    written(words.lens, exif.lens),
    written(words.exposure, exposureSeconds && words.seconds(exposureText(exposureSeconds))),
    written(words.aperture, aperture && `f/${plain(aperture)}`),
    written(words.iso, exif.iso && plain(exif.iso)),
    written(
      words.focalLength,
      focalLengthMm &&
        (focalLength35Mm
          ? words.like35(plain(focalLengthMm), plain(focalLength35Mm))
          : words.millimetres(plain(focalLengthMm))),
      focalLengthMm && plain(focalLengthMm),
    ),
    // The camera's clock, wherever it was: no zone of the reader's may be put into it.
    written(words.takenAt, exif.takenAt?.replace('T', ' ') ?? null, exif.takenAt),
    written(words.software, exif.software),
    written(words.artist, exif.artist),
    written(words.copyright, exif.copyright),
  ]
  if (position !== null) {
    const text = `${position.latitude.toFixed(5)}, ${position.longitude.toFixed(5)}`
    rows.push({ label: words.position, text, copy: text, warning: words.positionWarning })
  }
  return rows.filter((one) => one !== null)
}

const written = (label: string, text: string | 0 | null, copy = text): FactRow | null =>
  text ? { label, text, copy: copy ? String(copy) : null } : null

/** `1/160` below half a second, `2.5` above. */
function exposureText(seconds: number): string {
  return seconds <= 0.5 ? `1/${Math.round(1 / seconds)}` : plain(seconds)
}

/** Two decimal places at most, none that say nothing. */
const plain = (value: number) => String(Math.round(value * 100) / 100)
