import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import fc from 'fast-check'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { NEAR_BITS } from '#contract/picture-look.ts'
import { createNearLooks } from './near-looks.ts'
import { openForWriting } from './schema.ts'

let database: DatabaseSync

beforeEach(() => {
  database = new DatabaseSync(':memory:')
  database.exec('create table images (key integer primary key, id text, filename text, look blob)')
})
afterEach(() => database.close())

function add(key: number, look: string): void {
  database
    .prepare('insert into images values (?, ?, ?, ?)')
    .run(key, `image-${key}`, null, new Uint8Array(Buffer.from(look, 'hex')))
}

const bitsBetween = (a: string, b: string) =>
  (BigInt(`0x${a}`) ^ BigInt(`0x${b}`)).toString(2).replaceAll('0', '').length

test('finds what comparing with every picture finds', () => {
  const hex = fc
    .bigInt({ min: 0n, max: (1n << 64n) - 1n })
    .map((value) => value.toString(16).padStart(16, '0'))
  const flipped = (look: string, bits: number[]) =>
    bits
      .reduce((value, bit) => value ^ (1n << BigInt(bit)), BigInt(`0x${look}`))
      .toString(16)
      .padStart(16, '0')
  let hits = 0
  fc.assert(
    fc.property(
      fc.array(hex, { minLength: 1, maxLength: 20 }),
      fc.array(fc.tuple(fc.nat(), fc.array(fc.nat(63), { maxLength: NEAR_BITS + 2 })), { maxLength: 20 }),
      (looks, drawn) => {
        database.exec('delete from images')
        for (const [at, look] of looks.entries()) add(at + 1, look)
        const wanted = drawn.map(([at, bits]) => flipped(looks[at % looks.length] ?? '', bits))
        const expected = wanted.map((look) => {
          const near = looks
            .map((known, at) => ({ key: at + 1, bits: bitsBetween(known, look) }))
            .filter(({ bits }) => bits <= NEAR_BITS)
            .sort((a, b) => a.bits - b.bits || b.key - a.key)
          hits += near.length
          return near[0] === undefined ? null : { id: `image-${near[0].key}`, name: `image-${near[0].key}` }
        })
        expect(createNearLooks(database).find(wanted, 1)).toEqual(expected)
      },
    ),
    { numRuns: 100 },
  )
  expect(hits).toBeGreaterThan(50)
})

test('what was measured since is seen; a slow reading is not repeated for each of many uploads', () => {
  let time = 0
  let readMs = 0
  const looks = createNearLooks(database, () => {
    time += readMs
    return time
  })
  const look = 'f0f0f0f0f0f0f0f0'
  expect(looks.find([look], 1)).toEqual([null])
  add(1, look)
  expect(looks.find([look], 1)).toEqual([null])
  readMs = 100
  expect(looks.find([look], 2)).toMatchObject([{ id: 'image-1' }])
  readMs = 0
  add(2, look)
  expect(looks.find([look], 3)).toMatchObject([{ id: 'image-1' }])
  time += 10_000
  expect(looks.find([look], 3)).toMatchObject([{ id: 'image-2' }])
})

test('an index made before content hashes had one of their own gets it when it is opened, and uses it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'picture-desk-index-'))
  const options = { path: join(folder, 'library.sqlite'), settings: { folderField: 'folder' } }
  try {
    const before = openForWriting(options)
    before.exec('drop index images_by_content; drop index images_by_look')
    before.close()
    const after = openForWriting(options)
    const plan = after.prepare(
      'explain query plan select id from images where content_hash = ? order by key desc',
    )
    expect(JSON.stringify(plan.all(new Uint8Array(32)))).toContain('images_by_content')
    after.close()
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
