import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CALL_CLASSES, type CallClass } from '#contract/account.ts'
import { type BudgetKeeper, createBudget } from './budget.ts'
import { createClock, createVendor } from './testing/simulation.ts'

const DEEP = process.env['DEEP'] === '1'
type Clock = ReturnType<typeof createClock>
type Vendor = ReturnType<typeof createVendor>

interface Call {
  callClass: CallClass
  person: string
  /** From the permit to the vendor's count, and from there to the answer. */
  thereMs: number
  backMs: number
  lost: boolean
}

interface Outcome {
  call: Call
  askedAt: number
  wentAt: number | null
  error: unknown
}

/** Sends one call through keeper and vendor, as the transport does. */
function send(call: Call, budget: BudgetKeeper, vendor: Vendor, clock: Clock): Outcome {
  const outcome: Outcome = { call, askedAt: clock.now(), wentAt: null, error: null }
  budget.acquire(call).then(
    (permit) => {
      outcome.wentAt = clock.now()
      clock.later(() => {
        const facts = vendor.answer()
        clock.later(() => permit.observe(call.lost ? null : facts), call.backMs)
      }, call.thereMs)
    },
    (error: unknown) => {
      outcome.error = error
    },
  )
  return outcome
}

const calls = fc.array(
  fc.record({
    burst: fc.oneof(fc.nat(8), fc.integer({ min: 50, max: 1_500 })),
    waitMs: fc.oneof(fc.nat(3_000), fc.nat(120_000)),
    jumpMs: fc.constantFrom(0, 0, 0, 3_600_000, -3_600_000),
    call: fc.record({
      callClass: fc.constantFrom(...CALL_CLASSES),
      person: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
      thereMs: fc.oneof(fc.nat(300), fc.nat(9_000)),
      backMs: fc.oneof(fc.nat(300), fc.nat(60_000)),
      lost: fc.boolean(),
    }),
  }),
  { minLength: 5, maxLength: 25 },
)

test('a vendor of 1,200 in any 300 s never answers 429, and every caller gets in or is told how long to wait', {
  timeout: DEEP ? 1_200_000 : 30_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(calls, async (schedule) => {
      const clock = createClock()
      const vendor = createVendor(clock.now)
      const budget = createBudget(clock)
      const outcomes: Outcome[] = []
      for (const { burst, call, waitMs, jumpMs } of schedule) {
        for (let i = 0; i < burst; i++) outcomes.push(send(call, budget, vendor, clock))
        clock.jump(jumpMs)
        await clock.pass(waitMs)
        expect(budget.state().used).toBeLessThanOrEqual(1000)
      }
      await clock.pass(960_000)
      expect(vendor.refused()).toBe(0)
      expect(vendor.most()).toBeLessThanOrEqual(1_000)
      expect(budget.state().waiting).toEqual({ interactive: 0, bulk: 0, background: 0 })
      for (const { wentAt, error } of outcomes) {
        if (wentAt === null) {
          expect(error).toMatchObject({ kind: 'rate_limited', retryAfterSeconds: expect.any(Number) })
        } else expect(error).toBeNull()
      }
      // All is over: whoever comes now goes at once.
      await clock.pass(300_000)
      const next = send({ ...emptyCall, person: 'late' }, budget, vendor, clock)
      await clock.pass(0)
      expect(next.wentAt).toBe(next.askedAt)
    }),
    { numRuns: DEEP ? 1_000 : 12, endOnFailure: true },
  )
})

const emptyCall: Call = { callClass: 'interactive', person: 'a', thereMs: 50, backMs: 50, lost: false }

