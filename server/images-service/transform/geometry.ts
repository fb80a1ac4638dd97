export const FITS = [
  'scale-down',
  'contain',
  'cover',
  'crop',
  'aspect-crop',
  'pad',
  'squeeze',
  'scale-up',
] as const
type Fit = (typeof FITS)[number]

export interface Size {
  width: number
  height: number
}

export interface Rect extends Size {
  left: number
  top: number
}

export interface Box {
  fit: Fit
  width: number | null
  height: number | null
  /** The point of the picture that a crop keeps in view, each 0 to 1 from the top left. */
  focus: { x: number; y: number }
}

/** Whole pixels throughout. The source is scaled to `scaled`, `crop` is cut out of that and put at `at` on the canvas. */
export interface Layout {
  canvas: Size
  scaled: Size
  crop: Rect
  at: { left: number; top: number }
}

interface FitRule {
  /** Delivered pixels per source pixel, from the scale that fits inside the box and the one that fills it. */
  scale(toFit: number, toFill: number): number
  /** One side of the canvas. */
  side(scaledPx: number, wantedPx: number, toFill: number): number
  /** True when the two axes are scaled on their own. */
  distorts?: true
}

const keepScaled = (scaledPx: number) => scaledPx
const takeWanted = (_scaledPx: number, wantedPx: number) => wantedPx
const wholePx = (value: number) => Math.max(1, Math.round(value))

/**
 * "Fit modes" of the vendor's documentation, one row each. `crop` is described for sources larger or smaller on both
 * sides; between them one rule agrees with both: shrink until the box is filled, never enlarge, cut what sticks out.
 */
const FIT_RULES = {
  'scale-down': { scale: (toFit) => Math.min(toFit, 1), side: keepScaled },
  contain: { scale: (toFit) => toFit, side: keepScaled },
  cover: { scale: (_toFit, toFill) => toFill, side: takeWanted },
  crop: {
    scale: (_toFit, toFill) => Math.min(toFill, 1),
    side: (scaledPx, wantedPx) => Math.min(scaledPx, wantedPx),
  },
  'aspect-crop': {
    scale: (_toFit, toFill) => Math.min(toFill, 1),
    side: (scaledPx, wantedPx, toFill) => Math.min(scaledPx, wholePx(wantedPx / Math.max(toFill, 1))),
  },
  pad: { scale: (toFit) => toFit, side: takeWanted },
  squeeze: { scale: (toFit) => toFit, side: takeWanted, distorts: true },
  'scale-up': { scale: (toFit) => Math.max(toFit, 1), side: keepScaled },
} as const satisfies Record<Fit, FitRule>

/**
 * Where the pixels of a picture go. Pure and total; sizes are rounded half up and at least 1.
 *
 * @param source pixels after EXIF orientation, trim and rotation
 * @param box a side that is `null` follows from the other; with both `null` the size stays
 * @see https://developers.cloudflare.com/images/transform-images/transform-via-url/#fit
 */
export function layOut(source: Size, box: Box): Layout {
  const rule: FitRule = FIT_RULES[box.fit]
  const ratios: number[] = []
  if (box.width !== null) ratios.push(box.width / source.width)
  if (box.height !== null) ratios.push(box.height / source.height)
  const toFill = ratios.length === 0 ? 1 : Math.max(...ratios)
  const scale = ratios.length === 0 ? 1 : rule.scale(Math.min(...ratios), toFill)
  const across = layAxis(source.width, box.width, box.focus.x, scale, toFill, rule)
  const down = layAxis(source.height, box.height, box.focus.y, scale, toFill, rule)
  return {
    canvas: { width: across.canvas, height: down.canvas },
    scaled: { width: across.scaled, height: down.scaled },
    crop: { left: across.cropAt, top: down.cropAt, width: across.crop, height: down.crop },
    at: { left: across.at, top: down.at },
  }
}

function layAxis(
  sourcePx: number,
  wantedPx: number | null,
  focus: number,
  scale: number,
  toFill: number,
  rule: FitRule,
) {
  const distorted = rule.distorts && wantedPx !== null
  const scaled = wholePx(distorted ? wantedPx : sourcePx * scale)
  const canvas = wantedPx === null ? scaled : wholePx(rule.side(scaled, wantedPx, toFill))
  const crop = Math.min(scaled, canvas)
  return {
    canvas,
    scaled,
    crop,
    cropAt: Math.min(scaled - crop, Math.max(0, Math.round(focus * scaled - crop / 2))),
    at: Math.floor((canvas - crop) / 2),
  }
}
