/**
 * Cuts a name in the middle so that both ends stay readable: `summer-cam…-0412.jpg`.
 * Counts code points, so that no surrogate pair is torn. Returns `text` itself when it fits.
 */
export function middleCut(text: string, maxCharacters: number): string {
  const points = [...text]
  if (points.length <= maxCharacters) return text
  if (maxCharacters <= 1) return '…'
  const tail = Math.min(Math.ceil((maxCharacters - 1) / 2), 14)
  const head = maxCharacters - 1 - tail
  return `${points.slice(0, head).join('')}…${points.slice(points.length - tail).join('')}`
}

/** Line breaks and other controls, and the marks that turn the direction of what follows: a name may lie about its ending. */
const UNSEEN = /[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]+/gu

/** A file name as one line of text that reads as it is stored. */
export function plainName(name: string): string {
  return name.replace(UNSEEN, ' ')
}

/**
 * A name in two parts, for cutting it in the middle by CSS: the first gives way (`truncate`), the second, at most
 * 12 characters, stays. Together they are `name`. Short names are all first part.
 */
export function splitName(name: string): [start: string, end: string] {
  const points = [...name]
  if (points.length <= 16) return [name, '']
  return [points.slice(0, -12).join(''), points.slice(-12).join('')]
}
