import { useQuery } from '@tanstack/react-query'
import type { Budget } from '#contract/account.ts'
import { accountQueries } from '../../../api/account.ts'
import { settings as words } from '../../../lib/messages/settings.ts'
import { usage } from '../../../lib/messages/usage.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Meter } from '../../../ui/meter.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ProblemPanel } from '../../../ui/state-panel.tsx'
import { Fact, Facts } from '../facts.tsx'

interface AccountFactsProps {
  /** `undefined` while it is not known whether there is one. */
  accountHash: string | null | undefined
}

/** Which account this is, where it is reached, and how much of the API budget is left. */
export function AccountFacts({ accountHash }: AccountFactsProps) {
  const { data, error, refetch } = useQuery({ ...accountQueries.account(), refetchInterval: 5_000 })
  if (data === undefined && error !== null) {
    return <ProblemPanel error={error} onRetry={() => void refetch()} className="mx-0 px-0 py-4" />
  }
  return (
    <Facts>
      <Fact name={words.accountId} copy={data?.accountId}>
        {data ? <span className="caption break-all">{data.accountId}</span> : <Line />}
      </Fact>
      <Fact name={words.accountHash} copy={accountHash ?? undefined} hint={words.accountHashHint}>
        {accountHash === undefined ? (
          <Line />
        ) : accountHash === null ? (
          <span className="text-ink-soft">{words.noAccountHash}</span>
        ) : (
          <span className="caption break-all">{accountHash}</span>
        )}
      </Fact>
      <Fact name={words.api} copy={data?.apiBaseUrl}>
        {data ? <span className="caption break-all">{data.apiBaseUrl}</span> : <Line />}
      </Fact>
      <Fact name={words.delivery} copy={data?.deliveryOrigins[0]}>
        {data ? <span className="caption break-all">{data.deliveryOrigins.join(', ')}</span> : <Line />}
      </Fact>
      {data ? (
        <BudgetFact budget={data.budget} />
      ) : (
        <Fact name={usage.budget}>
          <Line />
        </Fact>
      )}
    </Facts>
  )
}

const Line = () => <Skeleton className="h-4 w-48" />

function BudgetFact({ budget }: { budget: Budget }) {
  const nowMs = useNow(1_000)
  const secondsLeft = (Date.parse(budget.resetsAt) - nowMs) / 1_000
  const pausedSeconds = budget.pausedUntil === null ? 0 : (Date.parse(budget.pausedUntil) - nowMs) / 1_000
  const used = secondsLeft > 0 ? budget.used : 0
  const text = usage.budgetOf(used, budget.quota)
  return (
    <Fact
      name={usage.budget}
      hint={
        pausedSeconds > 0 ? (
          <span className="text-danger">{usage.budgetPaused(pausedSeconds)}</span>
        ) : (
          usage.budgetHint(budget.ceiling, Math.round(budget.windowSeconds / 60))
        )
      }
    >
      <span className="caption">{text}</span>
      <Meter
        label={usage.budget}
        value={used}
        max={budget.quota}
        valueText={text}
        tone={pausedSeconds > 0 ? 'danger' : 'ink'}
      />
      {pausedSeconds <= 0 && (
        <span className="caption text-ink-soft">
          {secondsLeft > 0 ? usage.budgetResets(secondsLeft) : usage.budgetFresh}
        </span>
      )}
    </Fact>
  )
}
