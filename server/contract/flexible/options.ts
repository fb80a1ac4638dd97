/** Fit modes of a delivery URL; three of them no named variant can have. */
export const FLEXIBLE_FITS = [
  'scale-down',
  'contain',
  'cover',
  'crop',
  'pad',
  'squeeze',
  'aspect-crop',
  'scale-up',
] as const

/** What a value of one option may be. Numbers are decimal, without exponent. */
export type OptionRule =
  | {
      kind: 'number'
      min: number
      max: number
      isWhole: boolean
      /** Said instead of a number. */
      words?: readonly string[]
    }
  | { kind: 'choice'; values: readonly string[] }
  /** A side, a word, or `XxY` with both from 0 to 1. */
  | { kind: 'gravity' }
  | { kind: 'colour' }
  /** `top;right;bottom;left` in pixels, or `border`. */
  | { kind: 'edges' }

const QUALITY = {
  kind: 'number',
  min: 1,
  max: 100,
  isWhole: true,
  words: ['high', 'medium-high', 'medium-low', 'low'],
} as const
const FACTOR = { kind: 'number', min: 0, max: 10, isWhole: false } as const
/** The URL has no maximum; no picture is larger. */
const SIDE = { kind: 'number', min: 1, max: 12_000, isWhole: true } as const
const OFFSET = { kind: 'number', min: 0, max: 12_000, isWhole: true } as const

/**
 * Every option of a delivery URL of a hosted image, in the order it is printed.
 * @see https://developers.cloudflare.com/images/transform-images/transform-via-url/#options
 */
export const FLEXIBLE_OPTIONS = {
  width: { ...SIDE, words: ['auto'] },
  height: SIDE,
  fit: { kind: 'choice', values: FLEXIBLE_FITS },
  gravity: { kind: 'gravity' },
  zoom: { kind: 'number', min: 0, max: 1, isWhole: false },
  dpr: { kind: 'number', min: 0.1, max: 2, isWhole: false },
  trim: { kind: 'edges' },
  'trim.left': OFFSET,
  'trim.top': OFFSET,
  'trim.width': SIDE,
  'trim.height': SIDE,
  flip: { kind: 'choice', values: ['h', 'v', 'hv'] },
  rotate: { kind: 'choice', values: ['90', '180', '270'] },
  background: { kind: 'colour' },
  blur: { kind: 'number', min: 1, max: 250, isWhole: true },
  sharpen: { kind: 'number', min: 0, max: 10, isWhole: false },
  brightness: FACTOR,
  contrast: FACTOR,
  gamma: FACTOR,
  saturation: FACTOR,
  format: { kind: 'choice', values: ['auto', 'avif', 'webp', 'jpeg', 'baseline-jpeg', 'png', 'json'] },
  quality: QUALITY,
  'slow-connection-quality': QUALITY,
  metadata: { kind: 'choice', values: ['keep', 'copyright', 'none'] },
  anim: { kind: 'choice', values: ['true', 'false'] },
  segment: { kind: 'choice', values: ['foreground'] },
  upscale: { kind: 'choice', values: ['interpolate', 'generate'] },
  compression: { kind: 'choice', values: ['fast'] },
} as const satisfies Record<string, OptionRule>

export type FlexibleOption = keyof typeof FLEXIBLE_OPTIONS

/** Printed order. */
export const FLEXIBLE_NAMES = Object.keys(FLEXIBLE_OPTIONS).filter(isFlexibleOption)

/** What is asked for, each value in the one way we write it (see `canonicalValue`); decoded. */
export type FlexibleOptions = Readonly<Partial<Record<FlexibleOption, string>>>

export function isFlexibleOption(name: string): name is FlexibleOption {
  return Object.hasOwn(FLEXIBLE_OPTIONS, name)
}

export const GRAVITIES = ['auto', 'face', 'left', 'right', 'top', 'bottom', 'center', 'entropy'] as const

/** Decimals that change a pixel of the largest picture. */
const DECIMALS = 4

/** `value` in the one way we write it, or `null` when it is none for this option: `0.50` is `0.5`, `#FFF` is `#fff`. */
export function canonicalValue(name: FlexibleOption, value: string): string | null {
  const rule: OptionRule = FLEXIBLE_OPTIONS[name]
  const text = value.trim()
  switch (rule.kind) {
    case 'number':
      return rule.words?.includes(text) ? text : numberWithin(text, rule)
    case 'choice': {
      const usual = SAME_AS[`${name}=${text}`] ?? text
      return rule.values.includes(usual) ? usual : null
    }
    case 'gravity':
      return canonicalGravity(text)
    case 'colour':
      return COLOUR.test(text) ? text.toLowerCase().replace(/\s+/g, ' ') : null
    case 'edges':
      if (text === 'border') return text
      return /^\d{1,5}(;\d{1,5}){3}$/.test(text) ? text.split(';').map(Number).join(';') : null
  }
}

/** Other spellings that the delivery host takes for the same. */
const SAME_AS: Readonly<Record<string, string>> = {
  'format=jpg': 'jpeg',
  'format=png-force': 'png',
  'flip=vh': 'hv',
}

/** Hex, functions and names of CSS; whether a name is one is for the delivery host to say. */
const COLOUR = /^(#(?:[\da-f]{3,4}|[\da-f]{6}|[\da-f]{8})|(?:rgb|hsl)a?\([\d\s.,%/+-]{1,60}\)|[a-z]{3,24})$/i

function numberWithin(
  text: string,
  { min, max, isWhole }: { min: number; max: number; isWhole: boolean },
): string | null {
  if (!(isWhole ? /^\d{1,9}$/ : /^(\d{1,9}(\.\d{0,9})?|\.\d{1,9})$/).test(text)) return null
  const number = Number(text)
  if (number < min || number > max) return null
  return String(Number(number.toFixed(DECIMALS)))
}

function canonicalGravity(text: string): string | null {
  if (GRAVITIES.some((word) => word === text)) return text
  const unit = { min: 0, max: 1, isWhole: false }
  const [x, y, ...more] = text.split('x').map((part) => numberWithin(part, unit))
  return x == null || y == null || more.length > 0 ? null : `${x}x${y}`
}
