import { refusals } from './delivery-error.ts'

export interface DeliveryPath {
  accountHash: string
  imageId: string
  /** A variant's name, or options with `=` in them; decoded. */
  last: string
  /** As it came, for signatures: path without query. */
  rawPath: string
  /** Without `?`. */
  rawQuery: string
}

const ZONE_PREFIX = '/cdn-cgi/imagedelivery'

/**
 * Takes a request target apart: first part account, last part variant or options, all between is the id. Escapes are
 * decoded once.
 *
 * @throws {DeliveryError} 9426 for text that is no UTF-8 or holds controls, 9431 for too few parts
 */
export function parseDeliveryPath(target: string): DeliveryPath {
  const mark = target.indexOf('?')
  const rawPath = mark < 0 ? target : target.slice(0, mark)
  const path = rawPath.startsWith(`${ZONE_PREFIX}/`) ? rawPath.slice(ZONE_PREFIX.length) : rawPath
  const first = path.indexOf('/', 1)
  const last = path.lastIndexOf('/')
  if (!path.startsWith('/') || first < 0 || last <= first + 1 || last === path.length - 1) {
    throw refusals.notFound()
  }
  return {
    accountHash: path.slice(1, first),
    imageId: decodePart(path.slice(first + 1, last)),
    last: decodePart(path.slice(last + 1)),
    rawPath,
    rawQuery: mark < 0 ? '' : target.slice(mark + 1),
  }
}

function decodePart(part: string): string {
  let text: string
  try {
    text = decodeURIComponent(part)
  } catch {
    throw refusals.invalidText()
  }
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what it looks for
  if (/[\u0000-\u001f\u007f]/.test(text)) throw refusals.invalidText()
  return text
}
