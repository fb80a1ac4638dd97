import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKeyOrder } from './key-order.ts'
import { monthsOf } from './months.ts'
import { ascendingList, sortedSequence, uploadSequence } from './sequence.ts'

const numRuns = process.env['DEEP'] ? 2_000 : 100
const keys = fc.array(fc.nat(40), { maxLength: 20 })
const change = fc.record({ what: fc.constantFrom('add' as const, 'remove' as const), keys })

test('it is a sorted set, whatever comes and goes', () => {
  fc.assert(
    fc.property(
      keys,
      fc.array(change, { maxLength: 8 }),
      fc.nat(45),
      fc.nat(45),
      (first, changes, from, to) => {
        const order = createKeyOrder(Float64Array.from(new Set(first)))
        const model = new Set(first)
        for (const { what, keys: changed } of changes) {
          order[what](Float64Array.from(new Set(changed)))
          for (const key of changed) model[what === 'add' ? 'add' : 'delete'](key)
        }
        const sorted = [...model].sort((a, b) => a - b)
        expect(order.size).toBe(sorted.length)
        expect([...order.slice(from, to)]).toEqual(sorted.slice(from, Math.max(from, to)))
        expect(order.at(from)).toBe(sorted[from])
        expect(order.countBelow(from)).toBe(sorted.filter((key) => key < from).length)
      },
    ),
    { numRuns },
  )
})

test('with many chunks too', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 7 }),
      fc.array(fc.nat(120_000), { maxLength: 9_000 }),
      (step, gone) => {
        const all = Float64Array.from({ length: 60_000 }, (_, at) => at * 2)
        const order = createKeyOrder(all)
        const added = Float64Array.from({ length: Math.floor(60_000 / step) }, (_, at) => at * 2 * step + 1)
        order.add(added)
        order.remove(Float64Array.from(new Set(gone)))
        const left = new Set([...all, ...added])
        for (const key of gone) left.delete(key)
        const sorted = [...left].sort((a, b) => a - b)
        expect(order.size).toBe(sorted.length)
        for (const place of [0, 1, 8_191, 8_192, 30_000, sorted.length - 1]) {
          expect(order.at(place)).toBe(sorted[place])
          expect(order.countBelow(sorted[place] ?? 0)).toBe(place)
        }
        expect([...order.slice(4_000, 20_000)]).toEqual(sorted.slice(4_000, 20_000))
      },
    ),
    { numRuns: numRuns / 20 },
  )
})

const month = 30 * 86_400_000 * 4096

test('a sequence shows the same from both ends, and only what was there by then', () => {
  fc.assert(
    fc.property(
      fc.array(fc.nat(600), { maxLength: 60 }),
      fc.nat(20),
      fc.nat(20),
      fc.option(fc.nat(600)),
      (days, offset, limit, until) => {
        const ascending = Float64Array.from([...new Set(days)].map((day) => day * 86_400_000 * 4096)).sort()
        const untilMs = until === null ? null : until * 86_400_000
        const shown = [...ascending].filter((key) => until === null || key <= until * 86_400_000 * 4096)
        for (const direction of ['ascending', 'descending'] as const) {
          const sequence = uploadSequence(ascendingList(ascending), direction, untilMs)
          const expected = direction === 'ascending' ? shown : shown.toReversed()
          expect(sequence.total + sequence.newer).toBe(ascending.length)
          expect([...sequence.keys(offset, limit)]).toEqual(expected.slice(offset, offset + limit))
          for (const [at, key] of expected.entries()) expect(sequence.offsetOf(key)).toBe(at)
          expect(sequence.offsetOf(1)).toBeNull()
          const months = sequence.months()
          const names = expected.map((key) => new Date(key / 4096).toISOString().slice(0, 7))
          expect(months.map((found) => found.month)).toEqual([...new Set(names)])
          expect(months.flatMap(({ month: name, count }) => Array(count).fill(name))).toEqual(names)
        }
        const shuffled = ascending.toReversed()
        const sorted = sortedSequence(shuffled, untilMs)
        expect([...sorted.keys(0, 1_000)]).toEqual(shown.toReversed())
        expect(sorted.newer).toBe(ascending.length - shown.length)
      },
    ),
    { numRuns },
  )
})

test('months of nothing are none; a month at the very end is counted', () => {
  expect(monthsOf(createKeyOrder())).toEqual([])
  const last = (2 ** 41 - 1) * 4096 + 4095
  expect(monthsOf(createKeyOrder(Float64Array.of(last, last - month)))).toHaveLength(2)
})
