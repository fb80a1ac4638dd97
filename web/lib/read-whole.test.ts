import { expect, it } from 'vitest'
import { readWhole } from './read-whole.ts'

it.each([
  ['', null],
  ['  ', null],
  ['0', 0],
  [' 640 ', 640],
  ['99999', 99_999],
  ['-5', undefined],
  ['1e3', undefined],
  ['12.5', undefined],
  ['1,200', undefined],
  ['640px', undefined],
  ['٣', undefined],
])('reads %j as %j', (text, value) => {
  expect(readWhole(text)).toBe(value)
})
