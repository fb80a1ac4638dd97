import { expect, test } from 'vitest'
import { parseImageId } from '#contract/image-id.ts'
import { readNewId } from './new-id.ts'

const current = parseImageId('press/one')
if (current === null) throw new Error('no id')

test.each([
  ['', null, null],
  ['  ', null, null],
  [' press/two ', 'press/two', null],
  ['press/one', null, 'same'],
  ['2CDC28F0-017a-49c4-9ed7-87056c839010', null, 'generated'],
  ['/press', null, 'edge_slash'],
  ['a//b', null, 'empty_part'],
  ['a/../b', null, 'dot_part'],
  ['a\u0007b', null, 'control_character'],
  ['x'.repeat(1025), null, 'too_long'],
])('%j as a new id', (typed, id, fault) => {
  expect(readNewId(typed, current)).toEqual({ id, fault })
})
