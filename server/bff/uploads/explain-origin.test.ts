import { expect, test } from 'vitest'
import { UpstreamError } from '../../cloudflare/upstream-error.ts'
import { explainOrigin } from './explain-origin.ts'

const failed = (why: string) =>
  new UpstreamError('refused', `Error while fetching the image: ${why}`, { upstreamCode: 5454 })

test.each([
  ['the origin answered 401', 'needs a sign-in'],
  ['the origin answered 404', 'nothing at this address'],
  ['the origin answered 503', 'a problem of its own'],
  ['the origin answered 429', 'left alone'],
  ['the request timed out', 'too slow'],
  ['too many redirects', 'on and on'],
  ['only ports 80 and 443 are supported', 'may not fetch'],
  ['the address is not public', 'may not fetch'],
  ['getaddrinfo ENOTFOUND nowhere.test', 'No server has this name'],
  ['connect ECONNREFUSED 203.0.113.7:443', 'does not answer'],
  ['something new', 'could not fetch the picture'],
])('%s', (why, words) => {
  const told = explainOrigin(failed(why))
  expect(told).toMatchObject({ kind: 'refused', upstreamCode: 5454 })
  expect(String(told)).toContain(words)
  // What was said stays, cut to a line.
  expect(String(told)).toContain(why)
})

test('what is not about the origin passes as it is', () => {
  const outage = new UpstreamError('upstream_unavailable', 'oops')
  expect(explainOrigin(outage)).toBe(outage)
  expect(explainOrigin('x')).toBe('x')
})
