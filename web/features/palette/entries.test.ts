import { expect, it } from 'vitest'
import { groupEntries, matchEntries, type PaletteEntry } from './entries.ts'

const entry = (label: string, group = 'Pages'): PaletteEntry => ({ id: label, label, group, run: () => {} })
const entries = [
  entry('Signing keys'),
  entry('Images'),
  entry('Summer images', 'Views'),
  entry('ski/season-0412.jpg', 'Images'),
]
const labels = (typed: string) => matchEntries(entries, typed).map(({ label }) => label)

it.each([
  ['', ['Signing keys', 'Images', 'Summer images', 'ski/season-0412.jpg']],
  ['im', ['Images', 'Summer images']],
  ['IMAGES summer', ['Summer images']],
  ['k', ['Signing keys', 'ski/season-0412.jpg']],
  ['s', ['Signing keys', 'Summer images', 'ski/season-0412.jpg', 'Images']],
  ['0412', ['ski/season-0412.jpg']],
  ['nothing', []],
])('%s finds %j', (typed, expected) => {
  expect(labels(typed)).toEqual(expected)
})

it('groups them, and numbers them as they are shown', () => {
  const groups = groupEntries([entry('a', 'x'), entry('b', 'y'), entry('c', 'x')])
  expect(groups.map(({ group, entries: members }) => [group, members.map(({ index }) => index)])).toEqual([
    ['x', [0, 1]],
    ['y', [2]],
  ])
  expect(groups[0]?.entries.map(({ entry: { label } }) => label)).toEqual(['a', 'c'])
})
