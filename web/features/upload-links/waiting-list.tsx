import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Inbox as InboxIcon, RefreshCw } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { Link } from 'react-router'
import { INBOX_QUERY } from '#contract/guest.ts'
import type { LibraryImage } from '#contract/library.ts'
import { acceptImages, dropFromInbox, inboxQueries } from '../../api/upload-links.ts'
import { imageName } from '../../lib/image-name.ts'
import { uploadLinks as words } from '../../lib/messages/upload-links.ts'
import { paths } from '../../lib/paths.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { Button } from '../../ui/button.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'
import { ProblemPanel, StatePanel } from '../../ui/state-panel.tsx'
import { notifySuccess } from '../../ui/toast.tsx'
import { AcceptAllDialog } from './accept-all-dialog.tsx'
import { groupByMark } from './group-by-mark.ts'
import { InboxTile } from './inbox-tile.tsx'
import { useTileArrows } from './use-tile-arrows.ts'

export interface WaitingListProps {
  /** The thumbnail of an image: drawing pictures is the images' own affair. */
  renderPicture: (image: LibraryImage) => ReactNode
  /** The dialog that deletes for good. */
  renderDelete: (
    images: readonly LibraryImage[],
    onClose: () => void,
    onDeleted: (ids: ReadonlySet<string>) => void,
  ) => ReactNode
}

/** What outsiders sent and nobody has accepted, by link. */
export function WaitingList({ renderPicture, renderDelete }: WaitingListProps) {
  const client = useQueryClient()
  const { data, error, refetch } = useQuery(inboxQueries.waiting())
  const [busy, setBusy] = useState<ReadonlySet<string>>(new Set())
  const [failure, setFailure] = useState<string | null>(null)
  const [deleting, setDeleting] = useState<readonly LibraryImage[]>([])
  const [acceptingAll, setAcceptingAll] = useState<string | null>(null)
  const { area, onKeyDown, keepFocus } = useTileArrows()

  if (data === undefined) {
    return error === null ? (
      <Skeleton className="m-4 h-40" />
    ) : (
      <ProblemPanel error={error} onRetry={() => void refetch()} />
    )
  }

  function gone(ids: ReadonlySet<string>) {
    keepFocus()
    dropFromInbox(client, ids)
  }

  async function accept(image: LibraryImage) {
    if (busy.has(image.id)) return
    setBusy((before) => new Set([...before, image.id]))
    setFailure(null)
    try {
      const { failed } = await acceptImages([image.id])
      const [first] = failed
      if (first === undefined) {
        gone(new Set([image.id]))
        notifySuccess(words.accepted(1))
      } else setFailure(`${imageName(image)}: ${first.message}`)
    } catch (problem) {
      setFailure(`${imageName(image)}: ${describeProblem(problem).sentence}`)
    } finally {
      setBusy((before) => new Set([...before].filter((id) => id !== image.id)))
    }
  }

  const { items, total, complete } = data
  const more = Math.max(0, (total ?? 0) - items.length)
  if (items.length === 0) {
    return complete ? (
      <StatePanel icon={InboxIcon} title={words.emptyTitle} body={words.emptyBody} />
    ) : (
      <StatePanel icon={RefreshCw} title={words.fillingTitle} body={words.fillingBody} />
    )
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the arrow keys walk over the links inside
    <div ref={area} onKeyDown={onKeyDown} className="flex flex-col gap-8 px-4 py-5">
      <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 text-ink-soft text-sm">
        <p className="hidden pointer-fine:block">{words.keys}</p>
        <Link
          to={paths.images(new URLSearchParams({ q: INBOX_QUERY }).toString())}
          className="text-ink underline underline-offset-2"
        >
          {words.openSearch}
        </Link>
      </div>
      {failure !== null && (
        <p role="alert" className="border-danger border-l-2 pl-3 text-danger text-base">
          {failure}
        </p>
      )}
      {groupByMark(items).map(({ label, images }) => (
        <section key={label ?? ''} className="flex flex-col gap-3">
          <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 border-line border-b pb-2">
            <h2 className="min-w-0 break-words font-medium text-lg">
              {label === null ? words.noLabel : words.groupOf(label)}
            </h2>
            {label !== null && (
              <Button aria-label={words.acceptAllOf(label)} onClick={() => setAcceptingAll(label)}>
                {words.acceptAll}
              </Button>
            )}
          </div>
          <ul className="grid grid-cols-[repeat(auto-fill,minmax(9.5rem,1fr))] gap-x-3 gap-y-5 sm:grid-cols-[repeat(auto-fill,minmax(12rem,1fr))]">
            {images.map((image) => (
              <InboxTile
                key={image.id}
                image={image}
                picture={renderPicture(image)}
                busy={busy.has(image.id)}
                onAccept={() => void accept(image)}
                onDelete={() => setDeleting([image])}
              />
            ))}
          </ul>
        </section>
      ))}
      {more > 0 && <p className="text-ink-soft text-sm">{words.more(more)}</p>}
      {renderDelete(
        deleting,
        () => setDeleting([]),
        (ids) => gone(ids),
      )}
      {acceptingAll !== null && (
        <AcceptAllDialog label={acceptingAll} onClose={() => setAcceptingAll(null)} onAccepted={gone} />
      )}
    </div>
  )
}
