import type { SourceFacts } from '../model.ts'
import { layOut, type Rect, type Size } from '../transform/geometry.ts'
import { type RenderPlan, workedSize } from '../transform/render-plan.ts'
import { SOURCE_LIMITS } from '../transform/source-limits.ts'
import { refusals } from './delivery-error.ts'
import type { DeliveryOptions } from './delivery-options.ts'

const DEFAULT_QUALITY = 85
/** AVIF takes too long to encode above this; WebP is sent instead. */
const AVIF_MAX_AREA_PX = 1_000_000
const AVIF_MAX_SIDE_PX = 1_200
/** What the format can hold. */
const WEBP_MAX_SIDE_PX = 16_383

export interface Rendering {
  plan: RenderPlan
  /** Size of the delivered picture; with `trim=border` the largest it can be. */
  canvas: Size
  /** The client's `Accept` had a say. */
  negotiated: boolean
  /** The stored bytes go out as they are: an animation that is too long to be worked on. */
  untouched: boolean
}

/**
 * What to render for `options` of one picture and one client.
 *
 * @throws {DeliveryError} 9413 when the result would be too large
 */
export function planRendering(source: SourceFacts, options: DeliveryOptions, accept: string): Rendering {
  const { width, height, frames } = source
  const turned = options.flip !== '' || options.rotate !== 0 || options.trim !== null
  // An animation that is cut or turned is delivered as a still of its first frame.
  const animated = frames > 1 && options.anim && !turned && mayAnimate(options.format)
  const plan: RenderPlan = {
    source: { width, height, frames },
    fit: options.fit,
    width: scaled(options.width, options.dpr),
    height: scaled(options.height, options.dpr),
    gravity: options.gravity,
    trim: resolveTrim(options, source),
    flip: options.flip,
    rotate: options.rotate,
    background: options.background,
    blur: options.blur,
    sharpen: options.sharpen,
    brightness: options.brightness,
    contrast: options.contrast,
    gamma: options.gamma,
    saturation: options.saturation,
    format: 'plain',
    quality: options.quality ?? DEFAULT_QUALITY,
    palette: options.quality !== null,
    metadata: options.metadata,
    animated,
  }
  const focus = typeof plan.gravity === 'string' ? { x: 0.5, y: 0.5 } : plan.gravity
  const { canvas } = layOut(workedSize(plan), { ...plan, focus })
  if (Math.max(canvas.width, canvas.height) > SOURCE_LIMITS.sidePx && isEnlarged(canvas, source)) {
    throw refusals.tooLarge(`a side of ${canvas.width}x${canvas.height} exceeds 12,000 pixels`)
  }
  if (canvas.width * canvas.height > SOURCE_LIMITS.areaPx) {
    throw refusals.tooLarge(`the area of ${canvas.width}x${canvas.height} exceeds 100 megapixels`)
  }
  const untouched = animated && width * height * frames > SOURCE_LIMITS.animationTransformPx
  return {
    plan: { ...plan, format: chooseFormat(options.format, canvas, animated, accept) },
    canvas,
    negotiated: options.format === 'auto',
    untouched,
  }
}

function scaled(px: number | null, dpr: number): number | null {
  return px === null ? null : Math.max(1, Math.round(px * dpr))
}

function isEnlarged(canvas: Size, source: Size): boolean {
  return Math.max(canvas.width, canvas.height) > Math.max(source.width, source.height)
}

function mayAnimate(format: DeliveryOptions['format']): boolean {
  return format === 'auto' || format === 'webp'
}

function chooseFormat(
  wanted: DeliveryOptions['format'],
  canvas: Size,
  animated: boolean,
  accept: string,
): RenderPlan['format'] {
  const avif = canAvif(canvas) && !animated
  const webp = Math.max(canvas.width, canvas.height) <= WEBP_MAX_SIDE_PX
  if (wanted === 'avif') return avif ? 'avif' : webp ? 'webp' : 'plain'
  if (wanted === 'webp') return webp ? 'webp' : 'plain'
  if (wanted === 'json') return 'plain'
  if (wanted !== 'auto') return wanted
  if (avif && accepts(accept, 'image/avif')) return 'avif'
  return webp && accepts(accept, 'image/webp') ? 'webp' : 'plain'
}

function canAvif({ width, height }: Size): boolean {
  return width * height <= AVIF_MAX_AREA_PX && Math.max(width, height) <= AVIF_MAX_SIDE_PX
}

/** Only a type that is named counts: every client accepts everything and draws less. */
function accepts(accept: string, type: string): boolean {
  return accept.split(',').some((range) => {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase())
    return name === type && !parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter))
  })
}

/** The rectangle that stays, within the picture; pixels are given for `dpr` 1. */
function resolveTrim(options: DeliveryOptions, source: Size): Rect | 'border' | null {
  const { trim, dpr } = options
  if (trim === null || trim === 'border') return trim
  const px = (value: number) => Math.round(value * dpr)
  const within = (value: number, limit: number) => Math.min(limit, Math.max(0, value))
  if ('edges' in trim) {
    const left = within(px(trim.edges.left), source.width - 1)
    const top = within(px(trim.edges.top), source.height - 1)
    const width = source.width - left - px(trim.edges.right)
    const height = source.height - top - px(trim.edges.bottom)
    if (width < 1 || height < 1) throw refusals.badOptions('nothing is left after trim')
    return { left, top, width, height }
  }
  const left = within(px(trim.part.left ?? 0), source.width - 1)
  const top = within(px(trim.part.top ?? 0), source.height - 1)
  const widthLimit = source.width - left
  const heightLimit = source.height - top
  return {
    left,
    top,
    width: Math.max(1, within(px(trim.part.width ?? widthLimit) || widthLimit, widthLimit)),
    height: Math.max(1, within(px(trim.part.height ?? heightLimit) || heightLimit, heightLimit)),
  }
}
