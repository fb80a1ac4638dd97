import { useInfiniteQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { LinkRecord, ShownImage } from '#contract/signed-links.ts'
import { signedLinkQueries } from '../../api/signed-links.ts'
import { cx } from '../../lib/cx.ts'
import { formatDate, formatDateTime, formatRelative } from '../../lib/format.ts'
import { imageName } from '../../lib/image-name.ts'
import { signedLinks } from '../../lib/messages/signed-links.ts'
import { paths } from '../../lib/paths.ts'
import { useNow } from '../../lib/use-now.ts'
import { MoreButton } from '../../ui/more-button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ProblemPanel } from '../../ui/state-panel.tsx'
import { ImageThumb } from './image-thumb.tsx'

const words = signedLinks.made

/** Which links were made here and when they die; dead ones are faint. */
export function LinkRecordList() {
  const query = useInfiniteQuery(signedLinkQueries.records())
  const nowMs = useNow(30_000)
  if (query.isPending) return <Skeleton className="m-4 h-24" />
  if (query.isError) return <ProblemPanel error={query.error} onRetry={() => void query.refetch()} />
  const records = query.data.pages.flatMap(({ links }) => links)
  const imageOf = ({ imageId }: LinkRecord) =>
    query.data.pages.map(({ images }) => images[imageId]).find((image) => image !== undefined) ?? null
  return (
    <div className="flex flex-col gap-4 px-4 py-5">
      <p className="max-w-prose text-base text-ink-soft">{words.intro}</p>
      {records.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <table aria-label={words.label} className="w-full text-left text-sm">
          <thead>
            <tr className="border-line border-b text-ink-soft">
              <th scope="col" className="py-2 pr-4 font-medium">
                {words.image}
              </th>
              {[words.variant, words.key, words.made].map((heading) => (
                <th key={heading} scope="col" className="hidden py-2 pr-4 font-medium md:table-cell">
                  {heading}
                </th>
              ))}
              <th scope="col" className="py-2 font-medium">
                {words.dies}
              </th>
            </tr>
          </thead>
          <tbody>
            {records.map((record) => (
              <RecordRow key={record.id} record={record} image={imageOf(record)} nowMs={nowMs} />
            ))}
          </tbody>
        </table>
      )}
      {query.hasNextPage && <MoreButton query={query}>{words.more}</MoreButton>}
    </div>
  )
}

interface RecordRowProps {
  record: LinkRecord
  image: ShownImage | null
  nowMs: number
}

function RecordRow({ record, image, nowMs }: RecordRowProps) {
  const { expiresAt, keyDeletedAt, imageId, variant, keyName } = record
  const isExpired = expiresAt !== null && Date.parse(expiresAt) <= nowMs
  const end = isExpired
    ? words.expired(formatRelative(expiresAt, nowMs))
    : keyDeletedAt !== null
      ? words.keyDeleted(formatRelative(keyDeletedAt, nowMs))
      : expiresAt === null
        ? words.never
        : formatRelative(expiresAt, nowMs)
  const name = image === null ? imageId : imageName(image)
  const made = formatDateTime(record.mintedAt)
  return (
    <tr className={cx('border-line border-b', (isExpired || keyDeletedAt !== null) && 'text-ink-soft')}>
      <td className="w-full max-w-0 py-2 pr-4 md:w-1/2">
        <div className="flex min-w-0 items-center gap-3">
          <ImageThumb image={image} />
          <div className="min-w-0">
            <Link
              to={paths.image(imageId)}
              title={name}
              className="caption block truncate underline underline-offset-2"
            >
              {name}
            </Link>
            {image === null && <span className="block text-ink-soft text-xs">{words.notThere}</span>}
            <span className="block text-ink-soft text-xs md:hidden">
              {words.facts(variant, keyName, formatDate(record.mintedAt))}
            </span>
          </div>
        </div>
      </td>
      <td className="hidden py-2 pr-4 md:table-cell">{variant}</td>
      <td className="hidden py-2 pr-4 md:table-cell">{keyName}</td>
      <td className="hidden whitespace-nowrap py-2 pr-4 md:table-cell">{made}</td>
      <td className="min-w-32 py-2">
        {end}
        {expiresAt !== null && !isExpired && keyDeletedAt === null && (
          <span className="block text-ink-soft text-xs">{formatDateTime(expiresAt)}</span>
        )}
      </td>
    </tr>
  )
}
