import { expect, test } from 'vitest'
import type { CallClass } from '#contract/account.ts'
import { type BudgetKeeper, createBudget } from './budget.ts'
import { createClock, SILENT } from './testing/simulation.ts'

/** Asks many times and counts who got in; every call is answered at once, in silence. */
function askMany(budget: BudgetKeeper, count: number, callClass: CallClass = 'interactive', person = 'a') {
  const outcome = { went: 0, failed: [] as unknown[] }
  for (let i = 0; i < count; i++) {
    budget.acquire({ callClass, person }).then(
      (permit) => {
        outcome.went += 1
        permit.observe(SILENT)
      },
      (error: unknown) => outcome.failed.push(error),
    )
  }
  return outcome
}

const asked = { callClass: 'interactive', person: 'a' } as const

test('a 429 pauses everybody until retry-after, then calls flow again', async () => {
  const clock = createClock()
  const budget = createBudget(clock)
  const permit = await budget.acquire(asked)
  permit.observe({ ...SILENT, status: 429, retryAfter: '7' })
  const bulk = askMany(budget, 1, 'bulk', 'b')
  await clock.pass(6_900)
  expect(bulk.went).toBe(0)
  expect(Date.parse(budget.state().pausedUntil ?? '')).toBe(clock.wallNow() + 100)
  await clock.pass(200)
  expect(bulk.went).toBe(1)
  expect(budget.state().pausedUntil).toBeNull()
})

test.each([
  ['no retry-after', null, 300],
  ['nonsense', 'soon', 300],
  ['zero', '0', 1],
  ['a year', '31536000', 900],
  ['a date, read against the date of the answer', 'Thu, 01 Jan 1970 00:01:30 GMT', 30],
])('a 429 with %s pauses for a sane time', async (_, retryAfter, seconds) => {
  const clock = createClock()
  const budget = createBudget(clock)
  const permit = await budget.acquire(asked)
  permit.observe({ ...SILENT, status: 429, retryAfter, date: 'Thu, 01 Jan 1970 00:01:00 GMT' })
  expect(Date.parse(budget.state().pausedUntil ?? '') - clock.wallNow()).toBe(seconds * 1000)
})

test('a call that would wait too long fails with the time to wait', async () => {
  const clock = createClock()
  const budget = createBudget({ quota: 12, ceiling: 10, windowSeconds: 60, ...clock })
  expect(askMany(budget, 20).went).toBe(0)
  const many = askMany(budget, 20)
  await clock.pass(10_000)
  expect(many.failed[0]).toMatchObject({ kind: 'rate_limited', retryAfterSeconds: 50 })
  expect(budget.state().waiting.interactive).toBe(0)
})

test('a wall clock that jumps an hour changes nothing but the times shown', async () => {
  const clock = createClock()
  const budget = createBudget({ quota: 12, ceiling: 10, windowSeconds: 60, ...clock })
  const before = askMany(budget, 6, 'bulk')
  await clock.pass(1)
  clock.jump(3_600_000)
  const after = askMany(budget, 6, 'bulk')
  await clock.pass(30_000)
  expect(before.went + after.went).toBe(7)
  clock.jump(-7_200_000)
  await clock.pass(31_000)
  expect(before.went + after.went).toBe(12)
})

test('background takes at most half, bulk four fifths, and people find room behind both', async () => {
  const clock = createClock()
  const budget = createBudget({ ...clock, callsPerSecond: 10_000 })
  const background = askMany(budget, 2_000, 'background', 'sync')
  await clock.pass(1)
  expect(background.went).toBe(500)
  const others = ['x', 'y', 'z'].map((person) => askMany(budget, 2_000, 'bulk', person))
  await clock.pass(1)
  const bulk = others.reduce((sum, { went }) => sum + went, 0)
  expect(background.went + bulk).toBe(800)
  const people = askMany(budget, 40, 'interactive', 'newcomer')
  await clock.pass(1)
  expect(people.went).toBe(40)
})

