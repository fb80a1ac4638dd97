/** A value as it stands in the text. `quoted`: at least a part of it was in quotes, so empty is meant. */
export interface ScannedValue {
  readonly text: string
  readonly quoted: boolean
  readonly start: number
  readonly end: number
}

/** One term of the text, before anybody asks whether it means something. `end` is exclusive. */
export interface ScannedTerm {
  readonly start: number
  readonly end: number
  readonly negated: boolean
  /** `null` for words. Lower case. */
  readonly field: string | null
  /** What follows `meta.` or `has:`, `null` for every other field. */
  readonly path: readonly ScannedValue[] | null
  /** `:` or a comparison; empty for words. */
  readonly operator: string
  /** Where the first value begins. */
  readonly valueStart: number
  /** Words are one value; a field has at least one, empty while it is being typed. For `has`, what is odd after the path. */
  readonly values: readonly ScannedValue[]
}

const SPACE = /\s/
const FIELD = /([a-z]+)(:?(?:>=|<=|>|<|=)|:)/iy
const META = /meta\./iy
const OPERATOR = /:?(?:>=|<=|>|<|=)|:/y
/** Phones write typographic quotes by themselves. */
const CLOSING: Record<string, string> = { '"': '"', '“': '”', '„': '“' }
const ESCAPED: Record<string, string> = { n: '\n', r: '\r' }

/** Splits a text into its terms. Total, linear in the length of the text. */
export function scanTerms(text: string): ScannedTerm[] {
  const terms: ScannedTerm[] = []
  let at = 0
  while (at < text.length) {
    if (SPACE.test(text.charAt(at))) {
      at += 1
      continue
    }
    const term = scanTerm(text, at)
    terms.push(term)
    at = term.end
  }
  return terms
}

function scanTerm(text: string, start: number): ScannedTerm {
  const negated = text[start] === '-'
  const headStart = negated ? start + 1 : start
  const head = scanMetaHead(text, headStart) ?? scanHead(text, headStart)
  const values: ScannedValue[] = []
  const has = head.field === 'has' ? scanPath(text, head.valueStart) : null
  let at = has?.end ?? head.valueStart
  do {
    if (values.length > 0) at += 1
    const value = scanValue(text, at, head.field === null ? '' : ',')
    values.push(value)
    at = value.end
  } while (text[at] === ',')
  return { start, end: at, negated, ...head, path: has?.parts ?? head.path, values }
}

type Head = Pick<ScannedTerm, 'field' | 'path' | 'operator' | 'valueStart'>

function scanHead(text: string, start: number): Head {
  FIELD.lastIndex = start
  const [all = '', field = '', operator = ''] = FIELD.exec(text) ?? []
  if (all === '') return { field: null, path: null, operator: '', valueStart: start }
  return { field: field.toLowerCase(), path: null, operator, valueStart: start + all.length }
}

/** `meta.campaign:`, `meta."a.b".c:`; `null` when no operator follows, so that it is words after all. */
function scanMetaHead(text: string, start: number): Head | null {
  META.lastIndex = start
  if (!META.test(text)) return null
  const { parts, end } = scanPath(text, META.lastIndex)
  OPERATOR.lastIndex = end
  const operator = OPERATOR.exec(text)?.[0]
  if (operator === undefined) return null
  return { field: 'meta', path: parts, operator, valueStart: end + operator.length }
}

/** Names with dots between them, up to an operator, a comma or a space; a name with one of these in it is quoted. */
function scanPath(text: string, start: number): { parts: ScannedValue[]; end: number } {
  const parts: ScannedValue[] = []
  let at = start
  do {
    if (parts.length > 0) at += 1
    const part = scanValue(text, at, '.,:<>=')
    parts.push(part)
    at = part.end
  } while (text[at] === '.')
  return { parts, end: at }
}

/**
 * One value: up to a space or one of `stops`, with quotes and backslashes resolved. A quote counts as one at the
 * beginning of a value only (`5"` is five inches); an open one lasts to the end.
 */
function scanValue(text: string, start: number, stops: string): ScannedValue {
  let at = start
  let value = ''
  let quoted = false
  let closing: string | null = null
  for (; at < text.length; at += 1) {
    const character = text.charAt(at)
    if (character === '\\' && at + 1 < text.length) {
      at += 1
      value += ESCAPED[text.charAt(at)] ?? text.charAt(at)
    } else if (closing !== null) {
      if (character === closing) closing = null
      else value += character
    } else if (at === start && character in CLOSING) {
      closing = CLOSING[character] ?? null
      quoted = true
    } else if (SPACE.test(character) || stops.includes(character)) break
    else value += character
  }
  return { text: value, quoted, start, end: at }
}
