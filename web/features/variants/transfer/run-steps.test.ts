import { expect, test } from 'vitest'
import type { VariantStep } from '#contract/variant-plan.ts'
import { stepKey } from '#contract/variant-plan.ts'
import { runSteps, type StepResult, waiting } from './run-steps.ts'

const step = (name: string): VariantStep => ({
  kind: 'create',
  after: {
    name,
    options: { fit: 'cover', width: 1, height: null, metadata: 'none', blur: null, browserTtlSeconds: null },
    neverRequiresSignedUrl: false,
  },
})
const steps = ['a', 'b', 'c'].map(step)

/** Runs until it ends; `faults` by the name of a step. */
async function run(
  from: readonly StepResult[],
  faults: Record<string, string> = {},
  stopsAfter = Number.POSITIVE_INFINITY,
) {
  const seen: string[] = []
  let results = from
  await runSteps(from, {
    async apply(one) {
      await Promise.resolve()
      const name = stepKey(one).slice(-1)
      seen.push(name)
      const fault = faults[name]
      if (fault !== undefined) throw new Error(fault)
    },
    endsAll: (error) => error instanceof Error && error.message === 'offline',
    isStopped: () => seen.length >= stopsAfter,
    onChange: (now) => {
      results = now
    },
  })
  return { seen: seen.join(''), results, states: results.map(({ state }) => state).join(' ') }
}

test.each([
  ['all well', {}, undefined, 'abc', 'done done done'],
  ['one refused', { b: 'refused' }, undefined, 'abc', 'done failed done'],
  ['the network goes', { b: 'offline' }, undefined, 'ab', 'done waiting waiting'],
  ['stopped', {}, 1, 'a', 'done waiting waiting'],
])('%s', async (_case, faults, stopsAfter, seen, states) => {
  expect(await run(waiting(steps), faults, stopsAfter)).toMatchObject({ seen, states })
})

test('going on does what is left, and what failed once more', async () => {
  const first = await run(waiting(steps), { a: 'refused', b: 'offline' })
  expect(first.states).toBe('failed waiting waiting')
  expect(await run(first.results)).toMatchObject({ seen: 'abc', states: 'done done done' })
  const second = await run(waiting(steps), { c: 'refused' })
  expect(await run(second.results)).toMatchObject({ seen: 'c', states: 'done done done' })
})
