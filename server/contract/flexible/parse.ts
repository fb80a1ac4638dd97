import {
  canonicalValue,
  FLEXIBLE_NAMES,
  type FlexibleOption,
  type FlexibleOptions,
  isFlexibleOption,
} from './options.ts'

const ALIASES: Readonly<Record<string, FlexibleOption>> = {
  w: 'width',
  h: 'height',
  g: 'gravity',
  'face-zoom': 'zoom',
  q: 'quality',
  scq: 'slow-connection-quality',
  f: 'format',
}

/** They exist, but not for an image that is hosted. */
const NOT_HOSTED = new Set(['onerror', 'border'])

export interface OptionFault {
  /** As it was written, decoded. */
  part: string
  reason: 'unknown' | 'bad_value' | 'twice' | 'not_hosted' | 'no_value'
}

export interface ParsedOptions {
  /** What could be read. */
  options: FlexibleOptions
  /** What could not, in the order written; the delivery host ignores most of it with a warning. */
  faults: OptionFault[]
}

/**
 * Reads the last part of a delivery URL, escaped or not: `w=400,fit=cover`. Pure and total: what makes no sense is told
 * in `faults`, never thrown.
 */
export function parseFlexibleOptions(segment: string): ParsedOptions {
  const read: Partial<Record<FlexibleOption, string>> = {}
  const faults: OptionFault[] = []
  // Commas within `rgb(1,2,3)` belong to the colour.
  for (const part of decoded(segment).split(/,(?![^(]*\))/)) {
    if (part.trim() === '') continue
    const mark = part.indexOf('=')
    const written = (mark < 0 ? part : part.slice(0, mark)).trim()
    const name = Object.hasOwn(ALIASES, written) ? ALIASES[written] : written
    if (NOT_HOSTED.has(written)) faults.push({ part, reason: 'not_hosted' })
    else if (name === undefined || !isFlexibleOption(name)) faults.push({ part, reason: 'unknown' })
    else if (mark < 0) faults.push({ part, reason: 'no_value' })
    else {
      const value = canonicalValue(name, part.slice(mark + 1))
      if (value === null) faults.push({ part, reason: 'bad_value' })
      else {
        if (name in read) faults.push({ part, reason: 'twice' })
        read[name] = value
      }
    }
  }
  return { options: read, faults }
}

/** The last part of a delivery URL, escaped for it; empty when nothing is asked for. */
export function printFlexibleOptions(options: FlexibleOptions): string {
  return FLEXIBLE_NAMES.flatMap((name) => {
    const value = options[name]
    return value === undefined ? [] : [`${name}=${escaped(value)}`]
  }).join(',')
}

/** `;` and `#` and brackets as well: `rgb(1,2,3)` holds the mark between options. */
function escaped(value: string): string {
  return encodeURIComponent(value).replace(/[()]/g, (mark) => (mark === '(' ? '%28' : '%29'))
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

export interface SplitDeliveryUrl {
  /** Scheme, host, account and image, without a `/` at the end. */
  base: string
  /** A variant's name, or options; as written. */
  last: string
}

/** A delivery URL taken apart at its last `/`; query and fragment are dropped. `null` for a text that is no such URL. */
export function splitDeliveryUrl(text: string): SplitDeliveryUrl | null {
  const url = text.trim().replace(/[?#].*$/s, '')
  if (!/^https?:\/\/[^/]+\/[^/]+\/.+\/[^/]+$/.test(url)) return null
  const at = url.lastIndexOf('/')
  return { base: url.slice(0, at), last: url.slice(at + 1) }
}
