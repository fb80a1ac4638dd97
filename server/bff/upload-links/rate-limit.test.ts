import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createRateLimit } from './rate-limit.ts'

test('sixty at once, then one a second; each key for itself', () => {
  let now = 1_000
  const limit = createRateLimit(60, () => now)
  for (let i = 0; i < 60; i += 1) expect(limit.take('a')).toBeNull()
  expect(limit.take('a')).toBe(1)
  expect(limit.take('b')).toBeNull()
  now += 1_000
  expect(limit.take('a')).toBeNull()
  expect(limit.take('a')).toBe(1)
  now += 60_000
  for (let i = 0; i < 60; i += 1) expect(limit.take('a')).toBeNull()
  expect(limit.take('a')).toBe(1)
})

test('whoever waits as long as was said is let in, and nobody gets more than the limit and its refill', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 120 }),
      fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 200 }),
      (perMinute, pauses) => {
        let now = 0
        let taken = 0
        const limit = createRateLimit(perMinute, () => now)
        for (const pause of pauses) {
          now += pause
          const wait = limit.take('a')
          if (wait === null) taken += 1
          else {
            now += wait * 1000
            expect(limit.take('a')).toBeNull()
            taken += 1
          }
          expect(taken).toBeLessThanOrEqual(perMinute + (now / 60_000) * perMinute + 1)
        }
      },
    ),
  )
})

test('a crowd of addresses does not grow it without end', () => {
  const limit = createRateLimit(1, () => 0)
  for (let i = 0; i < 20_001; i += 1) limit.take(`address ${i}`)
  // The first was pushed out and begins anew; the last is remembered.
  expect(limit.take('address 0')).toBeNull()
  expect(limit.take('address 20000')).toBe(60)
})
