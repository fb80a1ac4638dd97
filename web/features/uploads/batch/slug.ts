/** How the parts of a file's path are written into an id. All off: as they are. */
export interface SlugRules {
  lowerCase: boolean
  /** Letters without a simple ASCII form, and signs that need escaping in a URL, become `-`. */
  ascii: boolean
  spacesToDashes: boolean
}

/** What taking the accents off does not turn into ASCII. */
const SIMPLE: Record<string, string> = {
  ß: 'ss',
  ẞ: 'SS',
  æ: 'ae',
  Æ: 'AE',
  œ: 'oe',
  Œ: 'OE',
  ø: 'o',
  Ø: 'O',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'TH',
  ı: 'i',
}
const MARKS = /\p{M}+/gu
const BEYOND_ASCII = /[^\p{ASCII}]/gu
const NOT_PLAIN = /[^A-Za-z0-9._~ -]+/g
const SPACES = /\s+/gu

/**
 * One part of a path (no `/`) by the rules, in composed Unicode. May be empty when nothing of it is left. Doing it
 * twice changes nothing.
 */
export function slugOf(part: string, rules: SlugRules): string {
  let text = part.normalize('NFC').trim()
  if (rules.ascii) text = toAscii(text)
  // After it: a `ℋ` is no capital letter before it is an `H`.
  if (rules.lowerCase) text = text.toLowerCase().normalize('NFC')
  if (rules.spacesToDashes) text = text.replace(SPACES, '-')
  if (rules.ascii || rules.spacesToDashes) text = text.replace(/-{2,}/g, '-').replace(/^[-\s]+|[-\s]+$/gu, '')
  return text
}

function toAscii(text: string): string {
  return text
    .normalize('NFKD')
    .replace(MARKS, '')
    .replace(BEYOND_ASCII, (letter) => SIMPLE[letter] ?? '-')
    .replace(NOT_PLAIN, '-')
}
