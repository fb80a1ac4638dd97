import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { CopyCheck } from 'lucide-react'
import type { LibraryImage } from '#contract/library.ts'
import { findingQueries } from '../../../api/finding.ts'
import { formatNumber } from '../../../lib/format.ts'
import { finding } from '../../../lib/messages/finding.ts'
import { MoreButton } from '../../../ui/more-button.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ProblemPanel, StatePanel } from '../../../ui/state-panel.tsx'
import type { Selection } from '../selection/selection.ts'
import { selectionStore } from '../selection/selection-store.ts'
import { placeKeyOf, questionOf, type View } from '../view.ts'
import { ComparedGroup } from './compared-group.tsx'
import { isTwinSelected, toggleTwin } from './select-twin.ts'

interface DuplicateGroupsProps {
  of: 'bytes' | 'look'
  view: View
  selection: Selection
  onOpen: (image: LibraryImage) => void
}

/** The twins of a view, group by group, side by side. */
export function DuplicateGroups({ of, view, selection, onOpen }: DuplicateGroupsProps) {
  const { q } = questionOf(view)
  const viewKey = placeKeyOf(view)
  const list = useInfiniteQuery({ ...findingQueries.duplicates(of, q), placeholderData: keepPreviousData })
  if (list.isPending) return <Skeleton className="m-4 h-64" />
  if (list.data === undefined) {
    return <ProblemPanel error={list.error} onRetry={() => void list.refetch()} />
  }
  const groups = list.data.pages.flatMap((page) => page.groups)
  const last = list.data.pages.at(-1)
  if (groups.length === 0) {
    return (
      <StatePanel
        icon={CopyCheck}
        title={of === 'bytes' ? finding.noDuplicates : finding.noNearDuplicates}
        body={last?.complete === false ? finding.maybeMoreTwins : finding.noTwinsBody}
      />
    )
  }
  return (
    <div className="flex min-h-0 flex-1 flex-col gap-8 overflow-y-auto px-4 py-5">
      <p role="status" className="text-ink-soft text-sm">
        {finding.groups(last?.totalGroups ?? groups.length)}
        {last?.complete === false && ` ${finding.maybeMoreTwins}`}
      </p>
      {groups.map(({ key, items }) => (
        <ComparedGroup
          key={key}
          of={of}
          items={items}
          onOpen={onOpen}
          isSelected={({ id }) => isTwinSelected(selection, viewKey, id)}
          onToggle={(image) => {
            selectionStore.set(toggleTwin(selection, viewKey, image.id))
            selectionStore.remember([image])
          }}
        />
      ))}
      {list.isFetchNextPageError && (
        <ProblemPanel error={list.error} onRetry={() => void list.fetchNextPage()} className="py-4" />
      )}
      {list.hasNextPage && !list.isFetchNextPageError && (
        <MoreButton query={list}>
          {finding.moreGroups(formatNumber((last?.totalGroups ?? 0) - groups.length))}
        </MoreButton>
      )}
    </div>
  )
}
