import { useQuery } from '@tanstack/react-query'
import type { ConnectionCheck } from '#contract/account.ts'
import { connectionQuery } from '../../../api/connection.ts'
import { formatClock } from '../../../lib/format.ts'
import { settings as words } from '../../../lib/messages/settings.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { Button } from '../../../ui/button.tsx'
import { ProblemPanel } from '../../../ui/state-panel.tsx'
import { Section } from '../section.tsx'
import { AccountFacts } from './account-facts.tsx'
import { CapabilityList } from './capability-list.tsx'
import { connectionFaults } from './connection-faults.ts'

/** What the desk may do: what is wrong and what to do about it, then one row a capability; the account beside it. */
export function Connection() {
  const { data, error, isFetching, refetch } = useQuery(connectionQuery())
  return (
    <Section
      id="connection"
      title={words.connection}
      intro={words.connectionIntro}
      aside={
        <div className="flex flex-wrap items-center gap-3">
          <Button onClick={() => void refetch()} busy={isFetching}>
            {isFetching ? words.checking : words.checkAgain}
          </Button>
          {data && (
            <span className="caption text-ink-soft">{words.checkedAt(formatClock(data.checkedAt))}</span>
          )}
        </div>
      }
    >
      {error && data && (
        <p role="alert" className="mb-3 border-danger border-l-2 pl-3 text-danger">
          {words.checkFailed(describeProblem(error).sentence)}
        </p>
      )}
      {data && <Faults check={data} />}
      <div className="grid items-start gap-x-12 gap-y-8 lg:grid-cols-2">
        {error && !data ? (
          <ProblemPanel error={error} onRetry={() => void refetch()} className="mx-0 px-0 py-4" />
        ) : (
          <CapabilityList check={data} isFetching={isFetching} />
        )}
        <AccountFacts accountHash={data?.accountHash} />
      </div>
    </Section>
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
