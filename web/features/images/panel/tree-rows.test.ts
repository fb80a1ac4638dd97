import { expect, test } from 'vitest'
import { ancestorsOf, type Folder, moveInTree, visibleRows } from './tree-rows.ts'

const folder = (path: string, hasFolders = false): Folder => ({
  path,
  name: path.split('/').at(-1) ?? '',
  count: 1,
  hasFolders,
})
const known: Record<string, Folder[]> = {
  '': [folder('campaign', true), folder('portraits'), folder('products', true)],
  campaign: [folder('campaign/spring'), folder('campaign/summer', true)],
}
const rows = (...open: string[]) => visibleRows((parent) => known[parent], new Set(open))

test('only what is open and loaded is in sight, with its place among its siblings', () => {
  expect(rows().map(({ path }) => path)).toEqual(['campaign', 'portraits', 'products'])
  expect(rows('campaign', 'campaign/summer', 'portraits').map(({ path, level }) => [path, level])).toEqual([
    ['campaign', 1],
    ['campaign/spring', 2],
    ['campaign/summer', 2],
    ['portraits', 1],
    ['products', 1],
  ])
  expect(rows('campaign')[2]).toMatchObject({ position: 2, siblings: 2, isOpen: false })
  expect(rows('portraits')[1]).toMatchObject({ isOpen: false })
})

test.each([
  ['campaign', 'ArrowDown', { focus: 'campaign/spring' }],
  ['portraits', 'ArrowUp', { focus: 'campaign/summer' }],
  ['campaign', 'ArrowUp', null],
  ['products', 'ArrowDown', null],
  ['portraits', 'Home', { focus: 'campaign' }],
  ['campaign', 'End', { focus: 'products' }],
  ['campaign', 'ArrowRight', { focus: 'campaign/spring' }],
  ['products', 'ArrowRight', { open: 'products' }],
  ['portraits', 'ArrowRight', null],
  ['campaign', 'ArrowLeft', { close: 'campaign' }],
  ['campaign/summer', 'ArrowLeft', { focus: 'campaign' }],
  ['portraits', 'ArrowLeft', null],
  ['campaign', 'p', { focus: 'portraits' }],
  ['portraits', 'P', { focus: 'products' }],
  ['products', 'p', { focus: 'portraits' }],
  ['products', 'x', null],
  ['products', ' ', null],
  ['products', 'F5', null],
  ['gone', 'Home', null],
] as const)('on %s, %s does %j', (path, key, expected) => {
  expect(moveInTree(rows('campaign'), path, key)).toEqual(expected)
})

test('an open folder that is still loading has nothing to go into', () => {
  expect(moveInTree(rows('products'), 'products', 'ArrowRight')).toBeNull()
})

test('a folder deep down needs its ancestors open', () => {
  expect(ancestorsOf('a/b/c')).toEqual(['a', 'a/b'])
  expect(ancestorsOf('a')).toEqual([])
})
