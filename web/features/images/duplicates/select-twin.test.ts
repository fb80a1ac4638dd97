import { expect, test } from 'vitest'
import { countSelected, extendTo, NO_SELECTION, selectAll } from '../selection/selection.ts'
import { isTwinSelected, toggleTwin } from './select-twin.ts'
import { twinsOf } from './twins-of.ts'

const view = { key: 'q=duplicate', total: 10 }

test('an image is selected and deselected by its id, and counted once', () => {
  const one = toggleTwin(NO_SELECTION, view.key, 'a')
  const two = toggleTwin(one, view.key, 'b')
  expect([
    isTwinSelected(two, view.key, 'a'),
    isTwinSelected(two, view.key, 'c'),
    countSelected(two),
  ]).toEqual([true, false, 2])
  expect(countSelected(toggleTwin(two, view.key, 'a'))).toBe(1)
})

test('where all of the view is selected, a click makes an exception', () => {
  const all = selectAll(NO_SELECTION, view)
  expect(isTwinSelected(all, view.key, 'a')).toBe(true)
  const but = toggleTwin(all, view.key, 'a')
  expect([isTwinSelected(but, view.key, 'a'), countSelected(but)]).toEqual([false, 9])
  expect(countSelected(toggleTwin(but, view.key, 'a'))).toBe(10)
})

test('a range begun later in the grid starts where it is drawn, not at an image that has no place there', () => {
  expect(countSelected(extendTo(toggleTwin(NO_SELECTION, view.key, 'a'), view, 5))).toBe(2)
})

test.each([
  ['beach', null],
  ['-duplicate:bytes', null],
  ['duplicate:look beach', 'look'],
  ['duplicate:look duplicate:bytes', 'bytes'],
])('%s asks for %j', (query, expected) => {
  expect(twinsOf(query)).toBe(expected)
})