test('one person alone leaves room; with another one active, two fifths are the end', async () => {
  const clock = createClock()
  const budget = createBudget({ ...clock, callsPerSecond: 10_000 })
  const alone = askMany(budget, 2_000)
  await clock.pass(1)
  expect(alone.went).toBe(800)
  const newcomer = askMany(budget, 30, 'interactive', 'b')
  await clock.pass(1)
  expect(newcomer.went).toBe(30)

  const shared = createBudget({ ...clock, callsPerSecond: 10_000 })
  askMany(shared, 1, 'interactive', 'calm')
  const greedy = [askMany(shared, 900), askMany(shared, 900, 'bulk')]
  await clock.pass(1)
  expect(greedy.reduce((sum, { went }) => sum + went, 0)).toBe(390)
})

test('bulk work trickles while people take all they can get', async () => {
  const clock = createClock()
  const budget = createBudget({ ...clock, callsPerSecond: 10_000 })
  const saturate = async (seconds: number) => {
    for (let second = 0; second < seconds; second++) {
      for (const person of ['a', 'b', 'c', 'd']) askMany(budget, 4, 'interactive', person)
      await clock.pass(1_000)
    }
  }
  await saturate(300)
  const bulk = askMany(budget, 5_000, 'bulk', 'worker')
  const background = askMany(budget, 5_000, 'background', 'sync')
  await saturate(890)
  expect(bulk.went).toBeGreaterThanOrEqual(3 * 50)
  expect(background.went).toBeGreaterThanOrEqual(2 * 10)
  await saturate(20)
  // Whoever did not get in was told how long to wait.
  expect(bulk.went + bulk.failed.length).toBe(5_000)
  expect(background.failed[0]).toMatchObject({ kind: 'rate_limited' })
})

test('people of one class take turns, whoever asked more', async () => {
  const clock = createClock()
  const budget = createBudget({ quota: 120, ceiling: 100, windowSeconds: 60, ...clock })
  for (const person of ['x', 'y', 'z']) askMany(budget, 60, 'bulk', person)
  await clock.pass(1)
  const loud = askMany(budget, 500, 'bulk', 'loud')
  const calm = askMany(budget, 20, 'bulk', 'calm')
  await clock.pass(61_000)
  expect(calm.went).toBeGreaterThanOrEqual(15)
  expect(loud.went).toBeLessThanOrEqual(calm.went + 25)
})

test('an abort frees the place in the queue at once', async () => {
  const clock = createClock()
  const budget = createBudget({ quota: 12, ceiling: 10, windowSeconds: 60, ...clock })
  askMany(budget, 10, 'bulk')
  const controller = new AbortController()
  const waiting = budget.acquire({ callClass: 'bulk', person: 'a', signal: controller.signal })
  const before = budget.state().waiting.bulk
  controller.abort(new Error('gone'))
  expect(budget.state().waiting.bulk).toBe(before - 1)
  await expect(waiting).rejects.toThrow('gone')
  await expect(budget.acquire({ ...asked, signal: controller.signal })).rejects.toThrow('gone')
})

test("what the vendor's headers say of others counts, and more is believed once it is news", async () => {
  const clock = createClock()
  const budget = createBudget(clock)
  const [first, second] = [await budget.acquire(asked), await budget.acquire(asked)]
  first.observe({ ...SILENT, rateLimit: '"default";r=250;t=30', policy: '"default";q=1200;w=300' })
  expect(budget.state().used).toBe(950)
  // Sent before the answer above was heard: it may have been counted before that one.
  second.observe({ ...SILENT, rateLimit: '"default";r=700;t=30' })
  expect(budget.state().used).toBe(950)
  const third = await budget.acquire(asked)
  third.observe({ ...SILENT, rateLimit: '"default";r=240;t=30' })
  const later = askMany(budget, 60)
  await clock.pass(9_000)
  expect(later.went).toBe(40)
  await clock.pass(25_000)
  const after = askMany(budget, 30)
  await clock.pass(1)
  expect(after.went).toBe(30)
})

