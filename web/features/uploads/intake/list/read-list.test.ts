import fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, test } from 'vitest'
import { decodeText } from './decode-text.ts'
import { placeElements } from './json-lines.ts'
import { type ListFault, type ListTable, MOST_ROWS } from './list-table.ts'
import { readCsv } from './read-csv.ts'
import { readListFile, readListText } from './read-list.ts'

const table = (read: ListTable | ListFault): ListTable => {
  if ('kind' in read) throw new Error(`${read.kind} at ${read.line}`)
  return read
}
const utf16 = (text: string, isBig: boolean): Uint8Array<ArrayBuffer> => {
  const bytes = new Uint8Array(text.length * 2)
  const view = new DataView(bytes.buffer)
  for (let at = 0; at < text.length; at += 1) view.setUint16(at * 2, text.charCodeAt(at), !isBig)
  return bytes
}

describe('encodings', () => {
  const text = 'url;alt\nhttps://a.example/é.jpg;Frösche 🐸\n'
  test.each([
    ['UTF-8', new TextEncoder().encode(text)],
    ['UTF-8 with a mark', new TextEncoder().encode(`\uFEFF${text}`)],
    ['UTF-16 LE with a mark', utf16(`\uFEFF${text}`, false)],
    ['UTF-16 BE with a mark', utf16(`\uFEFF${text}`, true)],
    ['UTF-16 LE without one', utf16(text, false)],
    ['UTF-16 BE without one', utf16(text, true)],
    ['Windows line ends', new TextEncoder().encode(text.replaceAll('\n', '\r\n'))],
    ['old Mac line ends', new TextEncoder().encode(text.replaceAll('\n', '\r'))],
  ])('%s', (_, bytes) => {
    expect(decodeText(bytes)).toBe(text)
  })

  test('Windows-1252, as spreadsheets write it', () => {
    expect(decodeText(Uint8Array.from([0x46, 0x72, 0xf6, 0x73, 0x63, 0x68, 0x65, 0x20, 0x80]))).toBe(
      'Frösche €',
    )
  })
})

describe('CSV', () => {
  test.each([',', ';', '\t', '|'])(
    'cells between %j, quoted ones, lines counted through breaks in cells',
    async (between) => {
      const text = [
        ['url', 'alt'],
        ['https://a.example/1.jpg', `"two\nlines${between} and ""quotes"""`],
        ['', ''],
        ['https://a.example/2.jpg', 'plain'],
      ]
        .map((cells) => cells.join(between))
        .join('\n')
      expect(table(await readListText(text))).toEqual({
        format: 'csv',
        columns: ['url', 'alt'],
        rows: [
          { line: 2, cells: ['https://a.example/1.jpg', `two\nlines${between} and "quotes"`] },
          { line: 5, cells: ['https://a.example/2.jpg', 'plain'] },
        ],
      })
    },
  )

  test('without a first row of names, and with names that come twice or not at all', async () => {
    const headless = table(await readCsv('https://a.example/1.jpg;frog\nhttps://a.example/2.jpg;toad'))
    expect(headless).toMatchObject({ columns: ['Column 1', 'Column 2'], rows: [{ line: 1 }, { line: 2 }] })
    const twice = table(await readCsv('url,alt,,alt\nhttps://a.example/1.jpg,a,b,c,d'))
    expect(twice.columns).toEqual(['url', 'alt', 'Column 3', 'alt (2)'])
  })

  test('a single column of addresses with commas is one column', async () => {
    const file = new File(['url\nhttps://a.example/w_1,h_2/x.jpg\n'], 'list.csv')
    expect(table(await readListFile(file)).rows).toEqual([
      { line: 2, cells: ['https://a.example/w_1,h_2/x.jpg'] },
    ])
  })

  test('faults of the whole text', async () => {
    expect(await readCsv('')).toEqual({ kind: 'empty', line: null })
    expect(await readCsv('url,alt\n,\n')).toEqual({ kind: 'empty', line: null })
    expect(await readCsv('url,alt\nhttps://a.example/1.jpg,"open\nmore')).toEqual({
      kind: 'open_quote',
      line: 2,
    })
    const many = `url\n${'https://a.example/1.jpg\n'.repeat(MOST_ROWS + 1)}`
    expect(await readCsv(many)).toEqual({ kind: 'too_many_rows', line: null })
    const atMost = `url\n${'https://a.example/1.jpg\n'.repeat(MOST_ROWS)}`
    expect(table(await readCsv(atMost)).rows).toHaveLength(MOST_ROWS)
  })

  test('what a spreadsheet writes is read back: any cells, any delimiter', async () => {
    const cell = fc.oneof(
      fc.string(),
      fc.string({
        unit: fc.constantFrom('"', ',', ';', '\t', '|', '\n', ' ', 'a', 'é', '🐸', '\u202e', '\0'),
      }),
    )
    const rows = fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 30 }),
      )
    await fc.assert(
      fc.asyncProperty(rows, fc.constantFrom(',', ';', '\t', '|'), async (body, delimiter) => {
        const head = body[0]?.map((_, at) => `c${at}`) ?? []
        const clean = body.map((cells) => cells.map((text) => text.replaceAll('\r', '')))
        const text = Papa.unparse([head, ...clean], { delimiter, newline: '\n' })
        const filled = clean.filter((cells) => cells.some((each) => each.trim() !== ''))
        const read = await readCsv(text)
        if (filled.length === 0) expect(read).toEqual({ kind: 'empty', line: null })
        else expect(table(read).rows.map(({ cells }) => cells)).toEqual(filled)
      }),
      { numRuns: 300 },
    )
  })

  test('lines are counted over the slices it is read in', async () => {
    const body = Array.from({ length: 5_000 }, (_, at) => `https://a.example/${at}.jpg,"a\nb"`)
    const rows = table(await readCsv(`url,alt\n${body.join('\n')}`)).rows
    expect(rows).toHaveLength(5_000)
    expect(rows.every(({ line }, at) => line === 2 + at * 2)).toBe(true)
  })
})

