import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { CopyCheck } from 'lucide-react'
import type { ReactNode } from 'react'
import type { LibraryImage } from '#contract/library.ts'
import { findingQueries } from '../../../api/finding.ts'
import { formatNumber } from '../../../lib/format.ts'
import { finding } from '../../../lib/messages/finding.ts'
import { Button } from '../../../ui/button.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { ProblemPanel, StatePanel } from '../../../ui/state-panel.tsx'
import { ComparedGroup } from './compared-group.tsx'

interface DuplicateGroupsProps {
  of: 'bytes' | 'look'
  /** Canonical text of the view. */
  q: string
  onOpen: (image: LibraryImage) => void
  isSelected: (image: LibraryImage) => boolean
  onToggle: (image: LibraryImage) => void
}

/** The twins of a view, group by group, side by side. */
export function DuplicateGroups({ of, q, onOpen, isSelected, onToggle }: DuplicateGroupsProps): ReactNode {
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
    <div className="flex flex-col gap-8 px-4 py-5">
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
          isSelected={isSelected}
          onToggle={onToggle}
        />
      ))}
      {list.isFetchNextPageError && (
        <ProblemPanel error={list.error} onRetry={() => void list.fetchNextPage()} className="py-4" />
      )}
      {list.hasNextPage && !list.isFetchNextPageError && (
        <Button
          className="self-start"
          busy={list.isFetchingNextPage}
          onClick={() => void list.fetchNextPage()}
        >
          {finding.moreGroups(formatNumber((last?.totalGroups ?? 0) - groups.length))}
        </Button>
      )}
    </div>
  )
}
