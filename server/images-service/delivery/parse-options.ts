import { FITS } from '../transform/geometry.ts'
import { refusals } from './delivery-error.ts'
import {
  type ClientHints,
  type DeliveryOptions,
  NO_OPTIONS,
  QUALITY_NAMES,
  type Trim,
} from './delivery-options.ts'

type Read = (value: string, options: DeliveryOptions, hints: ClientHints) => Partial<DeliveryOptions> | null

/** Asking for more means the same: no picture is so large, none may become it. */
const MOST_PX = 1_000_000

/** One reader per option; `null` says that the value makes no sense and is to be ignored. */
const READERS: Record<string, Read> = {
  width: (value, _options, hints) =>
    value === 'auto' ? { width: hints.widthPx } : onNumber(value, (width) => ({ width: atLeastOne(width) })),
  height: (value) => onNumber(value, (height) => ({ height: atLeastOne(height) })),
  fit: (value) => onOneOf(FITS, value, (fit) => ({ fit })),
  gravity: readGravity,
  dpr: (value) => onNumber(value, (dpr) => ({ dpr: clamp(dpr, 0.01, 2) })),
  quality: (value) => {
    const quality = readQuality(value)
    return quality === null ? null : { quality }
  },
  'slow-connection-quality': (value, _options, hints) => {
    const quality = readQuality(value)
    return quality === null ? null : hints.slowConnection ? { quality } : {}
  },
  format: (value) =>
    onOneOf(
      ['auto', 'avif', 'webp', 'jpeg', 'baseline-jpeg', 'png', 'json'] as const,
      aliasOf(value),
      (format) => ({
        format,
      }),
    ),
  metadata: (value) => onOneOf(['keep', 'copyright', 'none'] as const, value, (metadata) => ({ metadata })),
  anim: (value) => (value === 'true' || value === 'false' ? { anim: value === 'true' } : null),
  background: (value) => (isColour(value) ? { background: value.trim().toLowerCase() } : null),
  blur: (value) => onNumber(value, (blur) => ({ blur: clamp(blur, 0, 250) })),
  sharpen: (value) => onNumber(value, (sharpen) => ({ sharpen: clamp(sharpen, 0, 10) })),
  // Zero is documented as ignored for these three.
  brightness: (value) => onNumber(value, (factor) => ({ brightness: clamp(factor, 0, 10) || 1 })),
  contrast: (value) => onNumber(value, (factor) => ({ contrast: clamp(factor, 0, 10) || 1 })),
  gamma: (value) => onNumber(value, (factor) => ({ gamma: clamp(factor, 0, 10) || 1 })),
  saturation: (value) => onNumber(value, (saturation) => ({ saturation: clamp(saturation, 0, 10) })),
  rotate: (value) =>
    onOneOf(['0', '90', '180', '270', '360'] as const, value, (rotate) => ({
      rotate: (Number(rotate) % 360) as DeliveryOptions['rotate'],
    })),
  flip: (value) =>
    onOneOf(['h', 'v', 'hv', 'vh'] as const, value, (flip) => ({ flip: flip === 'vh' ? 'hv' : flip })),
  trim: readTrim,
  'trim.left': readTrimPart,
  'trim.top': readTrimPart,
  'trim.width': readTrimPart,
  'trim.height': readTrimPart,
  segment: () => {
    throw refusals.notAvailable('segment')
  },
  upscale: (value) => {
    if (value === 'generate') throw refusals.notAvailable('upscale=generate')
    return value === 'interpolate' ? {} : null
  },
  // Accepted and without effect on hosted images, or without a face to look for.
  zoom: (value) => onNumber(value, () => ({})),
  'face-zoom': (value) => onNumber(value, () => ({})),
  compression: (value) => (value === 'fast' ? {} : null),
  onerror: () => ({}),
}

const ALIASES: Record<string, string> = {
  w: 'width',
  h: 'height',
  g: 'gravity',
  q: 'quality',
  scq: 'slow-connection-quality',
  f: 'format',
}

/**
 * Reads `width=200,fit=cover` and the like. Values that make no sense are ignored with a warning, as was seen of the
 * vendor (`width=abc` answered 200).
 *
 * @throws {DeliveryError} 9401 when not one option is known, 9432 for options that need the vendor's models
 */
