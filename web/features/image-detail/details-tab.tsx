import { useQuery } from '@tanstack/react-query'
import { TriangleAlert } from 'lucide-react'
import type { Image } from '#contract/images.ts'
import { factsQueries } from '../../api/facts.ts'
import { seenQuery } from '../../api/images.ts'
import { libraryQueries } from '../../api/library.ts'
import { formatDateTime, formatRelative } from '../../lib/format.ts'
import { imageFacts as words } from '../../lib/messages/image-facts.ts'
import { describeProblem } from '../../lib/problem-text.ts'
import { useNow } from '../../lib/use-now.ts'
import { Button } from '../../ui/button.tsx'
import { FactList } from './details/fact-list.tsx'
import { cameraRows, fileRows, imageRows } from './details/fact-rows.ts'
import { RecordDialog } from './details/record-dialog.tsx'

interface DetailsTabProps {
  image: Image
  /** Milliseconds since 1970. */
  knownAt: number
  isRefreshing: boolean
  onRefresh: () => void
}

const NOW_EVERY_MS = 10_000
/** Below: from a view that could not say when. */
const NEVER_MS = 1_000_000

/** Every fact there is, each to copy, and how old it is. */
export function DetailsTab({ image, knownAt, isRefreshing, onRefresh }: DetailsTabProps) {
  const { data: seen } = useQuery(seenQuery(image))
  return (
    <div className="flex flex-col px-4 pb-4">
      <FactList title={words.groups.image} rows={imageRows(image, seen?.folder ?? folderIn(image.id))} />
      {!image.draft && <FileFacts image={image} />}
      <Freshness {...{ knownAt, isRefreshing, onRefresh }} />
      <div className="pt-2">
        <RecordDialog id={image.id} />
      </div>
    </div>
  )
}

/** Where the library does not tell: an id that is a path has its folder in itself. */
const folderIn = (id: string) => id.slice(0, Math.max(0, id.lastIndexOf('/')))

/** What the original says. The stage asks for it once somebody stays; here it is shown as it comes. */
function FileFacts({ image }: { image: Image }) {
  const { data: facts, error, isFetching, refetch } = useQuery({ ...factsQueries.of(image), enabled: false })
  if (facts === undefined) {
    return (
      <section aria-label={words.groups.file} className="flex flex-col items-start gap-2 pt-4 text-sm">
        {error === null || isFetching ? (
          <p className="text-ink-soft">{words.reading}</p>
        ) : (
          <>
            <p role="alert" className="text-danger">
              {words.failed} {describeProblem(error).body}
            </p>
            <Button size="sm" onClick={() => void refetch()}>
              {words.retry}
            </Button>
          </>
        )}
      </section>
    )
  }
  const { exif, damage, type } = facts
  return (
    <>
      {damage !== null && (
        <div role="note" className="mt-4 flex gap-2 border border-line-strong p-3 text-sm">
          <TriangleAlert className="mt-0.5 size-4 shrink-0" strokeWidth={1.5} aria-hidden />
          <p className="min-w-0 break-words">
            <strong className="font-medium">{words.damaged}. </strong>
            {damage}
          </p>
        </div>
      )}
      <FactList title={words.groups.file} rows={fileRows(facts)} />
      {exif !== null && <FactList title={words.groups.camera} rows={cameraRows(exif)} />}
      {exif === null && type !== 'image/svg+xml' && (
        <p className="pt-3 text-ink-soft text-xs">{words.noCamera}</p>
      )}
    </>
  )
}

type FreshnessProps = Pick<DetailsTabProps, 'knownAt' | 'isRefreshing' | 'onRefresh'>

/** How old what is shown is, and how old the index that the views are made of. */
function Freshness({ knownAt, isRefreshing, onRefresh }: FreshnessProps) {
  const nowMs = useNow(NOW_EVERY_MS)
  const { data: library } = useQuery(libraryQueries.status())
  const askedAt = new Date(knownAt).toISOString()
  // What a view told carries its own age; asked for in the same moment, it is not younger than now.
  const ago = (iso: string) => formatRelative(iso, Math.max(nowMs, Date.parse(iso)))
  return (
    <div className="flex items-start justify-between gap-3 pt-4">
      <div className="text-ink-soft text-xs">
        {knownAt > NEVER_MS && <p>{words.asked(formatDateTime(askedAt), ago(askedAt))}</p>}
        {library && <p>{library.asOf === null ? words.indexNever : words.index(ago(library.asOf))}</p>}
      </div>
      <Button size="sm" busy={isRefreshing} onClick={onRefresh}>
        {words.refresh}
      </Button>
    </div>
  )
}
