import { expect, test } from 'vitest'
import { imageWith } from '../testing/wire-page.ts'
import { folderOf } from './folder-of.ts'
import { foldersBelow, withParents } from './folder-tree.ts'

test.each([
  ['a/b/c.jpg', null, 'a/b'],
  ['plain', null, ''],
  ['plain', { folder: '/press// 2024 /' }, 'press/2024'],
  ['plain', { folder: 7 }, ''],
  ['plain', { folder: '///' }, ''],
  ['a/b', { folder: 'elsewhere' }, 'a'],
])('%s with %j lies in "%s"', (id, metadata, folder) => {
  expect(folderOf(imageWith({ id, metadata }), 'folder')).toBe(folder)
})

test('a folder counts everything below it', () => {
  const counts = new Map([
    ['', 5],
    ['press', 1],
    ['press/2024', 2],
    ['press/2024/may', 3],
    ['pressed', 4],
  ])
  expect(foldersBelow(counts, '')).toEqual({
    parent: '',
    directCount: 5,
    folders: [
      { path: 'press', name: 'press', count: 6, hasFolders: true },
      { path: 'pressed', name: 'pressed', count: 4, hasFolders: false },
    ],
  })
  expect(foldersBelow(counts, 'press')).toEqual({
    parent: 'press',
    directCount: 1,
    folders: [{ path: 'press/2024', name: '2024', count: 5, hasFolders: true }],
  })
  expect(foldersBelow(counts, 'nowhere')).toEqual({ parent: 'nowhere', directCount: 0, folders: [] })
})

test('a folder that holds nothing but folders is one, too', () => {
  const counts = new Map([
    ['', 5],
    ['campaign/spring', 2],
    ['campaign/spring/may', 3],
    ['/odd', 1],
  ])
  expect([...withParents(counts)]).toEqual([
    ['', 5],
    ['campaign/spring', 5],
    ['campaign', 5],
    ['campaign/spring/may', 3],
    ['/odd', 1],
  ])
})
