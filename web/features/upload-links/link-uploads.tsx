import { useQuery } from '@tanstack/react-query'
import { Link } from 'react-router'
import type { LinkUpload, UploadLink } from '#contract/upload-links.ts'
import { uploadLinkQueries } from '../../api/upload-links.ts'
import { cx } from '../../lib/cx.ts'
import { formatBytes, formatDateTime } from '../../lib/format.ts'
import { uploadLinks as words } from '../../lib/messages/upload-links.ts'
import { paths } from '../../lib/paths.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { MiddleCut } from '../../ui/middle-cut.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

/** What came, and what was given an address and did not come, newest first. */
export function LinkUploads({ link }: { link: UploadLink }) {
  const { data: uploads, error } = useQuery(uploadLinkQueries.uploads(link.id))
  if (error !== null && uploads === undefined) {
    return (
      <p role="alert" className="pt-3 text-danger text-sm">
        {describeProblem(error).sentence}
      </p>
    )
  }
  if (uploads === undefined) return <Skeleton className="mt-3 h-8" />
  if (uploads.length === 0) return <p className="pt-3 text-ink-soft text-sm">{words.noFiles}</p>
  return (
    <ul aria-label={words.filesOf(link.label)} className="mt-3 border-line border-t">
      {uploads.map((upload) => (
        <li
          key={`${upload.createdAt} ${upload.imageId} ${upload.name}`}
          className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-4 gap-y-0.5 border-line border-b py-1.5 sm:grid-cols-[minmax(0,1fr)_5rem_12rem_10rem] sm:items-baseline"
        >
          <FileName upload={upload} />
          <span className="caption text-right text-ink-soft">{formatBytes(upload.sizeBytes)}</span>
          <span className={cx('text-sm', upload.state === 'refused' ? 'text-danger' : 'text-ink-soft')}>
            {stateText(upload)}
          </span>
          <span className="caption text-right text-ink-soft">
            {formatDateTime(upload.arrivedAt ?? upload.createdAt)}
          </span>
        </li>
      ))}
    </ul>
  )
}

function FileName({ upload: { imageId, state, name } }: { upload: LinkUpload }) {
  const text = <MiddleCut text={name} className="caption" />
  return state === 'arrived' && imageId !== null ? (
    <Link to={paths.image(imageId)} className="min-w-0 underline-offset-2 hover:underline">
      {text}
    </Link>
  ) : (
    text
  )
}

function stateText({ state, reason }: LinkUpload): string {
  return state === 'refused' ? words.upload.refused[reason ?? 'no_room'] : words.upload[state]
}
