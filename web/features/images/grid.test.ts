import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { moveFocus } from './grid-moves.ts'
import { fitColumns, layoutRows, layoutTable, rowOfImage } from './grid-rows.ts'

/** Five in March, two in February, four in January; the middle of the month is the same everywhere on earth. */
const images = [...Array(5).fill('2026-03'), ...Array(2).fill('2026-02'), ...Array(4).fill('2026-01')].map(
  (month: string) => ({ uploadedAt: `${month}-15T12:00:00Z` }),
)
const rows = layoutRows(images, 3, false)
const press = (from: number, key: string, isControl = false) =>
  moveFocus(rows, images.length, from, 2, { key, isControl })

describe('rows', () => {
  it('starts a row at every month', () => {
    expect(rows.map((row) => (row.kind === 'month' ? `#${row.count}` : `${row.start}-${row.end}`))).toEqual([
      '#5',
      '0-3',
      '3-5',
      '#2',
      '5-7',
      '#4',
      '7-10',
      '10-11',
    ])
  })

  it('calls the last month incomplete while more may follow', () => {
    const months = layoutRows(images, 3, true).filter((row) => row.kind === 'month')
    expect(months.map((month) => month.isComplete)).toEqual([true, true, false])
  })

  it('holds every image exactly once, in order, and finds its row', () => {
    const list = fc.array(fc.integer({ min: 1, max: 12 }), { maxLength: 60 })
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 9 }), (months, columns) => {
        const given = months.map((month) => ({
          uploadedAt: `2026-${String(month).padStart(2, '0')}-15T12:00:00Z`,
        }))
        const laid = layoutRows(given, columns, false)
        const indices = laid.flatMap((row) =>
          row.kind === 'images' ? Array.from({ length: row.end - row.start }, (_, i) => row.start + i) : [],
        )
        expect(indices).toEqual(given.map((_, index) => index))
        for (const index of indices) {
          const row = laid[rowOfImage(laid, index)]
          expect(row?.kind === 'images' && row.start <= index && index < row.end).toBe(true)
        }
        expect(rowOfImage(laid, given.length)).toBe(-1)
      }),
    )
  })

  it('fits whole columns, as near to the wanted size as they get', () => {
    expect(fitColumns(1100, 176, 14)).toEqual({ columns: 6, tilePx: (1100 - 5 * 14) / 6 })
    expect(fitColumns(328, 176, 14).columns).toBe(2)
    expect(fitColumns(200, 320, 14)).toEqual({ columns: 1, tilePx: 200 })
  })
})

describe('moves', () => {
  it('keeps the column across headings and cuts it to a shorter row', () => {
    expect(press(1, 'ArrowDown')).toBe(4)
    expect(press(2, 'ArrowDown')).toBe(4)
    expect(press(4, 'ArrowDown')).toBe(6)
    expect(press(6, 'ArrowUp')).toBe(4)
  })

  it('stays at the edges', () => {
    expect(press(0, 'ArrowLeft')).toBe(0)
    expect(press(1, 'ArrowUp')).toBe(1)
    expect(press(10, 'ArrowDown')).toBe(10)
    expect(press(10, 'ArrowRight')).toBe(10)
  })

  it('moves by row ends, pages and to both ends', () => {
    expect(press(4, 'Home')).toBe(3)
    expect(press(0, 'End')).toBe(2)
    expect(press(4, 'Home', true)).toBe(0)
    expect(press(4, 'End', true)).toBe(10)
    expect(press(0, 'PageDown')).toBe(5)
    expect(press(8, 'PageUp')).toBe(4)
    expect(press(4, 'x')).toBeNull()
  })

  it('moves by one in a table', () => {
    expect(moveFocus(layoutTable(5), 5, 2, 3, { key: 'ArrowDown', isControl: false })).toBe(3)
    expect(moveFocus(layoutTable(5), 5, 0, 3, { key: 'PageDown', isControl: false })).toBe(3)
  })
})
