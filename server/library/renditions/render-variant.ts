import sharp, { type Metadata, type Sharp } from 'sharp'
import type { RenderedOptions } from '#contract/draft-renditions.ts'
import { LIMITS } from '#contract/limits.ts'
import type { AcceptKind } from '#contract/renditions.ts'
import { layoutVariant, type Size, type VariantLayout } from '#contract/variant-geometry.ts'
import { exifOf } from '../facts/exif-of.ts'

const DECODING = { limitInputPixels: LIMITS.areaPx, sequentialRead: true, failOn: 'truncated' } as const
/** The vendor delivers a longer animation as it is. */
const ANIMATED_AREA_PX = 50_000_000
const AVIF_MAX_SIDE_PX = 1_200
const QUALITY = 85
/** AVIF keeps the same detail at lower numbers. */
const AVIF_QUALITY = 60
/** Wider ones blur a smaller picture, which nobody can tell and is done in a fraction of the time. */
const WIDEST_SIGMA = 8
/** JPEG is progressive between these areas. @see "Format" in the vendor's documentation */
const PROGRESSIVE = { fromPx: 50 * 50, toPx: 3000 * 3000 }

interface Work {
  options: RenderedOptions
  accept: AcceptKind
  source: Metadata
  layout: VariantLayout
  isAnimated: boolean
  /** The source once more, upright. */
  open(): Sharp
}

/**
 * What the variant `options` makes of `bytes` for a client that takes `accept`, by the documented rules. Belongs in a
 * process that can be killed. Never call it with an SVG.
 *
 * @throws Error for bytes that cannot be decoded, and for sizes the vendor refuses
 */
export async function renderVariant(
  bytes: Buffer,
  options: RenderedOptions,
  accept: AcceptKind,
): Promise<Buffer> {
  const source = await sharp(bytes, DECODING).metadata()
  const upright = source.autoOrient
  const frames = source.format === 'gif' || source.format === 'webp' ? (source.pages ?? 1) : 1
  checkSize(upright, 'The picture')
  const isAnimated = frames > 1
  const framesPx = upright.width * upright.height * frames
  if (framesPx > LIMITS.areaPx) throw new Error('Its frames have more than 100 megapixels together')
  if (isAnimated && framesPx > ANIMATED_AREA_PX) return bytes
  const layout = layoutVariant(upright, options)
  checkSize(layout.canvas, 'The result')
  const open = () =>
    isAnimated ? sharp(bytes, { ...DECODING, animated: true }) : sharp(bytes, DECODING).autoOrient()
  const work: Work = { options, accept, source, layout, isAnimated, open }
  return encode(await blurred(place(open(), upright, layout), work), work)
}

function checkSize({ width, height }: Size, what: string): void {
  if (Math.max(width, height) > LIMITS.sidePx)
    throw new Error(`${what} is ${width} × ${height}: 12,000 px a side at most`)
  if (width * height > LIMITS.areaPx) {
    throw new Error(`${what} is ${width} × ${height}: 100 megapixels at most`)
  }
}

function place(opened: Sharp, source: Size, { scale, drawn, canvas }: VariantLayout): Sharp {
  const scaled = {
    width: Math.max(1, Math.round(source.width * scale)),
    height: Math.max(1, Math.round(source.height * scale)),
  }
  let picture = opened
  if (scaled.width !== source.width || scaled.height !== source.height) {
    picture = picture.resize(scaled.width, scaled.height, { fit: 'fill' })
  }
  if (drawn.width < scaled.width || drawn.height < scaled.height) {
    picture = picture.extract({
      left: Math.round((scaled.width - drawn.width) / 2),
      top: Math.round((scaled.height - drawn.height) / 2),
      width: drawn.width,
      height: drawn.height,
    })
  }
  if (drawn.width === canvas.width && drawn.height === canvas.height) return picture
  return picture.extend({
    left: drawn.x,
    top: drawn.y,
    right: canvas.width - drawn.x - drawn.width,
    bottom: canvas.height - drawn.y - drawn.height,
    background: 'white',
  })
}

async function blurred(placed: Sharp, work: Work): Promise<Sharp> {
  const { options, layout, isAnimated } = work
  if (options.blur === null) return placed
  const sigma = options.blur / 2
  if (sigma <= WIDEST_SIGMA || isAnimated) return placed.blur(Math.max(0.3, sigma))
  const factor = (2 * sigma) / WIDEST_SIGMA
  const { width, height } = layout.canvas
  const whole = await rawOf(placed)
  const small = await rawOf(
    whole.resize(Math.max(1, Math.round(width / factor)), Math.max(1, Math.round(height / factor)), {
      fit: 'fill',
    }),
  )
  const soft = await rawOf(small.blur(WIDEST_SIGMA / 2))
  const wide = soft.resize(width, height, { fit: 'fill', kernel: 'cubic' })
  if (options.metadata !== 'keep') return wide
  // What was worked on as pixels has no EXIF to keep: it covers a picture that has.
  const { data, info } = await wide.raw().toBuffer({ resolveWithObject: true })
  const beneath = work.open().resize(width, height, { fit: 'fill' })
  return beneath.composite([{ input: data, raw: info, blend: 'source' }])
}

async function rawOf(picture: Sharp): Promise<Sharp> {
  const { data, info } = await picture.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  return sharp(data, { raw: info })
}

async function encode(picture: Sharp, work: Work): Promise<Buffer> {
  const { accept, layout, isAnimated, source } = work
  const { width, height } = layout.canvas
  const mayAvif = !isAnimated && Math.max(width, height) <= AVIF_MAX_SIDE_PX
  if (accept === 'avif' && mayAvif) return picture.avif({ quality: AVIF_QUALITY, effort: 1 }).toBuffer()
  if (accept !== 'original') return picture.webp({ quality: QUALITY, effort: 2 }).toBuffer()
  if (isAnimated || source.format === 'gif') return picture.gif({ effort: 3 }).toBuffer()
  if (source.hasAlpha) return picture.png({ compressionLevel: 6 }).toBuffer()
  const area = width * height
  const progressive = area >= PROGRESSIVE.fromPx && area <= PROGRESSIVE.toPx
  return (await withTold(picture, work)).jpeg({ quality: QUALITY, progressive }).toBuffer()
}

/** Only JPEG carries EXIF on; it lies upright already, and no tag turns it again. */
async function withTold(picture: Sharp, { options, source }: Work): Promise<Sharp> {
  if (options.metadata === 'none' || source.exif === undefined) return picture
  if (options.metadata === 'keep') return picture.keepExif()
  const told = await exifOf(source.exif)
  const tags = {
    ...(told?.artist != null && { Artist: told.artist }),
    ...(told?.copyright != null && { Copyright: told.copyright }),
  }
  return Object.keys(tags).length === 0 ? picture : picture.withExif({ IFD0: tags })
}
