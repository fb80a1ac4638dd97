import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fitColumns, type GridRow, type GridShape, layGrid } from './grid-geometry.ts'
import { moveFocus } from './moves.ts'
import { itemsInBox } from './rectangle.ts'

const shape: fc.Arbitrary<GridShape> = fc.record({
  total: fc.nat(60),
  months: fc.array(fc.record({ month: fc.constantFrom('2026-03', '2026-02'), count: fc.nat(20) }), {
    maxLength: 6,
  }),
  columns: fc.integer({ min: 1, max: 7 }),
  rowPx: fc.integer({ min: 20, max: 60 }),
  headingPx: fc.integer({ min: 0, max: 30 }),
  lead: fc.oneof(fc.constant(0), fc.nat(12)),
  leadMonth: fc.constantFrom('2026-03', null),
})

/** The same rows by walking over every item. */
function walk({ total, months: given, columns, lead = 0, leadMonth = null }: GridShape): GridRow[] {
  const isAdded = lead > 0 && leadMonth !== null && given[0]?.month !== leadMonth
  const months = isAdded ? [{ month: leadMonth, count: 0 }, ...given] : given
  const rows: GridRow[] = []
  const cut = (start: number, end: number) => {
    for (let at = start; at < end; at += columns) {
      rows.push({ kind: 'items', start: at, end: Math.min(at + columns, end) })
    }
  }
  let start = 0 - lead
  for (const [at, { month, count }] of months.entries()) {
    const end = Math.min(total, start + count + (at === 0 ? lead : 0))
    if (end > start) rows.push({ kind: 'month', month, count: end - Math.max(0, start), start })
    cut(start, end)
    start = Math.max(start, end)
  }
  cut(start, total)
  return rows
}

it('gives every item, row and pixel the place that walking over all items gives', () => {
  fc.assert(
    fc.property(shape, (given) => {
      const geometry = layGrid(given)
      const rows = walk(given)
      expect(geometry.rowCount).toBe(rows.length)
      let topPx = 0
      for (const [index, expected] of rows.entries()) {
        const heightPx = expected.kind === 'month' ? given.headingPx : given.rowPx
        expect(geometry.row(index)).toEqual(expected)
        expect([geometry.rowTopPx(index), geometry.rowHeightPx(index)]).toEqual([topPx, heightPx])
        if (heightPx > 0) {
          expect(geometry.rowAtPx(topPx)).toBe(index)
          expect(geometry.rowAtPx(topPx + heightPx - 1)).toBe(index)
        }
        if (expected.kind === 'items') {
          for (let offset = expected.start; offset < expected.end; offset += 1) {
            expect(geometry.rowOfItem(offset)).toBe(index)
            expect(geometry.columnOfItem(offset)).toBe(offset - expected.start)
          }
        }
        topPx += heightPx
      }
      expect(geometry.heightPx).toBe(topPx)
      expect(geometry.rowAtPx(topPx + 1_000)).toBe(rows.length - 1)
    }),
  )
})

it('touches with a rectangle exactly the tiles that overlap it', () => {
  const tiles = { tilePx: 30, gapPx: 10, tileHeightPx: 15 }
  fc.assert(
    fc.property(shape, fc.nat(300), fc.nat(300), fc.nat(900), fc.nat(900), (given, x1, x2, y1, y2) => {
      const geometry = layGrid(given)
      const box = {
        leftPx: Math.min(x1, x2),
        rightPx: Math.max(x1, x2),
        topPx: Math.min(y1, y2),
        bottomPx: Math.max(y1, y2),
      }
      const touched = Array.from({ length: given.total }, (_, offset) => offset).filter((offset) => {
        const left = geometry.columnOfItem(offset) * 40
        const top = geometry.rowTopPx(geometry.rowOfItem(offset))
        return left <= box.rightPx && left + 30 >= box.leftPx && top <= box.bottomPx && top + 15 >= box.topPx
      })
      const found = itemsInBox(geometry, box, tiles).flatMap(([from, to]) =>
        Array.from({ length: to - from }, (_, at) => from + at),
      )
      expect(found).toEqual(touched)
    }),
  )
})

describe('a large library', () => {
  const months = Array.from({ length: 240 }, (_, at) => ({
    month: `${2026 - Math.floor(at / 12)}-01`,
    count: 41_667,
  }))

  it.each([2, 6, 18])(
    'is laid out at once at 10 million, %i columns, and reaches its last item',
    (columns) => {
      const started = performance.now()
      const geometry = layGrid({ total: 10_000_000, months, columns, rowPx: 208, headingPx: 50 })
      expect(performance.now() - started).toBeLessThan(50)
      const row = geometry.rowOfItem(9_999_999)
      expect(row).toBe(geometry.rowCount - 1)
      const line = geometry.row(row)
      expect(line.kind === 'items' && line.end).toBe(10_000_000)
      expect(geometry.rowTopPx(row) + geometry.rowHeightPx(row)).toBe(geometry.heightPx)
      expect(geometry.rowAtPx(geometry.heightPx - 1)).toBe(row)
    },
  )

  it('does not look at items: 200,000 questions at 10 million take no time', () => {
    const geometry = layGrid({ total: 10_000_000, months, columns: 6, rowPx: 208, headingPx: 50 })
    const started = performance.now()
    for (let at = 0; at < 200_000; at += 1) geometry.rowTopPx(geometry.rowOfItem(at * 49))
    expect(performance.now() - started).toBeLessThan(1_000)
  })
})

describe('moving the focus', () => {
  // 0 1 2 | 3 4 / 5 6 7 / 8 9
  const geometry = layGrid({
    total: 10,
    months: [
      { month: '2026-03', count: 5 },
      { month: '2026-02', count: 5 },
    ],
    columns: 3,
    rowPx: 100,
    headingPx: 40,
  })
  it.each([
    [4, 'ArrowRight', false, 5],
    [9, 'ArrowRight', false, 9],
    [0, 'ArrowLeft', false, 0],
    [2, 'ArrowDown', false, 4],
    [4, 'ArrowDown', false, 6],
    [5, 'ArrowUp', false, 3],
    [1, 'ArrowUp', false, 1],
    [4, 'Home', false, 3],
    [0, 'End', false, 2],
    [4, 'Home', true, 0],
    [0, 'End', true, 9],
    [0, 'PageDown', false, 5],
    [9, 'PageUp', false, 4],
    [3, 'x', false, null],
  ])('from %i, %s (control %s) leads to %s', (from, key, isControl, to) => {
    expect(moveFocus(geometry, from, 2, { key, isControl })).toBe(to)
  })
})

it('fits as many columns as come closest to the size wanted', () => {
  expect(fitColumns(1_000, 176, 14)).toEqual({ columns: 5, tilePx: (1_000 - 4 * 14) / 5 })
  expect(fitColumns(90, 176, 14).columns).toBe(1)
})
