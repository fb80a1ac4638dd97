import fc from 'fast-check'
import { expect, test } from 'vitest'
import { NEAR_BITS } from '#contract/picture-look.ts'
import { nearTwins } from './near-twins.ts'

const numRuns = process.env['DEEP'] ? 5_000 : 60
const word = fc.integer({ min: 0, max: 0xffffffff })
/** Bits that differ from a picture before: from none to too many. */
const flips = fc.array(fc.nat(63), { maxLength: NEAR_BITS + 2 })
const hashes = fc.array(fc.tuple(word, word, fc.option(fc.nat()), flips), { maxLength: 40 }).map((drawn) => {
  const made: [number, number][] = []
  for (const [high, low, like, bits] of drawn) {
    const base = like === null ? undefined : made[like % Math.max(1, made.length)]
    let [h, l] = base ?? [high, low]
    for (const bit of bits) {
      if (bit < 32) l ^= 1 << bit
      else h ^= 1 << (bit - 32)
    }
    made.push([h >>> 0, l >>> 0])
  }
  return made
})

test('groups are those that comparing all pairs gives', () => {
  let pairs = 0
  fc.assert(
    fc.property(hashes, (drawn) => {
      const found = nearTwins(
        Uint32Array.from(drawn, ([high]) => high),
        Uint32Array.from(drawn, ([, low]) => low),
      )
      const group = drawn.map((_, at) => at)
      for (const [a, [highA, lowA]] of drawn.entries()) {
        for (const [b, [highB, lowB]] of drawn.entries()) {
          if (a >= b || bits(highA ^ highB) + bits(lowA ^ lowB) > NEAR_BITS) continue
          pairs += 1
          const [from, to] = [Math.max(group[a] ?? 0, group[b] ?? 0), Math.min(group[a] ?? 0, group[b] ?? 0)]
          for (const [at, of] of group.entries()) if (of === from) group[at] = to
        }
      }
      expect([...found]).toEqual(group)
    }),
    { numRuns },
  )
  expect(pairs).toBeGreaterThan(numRuns)
})

test('pictures that nearly all look alike end in time, and neighbours still find each other', () => {
  // One band is the same for all: on a white ground, say.
  const COUNT = 120_000
  const high = new Uint32Array(COUNT)
  const low = new Uint32Array(COUNT)
  for (let at = 0; at < COUNT; at += 2) {
    const [h, l] = [Math.imul(at + 1, 0x9e3779b1) & 0xffff, Math.imul(at + 7, 0x85ebca6b)]
    high.set([h, h], at)
    low.set([l, l ^ 1], at)
  }
  const started = performance.now()
  const groups = nearTwins(high, low, 20_000_000)
  expect(performance.now() - started).toBeLessThan(5_000)
  const alone = groups.filter((group, at) => at % 2 === 1 && group === at)
  expect(alone).toHaveLength(0)
})

function bits(value: number): number {
  return (value >>> 0).toString(2).replaceAll('0', '').length
}
