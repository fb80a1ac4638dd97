import { LIMITS } from '#contract/limits.ts'
import { readPictureHeader } from '#contract/picture-header/picture-header.ts'
import type { Repair } from '../upload-item.ts'
import { type EncodedType, encodeToFit } from './encode-to-fit.ts'
import { withExifOf } from './keep-exif.ts'
import { canvasOf, type DecodedPicture, decodePicture } from './picture-pixels.ts'
import { withoutGps } from './strip-gps.ts'

const ENDINGS: Record<EncodedType, string> = { 'image/jpeg': 'jpg', 'image/png': 'png', 'image/webp': 'webp' }
/** What a camera wrote comes back into a JPEG, one segment of it. */
const EXIF_BYTES = 0xffff + 2
/** Rows looked at together for transparency. */
const STRIP_PX = 1_000_000

/**
 * Does all of `repairs` to a file, upright whatever its EXIF says. Removing the position alone leaves every pixel as it
 * was; shrinking and converting draw the picture anew, within the limit of bytes.
 * @throws Error when the browser cannot decode it, or it does not get small enough
 */
export async function repairPicture(file: File, repairs: readonly Repair[]): Promise<File> {
  const bytes = new Uint8Array(await file.arrayBuffer())
  const isStripped = repairs.some(({ kind }) => kind === 'strip_gps')
  if (repairs.every(({ kind }) => kind === 'strip_gps')) {
    return isStripped ? new File([await withoutGps(bytes)], file.name, propertiesOf(file, file.type)) : file
  }
  const type = readPictureHeader(bytes)?.type
  if (type === undefined) throw new Error('These bytes are no picture')
  const picture = await decodePicture(new Blob([bytes], { type }), type === 'image/tiff')
  try {
    const blob = await drawAnew(picture, repairs, type)
    const drawn = new Uint8Array(await blob.arrayBuffer())
    const told = blob.type === 'image/jpeg' ? withExifOf(bytes, drawn) : drawn
    const whole = isStripped ? await withoutGps(told) : told
    return new File([whole], renamed(file.name, blob.type), propertiesOf(file, blob.type))
  } finally {
    picture.close()
  }
}

function drawAnew(picture: DecodedPicture, repairs: readonly Repair[], type: string): Promise<Blob> {
  const shrink = repairs.find((repair) => repair.kind === 'shrink')
  const convert = repairs.find((repair) => repair.kind === 'convert')
  const same = isEncodedType(type) ? type : 'image/webp'
  const full = shrink ?? picture
  const isOpaque = type === 'image/jpeg' || type === 'image/heic'
  const first = drawn(picture, full.widthPx, full.heightPx)
  const hasAlpha = !isOpaque && hasTransparency(first)
  return encodeToFit(
    convert?.to ?? same,
    hasAlpha,
    (encoded, quality, scale) => {
      const { canvas } =
        scale === 1
          ? first
          : drawn(picture, Math.round(full.widthPx * scale), Math.round(full.heightPx * scale))
      return canvas.convertToBlob({ type: encoded, quality })
    },
    LIMITS.uploadSizeBytes - EXIF_BYTES,
  )
}

function drawn(picture: DecodedPicture, widthPx: number, heightPx: number) {
  const made = canvasOf(Math.max(1, widthPx), Math.max(1, heightPx))
  made.context.drawImage(picture.source, 0, 0, made.canvas.width, made.canvas.height)
  return made
}

function hasTransparency({ canvas, context }: ReturnType<typeof canvasOf>): boolean {
  const rows = Math.max(1, Math.floor(STRIP_PX / canvas.width))
  for (let top = 0; top < canvas.height; top += rows) {
    const { data } = context.getImageData(0, top, canvas.width, Math.min(rows, canvas.height - top))
    for (let at = 3; at < data.length; at += 4) if (data[at] !== 255) return true
  }
  return false
}

function isEncodedType(type: string): type is EncodedType {
  return Object.hasOwn(ENDINGS, type)
}

const propertiesOf = ({ lastModified }: File, type: string) => ({ type, lastModified })

/** `scan.tiff` is `scan.png` now; a name without an ending gets one. */
function renamed(name: string, type: string): string {
  const ending = isEncodedType(type) ? ENDINGS[type] : ''
  const base = name.replace(/\.[a-z0-9]{2,5}$/i, '')
  const isSame = new RegExp(`\\.(?:${ending}${ending === 'jpg' ? '|jpeg' : ''})$`, 'i').test(name)
  return isSame ? name : `${base}.${ending}`
}
