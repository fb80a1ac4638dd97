import type { VariantStep } from '#contract/variant-plan.ts'

export interface StepResult {
  step: VariantStep
  state: 'waiting' | 'running' | 'done' | 'failed'
  /** Why it failed. */
  error: unknown
}

interface RunOptions {
  /** Does one step. */
  apply: (step: VariantStep) => Promise<void>
  /** True for what would meet every other step as well: the rest waits. */
  endsAll: (error: unknown) => boolean
  isStopped: () => boolean
  onChange: (results: readonly StepResult[]) => void
}

export const waiting = (steps: readonly VariantStep[]): StepResult[] =>
  steps.map((step) => ({ step, state: 'waiting', error: null }))

/**
 * Does what of `results` is not done, one step after the other, in order. A step that fails stays failed and the next
 * one follows, unless its failure is one for all: then it waits again, and so does the rest.
 */
export async function runSteps(results: readonly StepResult[], options: RunOptions): Promise<void> {
  const { apply, endsAll, isStopped, onChange } = options
  let now = results
  const set = (index: number, change: Partial<StepResult>) => {
    now = now.map((result, i) => (i === index ? { ...result, ...change } : result))
    onChange(now)
  }
  for (const [index, { step, state }] of results.entries()) {
    if (state === 'done') continue
    if (isStopped()) return
    set(index, { state: 'running', error: null })
    try {
      await apply(step)
      set(index, { state: 'done' })
    } catch (error) {
      const isForAll = endsAll(error)
      set(index, { state: isForAll ? 'waiting' : 'failed', error })
      if (isForAll) return
    }
  }
}
