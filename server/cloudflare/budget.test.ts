import fc from 'fast-check'
import { expect, test } from 'vitest'
import { CALL_CLASSES } from '#contract/account.ts'
import { createBudget } from './budget.ts'

const SILENT = { status: 200, rateLimit: null, policy: null, retryAfter: null }

/** Time that moves only when told; timers fire on the way. */
function createClock() {
  let time = 1_000_000
  const timers = new Set<{ at: number; callback: () => void }>()
  return {
    now: () => time,
    later(callback: () => void, ms: number) {
      const timer = { at: time + ms, callback }
      timers.add(timer)
      return () => void timers.delete(timer)
    },
    async pass(ms: number) {
      const end = time + ms
      for (;;) {
        const next = [...timers].filter((timer) => timer.at <= end).sort((a, b) => a.at - b.at)[0]
        if (next === undefined) break
        timers.delete(next)
        time = Math.max(time, next.at)
        next.callback()
        await Promise.resolve()
      }
      time = end
      await Promise.resolve()
    },
  }
}

test('in any window no more than the ceiling goes out, whatever is asked', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(
        fc.record({
          callClass: fc.constantFrom(...CALL_CLASSES),
          waitMs: fc.nat(4_000),
          person: fc.constantFrom('a', 'b'),
        }),
        {
          maxLength: 120,
        },
      ),
      async (calls) => {
        const clock = createClock()
        const budget = createBudget({ quota: 12, ceiling: 10, windowSeconds: 10, ...clock })
        const sent: number[] = []
        for (const { callClass, waitMs, person } of calls) {
          budget.acquire({ callClass, person }).then(
            () => sent.push(clock.now()),
            () => {},
          )
          await clock.pass(waitMs)
        }
        for (const from of sent) {
          expect(sent.filter((at) => at >= from && at < from + 10_000).length).toBeLessThanOrEqual(10)
        }
      },
    ),
    { numRuns: process.env['DEEP'] ? 5_000 : 150 },
  )
})

test('a 429 pauses everybody until retry-after, then calls flow again', async () => {
  const clock = createClock()
  const budget = createBudget({ ...clock })
  const permit = await budget.acquire({ callClass: 'interactive', person: 'a' })
  permit.observe({ ...SILENT, status: 429, retryAfter: '7' })
  let went = false
  void budget.acquire({ callClass: 'bulk', person: 'b' }).then(() => {
    went = true
  })
  await clock.pass(6_900)
  expect(went).toBe(false)
  expect(budget.state().pausedUntil).not.toBeNull()
  await clock.pass(200)
  expect(went).toBe(true)
})

test('an interactive call that would wait too long fails with the time to wait', async () => {
  const clock = createClock()
  const budget = createBudget({ quota: 12, ceiling: 1, windowSeconds: 60, ...clock })
  await budget.acquire({ callClass: 'interactive', person: 'a' })
  const waiting = budget.acquire({ callClass: 'interactive', person: 'a' })
  const outcome = waiting.catch((error: unknown) => error)
  await clock.pass(10_000)
  expect(await outcome).toMatchObject({ kind: 'rate_limited', retryAfterSeconds: 50 })
})

test('one person gets at most two fifths while another is active', async () => {
  const clock = createClock()
  const budget = createBudget({ quota: 120, ceiling: 100, windowSeconds: 300, ...clock })
  await budget.acquire({ callClass: 'interactive', person: 'calm' })
  let greedy = 0
  for (let i = 0; i < 90; i++) {
    budget.acquire({ callClass: 'interactive', person: 'greedy' }).then(
      () => greedy++,
      () => {},
    )
  }
  await clock.pass(1)
  expect(greedy).toBe(40)
})

test('an abort frees the place in the queue', async () => {
  const clock = createClock()
  const budget = createBudget({ quota: 12, ceiling: 1, windowSeconds: 60, ...clock })
  await budget.acquire({ callClass: 'interactive', person: 'a' })
  const controller = new AbortController()
  const waiting = budget.acquire({ callClass: 'bulk', person: 'a', signal: controller.signal })
  expect(budget.state().waiting.bulk).toBe(1)
  controller.abort(new Error('gone'))
  await expect(waiting).rejects.toThrow('gone')
  expect(budget.state().waiting.bulk).toBe(0)
})

test("what the vendor's headers say of others counts", async () => {
  const clock = createClock()
  const budget = createBudget({ ...clock })
  const permit = await budget.acquire({ callClass: 'interactive', person: 'a' })
  permit.observe({ ...SILENT, rateLimit: '"default";r=150;t=30', policy: '"default";q=1200;w=300' })
  expect(budget.state().used).toBe(1050)
})
