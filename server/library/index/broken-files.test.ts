import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Image } from '#contract/images.ts'
import { parseView } from '#contract/views/parse-view.ts'
import { imageWith } from '../testing/wire-page.ts'
import { createReader } from './reader.ts'
import { createScanner } from './scanner.ts'
import { isBroken } from './schema.ts'
import { setAside } from './set-aside.ts'
import { createWriter, type Writer } from './writer.ts'

/** T20: whatever happens to the file, nobody sees a wrong answer, and a new one is begun at once. */
const FILES = process.env['DEEP'] ? 500 : 40

const images = Array.from({ length: 120 }, (_, at) =>
  imageWith({
    id: at % 3 === 0 ? `press/${at}.jpg` : `image-${at}`,
    filename: `${['harbour', 'oak', 'lamp'][at % 3]}-${at}.jpg`,
    creator: at % 2 === 0 ? 'ana' : null,
    metadata: { alt: `Number ${at}`, n: at },
    uploadedAt: new Date(Date.UTC(2026, 0, 1) + at * 3_600_000).toISOString(),
  }),
)
const QUESTIONS = [
  '',
  'harbour',
  '-oak',
  'creator:ana',
  'folder:press',
  'meta.n:7',
  'ar',
  'uploaded:2026-01-02',
]

let folder = ''
let closed: Buffer
let open: { file: Buffer; log: Buffer }
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'picture-desk-broken-'))
  const path = join(folder, 'whole.sqlite')
  const writer = begin(path)
  // Half of them stand in the log alone.
  for (const image of images.slice(0, 60)) writer.wroteThrough(image)
  open = { file: readFileSync(path), log: readFileSync(`${path}-wal`) }
  for (const image of images.slice(60)) writer.wroteThrough(image)
  writer.close()
  closed = readFileSync(path)
  expect(answers(path)).toEqual(answersFor(images))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const begin = (path: string) => createWriter({ path, settings: { folderField: 'folder' }, rebuiltAt: null })

/** What the index says, all of it. @throws what a broken file throws */
function answers(path: string): Record<string, string[]> {
  const [reader, scanner] = [createReader(path), createScanner(path)]
  try {
    const said = QUESTIONS.map((question) => {
      const { json } = reader.rows(scanner.positions(parseView(question).view).keys)
      const found = JSON.parse(`[${Buffer.from(json).toString()}]`) as Image[]
      return [question, found.map(({ id, filename }) => `${id} ${filename}`)]
    })
    return Object.fromEntries(said)
  } finally {
    reader.close()
    scanner.close()
  }
}

function answersFor(some: readonly Image[]): Record<string, string[]> {
  const holds: Record<string, (image: Image) => boolean> = {
    '': () => true,
    harbour: ({ filename }) => filename?.includes('harbour') ?? false,
    '-oak': ({ filename }) => !filename?.includes('oak'),
    'creator:ana': ({ creator }) => creator === 'ana',
    'folder:press': ({ id }) => id.startsWith('press/'),
    'meta.n:7': ({ metadata }) => metadata?.['n'] === 7,
    ar: ({ filename }) => filename?.includes('ar') ?? false,
    'uploaded:2026-01-02': ({ uploadedAt }) => uploadedAt.startsWith('2026-01-02'),
  }
  return Object.fromEntries(
    QUESTIONS.map((question) => [
      question,
      some.filter((image) => holds[question]?.(image)).map(({ id, filename }) => `${id} ${filename}`),
    ]),
  )
}

/** Opens it as the desk does. @returns the answers, or `null` after it was replaced by one that works */
function use(path: string): Record<string, string[]> | null {
  let writer: Writer | null = null
  try {
    writer = begin(path)
    return answers(path)
  } catch (error) {
    expect(isBroken(error), String(error)).toBe(true)
    setAside(path)
    const fresh = begin(path)
    fresh.wroteThrough(images[0] ?? imageWith({ id: 'a' }))
    expect(answers(path)).toEqual(answersFor(images.slice(0, 1)))
    fresh.close()
    return null
  } finally {
    writer?.close()
  }
}

/** Evenly: arbitrary doubles are nearly all next to nothing. */
const spot = fc.nat(999_999).map((millionths) => millionths / 1_000_000)
const damage = fc.oneof(
  fc
    .array(fc.tuple(spot, fc.nat(7)), { minLength: 1, maxLength: 8 })
    .map((bits) => ({ what: 'flip', bits }) as const),
  fc.tuple(spot, spot).map(([from, until]) => ({ what: 'zero', from, until }) as const),
  spot.map((to) => ({ what: 'cut', to }) as const),
)

function damaged(bytes: Buffer, how: typeof damage extends fc.Arbitrary<infer How> ? How : never): Buffer {
  const copy = Buffer.from(bytes)
  if (how.what === 'cut') return copy.subarray(0, Math.floor(how.to * copy.length))
  if (how.what === 'zero') {
    const page = Math.floor((how.from * copy.length) / 4096) * 4096
    return copy.fill(0, page, Math.min(copy.length, page + 4096 * Math.ceil(how.until * 4)))
  }
  for (const [place, bit] of how.bits) {
    const at = Math.floor(place * copy.length)
    copy.writeUInt8(copy.readUInt8(at) ^ (1 << bit), at)
  }
  return copy
}

test(`T20: ${FILES} closed files, mutated: no crash, no wrong answer, a new one at once`, () => {
  const path = join(folder, 'mutated.sqlite')
  let replaced = 0
  fc.assert(
    fc.property(damage, (how) => {
      const bytes = damaged(closed, how)
      fc.pre(!bytes.equals(closed))
      copyFileSync(join(folder, 'whole.sqlite-seal'), `${path}-seal`)
      rmSync(`${path}-wal`, { force: true })
      writeFileSync(path, bytes)
      const begun = performance.now()
      expect(use(path)).toBeNull()
      expect(performance.now() - begun).toBeLessThan(10_000)
      replaced += 1
    }),
    { numRuns: FILES },
  )
  expect(replaced).toBe(FILES)
}, 600_000)

test(`T20: ${FILES} logs of a killed desk, mutated: the answers of some moment, all of them of the same`, () => {
  const path = join(folder, 'killed.sqlite')
  const moments = new Set<number>()
  fc.assert(
    fc.property(damage, (how) => {
      for (const ending of ['-shm', '-seal']) rmSync(path + ending, { force: true })
      writeFileSync(path, open.file)
      writeFileSync(`${path}-wal`, damaged(open.log, how))
      const said = use(path)
      if (said === null) return
      const count = said['']?.length ?? 0
      moments.add(count)
      expect(said).toEqual(answersFor(images.slice(0, count)))
    }),
    { numRuns: FILES },
  )
  expect(moments.size).toBeGreaterThan(3)
  expect(existsSync(path)).toBe(true)
}, 600_000)

test('a row that was changed behind our back is not shown', () => {
  const path = join(folder, 'touched.sqlite')
  const writer = begin(path)
  writer.wroteThrough(imageWith({ id: 'sentinel', filename: 'harbour.jpg' }))
  writer.close()
  const bytes = readFileSync(path)
  bytes.write('H', bytes.indexOf('harbour.jpg'))
  writeFileSync(path, bytes)
  rmSync(`${path}-seal`)
  expect(use(path)).toBeNull()
})
