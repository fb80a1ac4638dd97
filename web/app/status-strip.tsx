import { useQuery } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { Link } from 'react-router'
import type { Budget } from '#contract/account.ts'
import type { LibraryStatus } from '#contract/library.ts'
import { accountQueries } from '../api/account.ts'
import { libraryQueries } from '../api/library.ts'
import { UploadStatusGate } from '../features/uploads/upload-status-gate.tsx'
import { cx } from '../lib/cx.ts'
import { formatNumber, formatRelative } from '../lib/format.ts'
import { messages } from '../lib/messages/catalogue.ts'
import { paths } from '../lib/paths.ts'
import { useNow } from '../lib/use-now.ts'
import { Meter } from '../ui/meter.tsx'

/** The desk's pulse: how many images and how fresh, uploads in flight, the API budget, the connection. */
export function StatusStrip() {
  const {
    data: account,
    isError,
    isPending,
  } = useQuery({
    ...accountQueries.account(),
    refetchInterval: 15_000,
  })
  const nowMs = useNow(1_000)
  const { data: library } = useQuery(libraryQueries.status())
  return (
    <footer className="row-start-2 flex min-w-0 items-center gap-3 overflow-hidden whitespace-nowrap border-line border-t px-3.5 text-ink-soft text-xs sm:col-span-2 sm:gap-5">
      {library && <LibraryState library={library} nowMs={nowMs} />}
      <UploadStatusGate />
      <span className="ml-auto" />
      {account && (
        // A telephone has room for one of the two: what is wrong comes first.
        <span className={isError ? 'hidden sm:contents' : 'contents'}>
          <BudgetState budget={account.budget} nowMs={nowMs} />
        </span>
      )}
      {isPending && <span>{messages.frame.connecting}</span>}
      {isError ? (
        <Link
          to={paths.settings()}
          className="flex shrink-0 items-center gap-1.5 text-danger underline-offset-2 hover:underline"
        >
          <CircleAlert className="size-3.5" strokeWidth={1.5} aria-hidden />
          {messages.frame.deskUnreachable}
        </Link>
      ) : (
        account && (
          <Link
            to={paths.settings()}
            className="hidden truncate underline-offset-2 hover:underline md:inline"
          >
            {account.upstreamName}
          </Link>
        )
      )}
    </footer>
  )
}

/** How many images the desk knows, and how old that knowledge is. */
function LibraryState({ library, nowMs }: { library: LibraryStatus; nowMs: number }) {
  const words = messages.frame
  const { images, asOf, complete, syncing } = library
  const stored = words.imagesStored(images)
  return (
    <span>
      {!complete && `${words.indexed} `}
      <b className="font-medium text-ink">{stored.count}</b>{' '}
      {syncing !== null && syncing.ofAbout !== null && !complete
        ? words.ofAbout(syncing.ofAbout)
        : stored.rest}
      {asOf !== null && (
        <span className="hidden sm:inline">
          , {words.synced(formatRelative(asOf, Math.max(nowMs, Date.parse(asOf))))}
        </span>
      )}
    </span>
  )
}

function BudgetState({ budget, nowMs }: { budget: Budget; nowMs: number }) {
  const words = messages.frame
  const secondsLeft = (Date.parse(budget.resetsAt) - nowMs) / 1000
  const pausedSeconds = budget.pausedUntil === null ? 0 : (Date.parse(budget.pausedUntil) - nowMs) / 1000
  const used = secondsLeft > 0 ? budget.used : 0
  return (
    <>
      {pausedSeconds > 0 ? (
        <span role="status" className="text-danger">
          {words.budgetPaused(pausedSeconds)}
        </span>
      ) : (
        <span>
          API{' '}
          <b className="caption font-normal text-ink">
            {formatNumber(used)}
            <span className="hidden sm:inline"> {words.budgetOf(budget.quota)}</span>
          </b>
          <span className="hidden md:inline">
            , {secondsLeft > 0 ? words.budgetResets(secondsLeft) : words.budgetFresh}
          </span>
        </span>
      )}
      <Meter
        label={words.budget}
        valueText={words.budgetUsed(used, budget.quota)}
        value={used}
        max={budget.quota}
        tone={pausedSeconds > 0 ? 'danger' : 'ink'}
        className={cx('w-12 md:w-23')}
      />
    </>
  )
}
