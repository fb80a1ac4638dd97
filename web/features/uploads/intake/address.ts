/** Why the desk does not hand an address to the Images API. */
export type AddressFault =
  | 'not_an_address'
  | 'other_protocol'
  | 'credentials'
  | 'too_long'
  /** A picture of this desk: the Images API cannot reach it, and has it already. */
  | 'own_page'

/** Longest address the desk's server takes. */
const MOST_CHARACTERS = 2048
const CONTROLS = /\p{Cc}/u
const SCHEME = /^[a-z][a-z0-9+.-]*:/i

/** An address as it will be sent, or why it will not be. Text without a scheme is no address: `example.com/a.jpg`. */
export type ReadAddress = { url: string } | { fault: AddressFault }

/**
 * @param text white space around it does not count; a fragment is left out, no server ever sees it
 * @param ownOrigin origin of the desk itself
 */
export function readAddress(text: string, ownOrigin: string | null = null): ReadAddress {
  const trimmed = text.trim()
  if (CONTROLS.test(trimmed) || !SCHEME.test(trimmed)) return { fault: 'not_an_address' }
  const isWeb = /^https?:/i.test(trimmed)
  // Browsers read `https:example.com` and `https:\\x` as addresses too; people who write them meant something else.
  if (isWeb && !/^https?:\/\/[^/\\]/i.test(trimmed)) return { fault: 'not_an_address' }
  if (!isWeb) return { fault: URL.canParse(trimmed) ? 'other_protocol' : 'not_an_address' }
  if (!URL.canParse(trimmed)) return { fault: 'not_an_address' }
  const url = new URL(trimmed)
  if (url.username !== '' || url.password !== '') return { fault: 'credentials' }
  url.hash = ''
  if (url.href.length > MOST_CHARACTERS) return { fault: 'too_long' }
  return url.origin === ownOrigin ? { fault: 'own_page' } : { url: url.href }
}

/**
 * The name a picture is listed under that comes from an address: the last part of its path, readable, else the host.
 * Never empty, without slashes and control characters.
 */
export function nameOfAddress(url: string): string {
  const { pathname, host } = new URL(url)
  const last = pathname.split('/').findLast((part) => part !== '') ?? ''
  const name = decode(last)
    .replace(/[/\\\p{Cc}]+/gu, ' ')
    .trim()
  return name === '' || name === '.' || name === '..' ? host : name
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/**
 * Every line as an address, when the text is a list of them: at least one is on the web, and what is not still has a
 * scheme (`ftp://…`), so that it is told. `null` for every other text, which stays text.
 */
export function readAddressLines(text: string): string[] | null {
  const lines = text
    .split(/[\r\n]+/)
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const isList =
    lines.length > 0 && lines.every((line) => /^[a-z][a-z0-9+.-]*:\/\/\S+$/i.test(line) || isDataUrl(line))
  return isList && lines.some((line) => /^https?:/i.test(line) || isDataUrl(line)) ? lines : null
}

export function isDataUrl(text: string): boolean {
  return /^data:image\//i.test(text)
}
