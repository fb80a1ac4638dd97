import type { Fit, VariantOptions } from './variants.ts'

export interface Size {
  width: number
  height: number
}

export interface Rect extends Size {
  x: number
  y: number
}

/** What a variant makes of one source picture. */
export interface VariantLayout {
  /** Delivered pixels, whole numbers of at least 1. */
  canvas: Size
  /** Where the picture lies on the canvas, whole pixels. Smaller than the canvas only when it is padded. */
  drawn: Rect
  /** The part of the source that is drawn, in source pixels; may be fractional. */
  crop: Rect
  /** Delivered pixels per source pixel. */
  scale: number
  /** Pixels are invented: `scale` is above 1. */
  enlarged: boolean
  /** Part of the canvas shows no picture. */
  padded: boolean
  /** Share of the source's width and height that is cut away, 0 to 1. */
  cutWidth: number
  cutHeight: number
}

type Box = Pick<VariantOptions, 'width' | 'height'>

interface FitRule {
  scale(toFit: number, toFill: number): number
  /** One side of the canvas, from the scaled side and the wanted one. */
  side(scaledPx: number, wantedPx: number): number
}

const keepScaled = (scaledPx: number) => scaledPx
const takeWanted = (_scaledPx: number, wantedPx: number) => wantedPx

/**
 * The table of "Fit modes" in the vendor's documentation, one row each. `crop` is described for sources larger or
 * smaller on both sides; between them we take the one rule that agrees with both: shrink until the box is filled,
 * never enlarge, cut what sticks out.
 */
const FIT_RULES = {
  'scale-down': { scale: (toFit) => Math.min(toFit, 1), side: keepScaled },
  contain: { scale: (toFit) => toFit, side: keepScaled },
  cover: { scale: (_toFit, toFill) => toFill, side: takeWanted },
  crop: { scale: (_toFit, toFill) => Math.min(toFill, 1), side: Math.min },
  pad: { scale: (toFit) => toFit, side: takeWanted },
} as const satisfies Record<Fit, FitRule>

const wholePx = (value: number) => Math.max(1, Math.round(value))

/**
 * Predicts a delivered picture. Pure and total.
 *
 * @param source pixels after EXIF orientation, each side at least 1
 * @param options the side that is `null` follows from the other one; with both `null` nothing is resized
 * @returns sizes rounded half up, as delivered; placement is centred and may differ by 1 px
 * @see https://developers.cloudflare.com/images/transform-images/transform-via-url/#fit
 */
export function layoutVariant(
  source: Size,
  options: Pick<VariantOptions, 'fit' | 'width' | 'height'>,
): VariantLayout {
  const rule: FitRule = FIT_RULES[options.fit]
  const ratios = ratiosOf(source, options)
  const scale = ratios.length === 0 ? 1 : rule.scale(Math.min(...ratios), Math.max(...ratios))

  const across = layAxis(source.width, scale, options.width, rule)
  const down = layAxis(source.height, scale, options.height, rule)
  return {
    canvas: { width: across.canvas, height: down.canvas },
    drawn: { x: across.drawnAt, y: down.drawnAt, width: across.drawn, height: down.drawn },
    crop: { x: across.cropAt, y: down.cropAt, width: across.crop, height: down.crop },
    scale,
    enlarged: scale > 1,
    padded: across.drawn < across.canvas || down.drawn < down.canvas,
    cutWidth: 1 - across.crop / source.width,
    cutHeight: 1 - down.crop / source.height,
  }
}

function ratiosOf(source: Size, box: Box): number[] {
  const ratios: number[] = []
  if (box.width !== null) ratios.push(box.width / source.width)
  if (box.height !== null) ratios.push(box.height / source.height)
  return ratios
}

function layAxis(sourcePx: number, scale: number, wantedPx: number | null, rule: FitRule) {
  const scaled = wholePx(sourcePx * scale)
  const canvas = wantedPx === null ? scaled : rule.side(scaled, wantedPx)
  const drawn = Math.min(scaled, canvas)
  const crop = scaled > canvas ? Math.min(sourcePx, canvas / scale) : sourcePx
  return {
    canvas,
    drawn,
    drawnAt: Math.floor((canvas - drawn) / 2),
    crop,
    cropAt: (sourcePx - crop) / 2,
  }
}