export function parseOptions(
  segment: string,
  hints: ClientHints,
): { options: DeliveryOptions; warnings: string[] } {
  let options = NO_OPTIONS
  const warnings: string[] = []
  let known = 0
  // Commas within `rgb(1,2,3)` belong to the colour.
  for (const pair of segment.split(/,(?![^(]*\))/)) {
    const mark = pair.indexOf('=')
    const written = pair.slice(0, Math.max(0, mark)).trim()
    const name = ALIASES[written] ?? written
    const read = Object.hasOwn(READERS, name) ? READERS[name] : undefined
    if (!read) {
      warnings.push(`unknown option ${written || pair}`)
      continue
    }
    known += 1
    const value = pair.slice(mark + 1).trim()
    const found = name.startsWith('trim.')
      ? readTrimPart(`${name.slice(5)}:${value}`, options)
      : read(value, options, hints)
    if (found) options = { ...options, ...found }
    else warnings.push(`${name} is not valid`)
  }
  if (known === 0) throw refusals.badOptions('no known option')
  if (
    (options.fit === 'cover' || options.fit === 'crop') &&
    (options.width === null) !== (options.height === null)
  ) {
    warnings.push(`${options.fit} fit mode needs both width and height`)
  }
  return { options, warnings }
}

function aliasOf(format: string): string {
  return format === 'png-force' ? 'png' : format === 'jpg' ? 'jpeg' : format
}

function onNumber<Result>(value: string, use: (number: number) => Result): Result | null {
  const number = /^-?\d+(\.\d+)?$|^-?\.\d+$/.test(value) ? Number(value) : Number.NaN
  return Number.isFinite(number) && number >= 0 ? use(number) : null
}

function onOneOf<const Name extends string, Result>(
  names: readonly Name[],
  value: string,
  use: (name: Name) => Result,
): Result | null {
  const name = names.find((candidate) => candidate === value)
  return name === undefined ? null : use(name)
}

function atLeastOne(px: number): number | null {
  return px < 1 ? null : Math.min(MOST_PX, Math.round(px))
}

function clamp(value: number, low: number, high: number): number {
  return Math.min(high, Math.max(low, value))
}

function readQuality(value: string): number | null {
  const named = Object.hasOwn(QUALITY_NAMES, value) ? QUALITY_NAMES[value] : undefined
  return named ?? onNumber(value, (quality) => clamp(Math.round(quality), 1, 100))
}

const SIDES: Record<string, { x: number; y: number }> = {
  center: { x: 0.5, y: 0.5 },
  // No face is looked for: the documented fallback.
  face: { x: 0.5, y: 0.5 },
  left: { x: 0, y: 0.5 },
  right: { x: 1, y: 0.5 },
  top: { x: 0.5, y: 0 },
  bottom: { x: 0.5, y: 1 },
}

function readGravity(value: string): Partial<DeliveryOptions> | null {
  if (value === 'auto') return { gravity: 'attention' }
  if (value === 'entropy') return { gravity: 'entropy' }
  const side = Object.hasOwn(SIDES, value) ? SIDES[value] : undefined
  if (side) return { gravity: side }
  const match = /^(\d*\.?\d+)x(\d*\.?\d+)$/.exec(value)
  if (!match) return null
  return { gravity: { x: clamp(Number(match[1]), 0, 1), y: clamp(Number(match[2]), 0, 1) } }
}

function readTrim(value: string): Partial<DeliveryOptions> | null {
  if (value === 'border') return { trim: 'border' }
  const match = /^(\d{1,6});(\d{1,6});(\d{1,6});(\d{1,6})$/.exec(value)
  if (!match) return null
  const [top = 0, right = 0, bottom = 0, left = 0] = match.slice(1).map(Number)
  return { trim: { edges: { top, right, bottom, left } } }
}

/** `left:10` and so on; parts add up to one rectangle. */
function readTrimPart(value: string, options: DeliveryOptions): Partial<DeliveryOptions> | null {
  const match = /^(left|top|width|height):(\d{1,6})$/.exec(value)
  if (!match) return null
  const before: Trim = options.trim ?? { part: {} }
  const part = typeof before === 'object' && 'part' in before ? before.part : {}
  return { trim: { part: { ...part, [match[1] ?? '']: Number(match[2]) } } }
}

/** Hex, functions and names of CSS; whether a name exists is for the renderer to say. */
function isColour(value: string): boolean {
  return /^(#[\da-f]{3,8}|(?:rgb|hsl)a?\([\d\s.,%/+-]{1,60}\)|[a-z]{3,24})$/i.test(value.trim())
}
