/** Header lines by which two parsers could disagree on where a request ends, with the body they come with. */
const FRAMINGS: readonly (readonly [lines: string, body: string])[] = [
  ...[
    'Content-Length: 3\r\nTransfer-Encoding: chunked',
    'Transfer-Encoding: chunked\r\nContent-Length: 3',
    'Content-Length: 0\r\nTransfer-Encoding: chunked',
    'Content-Length: 3\r\ntransfer-encoding: CHUNKED',
    'Content-Length: 3\r\nTransfer-Encoding: identity, chunked',
    'Transfer-Encoding: chunked, identity',
    'Transfer-Encoding: chunked, chunked\r\nContent-Length: 1',
    'Transfer-Encoding: xchunked',
    'Transfer-Encoding: chunked;a=b',
    'Transfer-Encoding: "chunked"',
    'Transfer-Encoding: identity',
    'Transfer-Encoding: gzip',
    'Transfer-Encoding: \x0bchunked',
    'Transfer-Encoding: chunked\x00',
    'Transfer-Encoding : chunked',
    'Transfer-Encoding\t: chunked',
    ' Transfer-Encoding: chunked',
    'Transfer-Encoding: chunked\r\nTransfer-Encoding: identity',
    'Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\nContent-Length: 4',
    'X: a\nTransfer-Encoding: chunked',
    'X: a\rTransfer-Encoding: chunked',
    'X: a\r\n\tb\r\nTransfer-Encoding: xchunked',
  ].map((lines) => [lines, '0\r\n\r\n'] as const),
  ...[
    'Content-Length: 3\r\nContent-Length: 4',
    'Content-Length: 3\r\nContent-Length: 3\r\nContent-Length: 5',
    'Content-Length: 3, 4',
    'Content-Length: 3, 3',
    'Content-Length: -1',
    'Content-Length: +3',
    'Content-Length: 0x3',
    'Content-Length: 3.0',
    'Content-Length: 3e0',
    'Content-Length: 3 3',
    'Content-Length: three',
    'Content-Length: "3"',
    'Content-Length: 99999999999999999999999999',
    'Content-Length: 3\x00',
    'Content-Length: 3;',
    'Content-Length : 3',
    'Content-Length\x0b: 3',
    'Content Length: 3',
    'X: a\nContent-Length: 3',
    'X: a\rContent-Length: 3',
    ': 3',
    'no colon at all',
    'X\x00Y: 1',
    'X: \x01',
    `X: ${'a'.repeat(64 * 1024)}`,
    ...Array.from({ length: 2 }, (_, index) => `${`X-${index}: ${'b'.repeat(1000)}\r\n`.repeat(40)}X: 1`),
  ].map((lines) => [lines, 'abc'] as const),
]

/** Chunked bodies that no two readers would end at the same byte. */
const CHUNKS = [
  'zz\r\nabc\r\n0\r\n\r\n',
  '-1\r\n\r\n0\r\n\r\n',
  '+3\r\nabc\r\n0\r\n\r\n',
  '0x3\r\nabc\r\n0\r\n\r\n',
  '3 \r\nabc\r\n0\r\n\r\n',
  '3\nabc\r\n0\r\n\r\n',
  '3\r\nabcX\r\n0\r\n\r\n',
  '3\r\nabc\n0\r\n\r\n',
  'ffffffffffffffffff\r\nabc',
  '3\r\nabcd\r\n0\r\n\r\n',
  '\r\n0\r\n\r\n',
  '0\r\nX y: 1\r\n\r\n',
]

const FIRST_LINES = [
  'GET / HTTP/1.1 \r\nHost: HOST\r\n\r\n',
  'GET / HTTP/3.7\r\nHost: HOST\r\n\r\n',
  'GET / HTTP/1.10\r\nHost: HOST\r\n\r\n',
  'GET\t/\tHTTP/1.1\r\nHost: HOST\r\n\r\n',
  'get / HTTP/1.1\r\nHost: HOST\r\n\r\n',
  'GE\x00T / HTTP/1.1\r\nHost: HOST\r\n\r\n',
  'GET /\x00 HTTP/1.1\r\nHost: HOST\r\n\r\n',
  '\x00\x00\x00\r\n\r\n',
  '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03',
]

/**
 * Requests that two parsers could take apart differently, each followed by `hidden`, byte for byte.
 * @param start first line of a POST, with its line end
 * @param known header lines that make it an acceptable one, `Host` among them, with their line ends
 */
export function requestsWithTwoMeanings(
  host: string,
  start: string,
  known: string,
  hidden: string,
): string[] {
  return [
    ...FRAMINGS.map(([lines, body]) => `${start}${known}${lines}\r\n\r\n${body}${hidden}`),
    ...CHUNKS.map((body) => `${start}${known}Transfer-Encoding: chunked\r\n\r\n${body}${hidden}`),
    ...FIRST_LINES.map((line) => line.replace('HOST', host) + hidden),
  ]
}
