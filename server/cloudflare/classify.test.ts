import { expect, test } from 'vitest'
import { errorOfAnswer, secondsOf } from './classify.ts'

const envelope = (code: number, message: string, extra: object = {}) =>
  JSON.stringify({ success: false, errors: [{ code, message, ...extra }], messages: [], result: null })

test.each([
  [401, envelope(10000, 'Authentication error'), 'upstream_credentials', 10000],
  [403, envelope(10000, 'Authentication error'), 'upstream_permission', 10000],
  [403, envelope(9109, 'Invalid access token'), 'upstream_credentials', 9109],
  [403, envelope(5403, 'The given account is not valid'), 'upstream_not_enabled', 5403],
  [404, 'ERROR 5404: Image not found\n', 'not_found', 5404],
  [404, 'variant not found', 'not_found', null],
  [409, envelope(5409, 'Resource already exists'), 'conflict', 5409],
  [413, envelope(5413, 'Maximum image size of 10 MB is reached'), 'too_large', 5413],
  [415, envelope(5455, 'Unsupported image format'), 'unsupported_media', 5455],
  [415, envelope(5550, 'Internal Server Error'), 'upstream_unavailable', 5550],
  [400, envelope(5453, 'The given account has reached a service limit (0).'), 'quota_exceeded', 5453],
  [429, envelope(971, 'Please wait'), 'rate_limited', 971],
  [502, '<html><h1>502 Bad Gateway</h1></html>', 'upstream_unavailable', null],
  [500, '{"success": false, "err', 'upstream_unavailable', null],
  [302, '', 'upstream_unexpected', null],
])('an answer %i %s is %s', (status, body, kind, upstreamCode) => {
  expect(errorOfAnswer(status, body, null)).toMatchObject({ kind, upstreamCode })
})

test("keeps the vendor's words where they say what to change, in one line", () => {
  expect(
    errorOfAnswer(400, envelope(5411, 'The Custom ID is invalid.\r\nMust not be UUID'), null),
  ).toMatchObject({
    kind: 'refused',
    message: 'The Custom ID is invalid. Must not be UUID',
  })
})

test.each([
  ['7', 7],
  ['Thu, 01 Jan 1970 00:00:30 GMT', 30],
  ['Thu, 01 Jan 1970 00:00:00 GMT', 0],
  [null, 300],
  ['soon', 300],
  ['99999999999', 900],
  ['Fri, 01 Jan 2100 00:00:00 GMT', 900],
])('retry-after %s means %i seconds', (header, seconds) => {
  expect(secondsOf(header, 0)).toBe(seconds)
})
