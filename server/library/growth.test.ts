import fc from 'fast-check'
import { expect, test } from 'vitest'
import { growthOf } from './growth.ts'
import { firstKeyAt } from './index/image-key.ts'
import { createKeyOrder } from './index/key-order.ts'

const keyAt = (iso: string, tie = 0) => firstKeyAt(Date.parse(iso)) + tie
const NOW = Date.parse('2026-11-25T02:00:00.000Z')

test('months without uploads are there and zero, up to the running one; drafts are left out and counted', () => {
  const draft = keyAt('2026-07-31T23:59:59.999Z')
  const lone = keyAt('2026-09-02T00:00:00.000Z')
  const order = createKeyOrder(
    Float64Array.of(
      keyAt('2026-07-01T00:00:00.000Z'),
      draft,
      keyAt('2026-08-01T00:00:00.000Z'),
      keyAt('2026-08-01T00:00:00.000Z', 1),
      lone,
    ),
  )
  // The last one was deleted between the two readings.
  const drafts = Float64Array.of(draft, lone, keyAt('2026-10-01T00:00:00.000Z'))
  expect(growthOf(order, drafts, NOW)).toEqual({
    months: [
      { month: '2026-07', count: 1 },
      { month: '2026-08', count: 2 },
      { month: '2026-09', count: 0 },
      { month: '2026-10', count: 0 },
      { month: '2026-11', count: 0 },
    ],
    images: 3,
    drafts: 2,
  })
})

test('an empty library grew in no month; a clock that is behind loses none', () => {
  expect(growthOf(createKeyOrder(), new Float64Array(), NOW)).toEqual({ months: [], images: 0, drafts: 0 })
  const ahead = createKeyOrder(Float64Array.of(keyAt('2027-01-01T00:00:00.000Z')))
  expect(growthOf(ahead, new Float64Array(), NOW).months).toEqual([{ month: '2027-01', count: 1 }])
  const latest = createKeyOrder(Float64Array.of(firstKeyAt(Number.MAX_SAFE_INTEGER)))
  expect(growthOf(latest, new Float64Array(), NOW).images).toBe(1)
})

test('months follow each other without a gap and sum to what is there, whatever the dates', () => {
  const image = fc.record({
    ms: fc.integer({ min: 0, max: Date.parse('2030-01-01') }),
    tie: fc.integer({ min: 0, max: 4095 }),
    isDraft: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.uniqueArray(image, { selector: ({ ms, tie }) => `${ms} ${tie}` }), (images) => {
      const keyed = images.map((one) => ({ ...one, key: firstKeyAt(one.ms) + one.tie }))
      const drafts = keyed.filter(({ isDraft }) => isDraft).map(({ key }) => key)
      const growth = growthOf(
        createKeyOrder(Float64Array.from(keyed, ({ key }) => key)),
        Float64Array.from(drafts).toSorted(),
        NOW,
      )
      expect(growth.months.reduce((sum, { count }) => sum + count, 0)).toBe(growth.images)
      expect(growth.images + growth.drafts).toBe(images.length)
      const naive = new Map<string, number>()
      for (const { ms, isDraft } of images) {
        const month = new Date(ms).toISOString().slice(0, 7)
        if (!isDraft) naive.set(month, (naive.get(month) ?? 0) + 1)
      }
      for (const { month, count } of growth.months) expect(count).toBe(naive.get(month) ?? 0)
      const numbers = growth.months.map(
        ({ month }) => Number(month.slice(0, 4)) * 12 + Number(month.slice(5)),
      )
      numbers.slice(1).forEach((number, at) => {
        expect(number).toBe((numbers[at] ?? 0) + 1)
      })
    }),
  )
})
