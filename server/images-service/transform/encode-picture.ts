import type { Metadata, Sharp } from 'sharp'
import { readExifCopyright } from './exif-tags.ts'
import type { RenderPlan } from './render-plan.ts'

interface Encoding {
  plan: RenderPlan
  metadata: Metadata
  /** Delivered pixels. */
  area: number
  transparent: boolean
}

/** JPEG is progressive between these areas and baseline outside. @see "Format" in the vendor's documentation */
const PROGRESSIVE_FROM_PX = 50 * 50
const PROGRESSIVE_TO_PX = 3000 * 3000
/** AVIF keeps the same detail at lower numbers. */
const AVIF_QUALITY_SHARE = 0.7

/** Encodes a rendered picture; `format` says what became of `plain`. */
export async function encodePicture(picture: Sharp, encoding: Encoding) {
  const { plan } = encoding
  const format = plan.format === 'plain' ? choosePlain(encoding) : plan.format
  const data = await encoded(picture, format, encoding).toBuffer()
  return { data, format: format === 'baseline-jpeg' ? 'jpeg' : format }
}

function choosePlain({ plan, metadata, transparent }: Encoding): RenderPlan['format'] {
  if (metadata.format === 'gif') return 'gif'
  if (plan.animated) return 'gif'
  return transparent ? 'png' : 'jpeg'
}

function encoded(picture: Sharp, format: RenderPlan['format'], encoding: Encoding): Sharp {
  const { plan, area } = encoding
  const { quality } = plan
  if (format === 'avif') {
    return picture.avif({ quality: Math.max(1, Math.round(quality * AVIF_QUALITY_SHARE)), effort: 1 })
  }
  if (format === 'webp') return picture.webp({ quality, effort: 2 })
  if (format === 'png')
    return picture.png(plan.palette ? { palette: true, quality } : { compressionLevel: 6 })
  if (format === 'gif') return picture.gif({ effort: 3 })
  const progressive = format !== 'baseline-jpeg' && area >= PROGRESSIVE_FROM_PX && area <= PROGRESSIVE_TO_PX
  const opaque = encoding.transparent ? picture.flatten({ background: plan.background ?? 'white' }) : picture
  return keepMetadata(opaque, encoding).jpeg({ quality, progressive })
}

/** Only JPEG carries EXIF on; the orientation is baked in and its tag goes in any case. */
function keepMetadata(picture: Sharp, { plan, metadata }: Encoding): Sharp {
  if (plan.metadata === 'keep') return picture.keepExif()
  if (plan.metadata === 'none' || !metadata.exif) return picture
  const tags = readExifCopyright(metadata.exif)
  return Object.keys(tags).length > 0 ? picture.withExif({ IFD0: tags }) : picture
}
