import { isUpstreamError } from '../is-upstream-error.ts'
import { ProblemError } from '../middleware/problem-error.ts'

/** "Fetch of the source URL failed": what follows it is the origin's or the network's. */
const FETCH_FAILED = 5454

const WORDS: [test: RegExp, words: string][] = [
  [/\b(?:401|403)\b/, 'The address needs a sign-in, or does not let the Images API in.'],
  [/\b(?:404|410)\b/, 'There is nothing at this address.'],
  [/\b429\b/, 'The server at this address asks to be left alone for a while. Try again later.'],
  [/\b5\d\d\b/, 'The server at this address has a problem of its own. Try again later.'],
  [/tim(?:e|ed)[ -]?out|slow/i, 'The server at this address was too slow.'],
  [/redirect/i, 'The address leads on and on to other addresses.'],
  [/not (?:allowed|public|valid)|only/i, 'The Images API may not fetch from this address.'],
  [/resolve|dns|enotfound|unknown host/i, 'No server has this name. Check the address.'],
  [/econn|refused|reset|hang up|cut/i, 'The server at this address does not answer, or stops in the middle.'],
]

/**
 * A failed upload by URL in words: the Images API fetched the picture itself, so most failures are the origin's.
 * Anything else is passed on as it is.
 */
export function explainOrigin(error: unknown): unknown {
  if (!isUpstreamError(error)) return error
  const { kind, message, upstreamCode } = error
  if (upstreamCode === FETCH_FAILED) {
    const words =
      WORDS.find(([test]) => test.test(message))?.[1] ?? 'The Images API could not fetch the picture.'
    return about(`${words} (${message.slice(0, 200)})`)
  }
  if (kind === 'too_large') return about('The picture at this address is larger than the Images API takes.')
  if (kind === 'unsupported_media')
    return about('There is no picture at this address that the Images API takes.')
  return error

  function about(words: string): ProblemError {
    return new ProblemError(kind, words, null, null, upstreamCode)
  }
}
