import { useQuery } from '@tanstack/react-query'
import { Check, CircleAlert } from 'lucide-react'
import { CAPABILITIES, type CapabilityState, type ConnectionCheck } from '#contract/account.ts'
import { connectionQuery } from '../../api/connection.ts'
import { formatClock } from '../../lib/format.ts'
import { settings as settingsWords } from '../../lib/messages/settings.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ProblemPanel } from '../../ui/state-panel.tsx'
import { connectionFaults } from './connection-faults.ts'

const words = settingsWords

/** What the desk may do: what is wrong and what to do about it, then one row a capability. */
export function Connection() {
  const { data, error, isFetching, refetch } = useQuery(connectionQuery())
  return (
    <section aria-labelledby="connection-title">
      <div className="flex flex-wrap items-end justify-between gap-3 pb-3">
        <div className="basis-full sm:basis-auto">
          <h2 id="connection-title" className="font-medium text-lg">
            {words.connection}
          </h2>
          <p className="text-ink-soft">{words.connectionIntro}</p>
        </div>
        <div className="flex items-center gap-3">
          {data && (
            <span className="caption text-ink-soft">{words.checkedAt(formatClock(data.checkedAt))}</span>
          )}
          <Button onClick={() => void refetch()} busy={isFetching}>
            {isFetching ? words.checking : words.checkAgain}
          </Button>
        </div>
      </div>
      {error && data && (
        <p role="alert" className="mb-3 border-danger border-l-2 pl-3 text-danger">
          {words.checkFailed(describeProblem(error).sentence)}
        </p>
      )}
      {data && <Faults check={data} />}
      {error && !data ? (
        <ProblemPanel error={error} onRetry={() => void refetch()} className="mx-0 px-0 py-4" />
      ) : (
        <ul className="border-line border-t" aria-busy={isFetching}>
          {CAPABILITIES.map((capability) => (
            <li
              key={capability}
              className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-4 border-line border-b py-2.5"
            >
              <span>
                <span className="font-medium">{words.capabilities[capability].name}</span>
                <span className="block text-ink-soft text-xs">{words.capabilities[capability].use}</span>
              </span>
              {data ? <State state={data.capabilities[capability]} /> : <Skeleton className="h-4 w-20" />}
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Faults({ check }: { check: ConnectionCheck }) {
  const faults = connectionFaults(check)
  if (faults.length === 0) return null
  return (
    <div role="alert" className="mb-4 flex flex-col gap-3 border-danger border-l-2 pl-3">
      {faults.map(({ title, advice, affected }) => (
        <div key={title}>
          <p className="font-medium text-base">{title}</p>
          <p className="break-words text-ink-soft">{advice}</p>
          {affected.length > 0 && <p className="text-ink-soft">{words.affected(affected.join(', '))}</p>}
        </div>
      ))}
    </div>
  )
}

function State({ state }: { state: CapabilityState }) {
  if (state.state === 'ok') {
    return (
      <span className="flex items-center gap-1.5 text-done">
        <Check className="size-4" strokeWidth={1.5} aria-hidden />
        {words.states.ok}
      </span>
    )
  }
  return (
    <>
      <span className="flex items-center gap-1.5 text-danger">
        <CircleAlert className="size-4" strokeWidth={1.5} aria-hidden />
        {words.states[state.state]}
      </span>
      {/* The other states are explained above; this one has words of the API's own. */}
      {state.state === 'failed' && <p className="col-span-2 pt-1 text-ink-soft text-xs">{state.message}</p>}
    </>
  )
}
