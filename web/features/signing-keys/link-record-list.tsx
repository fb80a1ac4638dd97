import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { LinkRecord } from '#contract/signed-links.ts'
import { signedLinkQueries } from '../../api/signed-links.ts'
import { cx } from '../../lib/cx.ts'
import { formatDateTime, formatRelative } from '../../lib/format.ts'
import { signedLinks } from '../../lib/messages/signed-links.ts'
import { paths } from '../../lib/paths.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ProblemPanel } from '../../ui/state-panel.tsx'

const words = signedLinks.made
const HEADINGS = [words.image, words.variant, words.key, words.made, words.dies]

/** Which links were made here and when they die; dead ones are faint. */
export function LinkRecordList() {
  const query = useInfiniteQuery(signedLinkQueries.records())
  const nowMs = useNow(30_000)
  if (query.isPending) return <Skeleton className="m-4 h-24" />
  if (query.isError) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
  const records = query.data.pages.flatMap(({ links }) => links)
  return (
    <div className="flex flex-col gap-4 px-4 py-5">
      <p className="max-w-prose text-base text-ink-soft">{words.intro}</p>
      {records.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls sideways must be reachable with the keyboard
        <section aria-label={words.label} tabIndex={0} className="overflow-x-auto">
          <table className="w-full min-w-2xl text-left text-sm">
            <thead>
              <tr className="border-line border-b text-ink-soft">
                {HEADINGS.map((heading) => (
                  <th key={heading} scope="col" className="py-2 pr-4 font-medium">
                    {heading}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {records.map((record) => (
                <RecordRow key={record.id} record={record} nowMs={nowMs} />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {query.hasNextPage && (
        <Button
          onClick={() => void query.fetchNextPage()}
          busy={query.isFetchingNextPage}
          className="self-start"
        >
          {words.more}
        </Button>
      )}
    </div>
  )
}

function RecordRow({ record, nowMs }: { record: LinkRecord; nowMs: number }) {
  const { expiresAt, keyDeletedAt, imageId } = record
  const isExpired = expiresAt !== null && Date.parse(expiresAt) <= nowMs
  const end = isExpired
    ? words.expired(formatRelative(expiresAt, nowMs))
    : keyDeletedAt !== null
      ? words.keyDeleted(formatRelative(keyDeletedAt, nowMs))
      : expiresAt === null
        ? words.never
        : formatRelative(expiresAt, nowMs)
  return (
    <tr className={cx('border-line border-b', (isExpired || keyDeletedAt !== null) && 'text-ink-soft')}>
      <td className="caption max-w-xs truncate py-2 pr-4">
        <Link to={paths.image(imageId)} className="underline underline-offset-2">
          {imageId}
        </Link>
      </td>
      <td className="py-2 pr-4">{record.variant}</td>
      <td className="py-2 pr-4">{record.keyName}</td>
      <td className="py-2 pr-4 whitespace-nowrap">{formatDateTime(record.mintedAt)}</td>
      <td className="py-2 pr-4" title={expiresAt === null ? undefined : formatDateTime(expiresAt)}>
        {end}
      </td>
    </tr>
  )
}