test('no class takes more than its part, no person more than the share while others are active', {
  timeout: DEEP ? 600_000 : 30_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          callClass: fc.constantFrom(...CALL_CLASSES),
          person: fc.constantFrom('a', 'b', 'c'),
          count: fc.nat(60),
          waitMs: fc.nat(9_000),
        }),
        { maxLength: 30 },
      ),
      async (bursts) => {
        const clock = createClock()
        const vendor = createVendor(clock.now, { quota: 120, windowMs: 60_000 })
        const budget = createBudget({ quota: 120, ceiling: 100, windowSeconds: 60, ...clock })
        // Somebody else is there all the time.
        const beat = async (ms: number) => {
          send({ ...emptyCall, person: 'calm' }, budget, vendor, clock)
          await clock.pass(ms)
        }
        await beat(10)
        const outcomes: Outcome[] = []
        for (const { count, waitMs, ...asker } of bursts) {
          for (let i = 0; i < count; i++)
            outcomes.push(send({ ...emptyCall, ...asker }, budget, vendor, clock))
          await beat(waitMs)
        }
        await clock.pass(10_000)
        const went = outcomes.flatMap(({ wentAt, call }) => (wentAt === null ? [] : [{ at: wentAt, call }]))
        for (const { at: from } of went) {
          const inWindow = went.filter(({ at }) => at >= from && at < from + 60_000)
          const of = (matches: (call: Call) => boolean) => inWindow.filter(({ call }) => matches(call)).length
          for (const person of ['a', 'b', 'c'])
            expect(of((call) => call.person === person)).toBeLessThanOrEqual(40)
          expect(of(({ callClass }) => callClass === 'bulk')).toBeLessThanOrEqual(80)
          expect(of(({ callClass }) => callClass === 'background')).toBeLessThanOrEqual(50)
        }
        expect(vendor.refused()).toBe(0)
      },
    ),
    { numRuns: DEEP ? 2_000 : 60 },
  )
})

test('T14: one person sends 5,000 requests in a minute; four others notice nothing', async () => {
  const clock = createClock()
  const vendor = createVendor(clock.now)
  const budget = createBudget(clock)
  const greedy: Outcome[] = []
  const others: Outcome[] = []
  for (let step = 0; step < 600; step++) {
    const tens = Math.floor(((step + 1) * 5_000) / 600) - Math.floor((step * 5_000) / 600)
    for (let i = 0; i < tens; i++) {
      greedy.push(send({ ...emptyCall, person: 'greedy', thereMs: 80, backMs: 80 }, budget, vendor, clock))
    }
    if (step % 10 === 0) {
      for (const person of ['b', 'c', 'd', 'e']) {
        others.push(send({ ...emptyCall, person }, budget, vendor, clock))
      }
    }
    await clock.pass(100)
  }
  await clock.pass(12_000)
  const share = greedy.filter(({ wentAt }) => wentAt !== null).length
  const succeeded = others.filter(({ wentAt }) => wentAt !== null)
  expect(greedy).toHaveLength(5_000)
  expect(others).toHaveLength(240)
  expect(share).toBeGreaterThan(300)
  expect(share).toBeLessThanOrEqual(0.4 * 1_000)
  expect(succeeded.length / others.length).toBeGreaterThanOrEqual(0.99)
  expect(Math.max(...succeeded.map(({ askedAt, wentAt }) => (wentAt ?? 0) - askedAt))).toBeLessThanOrEqual(
    500,
  )
  expect(vendor.most()).toBeLessThanOrEqual(1_200)
  expect(vendor.refused()).toBe(0)
})

test('T14: whoever arrives after one person alone took all they could still gets in', async () => {
  const clock = createClock()
  const vendor = createVendor(clock.now)
  const budget = createBudget(clock)
  for (let i = 0; i < 5_000; i++) send({ ...emptyCall, person: 'greedy' }, budget, vendor, clock)
  await clock.pass(9_000)
  const late: Outcome[] = []
  for (let i = 0; i < 60; i++) {
    for (const person of ['b', 'c']) late.push(send({ ...emptyCall, person }, budget, vendor, clock))
    await clock.pass(1_000)
  }
  expect(late.filter(({ wentAt, askedAt }) => wentAt !== null && wentAt - askedAt < 500)).toHaveLength(
    late.length,
  )
  expect(vendor.refused()).toBe(0)
})
