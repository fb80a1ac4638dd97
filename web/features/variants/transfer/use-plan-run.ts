import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { VariantStep } from '#contract/variant-plan.ts'
import { variantsChanged } from '../../../api/variants.ts'
import { applyStep, endsAll } from './apply-step.ts'
import { runSteps, type StepResult, waiting } from './run-steps.ts'

interface PlanRun {
  /** `null` before it began. */
  results: readonly StepResult[] | null
  isRunning: boolean
  start: (steps: readonly VariantStep[]) => void
  /** Does what is left, and what failed once more. */
  goOn: () => void
  /** After the step that is under way. */
  stop: () => void
  forget: () => void
}

/** Carries a plan out. It ends with the component, after the step that is under way. */
export function usePlanRun(): PlanRun {
  const client = useQueryClient()
  const [results, setResults] = useState<readonly StepResult[] | null>(null)
  const [isRunning, setIsRunning] = useState(false)
  const isStopped = useRef(false)
  useEffect(() => {
    isStopped.current = false
    return () => {
      isStopped.current = true
    }
  }, [])

  async function run(from: readonly StepResult[]) {
    isStopped.current = false
    setResults(from)
    setIsRunning(true)
    await runSteps(from, {
      apply: (step) => applyStep(client, step),
      endsAll,
      isStopped: () => isStopped.current,
      onChange: setResults,
    })
    setIsRunning(false)
    variantsChanged(client)
  }

  return {
    results,
    isRunning,
    start: (steps) => void run(waiting(steps)),
    goOn: () => {
      if (results !== null) void run(results)
    },
    stop: () => {
      isStopped.current = true
    },
    forget: () => setResults(null),
  }
}
