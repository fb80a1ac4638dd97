import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { Account } from '#contract/account.ts'
import { accountQueries } from '../../../api/account.ts'
import { formatDate, formatNumber } from '../../../lib/format.ts'
import { usage as words } from '../../../lib/messages/usage.ts'
import { Meter } from '../../../ui/meter.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ProblemPanel } from '../../../ui/state-panel.tsx'
import { Section } from '../section.tsx'
import { deliveriesCostDollars, storageCostDollars } from './costs.ts'
import { Growth } from './growth.tsx'
import { formatDollars } from './months.ts'

const REFRESH_MS = 5_000

/** What is stored, what that costs and saves, how it grew and where that leads. */
export function Usage() {
  const { data, error, refetch } = useQuery({ ...accountQueries.account(), refetchInterval: REFRESH_MS })
  return (
    <Section id="usage" title={words.title} intro={words.intro}>
      <div className="flex flex-col gap-8">
        {error !== null && data !== undefined && (
          <p role="alert" className="border-danger border-l-2 pl-3 text-danger">
            {words.noDesk}
          </p>
        )}
        {data === undefined && error !== null ? (
          <ProblemPanel error={error} onRetry={() => void refetch()} className="mx-0 px-0 py-4" />
        ) : (
          <dl className="grid gap-x-12 gap-y-6 md:grid-cols-3">
            <Figures account={data} />
          </dl>
        )}
        <Growth stats={data?.stats ?? null} />
      </div>
    </Section>
  )
}

function Figures({ account }: { account: Account | undefined }) {
  if (account === undefined) {
    return [words.stored, words.storageCost, words.deliveriesSaved].map((name) => (
      <Figure key={name} name={name} hint={<Skeleton className="h-4 w-40" />}>
        <Skeleton className="h-7 w-28" />
      </Figure>
    ))
  }
  const { stats, deliveriesSaved } = account
  return (
    <>
      {stats === null ? (
        <Figure name={words.stored} hint={words.statsUnknown}>
          {words.unknown}
        </Figure>
      ) : (
        <Figure
          name={words.stored}
          beside={words.ofAllowed(stats.allowedImages)}
          hint={words.left(stats.storedImages, stats.allowedImages)}
          meter={
            <Meter
              label={words.stored}
              value={stats.storedImages}
              max={stats.allowedImages}
              valueText={words.storedOf(stats.storedImages, stats.allowedImages)}
              tone={stats.storedImages >= stats.allowedImages ? 'danger' : 'ink'}
              className="w-full"
            />
          }
        >
          {formatNumber(stats.storedImages)}
        </Figure>
      )}
      {stats === null ? (
        <Figure name={words.storageCost} hint={words.statsUnknown}>
          {words.unknown}
        </Figure>
      ) : (
        <Figure name={words.storageCost} hint={words.storageCostHint(stats.allowedImages)}>
          {words.aMonth(formatDollars(storageCostDollars(stats.allowedImages)))}
        </Figure>
      )}
      <Figure
        name={words.deliveriesSaved}
        beside={words.deliveriesSavedWorth(formatDollars(deliveriesCostDollars(deliveriesSaved.count)))}
        hint={words.deliveriesSavedHint(formatDate(deliveriesSaved.since))}
      >
        {formatNumber(deliveriesSaved.count)}
      </Figure>
    </>
  )
}

interface FigureProps {
  name: string
  children: ReactNode
  /** Small, after the figure. */
  beside?: string
  meter?: ReactNode
  hint: ReactNode
}

/** A large number under its name. */
function Figure({ name, children, beside, meter, hint }: FigureProps) {
  return (
    <div className="flex min-w-0 flex-col gap-1.5 border-line border-t pt-3">
      <dt className="text-ink-soft">{name}</dt>
      <dd className="flex min-w-0 flex-col gap-2">
        <span className="flex flex-wrap items-baseline gap-x-2 text-2xl">
          {children}
          {beside !== undefined && <span className="text-base text-ink-soft">{beside}</span>}
        </span>
        {meter}
        <span className="text-ink-soft text-xs">{hint}</span>
      </dd>
    </div>
  )
}
