import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { boundaryOf, createFormInspector, FIELD_LIMIT_BYTES } from './form-inspector.ts'

const runs = process.env['DEEP'] === '1' ? 50_000 : 3_000

const head = (name: string, fileName?: string) =>
  `Content-Disposition: form-data; name="${name}"${fileName === undefined ? '' : `; filename="${fileName}"`}\r\n\r\n`
const FILE = `${head('file', 'a.jpg').replace('\r\n\r\n', '\r\nContent-Type: image/jpeg\r\n\r\n')}bytes`
const form = (...parts: string[]) => `${parts.map((part) => `--B\r\n${part}\r\n`).join('')}--B--\r\n`

/** What the inspector says to a body that arrives in these chunks; `null` when it passes. */
function verdict(chunks: readonly Buffer[]): string | null {
  const inspector = createFormInspector('B')
  try {
    for (const chunk of chunks) inspector.inspect(chunk)
    inspector.finish()
    return null
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'ProblemError') throw error
    return error.message
  }
}
const verdictOf = (body: string) => verdict([Buffer.from(body)])

describe('passes', () => {
  test.each([
    ['a picture', form(FILE)],
    ['no line break at the end', form(FILE).slice(0, -2)],
    ['every part', form(`${head('id')}a/b`, `${head('metadata')}{}`, `${head('creator')}me`, FILE)],
    ['an empty value', form(`${head('creator')}`, FILE)],
    ['a name of any script', form(FILE.replace('a.jpg', '\u202Eגפן %22 🍇.jpg'))],
    ['something that looks like a boundary', form(`${FILE}\r\n-B--\r\n--\r\n`)],
  ])('%s', (_name, body) => expect(verdictOf(body)).toBeNull())
})

describe('refuses', () => {
  test.each([
    ['nothing', ''],
    ['a preamble', `hello\r\n${form(FILE)}`],
    ['an epilogue', `${form(FILE)}hello`],
    ['a second form after the end', `${form(FILE)}${form(FILE)}`],
    ['no end', form(FILE).slice(0, -8)],
    ['half an end', form(FILE).slice(0, -4)],
    ['one byte of a line break', form(FILE).slice(0, -1)],
    ['no picture', form(`${head('id')}a`)],
    ['two pictures', form(FILE, FILE)],
    ['a part twice', form(FILE, `${head('id')}a`, `${head('id')}b`)],
    ['an unknown part', form(FILE, `${head('url')}http://x.test`)],
    ['a part without a name', form(FILE, 'Content-Disposition: form-data\r\n\r\nx')],
    ['a part without a disposition', form(FILE, 'Content-Type: text/plain\r\n\r\nx')],
    ['a part without a head', form(FILE, '\r\n\r\nx')],
    ['an attachment', form(FILE, 'Content-Disposition: attachment; name="id"\r\n\r\nx')],
    ['two dispositions', form(`Content-Disposition: form-data; name="id"\r\n${FILE}`)],
    ['two names', form(FILE.replace('; filename', '; name="id"; filename'))],
    ['an extended file name', form(FILE.replace('; filename=', "; filename*=UTF-8''b.jpg; filename="))],
    ['a bare quote in the name', form(FILE.replace('a.jpg', 'a"; name="id'))],
    ['a backslash before the quote', form(FILE.replace('a.jpg', 'a\\'))],
    [
      'another header',
      form(FILE.replace('Content-Type', 'Content-Transfer-Encoding: base64\r\nContent-Type')),
    ],
    ['a folded header', form(FILE.replace('; filename', ';\r\n filename'))],
    ['a bare line feed', form(FILE).replaceAll('\r\n', '\n')],
    ['a zero byte in the name', form(FILE.replace('a.jpg', 'a\0.jpg'))],
    ['a field sent as a file', form(FILE, `${head('id', 'x')}a`)],
    ['a picture sent as a field', form(`${head('file')}a`)],
    ['a boundary that goes on', form(FILE).replace('--B--', '--BB--')],
    ['a long field', form(FILE, `${head('metadata')}${'x'.repeat(FIELD_LIMIT_BYTES + 1)}`)],
    ['an endless head', `--B\r\n${'Content-Type: x'.repeat(1000)}`],
  ])('%s', (_name, body) => expect(verdictOf(body)).not.toBeNull())

  test('a name that is not UTF-8', () => {
    const body = Buffer.from(form(FILE.replace('a.jpg', 'a\xff.jpg')), 'latin1')
    expect(verdict([body])).toContain('UTF-8')
  })

  test('a picture of 10 MB and a byte, but not one of 10 MB', () => {
    const body = (size: number) => Buffer.from(form(FILE.replace('bytes', 'x'.repeat(size))))
    expect(verdict([body(10_000_000)])).toBeNull()
    expect(verdict([body(10 * 1024 * 1024 + 1)])).toContain('larger than 10 MB')
  })

  test.each([
    'multipart/form-data',
    'multipart/mixed; boundary=B',
    'multipart/form-data; boundary=""',
    'text/plain',
  ])('the type %s', (type) => expect(() => boundaryOf(type)).toThrow('form'))
})

const chunked = (body: Buffer, cuts: readonly number[]) => {
  const at = [0, ...cuts.map((cut) => cut % (body.length + 1)).sort((a, b) => a - b), body.length]
  return at.slice(1).map((end, index) => body.subarray(at[index], end))
}

test('T29: mutated forms end with a verdict, the same however they are cut', () => {
  const seed = Buffer.from(form(`${head('id')}a/b`, `${head('metadata')}{"a":1}`, FILE))
  const mutation = fc.record({
    at: fc.nat(seed.length),
    remove: fc.nat(12),
    insert: fc.oneof(
      fc.constantFrom(
        '\r\n',
        '--B',
        '--B--',
        '\r\n--B\r\n',
        '"',
        '\\',
        ';',
        ':',
        '\0',
        '\r\n\r\n',
        'name="url"',
      ),
      fc.string({ maxLength: 8 }),
    ),
  })
  fc.assert(
    fc.property(
      fc.array(mutation, { maxLength: 3 }),
      fc.array(fc.nat(), { maxLength: 6 }),
      (changes, cuts) => {
        const body = changes.reduce(
          (bytes, { at, remove, insert }) =>
            Buffer.concat([bytes.subarray(0, at), Buffer.from(insert), bytes.subarray(at + remove)]),
          seed,
        )
        expect(verdict(chunked(body, cuts))).toBe(verdict([body]))
      },
    ),
    { numRuns: runs },
  )
})
