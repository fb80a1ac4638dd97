import { LIMITS } from '../limits.ts'
import { FITS, METADATA_MODES, type VariantOptions } from '../variants.ts'
import type { FlexibleOption, FlexibleOptions } from './options.ts'

export interface Promotion {
  options: VariantOptions
  /** Options that no named variant can have, in the order printed. */
  lost: FlexibleOption[]
}

/** Kept as they are, or folded into the sides. */
const KEPT: ReadonlySet<string> = new Set(['width', 'height', 'fit', 'metadata', 'blur', 'dpr'])

/**
 * The named variant that comes closest to a flexible URL, and what it cannot do. `null` while there is neither width nor
 * height: a variant needs one. `dpr` is multiplied into the sides.
 */
export function promoteToVariant(options: FlexibleOptions): Promotion | null {
  const dpr = Number(options.dpr ?? 1)
  const side = (value: string | undefined) =>
    value === undefined || value === 'auto'
      ? null
      : Math.min(LIMITS.sidePx, Math.max(1, Math.round(Number(value) * dpr)))
  const width = side(options.width)
  const height = side(options.height)
  if (width === null && height === null) return null
  const fit = FITS.find((known) => known === (options.fit ?? 'scale-down'))
  const lost = (Object.keys(options) as FlexibleOption[]).filter(
    (name) => !isKept(name, options, fit !== undefined),
  )
  return {
    options: {
      fit: fit ?? 'scale-down',
      width,
      height,
      // What a URL without it means.
      metadata: METADATA_MODES.find((mode) => mode === options.metadata) ?? 'copyright',
      blur: options.blur === undefined ? null : Number(options.blur),
      browserTtlSeconds: null,
    },
    lost,
  }
}

/** The URL options that make of a picture what a named variant makes of it; the inverse of {@link promoteToVariant}. */
export function flexibleOfVariant(options: Omit<VariantOptions, 'browserTtlSeconds'>): FlexibleOptions {
  const { fit, width, height, metadata, blur } = options
  return {
    ...(width !== null && { width: String(width) }),
    ...(height !== null && { height: String(height) }),
    fit,
    ...(blur !== null && { blur: String(blur) }),
    metadata,
  }
}

function isKept(name: FlexibleOption, options: FlexibleOptions, isFitKnown: boolean): boolean {
  if (name === 'fit') return isFitKnown
  if (name === 'width') return options.width !== 'auto'
  // A variant negotiates its format, animates and enlarges by interpolation anyway.
  if (name === 'format') return options.format === 'auto'
  if (name === 'anim') return options.anim === 'true'
  if (name === 'upscale') return options.upscale === 'interpolate'
  return KEPT.has(name)
}

export type OptionAdvice =
  | 'nothing_asked'
  | 'needs_both_sides'
  | 'gravity_without_crop'
  | 'zoom_without_face'
  | 'trim_twice'
  | 'models'
  | 'json'

const CROPPING = new Set(['cover', 'crop', 'aspect-crop'])

/** Fits that cut something off, where gravity says what stays. */
export function isCropping(fit: string): boolean {
  return CROPPING.has(fit)
}

/** What a person should know of options that are each right: those that do nothing without others, or are no picture. */
export function adviceOn(options: FlexibleOptions): OptionAdvice[] {
  const fit = options.fit ?? 'scale-down'
  const hasBoth = options.width !== undefined && options.height !== undefined
  const hasTrimPart = Object.keys(options).some((name) => name.startsWith('trim.'))
  const advice: [OptionAdvice, boolean][] = [
    ['nothing_asked', Object.keys(options).length === 0],
    ['needs_both_sides', (isCropping(fit) || fit === 'pad' || fit === 'squeeze') && !hasBoth],
    ['gravity_without_crop', options.gravity !== undefined && !isCropping(fit)],
    ['zoom_without_face', options.zoom !== undefined && options.gravity !== 'face'],
    ['trim_twice', options.trim !== undefined && hasTrimPart],
    ['models', options.segment !== undefined || options.upscale === 'generate'],
    ['json', options.format === 'json'],
  ]
  return advice.flatMap(([name, holds]) => (holds ? [name] : []))
}