test('a smaller quota than configured is believed, for as long as it is said', async () => {
  const clock = createClock()
  const budget = createBudget({ ...clock, callsPerSecond: 10_000 })
  const permit = await budget.acquire(asked)
  permit.observe({ ...SILENT, rateLimit: '"default";r=599;t=300', policy: '"default";q=600;w=300' })
  expect(budget.state()).toMatchObject({ quota: 600, ceiling: 500, used: 1 })
  const people = ['a', 'b', 'c', 'd'].map((person) => askMany(budget, 600, 'interactive', person))
  await clock.pass(1)
  expect(people.reduce((sum, { went }) => sum + went, 0)).toBeLessThanOrEqual(499)
  await clock.pass(301_000)
  const next = await budget.acquire(asked)
  next.observe({ ...SILENT, policy: '"default";q=2400;w=300' })
  expect(budget.state()).toMatchObject({ quota: 1200, ceiling: 1000 })
})

test('a burst limit of another window changes no number, but is waited for when used up', async () => {
  const clock = createClock()
  const budget = createBudget(clock)
  const permit = await budget.acquire(asked)
  permit.observe({ ...SILENT, rateLimit: '"default";r=50;t=30', policy: '"burst";q=100;w=60' })
  expect(budget.state()).toMatchObject({ quota: 1200, used: 1, pausedUntil: null })
  const next = await budget.acquire(asked)
  next.observe({
    ...SILENT,
    rateLimit: '"burst";r=0;t=5, "default";r=900;t=9',
    policy: '"burst";q=9;w=10, "default";q=1200;w=300',
  })
  expect(budget.state()).toMatchObject({ quota: 1200, used: 300 })
  const waiting = askMany(budget, 1)
  await clock.pass(4_900)
  expect(waiting.went).toBe(0)
  await clock.pass(200)
  expect(waiting.went).toBe(1)
})

test('a fresh keeper sends few calls until an answer told what is left', async () => {
  const clock = createClock()
  const budget = createBudget(clock)
  const permits = Array.from({ length: 100 }, () => budget.acquire(asked))
  await clock.pass(1)
  expect(budget.state().waiting.interactive).toBe(84)
  const first = await permits[0]
  first?.observe({ ...SILENT, rateLimit: '"default";r=210;t=60', policy: '"default";q=1200;w=300' })
  await clock.pass(1)
  // 210 left, 200 of them never ours, 15 under way: nothing more goes out.
  expect(budget.state().waiting.interactive).toBe(84)
  for (const permit of permits) permit.catch(() => {})
})

test('no second sees more calls than the vendor allows an address', async () => {
  const clock = createClock()
  const budget = createBudget(clock)
  const people = askMany(budget, 400)
  await clock.pass(0)
  expect(people.went).toBe(150)
  await clock.pass(999)
  expect(people.went).toBe(150)
  await clock.pass(2_000)
  expect(people.went).toBe(400)
})

test('a hundred thousand may wait: joining, leaving and going on take no time that grows', async () => {
  const clock = createClock()
  const budget = createBudget({ quota: 240_000, ceiling: 200_000, callsPerSecond: 1_000_000, ...clock })
  const started = performance.now()
  const controllers = Array.from({ length: 20_000 }, () => new AbortController())
  const seen = { went: 0, gone: 0 }
  for (let i = 0; i < 100_000; i++) {
    const signal = controllers[i]?.signal
    const asking = budget.acquire({
      callClass: 'bulk',
      person: `person ${i % 50_000}`,
      ...(signal !== undefined && { signal }),
    })
    asking.then(
      (permit) => {
        seen.went += 1
        permit.observe(SILENT)
      },
      () => (seen.gone += 1),
    )
  }
  for (const controller of controllers) controller.abort()
  await clock.pass(700_000)
  expect(seen.went + seen.gone).toBe(100_000)
  expect(seen.went).toBeGreaterThanOrEqual(80_000)
  expect(budget.state().waiting.bulk).toBe(0)
  expect(performance.now() - started).toBeLessThan(5_000)
})