describe('JSON', () => {
  test('objects, with the line each begins on, metadata taken apart', async () => {
    const text =
      '[\n {"url": "https://a.example/1.jpg", "metadata": {"alt": "[{,", "n": 3}},\n\n {"url":"x",\n "id":"b"} ]'
    expect(table(await readListText(text))).toEqual({
      format: 'json',
      columns: ['url', 'metadata.alt', 'metadata.n', 'id'],
      rows: [
        { line: 2, cells: ['https://a.example/1.jpg', '[{,', 3] },
        { line: 4, cells: ['x', null, null, 'b'] },
      ],
    })
  })

  test('addresses alone, one object a line, and one object over several lines', async () => {
    expect(table(await readListText('["https://a.example/1.jpg",\n"y"]'))).toMatchObject({
      columns: ['url'],
      rows: [
        { line: 1, cells: ['https://a.example/1.jpg'] },
        { line: 2, cells: ['y'] },
      ],
    })
    const lines = new File(['{"url":"x"}\n\n{"url":"y"}\n'], 'list.ndjson')
    expect(table(await readListFile(lines)).rows.map(({ line }) => line)).toEqual([1, 3])
    expect(table(await readListText('{\n"url": "x"\n}')).rows).toEqual([{ line: 1, cells: ['x'] }])
  })

  test.each([
    ['[]', 'empty', null],
    ['[1]', 'not_objects', 1],
    ['["a",\n[]]', 'not_objects', 2],
    ['[{"url":"a"},\n{"url":}]', 'bad_json', 2],
    ['{"url":"a"}\n{"url"', 'bad_json', 2],
  ])('%s: %s at line %s', async (text, kind, line) => {
    expect(await readListText(text)).toEqual({ kind, line })
  })

  test('any array, printed anyhow: as many lines as elements, each where its element begins', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue({ maxDepth: 3 })), fc.constantFrom(0, 1, 3), (value, indent) => {
        const text = JSON.stringify(value, null, indent)
        const places = placeElements(text)
        const lines = places.map(({ line }) => line)
        expect(places.map(({ start, end }) => JSON.parse(text.slice(start, end)))).toEqual(JSON.parse(text))
        expect(lines).toHaveLength(value.length)
        if (indent === 0) expect(new Set(lines).size).toBeLessThanOrEqual(1)
        const starts = text
          .split('\n')
          .flatMap((line, at) =>
            line.startsWith(' '.repeat(indent)) && line[indent] !== ' ' && !/^[\]}]/.test(line.trim())
              ? [at + 1]
              : [],
          )
        if (indent > 0) expect(lines).toEqual(starts)
      }),
      { numRuns: 300 },
    )
  })
})

test('addresses, one a line', async () => {
  expect(await readListText(' https://a.example/1,2;3.jpg\r\n\r\nhttps://a.example/4.jpg')).toEqual({
    format: 'addresses',
    columns: ['url'],
    rows: [
      { line: 1, cells: ['https://a.example/1,2;3.jpg'] },
      { line: 3, cells: ['https://a.example/4.jpg'] },
    ],
  })
})

test('a file that is gone is a fault', async () => {
  const gone = new File(['x'], 'list.csv')
  gone.arrayBuffer = () => Promise.reject(new DOMException('gone', 'NotFoundError'))
  expect(await readListFile(gone)).toEqual({ kind: 'unreadable', line: null })
})
