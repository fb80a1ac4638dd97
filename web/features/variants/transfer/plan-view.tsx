import { useState } from 'react'
import type { EntryFault, FileSwitches, VariantFile } from '#contract/variant-file.ts'
import { planVariants, stepKey, type VariantPlan } from '#contract/variant-plan.ts'
import type { VariantList } from '#contract/variants.ts'
import { variantVersions } from '../../../lib/messages/variant-versions.ts'
import { Button } from '../../../ui/button.tsx'
import { Checkbox } from '../../../ui/checkbox.tsx'
import { ProgressBar } from '../../../ui/progress-bar.tsx'
import { PlanNotes } from './plan-notes.tsx'
import { StepRow } from './step-row.tsx'
import type { usePlanRun } from './use-plan-run.ts'

const words = variantVersions.file

interface PlanViewProps {
  file: VariantFile
  faults: readonly EntryFault[]
  list: VariantList
  switches: FileSwitches
  run: ReturnType<typeof usePlanRun>
}

/** What it would take to make the account what the file says; nothing is done before it is asked for here. */
export function PlanView({ file, faults, list, switches, run }: PlanViewProps) {
  const [deletesOthers, setDeletesOthers] = useState(false)
  const [isSure, setIsSure] = useState(false)
  const here = { variants: list.variants, switches }
  const plan = planVariants(here, file, { deletesOthers, limit: list.limit })
  const others = planVariants(here, file, { deletesOthers: true, limit: list.limit })
  const deletable = countOf(others, 'delete')
  const { results } = run
  const steps = results?.map(({ step }) => step) ?? plan.steps
  const touched = steps.flatMap((step) =>
    step.kind === 'change' || step.kind === 'delete' ? [step.before.name] : [],
  )
  const served = touched.filter((name) => (list.aliveLinks[name] ?? 0) > 0)

  return (
    <section aria-label={words.plan} className="flex flex-col gap-3">
      {results === null && (
        <>
          <p className="font-medium text-sm">
            {steps.length === 0
              ? words.nothing
              : words.summary({
                  create: countOf(plan, 'create'),
                  change: countOf(plan, 'change'),
                  delete: countOf(plan, 'delete'),
                  unchanged: plan.unchanged.length,
                  hasSwitches: countOf(plan, 'switches') > 0,
                })}
          </p>
          {deletable > 0 && (
            <Checkbox
              label={words.deletesOthers}
              hint={words.deletesOthersHint(deletable)}
              checked={deletesOthers}
              onChange={setDeletesOthers}
            />
          )}
          <PlanNotes plan={plan} faults={faults} limit={list.limit} />
        </>
      )}
      {steps.length > 0 && (
        <ol className="border-line border-t">
          {steps.map((step, index) => (
            <StepRow key={stepKey(step)} step={step} result={results?.[index] ?? null} />
          ))}
        </ol>
      )}
      {results === null ? (
        steps.length > 0 && (
          <div className="flex flex-col items-start gap-3">
            {touched.length > 0 && <p className="text-ink-soft text-xs">{words.purges(touched.length)}</p>}
            {served.length > 0 && (
              <Checkbox label={words.served(served)} checked={isSure} onChange={setIsSure} />
            )}
            <Button
              intent={plan.steps.some(({ kind }) => kind === 'delete') ? 'danger' : 'primary'}
              disabled={served.length > 0 && !isSure}
              onClick={() => run.start(plan.steps)}
            >
              {words.apply(steps.length)}
            </Button>
          </div>
        )
      ) : (
        <Outcome run={run} />
      )}
    </section>
  )
}

function Outcome({ run: { results, isRunning, goOn, stop, forget } }: Pick<PlanViewProps, 'run'>) {
  const count = (state: string) => results?.filter((result) => result.state === state).length ?? 0
  const [done, failed, all] = [count('done'), count('failed'), results?.length ?? 0]
  const left = all - done - failed
  return (
    <div className="sticky bottom-0 flex flex-col items-start gap-2 bg-surface py-2">
      <p role="status" className="text-sm">
        {isRunning
          ? words.progress(done + failed, all)
          : left > 0
            ? words.halted(left)
            : words.finished(done, failed)}
      </p>
      <ProgressBar label={words.plan} share={all === 0 ? 1 : (done + failed) / all} className="w-full" />
      <div className="flex flex-wrap gap-2">
        {isRunning ? (
          <Button onClick={stop}>{words.stop}</Button>
        ) : (
          <>
            <Button onClick={forget}>{words.again}</Button>
            {done < all && (
              <Button intent="primary" onClick={goOn}>
                {words.goOn(all - done)}
              </Button>
            )}
          </>
        )}
      </div>
    </div>
  )
}

function countOf({ steps }: VariantPlan, kind: VariantPlan['steps'][number]['kind']): number {
  return steps.filter((step) => step.kind === kind).length
}
