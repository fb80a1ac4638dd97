import type { Metadata } from '#contract/images.ts'

export interface Said {
  id: string
  filename: string | null
  creator: string | null
  metadata: Metadata | null
}

/** Between the fields of a search text. `fold` leaves none of it in a word, so no hit crosses a field. */
const SEPARATOR = '\n'
const ASCII = /^[\x20-\x7e]*$/
const CONTROL = /\p{Cc}/gu

/**
 * Text as it is compared when letter case does not count: `fold(text).includes(fold(word))` is what "contains" means in
 * the index, in SQL and in JavaScript alike.
 */
export function fold(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase()
  const plain = text.toWellFormed().normalize('NFC').replace(CONTROL, ' ')
  // Up first: ß and ss, ſ and s become one. Σ has two small forms, by its place in the word.
  return plain.toUpperCase().toLowerCase().replaceAll('ς', 'σ')
}

/** What words are looked for in: id, file name, creator, metadata values. Folded, one field a line. */
export function searchTextOf(image: Said): string {
  const parts: string[] = [fold(image.id)]
  if (image.filename !== null) parts.push(fold(image.filename))
  if (image.creator !== null) parts.push(fold(image.creator))
  if (image.metadata !== null) collectValues(image.metadata, parts)
  return parts.join(SEPARATOR)
}

function collectValues(value: unknown, into: string[]): void {
  if (typeof value === 'string') {
    if (value !== '') into.push(fold(value))
  } else if (typeof value === 'number' || typeof value === 'boolean') into.push(String(value))
  else if (value !== null && typeof value === 'object') {
    for (const inner of Object.values(value)) collectValues(inner, into)
  }
}

/** `folded` as one phrase of the full-text index; `null` when it is too short for one. */
export function phraseOf(folded: string): string | null {
  return codePoints(folded) < 3 ? null : `"${folded.replaceAll('"', '""')}"`
}

function codePoints(text: string): number {
  let count = 0
  for (const _ of text) if (++count >= 3) break
  return count
}
