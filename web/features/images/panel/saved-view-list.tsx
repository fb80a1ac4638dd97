import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import type { SavedView } from '#contract/library.ts'
import { parseSort } from '#contract/views/parse-view.ts'
import { NEWEST_FIRST } from '#contract/views/view.ts'
import { createSavedView, deleteSavedView, savedViewQueries } from '../../../api/saved-views.ts'
import { finding } from '../../../lib/messages/finding.ts'
import { describeProblem } from '../../../lib/problem-text.ts'
import { Button } from '../../../ui/button.tsx'
import { Skeleton } from '../../../ui/skeleton.tsx'
import { notifySuccess } from '../../../ui/toast.tsx'
import { questionOf, type View } from '../view.ts'
import { PanelFailure } from './panel-failure.tsx'
import { panelHeading, panelLine } from './panel-look.ts'
import { SavedViewRow } from './saved-view-row.tsx'
import { ViewNameForm } from './view-name-form.tsx'

interface SavedViewListProps {
  view: View
  onView: (view: View) => void
}

/** Views the team has saved: open, save the present one, rename, delete with a way back. */
export function SavedViewList({ view, onView }: SavedViewListProps) {
  const client = useQueryClient()
  const list = useQuery(savedViewQueries.list())
  const [isNaming, setNaming] = useState(false)
  const { q: query, sort } = questionOf(view)
  const isPlain = placeIsPlain(view)
  const isKnown = list.data?.some((saved) => saved.query === query && saved.sort === sort) ?? false
  const refresh = () => void client.invalidateQueries({ queryKey: savedViewQueries.all() })

  const save = useMutation({
    mutationFn: createSavedView,
    onSuccess: ({ name }) => {
      setNaming(false)
      notifySuccess(finding.viewSaved(name))
    },
    onSettled: refresh,
  })
  const restore = useMutation({ mutationFn: createSavedView, onSettled: refresh })
  const remove = useMutation({
    mutationFn: ({ id }: SavedView) => deleteSavedView(id),
    onSuccess: (_, { name, query, sort }) =>
      notifySuccess(finding.viewDeleted(name), { undo: () => restore.mutate({ name, query, sort }) }),
    onSettled: refresh,
  })
  const failure = remove.error ?? restore.error

  return (
    <section aria-label={finding.views}>
      <h2 className={panelHeading}>{finding.views}</h2>
      <ul>
        <li>
          <button
            type="button"
            aria-current={isPlain || undefined}
            onClick={() => onView({ ...view, query: '', sort: NEWEST_FIRST })}
            className={panelLine(isPlain)}
          >
            {finding.allImages}
          </button>
        </li>
        {list.data?.map((saved) => (
          <SavedViewRow
            key={saved.id}
            saved={saved}
            isCurrent={saved.query === query && saved.sort === sort}
            present={{ query, sort }}
            onOpen={() =>
              onView({ ...view, query: saved.query, sort: parseSort(saved.sort) ?? NEWEST_FIRST })
            }
            onDelete={() => remove.mutate(saved)}
          />
        ))}
      </ul>
      {list.isPending && <Skeleton className="mx-2 mt-1 h-14" />}
      {list.isError && <PanelFailure onRetry={() => void list.refetch()} />}
      {failure && (
        <p role="alert" className="px-2 text-danger text-xs">
          {describeProblem(failure).body}
        </p>
      )}
      {isNaming ? (
        <ViewNameForm
          name=""
          error={save.error}
          isBusy={save.isPending}
          onSave={(name) => save.mutate({ name, query, sort })}
          onCancel={() => {
            save.reset()
            setNaming(false)
          }}
        />
      ) : (
        !isPlain &&
        !isKnown && (
          <Button intent="ghost" size="sm" className="mt-1 text-ink-soft" onClick={() => setNaming(true)}>
            <Plus className="size-4" strokeWidth={1.5} aria-hidden />
            {finding.saveView}
          </Button>
        )
      )}
    </section>
  )
}

function placeIsPlain(view: View): boolean {
  const { q, sort } = questionOf(view)
  return q === '' && sort === questionOf({ ...view, sort: NEWEST_FIRST }).sort
}
