import { isStampFormat } from './stamp.ts'

/** One piece of a parsed pattern. */
export type PatternPart =
  | { kind: 'text'; text: string }
  | { kind: 'folder' | 'name' | 'ext' }
  | { kind: 'date'; format: string }
  /** Padded with zeros to `digits`. */
  | { kind: 'n'; digits: number }
  /** The first characters of the SHA-256 of the bytes, hex. */
  | { kind: 'hash'; characters: number }

export type PatternFault =
  | { kind: 'empty' }
  /** A `{` that nothing closes, `at` characters from the start. */
  | { kind: 'unclosed'; at: number }
  | { kind: 'stray_close'; at: number }
  | { kind: 'unknown'; name: string }
  | { kind: 'bad_option'; name: 'date' | 'n' | 'hash'; option: string }
  | { kind: 'no_option'; name: 'folder' | 'name' | 'ext' }

export type ParsedPattern = { parts: PatternPart[] } | { fault: PatternFault }

const DEFAULT_DATE = 'YYYY-MM-DD'
const DEFAULT_HASH = 8
const MOST_DIGITS = 9
const HASH_CHARACTERS = 64
const PIECE = /\{\{|\}\}|\{([^{}]*)\}|[{}]|[^{}]+/gy

/**
 * A pattern for ids: literal text and `{folder}`, `{name}`, `{ext}`, `{date}`, `{date:YYYY/MM}`, `{n}`, `{n:3}`,
 * `{hash}`, `{hash:12}`. A brace itself is written twice. Never throws: a pattern that is none says why.
 */
export function parsePattern(pattern: string): ParsedPattern {
  const parts: PatternPart[] = []
  if (pattern.trim() === '') return { fault: { kind: 'empty' } }
  for (const match of pattern.matchAll(PIECE)) {
    const [piece, inside] = match
    if (piece === '{') return { fault: { kind: 'unclosed', at: match.index } }
    if (piece === '}') return { fault: { kind: 'stray_close', at: match.index } }
    const part = inside === undefined ? textPart(piece) : placeholder(inside)
    if ('fault' in part) return part
    parts.push(part)
  }
  return { parts }
}

function textPart(piece: string): PatternPart {
  return { kind: 'text', text: piece === '{{' ? '{' : piece === '}}' ? '}' : piece }
}

function placeholder(inside: string): PatternPart | { fault: PatternFault } {
  const colon = inside.indexOf(':')
  const name = (colon === -1 ? inside : inside.slice(0, colon)).trim()
  const option = colon === -1 ? null : inside.slice(colon + 1).trim()
  switch (name) {
    case 'folder':
    case 'name':
    case 'ext':
      return option === null ? { kind: name } : { fault: { kind: 'no_option', name } }
    case 'date': {
      const format = option ?? DEFAULT_DATE
      return isStampFormat(format)
        ? { kind: 'date', format }
        : { fault: { kind: 'bad_option', name, option: format } }
    }
    case 'n': {
      const digits = option === null ? 1 : wholeFrom(option, 1, MOST_DIGITS)
      return digits === null
        ? { fault: { kind: 'bad_option', name, option: option ?? '' } }
        : { kind: 'n', digits }
    }
    case 'hash': {
      const characters = option === null ? DEFAULT_HASH : wholeFrom(option, 4, HASH_CHARACTERS)
      return characters === null
        ? { fault: { kind: 'bad_option', name, option: option ?? '' } }
        : { kind: 'hash', characters }
    }
    default:
      return { fault: { kind: 'unknown', name: inside } }
  }
}

function wholeFrom(text: string, min: number, max: number): number | null {
  const value = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN
  return value >= min && value <= max ? value : null
}

/** True when an id by it cannot be known before the bytes were read. */
export function needsHash(parts: readonly PatternPart[]): boolean {
  return parts.some(({ kind }) => kind === 'hash')
}

/** False when two files of one batch always get the same id. */
export function tellsFilesApart(parts: readonly PatternPart[]): boolean {
  return parts.some(({ kind }) => kind === 'name' || kind === 'n' || kind === 'hash')
}
