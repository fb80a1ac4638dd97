import fc from 'fast-check'
import { expect, it } from 'vitest'
import { type Spans, spanCount, spansHave, subtract, unite } from './spans.ts'

const SIZE = 40
const spans: fc.Arbitrary<Spans> = fc
  .array(fc.tuple(fc.nat(SIZE), fc.nat(SIZE)), { maxLength: 6 })
  .map((pairs) =>
    unite(
      pairs.map(([a, b]) => [Math.min(a, b), Math.max(a, b)] as const),
      [],
    ),
  )
const members = (of: Spans) => Array.from({ length: SIZE + 1 }, (_, at) => spansHave(of, at))

it('unites, subtracts and counts like sets, and stays sorted with gaps between', () => {
  fc.assert(
    fc.property(spans, spans, (a, b) => {
      const [inA, inB] = [members(a), members(b)]
      expect(members(unite(a, b))).toEqual(inA.map((yes, at) => yes || inB[at]))
      expect(members(subtract(a, b))).toEqual(inA.map((yes, at) => yes && !inB[at]))
      for (const result of [unite(a, b), subtract(a, b)]) {
        expect(spanCount(result)).toBe(members(result).filter(Boolean).length)
        for (const [at, [from, to]] of result.entries()) {
          expect(from).toBeLessThan(to)
          expect(from).toBeGreaterThan(result[at - 1]?.[1] ?? -1)
        }
      }
    }),
  )
})

it('holds a million in one range', () => {
  const million = unite([[0, 1_000_000]], [])
  expect(million).toHaveLength(1)
  expect(subtract(million, [[10, 20]])).toEqual([
    [0, 10],
    [20, 1_000_000],
  ])
})
