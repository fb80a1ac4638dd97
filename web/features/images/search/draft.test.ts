import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseView } from '#contract/views/parse-view.ts'
import {
  chipsOf,
  commit,
  type Draft,
  draftOf,
  editChip,
  liveQueryOf,
  queryOf,
  removeChip,
  typeText,
} from './draft.ts'

const empty = draftOf('')
const type = (draft: Draft, keys: string) =>
  [...keys].reduce((state, key) => typeText(state, state.text + key), draft)
const termsOf = (query: string) => parseView(query).view.terms

test('typing a finished term and a space makes a chip of it; words stay text until they are committed', () => {
  expect(type(empty, 'summer beach')).toEqual({ before: [], text: 'summer beach', after: [] })
  expect(type(empty, 'type:png ')).toEqual({ before: ['type:png'], text: '', after: [] })
  expect(type(empty, 'summer type:png b')).toEqual({ before: ['summer', 'type:png'], text: 'b', after: [] })
  expect(type(empty, 'creator:"Ada L" ')).toMatchObject({ before: ['creator:"Ada L"'] })
  expect(type(empty, 'type:tiff ')).toMatchObject({ before: [], text: 'type:tiff ' })
  expect(commit(type(empty, 'summer beach'))).toEqual({ before: ['summer', 'beach'], text: '', after: [] })
})

test('a chip is edited in its place, whatever is being typed elsewhere', () => {
  const draft = { ...draftOf('a type:png b'), text: 'c d' }
  expect(editChip(draft, 1)).toEqual({ before: ['a'], text: 'type:png', after: ['b', 'c', 'd'] })
  const middle = editChip(draft, 1)
  expect(chipsOf(middle)).toEqual(['a', 'b', 'c', 'd'])
  expect(editChip(middle, 1)).toEqual({ before: ['a', 'type:png'], text: 'b', after: ['c', 'd'] })
})

test('a chip goes, what is being typed stays', () => {
  const middle = editChip(draftOf('a b c'), 1)
  expect(removeChip(middle, 0)).toEqual({ before: [], text: 'b', after: ['c'] })
  expect(removeChip(middle, 1)).toEqual({ before: ['a'], text: 'b', after: [] })
})

test('the wrong term under the caret waits, others do not', () => {
  const draft = { ...draftOf('a'), text: 'type:pn b' }
  expect(liveQueryOf(draft, 7)).toBe('a b')
  expect(liveQueryOf(draft, 9)).toBe('a type:pn b')
  expect(queryOf(draft)).toBe('a type:pn b')
})

const piece = fc.oneof(
  fc.constantFrom(
    'type:png',
    'type:tiff',
    'a',
    'creator:"',
    '"a b',
    '“x',
    'c\\',
    '-',
    'has:a\\',
    'foo:"x',
    '-"',
    'creator:',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
)
const draft: fc.Arbitrary<Draft> = fc
  .tuple(piece, piece, fc.array(piece, { maxLength: 4 }))
  .map(([first, last, typed]) => ({
    before: draftOf(first).before,
    text: typed.join(' '),
    after: draftOf(last).before,
  }))

test('what is typed never takes in the chips beside it: the query is theirs and its own terms', () => {
  fc.assert(
    fc.property(draft, (given) => {
      const expected = [...given.before, given.text, ...given.after].flatMap(termsOf)
      expect(termsOf(queryOf(given))).toEqual(expected)
      expect(termsOf(queryOf(commit(given)))).toEqual(expected)
    }),
    { numRuns: 3_000 },
  )
})

test('a chip reads back as one term, and edits to what it was', () => {
  fc.assert(
    fc.property(draft, (given) => {
      const committed = commit(given)
      for (const [index, chip] of committed.before.entries()) {
        expect(parseView(chip).view.terms.length).toBeLessThanOrEqual(1)
        expect(queryOf(editChip(committed, index))).toBe(queryOf(committed))
      }
    }),
    { numRuns: 2_000 },
  )
})
