import { expect, test } from 'vitest'
import { choose, questionsFor, suggest } from './suggest.ts'
import { typingAt } from './term-at.ts'

const now = new Date('2026-01-15T12:00:00Z')

/** The caret is `|`. */
function at(marked: string) {
  const caret = marked.indexOf('|')
  const text = marked.replace('|', '')
  return { text, typing: typingAt(text, caret) }
}
const labels = (marked: string, known: [string, number][] = []) =>
  suggest(at(marked).typing, [known.map(([value, count]) => ({ value, count }))], now).map(
    ({ label }) => label,
  )

test('fields are suggested by their beginning, every field for nothing typed', () => {
  expect(labels('cr|')).toEqual(['creator:'])
  expect(labels('WI|')).toEqual(['width>'])
  expect(labels('|').length).toBeGreaterThan(10)
  expect(labels('beach|')).toEqual([])
})

test('values begin as typed first, then hold it; what the list has already is left out', () => {
  const known: [string, number][] = [
    ['grace', 9],
    ['ada', 5],
    ['', 3],
    ['adam', 1],
    ['Canada', 1],
  ]
  expect(labels('creator:ad|', known)).toEqual(['ada', 'adam', 'Canada'])
  expect(labels('creator:ada,|', known)).toEqual(['grace', 'none', 'adam', 'Canada'])
})

test('closed lists are known without the library; its counts join them', () => {
  expect(labels('private:|')).toEqual(['yes', 'no'])
  expect(labels('type:p|', [['png', 7]])).toEqual(['png', 'jpeg', 'webp'])
  expect(labels('uploaded:|')).toEqual(['2026-01', '2025-12', '2026', '2025'])
  expect(labels('uploaded:last|')).toEqual(['2025-12', '2025'])
})

test('the library is asked where it has values', () => {
  expect(questionsFor(at('creator:a|').typing)).toEqual([{ field: 'creator', prefix: 'a' }])
  expect(questionsFor(at('meta.campaign:"a b|').typing)).toEqual([{ field: 'meta.campaign', prefix: 'a b' }])
  expect(questionsFor(at('meta.cam|').typing)).toEqual([{ field: 'has', prefix: 'cam' }])
  expect(questionsFor(at('width>|').typing)).toEqual([])
  expect(questionsFor(at('b|').typing)).toEqual([])
})

test('a word may be a value: who and where are asked', () => {
  expect(questionsFor(at('-sum|').typing)).toEqual([
    { field: 'creator', prefix: 'sum' },
    { field: 'folder', prefix: 'sum' },
  ])
  const folders = [{ value: 'campaign/summer 26', count: 4 }]
  const [line] = suggest(at('sum|').typing, [[], folders], now)
  expect(line).toMatchObject({ insert: 'folder:"campaign/summer 26"', count: 4, finishes: true })
})

test.each([
  ['cre|', [], 'creator:|'],
  ['-cre|:x', [], '-creator:|x'],
  ['creator:ad|', [['ada', 1]], 'creator:ada |'],
  ['creator:"Ad|', [['Ada L', 1]], 'creator:"Ada L" |'],
  ['creator:a|b,c x', [['abc', 1]], 'creator:abc|,c x'],
  ['creator:|', [['', 1]], 'creator:"" |'],
  ['folder:a| b', [['a,b', 1]], 'folder:"a,b"| b'],
  ['meta.ca|', [['campaign', 1]], 'meta.campaign:|'],
  ['has:al|', [['alt."x y"', 1]], 'has:alt."x y" |'],
] as [string, [string, number][], string][])(
  'the first choice for %s makes %j into %s',
  (marked, known, expected) => {
    const { text, typing } = at(marked)
    const [first] = suggest(typing, [known.map(([value, count]) => ({ value, count }))], now)
    if (first === undefined) throw new Error('nothing is suggested')
    const chosen = choose(text, typing, first)
    expect(`${chosen.text.slice(0, chosen.caret)}|${chosen.text.slice(chosen.caret)}`).toBe(expected)
  },
)
