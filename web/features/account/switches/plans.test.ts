import { expect, test } from 'vitest'
import { isNotSeenYet, planBrowserTtl, planCredentials, planFlexible } from './plans.ts'

const seen = { flexibleVariants: false, browserTtlSeconds: 172_800, readAt: null, billedDeliveries: 0 }

test('a change carries its own switch only, and warns of what stops working', () => {
  expect(planFlexible(true)).toMatchObject({ change: { flexibleVariants: true }, breaks: false })
  expect(planFlexible(false)).toMatchObject({ change: { flexibleVariants: false }, breaks: true })
  expect(planFlexible(false).body).toContain('stops working')
  expect(planCredentials(false)).toMatchObject({
    change: { preservesContentCredentials: false },
    breaks: true,
  })
})

test('a longer time warns of old pictures, a shorter one of more deliveries; an unknown one of the graver', () => {
  expect(planBrowserTtl(604_800, 172_800).body).toContain('the old one')
  expect(planBrowserTtl(3_600, 172_800).body).toContain('more deliveries')
  expect(planBrowserTtl(3_600, null).body).toContain('the old one')
  expect(planBrowserTtl(3_600, null).title).toContain('1 hour')
})

test.each([
  [{}, seen, false],
  [{ flexibleVariants: true }, seen, true],
  [{ flexibleVariants: false }, seen, false],
  [{ flexibleVariants: true }, { ...seen, flexibleVariants: null }, false],
  [{ browserTtlSeconds: 3_600 }, seen, true],
  [{ browserTtlSeconds: 172_800, flexibleVariants: true }, seen, true],
  [{ preservesContentCredentials: true }, seen, false],
  [{ flexibleVariants: true }, undefined, false],
])('asked %j and told %j is not seen yet: %s', (asked, told, expected) => {
  expect(isNotSeenYet(asked, told)).toBe(expected)
})
