import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseImageId } from '#contract/image-id.ts'
import type { Image, Metadata } from '#contract/images.ts'
import type { Measurements } from '#contract/library.ts'
import {
  COMPARISONS,
  type Condition,
  NEWEST_FIRST,
  NUMBER_FIELDS,
  ORIENTATIONS,
  PICTURE_TYPES,
  SORT_FIELDS,
  type View,
} from '#contract/views/view.ts'
import { type KnownImage, naiveView } from '../testing/naive-view.ts'
import { imageWith } from '../testing/wire-page.ts'
import { compileView } from './compile-view.ts'
import { folderOf } from './folder-of.ts'
import { createReader } from './reader.ts'
import { createScanner } from './scanner.ts'
import { createWriter } from './writer.ts'

const numRuns = process.env['DEEP'] ? 500 : 25

/** Few and odd, so that arbitrary words are found now and then: case, composition, quotes, separators, long and short. */
const piece = fc.constantFrom(
  ...[
    'a',
    'B',
    'ab',
    'spring',
    'Spring',
    'ä',
    'A\u0308',
    'ß',
    'SS',
    'Σ',
    'ς',
    'ΟΔΟΣ',
    'İ',
    '😀',
    '"',
    '\\',
    '\n',
  ],
  ...[' ', '/', '%', '_', "'", '*', 'OR', '-', '0', '1', '2026', 'true', '\u0000', 'x', 'f/g', '.'],
)
const text = fc.array(piece, { maxLength: 3 }).map((parts) => parts.join(''))
const words = text.filter((value) => value !== '')
const name = fc.constantFrom('alt', 'folder', 'n', 'a b', 'q"q', 'é', 'x\\y', '__proto')
const metadata = fc.dictionary(
  name,
  fc.oneof(
    text,
    fc.constantFrom<Metadata[string]>(
      0,
      1,
      2026,
      1.5,
      1e21,
      true,
      false,
      null,
      [],
      {},
      [''],
      ['ab', 'spring'],
    ),
    fc.dictionary(name, fc.oneof(text, fc.nat(3))),
  ),
  { maxKeys: 3 },
)
const measured = fc.record({
  widthPx: fc.constantFrom(null, 1, 2, 3),
  heightPx: fc.constantFrom(null, 1, 2, 3),
  sizeBytes: fc.constantFrom(null, 10, 20),
  type: fc.constantFrom(null, ...PICTURE_TYPES),
  contentHash: fc.constantFrom(null, 'a'.repeat(64), 'b'.repeat(64), 'c'.repeat(64)),
  perceptualHash: fc.constantFrom(null, '00000000000000ff', '000000000000003f', 'ffffffff00000000'),
})
const one = fc.record({
  id: text.map((value) => value.replace(/[^\p{L}0-9/.😀]/gu, '')),
  filename: fc.option(text),
  creator: fc.option(words),
  metadata: fc.option(metadata),
  requiresSignedUrl: fc.boolean(),
  draft: fc.boolean(),
  uploadedMs: fc.constantFrom(
    -1,
    86_400_000,
    Date.UTC(2026, 0, 31, 23, 59, 59, 999),
    Date.UTC(2026, 1, 1),
    Date.UTC(2050, 0, 1),
  ),
  measured: fc.option(measured),
})
const day = fc.constantFrom('2026', '2026-01', '2026-02-01', '1970', '2050-01')
const path = fc.array(name, { minLength: 1, maxLength: 2 })
const condition: fc.Arbitrary<Condition> = fc.oneof(
  words.map((value) => ({ kind: 'words' as const, text: value })),
  fc.array(text, { minLength: 1, maxLength: 3 }).map((values) => ({ kind: 'creator' as const, values })),
  fc.constantFrom('', 'f', 'f/g', 'a', 'ab').map((value) => ({ kind: 'folder' as const, path: value })),
  fc.record({ kind: fc.constantFrom('private' as const, 'draft' as const), value: fc.boolean() }),
  fc.record({
    kind: fc.constant('type' as const),
    values: fc.subarray([...PICTURE_TYPES], { minLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('orientation' as const),
    values: fc.subarray([...ORIENTATIONS], { minLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('number' as const),
    field: fc.constantFrom(...NUMBER_FIELDS),
    comparison: fc.constantFrom(...COMPARISONS),
    value: fc.constantFrom(0, 1, 2, 10, 15),
  }),
  fc.record({ kind: fc.constant('uploaded' as const), from: fc.option(day), to: fc.option(day) }),
  fc.record({
    kind: fc.constant('meta' as const),
    path,
    values: fc.array(fc.oneof(text, fc.constantFrom('1.5', '1e+21', 'false', 'null')), {
      minLength: 1,
      maxLength: 3,
    }),
  }),
  fc.record({ kind: fc.constant('has' as const), path }),
  fc.record({
    kind: fc.constant('duplicate' as const),
    of: fc.constantFrom('bytes' as const, 'look' as const),
  }),
)
const view: fc.Arbitrary<View> = fc.record({
  terms: fc.array(
    fc.tuple(condition, fc.boolean()).map(([made, negated]) => ({ ...made, negated })),
    { maxLength: 3 },
  ),
  sort: fc.record({
    field: fc.constantFrom(...SORT_FIELDS),
    direction: fc.constantFrom('ascending' as const, 'descending' as const),
  }),
})

const wordsOnly: fc.Arbitrary<View> = fc
  .array(
    fc
      .constantFrom('spring', 'SPRING', 'abab', 'jpg', '2026')
      .map((value) => ({ kind: 'words' as const, text: value, negated: false })),
    { minLength: 1, maxLength: 2 },
  )
  .map((terms) => ({ terms, sort: NEWEST_FIRST }))

test('any view over any images holds what the naive model says, in its order', () => {
  let found = 0
  const quick = { search: 0, rows: 0 }
  fc.assert(
    fc.property(
      fc.array(one, { maxLength: 30 }),
      fc.array(fc.oneof({ weight: 9, arbitrary: view }, { weight: 1, arbitrary: wordsOnly }), {
        minLength: 1,
        maxLength: 40,
      }),
      (drawn, views) => {
        const folder = mkdtempSync(join(tmpdir(), 'picture-desk-scanner-'))
        const file = join(folder, 'library.sqlite')
        const writer = createWriter({ path: file, settings: { folderField: 'folder' }, rebuiltAt: null })
        const scanner = createScanner(file)
        const reader = createReader(file)
        try {
          const known = fill(writer, drawn)
          for (const asked of views) {
            const expected = naiveView(known, asked).map(({ id }) => id)
            const { keys } = scanner.positions(asked)
            const { matchOnly, isOfRowsAlone, orderBy } = compileView(asked)
            if (matchOnly !== null || (isOfRowsAlone && orderBy === '')) {
              const top = reader.newest(asked, Number.MAX_SAFE_INTEGER, 5) ?? expect.fail()
              expect([...top], JSON.stringify(asked)).toEqual([...keys.toReversed().slice(0, 5)])
              const [first = 0] = top
              expect([...(reader.newest(asked, first, 4) ?? [])]).toEqual([...top.slice(1)])
              quick[matchOnly === null ? 'rows' : 'search'] += 1
            } else if (orderBy === '') expect(reader.newest(asked, Number.MAX_SAFE_INTEGER, 5)).toBeNull()
            const isDown = asked.sort.field === 'uploaded' && asked.sort.direction === 'descending'
            const ids = idsOf(reader, isDown ? keys.reverse() : keys)
            found += ids.length
            // Images of one millisecond may come in any order.
            expect(grouped(ids, known), JSON.stringify(asked)).toEqual(grouped(expected, known))
          }
        } finally {
          reader.close()
          scanner.close()
          writer.close()
          rmSync(folder, { recursive: true })
        }
      },
    ),
    { numRuns },
  )
  expect(found).toBeGreaterThan(numRuns)
  expect(quick.search).toBeGreaterThan(numRuns / 5)
  expect(quick.rows).toBeGreaterThan(numRuns / 5)
}, 600_000)

function fill(
  writer: ReturnType<typeof createWriter>,
  drawn: (typeof one extends fc.Arbitrary<infer One> ? One : never)[],
) {
  const images = new Map<string, { image: Image; measured: (typeof drawn)[number]['measured'] }>()
  for (const { id, uploadedMs, measured: found, ...fields } of drawn) {
    if (parseImageId(id) === null) continue
    const image = imageWith({ ...fields, id, uploadedAt: new Date(uploadedMs).toISOString() })
    writer.wroteThrough(image)
    // The same bytes are still known; an id that was uploaded again has others.
    const before = images.get(id)
    const known = before?.image.uploadedAt === image.uploadedAt ? before.measured : null
    images.set(id, { image, measured: found ?? known })
    if (found !== null) writer.learnt(image, found)
  }
  const all = [...images.values()]
  return all.map(({ image, measured: mine }): KnownImage => {
    const others = all.filter((other) => other.image.id !== image.id).flatMap((other) => other.measured ?? [])
    const isSame = (hash: string | null | undefined, other: string | null) => hash != null && hash === other
    return {
      ...image,
      folder: folderOf(image, 'folder'),
      measurements: mine === null ? null : ({ ...mine, averageColour: null } satisfies Measurements),
      twins: {
        bytes: others.some(({ contentHash }) => isSame(mine?.contentHash, contentHash)),
        look: others.some(({ perceptualHash }) => isLike(mine?.perceptualHash, perceptualHash)),
      },
    }
  })
}

function isLike(a: string | null | undefined, b: string | null): boolean {
  if (a == null || b === null) return false
  return (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll('0', '').length <= 6
}

function idsOf(reader: ReturnType<typeof createReader>, keys: Float64Array): string[] {
  const { json } = reader.rows(keys)
  return (JSON.parse(`[${Buffer.from(json).toString()}]`) as { id: string }[]).map(({ id }) => id)
}

/** Neighbours of the same upload time as one set. */
function grouped(ids: string[], images: readonly Image[]): string[] {
  const times = new Map<string, string>(images.map(({ id, uploadedAt }) => [id, uploadedAt]))
  const groups: string[][] = []
  for (const id of ids) {
    const last = groups.at(-1)
    if (last !== undefined && times.get(last[0] ?? '') === times.get(id)) last.push(id)
    else groups.push([id])
  }
  return groups.map((group) => group.sort().join('|'))
}
