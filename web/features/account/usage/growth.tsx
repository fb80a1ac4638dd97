import { useQuery } from '@tanstack/react-query'
import type { Stats } from '#contract/account.ts'
import type { LibraryGrowth } from '#contract/library.ts'
import { accountQueries } from '../../../api/account.ts'
import { formatRelative } from '../../../lib/format.ts'
import { usage as words } from '../../../lib/messages/usage.ts'
import { useNow } from '../../../lib/use-now.ts'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ProblemPanel } from '../../../ui/state-panel.tsx'
import { forecastStorage } from './forecast.ts'
import { ForecastPanel } from './forecast-panel.tsx'
import { GrowthChart } from './growth-chart.tsx'
import { lastMonths } from './growth-scale.ts'
import { GrowthTable } from './growth-table.tsx'

/** While the index fills, and once it has everything. */
const WATCH_MS = 5_000
const REST_MS = 30_000

/** @param stats what the account counts; `null` while nobody says */
export function Growth({ stats }: { stats: Stats | null }) {
  const { data, error, refetch } = useQuery({
    ...accountQueries.growth(),
    refetchInterval: ({ state }) => (state.data?.complete === false ? WATCH_MS : REST_MS),
  })
  const nowMs = useNow(60_000)
  const month = new Date(nowMs).toISOString().slice(0, 7)
  if (data === undefined && error !== null) {
    return <ProblemPanel error={error} onRetry={() => void refetch()} className="mx-0 px-0 py-4" />
  }
  if (data === undefined) return <GrowthSkeleton />
  const forecast = forecastStorage({
    months: data.months,
    isComplete: data.complete,
    month,
    stored: stats === null ? null : { images: stats.storedImages, allowed: stats.allowedImages },
  })
  return (
    <div className="grid gap-x-12 gap-y-8 min-[112.5rem]:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
      <Drawn growth={data} month={month} nowMs={nowMs} />
      <ForecastPanel forecast={forecast} month={month} />
    </div>
  )
}

function Drawn({ growth, month, nowMs }: { growth: LibraryGrowth; month: string; nowMs: number }) {
  const { recent, earlier } = lastMonths(growth.months)
  return (
    <section aria-labelledby="growth-title" className="min-w-0">
      <h3 id="growth-title" className="pb-1 font-medium text-base">
        {words.growth}
      </h3>
      {recent.length > 0 && (
        <p className="max-w-prose pb-1 text-ink-soft">{words.growthIntro(growth.images, growth.drafts)}</p>
      )}
      {!growth.complete && (
        <p role="status" className="mb-2 border-ink border-l-2 pl-3">
          {growth.images > 0
            ? words.growthPartly(growth.syncing?.count ?? growth.images, growth.syncing?.ofAbout ?? null)
            : words.growthBegins}
        </p>
      )}
      {recent.length === 0 ? (
        growth.complete && <p className="text-ink-soft">{words.growthEmpty}</p>
      ) : (
        <>
          <div className="pt-4">
            <GrowthChart months={recent} running={month} />
          </div>
          <p className="flex flex-wrap gap-x-4 pt-2 text-ink-soft text-xs">
            {growth.asOf !== null && <span>{words.growthAsOf(formatRelative(growth.asOf, nowMs))}</span>}
            {earlier > 0 && <span>{words.earlier(earlier)}</span>}
          </p>
          <GrowthTable months={recent} earlier={earlier} running={month} />
        </>
      )}
    </section>
  )
}

/** As tall as what comes, so that nothing below moves. */
function GrowthSkeleton() {
  return (
    <div aria-busy className="flex flex-col gap-3">
      <Skeleton className="h-5 w-48" />
      <Skeleton className="h-56 w-full" />
    </div>
  )
}
