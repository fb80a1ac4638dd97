import { expect, it } from 'vitest'
import { BatchTwins, type Standing } from './batch-twins.ts'

const file = (key: string, batch = 'one') => ({ key, batch, path: `${key}.jpg` })
const twinOf = (key: string) => ({ where: 'batch', key, path: `${key}.jpg`, same: 'bytes' })

it('the second file with the same bytes is told of the first; a file is no twin of its own', () => {
  const twins = new BatchTwins(() => 'open')
  expect(twins.claim('x', file('a'))).toBeNull()
  expect(twins.claim('y', file('b'))).toBeNull()
  expect(twins.claim('x', file('c'))).toEqual(twinOf('a'))
  expect(twins.claim('x', file('a'))).toBeNull()
  expect(twins.claim('x', file('d', 'two'))).toEqual(twinOf('a'))
})

it.each<[Standing, string, boolean]>([
  ['gone', 'one', false],
  ['stored', 'one', true],
  ['stored', 'two', false],
  ['open', 'two', true],
])('a first file that is %s counts in batch %s: %s', (standing, batch, counts) => {
  const twins = new BatchTwins(() => standing)
  twins.claim('x', file('a'))
  expect(twins.claim('x', file('b', batch))).toEqual(counts ? twinOf('a') : null)
})

it('who takes the place of one that is gone is the first from then on', () => {
  const standings: Record<string, Standing> = { a: 'gone', b: 'open' }
  const twins = new BatchTwins((key) => standings[key] ?? 'open')
  twins.claim('x', file('a'))
  expect(twins.claim('x', file('b'))).toBeNull()
  expect(twins.claim('x', file('c'))).toEqual(twinOf('b'))
})
