import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { stepKey } from '#contract/variant-plan.ts'
import { variantQueries } from '../../../api/variants.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import { variantStart } from '../../../lib/messages/variant-start.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select } from '../../../ui/select.tsx'
import { TextField } from '../../../ui/text-field.tsx'
import { waiting } from '../transfer/run-steps.ts'
import { StepRow } from '../transfer/step-row.tsx'
import { usePlanRun } from '../transfer/use-plan-run.ts'
import { planSet, prefixFault, SET_PURPOSES, SETS, type SetPurpose, setMembers } from './responsive-set.ts'
import { SetSnippet } from './set-snippet.tsx'

const words = variantStart.set
const FAULTS = { characters: words.prefixFault, too_long: words.prefixTooLong }

/** One choice gives the variants of a set, made step by step, and the HTML to use them with. */
export function SetDialog({ onClose }: { onClose: () => void }) {
  const list = useQuery(variantQueries.list())
  const [purpose, setPurpose] = useState<SetPurpose>('page')
  const [prefix, setPrefix] = useState(SETS.page.prefix)
  const run = usePlanRun()

  const { variants: here, limit } = list.data ?? { variants: [], limit: 0 }
  const members = setMembers(purpose, prefix)
  const plan = planSet(here, members, limit)
  const fault = prefixFault(purpose, prefix)
  const hasBegun = run.results !== null
  const results = run.results ?? waiting(plan.steps)
  const left = results.filter(({ state }) => state !== 'done').length
  const isDone = left === 0 && fault === null && plan.taken.length === 0 && plan.noRoom === 0
  const isReady = list.data !== undefined && fault === null && plan.taken.length === 0 && plan.noRoom === 0

  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      size="lg"
      title={words.title}
      description={words.description}
      footer={
        <>
          <Button onClick={onClose}>{messages.common.close}</Button>
          {run.isRunning ? (
            <Button onClick={run.stop}>{words.stop}</Button>
          ) : (
            !isDone && (
              <Button
                intent="primary"
                disabled={!hasBegun && !isReady}
                onClick={() => (hasBegun ? run.goOn() : run.start(plan.steps))}
              >
                {hasBegun ? words.goOn : words.make(plan.steps.length)}
              </Button>
            )
          )}
        </>
      }
    >
      <div className="flex flex-col gap-4 pb-3">
        <div className="grid gap-3 sm:grid-cols-2">
          <Select
            label={words.purpose}
            value={purpose}
            disabled={run.isRunning}
            options={SET_PURPOSES.map((value) => ({ value, label: words.purposes[value] }))}
            onChange={(value) => {
              const chosen = SET_PURPOSES.find((known) => known === value)
              if (chosen === undefined) return
              run.forget()
              setPurpose(chosen)
              // What somebody typed stays.
              if (prefix === SETS[purpose].prefix) setPrefix(SETS[chosen].prefix)
            }}
          />
          <TextField
            label={words.prefix}
            mono
            value={prefix}
            disabled={run.isRunning}
            hint={words.prefixHint}
            error={fault === null ? undefined : FAULTS[fault]}
            onChange={({ currentTarget }) => {
              run.forget()
              setPrefix(currentTarget.value)
            }}
          />
        </div>
        {!hasBegun && <PlanFaults plan={plan} limit={limit} isUnread={list.isError} />}
        {fault === null && results.length > 0 && (
          <ul aria-label={words.variants}>
            {results.map(({ step }, index) => (
              <StepRow key={stepKey(step)} step={step} result={run.results?.[index] ?? null} />
            ))}
          </ul>
        )}
        <p role="status" className="text-ink-soft text-sm empty:hidden">
          {isDone && !run.isRunning && list.data !== undefined ? words.done : ''}
        </p>
        {fault === null && <SetSnippet members={members} />}
      </div>
    </Dialog>
  )
}

interface PlanFaultsProps {
  plan: ReturnType<typeof planSet>
  limit: number
  isUnread: boolean
}

function PlanFaults({ plan, limit, isUnread }: PlanFaultsProps) {
  const faults = [
    isUnread && words.unread,
    plan.taken.length > 0 && words.taken(plan.taken.join(', ')),
    !isUnread && limit > 0 && plan.noRoom > 0 && words.noRoom(plan.noRoom, limit),
  ].filter((text) => text !== false)
  return (
    <>
      {faults.map((text) => (
        <p key={text} role="alert" className="border-danger border-l-2 pl-3 text-danger text-sm">
          {text}
        </p>
      ))}
      {plan.unchanged > 0 && <p className="text-ink-soft text-sm">{words.unchanged(plan.unchanged)}</p>}
    </>
  )
}
