import { describe, expect, it } from 'vitest'
import { moveTo, nextEditable } from './grid-keys.ts'

const size = { rows: 10, columns: 5, page: 4 }
const move = (row: number, column: number, key: string, isCtrl = false) => {
  const place = moveTo({ row, column }, { key, isCtrl }, size)
  return place && [place.row, place.column]
}

describe('moveTo', () => {
  it.each([
    [3, 2, 'ArrowUp', false, [2, 2]],
    [0, 2, 'ArrowUp', false, [0, 2]],
    [9, 2, 'ArrowDown', false, [9, 2]],
    [3, 0, 'ArrowLeft', false, [3, 0]],
    [3, 4, 'ArrowRight', false, [3, 4]],
    [3, 2, 'ArrowDown', true, [9, 2]],
    [3, 2, 'Home', false, [3, 0]],
    [3, 2, 'End', true, [9, 4]],
    [3, 2, 'PageDown', false, [7, 2]],
    [8, 2, 'PageDown', false, [9, 2]],
    [3, 2, 'x', false, null],
  ] as const)('from %i,%i by %s (Ctrl %s)', (row, column, key, isCtrl, expected) => {
    expect(move(row, column, key, isCtrl)).toEqual(expected)
  })
})

describe('nextEditable', () => {
  const columns = { first: 1, last: 3 }
  const go = (
    row: number,
    column: number,
    step: 1 | -1,
    editable: (row: number, column: number) => boolean,
  ) => {
    const place = nextEditable({ row, column }, step, 3, (at) => editable(at.row, at.column), columns)
    return [place.row, place.column]
  }
  it('goes on to the next row at the end, and back', () => {
    expect(go(0, 1, 1, () => true)).toEqual([0, 2])
    expect(go(0, 3, 1, () => true)).toEqual([1, 1])
    expect(go(1, 1, -1, () => true)).toEqual([0, 3])
    expect(go(2, 3, 1, () => true)).toEqual([2, 3])
  })
  it('leaves out what cannot be edited, and stays where nothing can be', () => {
    expect(go(0, 1, 1, (_row, column) => column !== 2)).toEqual([0, 3])
    expect(go(0, 3, 1, (row) => row !== 1)).toEqual([2, 1])
    expect(go(0, 1, 1, () => false)).toEqual([0, 1])
  })
})
