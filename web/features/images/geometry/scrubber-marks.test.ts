import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { layGrid } from './grid-geometry.ts'
import { monthOfItem, scrubberMarks, stepMonths } from './scrubber-marks.ts'

const months = [
  { month: '2026-02', count: 30 },
  { month: '2026-01', count: 10 },
  { month: '2025-12', count: 60 },
]
const geometry = layGrid({ total: 100, months, columns: 5, rowPx: 100, headingPx: 50 })

it('marks the years, and the months between them', () => {
  const marks = scrubberMarks(geometry, months, 600)
  expect(marks.map(({ month, isYear }) => [month, isYear])).toEqual([
    ['2026-02', true],
    ['2026-01', false],
    ['2025-12', true],
  ])
  expect(marks[0]?.share).toBe(0)
})

it('never draws labels over each other, however many years there are', () => {
  fc.assert(
    fc.property(
      fc.array(fc.integer({ min: 1, max: 500 }), { maxLength: 300 }),
      fc.nat(900),
      (counts, trackPx) => {
        const total = counts.reduce((sum, count) => sum + count, 0)
        const many = counts.map((count, at) => ({
          month: `${2026 - Math.floor(at / 12)}-${String(12 - (at % 12)).padStart(2, '0')}`,
          count,
        }))
        const marks = scrubberMarks(
          layGrid({ total, months: many, columns: 4, rowPx: 80, headingPx: 50 }),
          many,
          trackPx,
        )
        for (const [at, mark] of marks.entries()) {
          const before = marks[at - 1]
          if (before !== undefined) expect((mark.share - before.share) * trackPx).toBeGreaterThan(4.9)
        }
        const years = marks.filter(({ isYear }) => isYear)
        for (const [at, mark] of years.entries()) {
          const before = years[at - 1]
          if (before !== undefined) expect((mark.share - before.share) * trackPx).toBeGreaterThan(19.9)
        }
      },
    ),
  )
})

describe('stepping by months', () => {
  it.each([
    [0, 1, 30],
    [35, 1, 40],
    [35, -1, 30],
    [30, -1, 0],
    [0, -1, 0],
    [50, 1, 99],
    [0, 12, 99],
    [99, -12, 0],
  ])('from item %i by %i leads to %i', (from, steps, to) => {
    expect(stepMonths(geometry, months, from, steps)).toBe(to)
  })

  it('knows the month of every item', () => {
    expect([0, 29, 30, 40, 99].map((offset) => monthOfItem(months, offset))).toEqual([
      '2026-02',
      '2026-02',
      '2026-01',
      '2025-12',
      '2025-12',
    ])
  })
})
