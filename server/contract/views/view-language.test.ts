import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseSort, parseTerms, parseView } from './parse-view.ts'
import { printSort, printTerms } from './print-view.ts'
import {
  COMPARISONS,
  type Condition,
  NUMBER_FIELDS,
  ORIENTATIONS,
  PICTURE_TYPES,
  SORT_FIELDS,
  type Sort,
  VIEW_LIMITS,
  type ViewTerm,
} from './view.ts'

const numRuns = process.env['DEEP'] ? 100_000 : 3_000

/** Characters that mean something to the language, and such as are easily lost. */
const hostile = fc.constantFrom(
  ...'-"“”„\\,:.<>=/() \n\r\t\u0000\u00a0\u2028\u200f\ufeff\ud800\udfff😀é',
  'n',
  'meta.',
  'creator:',
  '..',
  '2mb',
)
const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.array(hostile, { maxLength: 6 }).map((parts) => parts.join('')),
)
const something = text.filter((value) => value !== '')
const values = fc.array(text, { minLength: 1, maxLength: 4 })
const path = fc.array(text, { minLength: 1, maxLength: 5 })
const day = fc
  .date({ min: new Date('0000-01-01T00:00:00Z'), max: new Date('9999-12-31T00:00:00Z'), noInvalidDate: true })
  .chain((date) => fc.constantFrom(4, 7, 10).map((length) => date.toISOString().slice(0, length)))

const condition: fc.Arbitrary<Condition> = fc.oneof(
  something.map((words) => ({ kind: 'words', text: words }) as const),
  values.map((names) => ({ kind: 'creator', values: names }) as const),
  text.map((raw) => ({ kind: 'folder', path: raw.replace(/^\/+|(?<!\/)\/+$/g, '') }) as const),
  fc.record({ kind: fc.constantFrom('private', 'draft'), value: fc.boolean() }),
  fc.record({
    kind: fc.constant('type' as const),
    values: fc.array(fc.constantFrom(...PICTURE_TYPES), { minLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('orientation' as const),
    values: fc.array(fc.constantFrom(...ORIENTATIONS), { minLength: 1 }),
  }),
  fc.record({
    kind: fc.constant('number' as const),
    field: fc.constantFrom(...NUMBER_FIELDS),
    comparison: fc.constantFrom(...COMPARISONS),
    value: fc.oneof(
      fc.maxSafeNat(),
      fc.nat(5_000).map((n) => n * 10_000),
    ),
  }),
  fc.record({ kind: fc.constant('uploaded' as const), from: day, to: fc.option(day) }),
  fc.record({ kind: fc.constant('uploaded' as const), from: fc.option(day), to: day }),
  fc.record({ kind: fc.constant('meta' as const), path, values }),
  fc.record({ kind: fc.constant('has' as const), path }),
  fc.constantFrom({ kind: 'duplicate', of: 'bytes' } as const, { kind: 'duplicate', of: 'look' } as const),
)
const term: fc.Arbitrary<ViewTerm> = fc
  .tuple(fc.boolean(), condition)
  .map(([negated, what]) => ({ negated, ...what }))
const terms = fc.array(term, { maxLength: 8 })
const sort: fc.Arbitrary<Sort> = fc.record({
  field: fc.constantFrom(...SORT_FIELDS),
  direction: fc.constantFrom('ascending', 'descending'),
})

/** Texts as people and attackers type them: pieces of the language in any order. */
const typed = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .array(
      fc.oneof(
        hostile,
        fc.constantFrom(' ', 'type:', 'width>', 'uploaded:', 'has:', 'folder:', 'private:', 'png', '2026'),
        fc.constantFrom('duplicate:', 'look', 'meta.a.b:', '"', 'yes', ',', 'foo:', '=', '2026-02-30'),
        term.map((one) => printTerms([one])),
      ),
      { maxLength: 14 },
    )
    .map((parts) => parts.join('')),
)

test('every view reads back from its text, with no fault but a reversed date', () => {
  fc.assert(
    fc.property(terms, sort, (given, order) => {
      const printed = printTerms(given)
      fc.pre(printed.length <= VIEW_LIMITS.textCharacters)
      const { view, faults } = parseView(printed, order)
      expect(view).toEqual({ terms: given, sort: order })
      expect(faults.filter(({ kind }) => kind !== 'reversed_dates')).toEqual([])
    }),
    { numRuns },
  )
})

test('printing what was read is canonical: reading it again gives the same view and the same text', () => {
  fc.assert(
    fc.property(typed, (given) => {
      const { view } = parseView(given)
      const printed = printTerms(view.terms)
      expect(parseView(printed).view).toEqual(view)
      expect(printTerms(parseView(printed).view.terms)).toBe(printed)
    }),
    { numRuns },
  )
})

test('the text fits on one line, whatever the values', () => {
  fc.assert(
    fc.property(terms, (given) => {
      expect(printTerms(given)).not.toMatch(/[\n\r]/)
    }),
    { numRuns },
  )
})

test('the pieces of a text are in order, apart, and cover all of it but white space', () => {
  fc.assert(
    fc.property(typed, (given) => {
      let at = 0
      for (const { start, end, faults } of parseTerms(given)) {
        expect(given.slice(at, start)).toMatch(/^\s*$/)
        expect(end).toBeGreaterThan(start)
        for (const fault of faults) {
          expect(fault.start).toBeGreaterThanOrEqual(start)
          expect(fault.end).toBeLessThanOrEqual(end)
        }
        at = end
      }
      expect(given.slice(at)).toMatch(/^\s*$/)
    }),
    { numRuns },
  )
})

test('a term that is wrong or unfinished never comes without a fault', () => {
  fc.assert(
    fc.property(typed, (given) => {
      for (const piece of parseTerms(given)) if (piece.term === null) expect(piece.faults).not.toEqual([])
    }),
    { numRuns },
  )
})

test('the orders have a text of their own', () => {
  for (const field of SORT_FIELDS) {
    for (const direction of ['ascending', 'descending'] as const) {
      expect(parseSort(printSort({ field, direction }))).toEqual({ field, direction })
    }
  }
  for (const none of [
    '',
    'uploaded',
    'uploaded-',
    'uploaded-up',
    'x-ascending',
    'name-ascending-',
    'Name-ascending',
  ]) {
    expect(parseSort(none), none).toBeNull()
  }
})

test('long texts take linear time and are cut at the limit, with a fault', () => {
  const seeds = [
    'a',
    '"',
    '\\',
    'a:',
    ',',
    'meta.',
    'meta."',
    '-',
    ' ',
    '<',
    '“',
    'creator:a,',
    'uploaded:..',
    'é/',
  ]
  for (const seed of seeds) {
    const long = seed.repeat(1_000_000 / seed.length)
    const start = performance.now()
    const { view, faults } = parseView(long)
    expect(performance.now() - start, seed).toBeLessThan(200)
    expect(view.terms.length).toBeLessThanOrEqual(VIEW_LIMITS.terms)
    expect(faults.at(-1)).toMatchObject({ kind: 'too_long', end: long.length })
  }
})
