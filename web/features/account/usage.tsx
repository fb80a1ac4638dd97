import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { accountQueries } from '../../api/account.ts'
import { formatClock, formatDate } from '../../lib/format.ts'
import { settings as settingsWords } from '../../lib/messages/settings.ts'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Meter } from '../../ui/meter.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ProblemPanel } from '../../ui/state-panel.tsx'
import { storageCostDollars } from './storage-cost.ts'

const words = settingsWords

/** Facts of the account, what is stored and what it costs, and the API budget. */
export function Usage() {
  const { data, error, refetch } = useQuery({ ...accountQueries.account(), refetchInterval: 5_000 })
  if (!data && error)
    return <ProblemPanel error={error} onRetry={() => void refetch()} className="mx-0 px-0 py-4" />
  if (!data) return <UsageSkeleton />
  const { stats, budget } = data
  return (
    <>
      <Facts title={words.facts}>
        <Fact name={words.accountId} copy={data.accountId}>
          <span className="caption break-all">{data.accountId}</span>
        </Fact>
        <Fact name={words.api} copy={data.apiBaseUrl}>
          <span className="caption break-all">{data.apiBaseUrl}</span>
        </Fact>
        <Fact name={words.delivery}>
          <span className="caption break-all">
            {data.deliveryOrigins.length === 0 ? words.noDelivery : data.deliveryOrigins.join(', ')}
          </span>
        </Fact>
      </Facts>
      <Facts title={words.usage}>
        <Fact name={words.stored}>
          {stats === null ? (
            words.statsUnknown
          ) : (
            <>
              <span className="caption">{words.storedOf(stats.storedImages, stats.allowedImages)}</span>
              <Meter
                label={words.stored}
                value={stats.storedImages}
                max={stats.allowedImages}
                valueText={words.storedOf(stats.storedImages, stats.allowedImages)}
              />
            </>
          )}
        </Fact>
        {stats !== null && (
          <Fact name={words.storageCost} hint={words.storageCostHint}>
            <span className="caption">{words.storageCostOf(storageCostDollars(stats.allowedImages))}</span>
          </Fact>
        )}
        <Fact
          name={words.deliveriesSaved}
          hint={words.deliveriesSavedHint(formatDate(data.deliveriesSaved.since))}
        >
          <span className="caption">{words.deliveriesSavedOf(data.deliveriesSaved.count)}</span>
        </Fact>
        <Fact
          name={words.budget}
          hint={
            budget.pausedUntil === null
              ? words.budgetHint(budget.ceiling, Math.round(budget.windowSeconds / 60))
              : words.paused(formatClock(budget.pausedUntil))
          }
        >
          <span className="caption">{words.budgetOf(budget.used, budget.quota)}</span>
          <Meter
            label={words.budget}
            value={budget.used}
            max={budget.quota}
            valueText={words.budgetOf(budget.used, budget.quota)}
          />
        </Fact>
      </Facts>
    </>
  )
}

/** As tall as what comes, so that nothing below moves. */
function UsageSkeleton() {
  return [words.facts, words.usage].map((title) => (
    <Facts key={title} title={title}>
      {['a', 'b', 'c'].map((row) => (
        <div key={row} className="grid h-12 items-center border-line border-b">
          <Skeleton className="h-4 w-64 max-w-full" />
        </div>
      ))}
    </Facts>
  ))
}

function Facts({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="pb-2 font-medium text-lg">{title}</h2>
      <dl className="border-line border-t">{children}</dl>
    </section>
  )
}

function Fact({
  name,
  hint,
  copy,
  children,
}: {
  name: string
  hint?: string
  copy?: string
  children: ReactNode
}) {
  return (
    <div className="grid min-h-11 items-center gap-x-4 gap-y-1 border-line border-b py-2 sm:grid-cols-[10rem_minmax(0,1fr)]">
      <dt className="font-medium">{name}</dt>
      <dd className="min-w-0">
        <span className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1">
          {children}
          {copy !== undefined && <CopyButton text={copy} label={words.copy(name)} />}
        </span>
        {hint !== undefined && <span className="block pt-0.5 text-ink-soft text-xs">{hint}</span>}
      </dd>
    </div>
  )
}
