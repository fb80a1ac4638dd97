import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useCallback, useMemo, useState } from 'react'
import type { Image } from '#contract/images.ts'
import { NEWEST_FIRST } from '#contract/views/view.ts'
import { accountQueries } from '../../api/account.ts'
import { forgetImages, imageQueries, refreshList } from '../../api/images.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import type { MenuEntry } from '../../ui/menu-look.ts'
import { ProblemPanel } from '../../ui/state-panel.tsx'
import { notifySuccess } from '../../ui/toast.tsx'
import { TopBar } from '../../ui/top-bar.tsx'
import { ActionBar } from './action-bar.tsx'
import { keepPlace, recallPlace } from './grid-memory.ts'
import { deliveryUrlsOf, downloadOriginals } from './image-actions.ts'
import { ImageGrid } from './image-grid.tsx'
import { EmptyLibrary, GridSkeleton, NoMatch, RefreshFailed } from './image-states.tsx'
import { ImagesToolbar } from './images-toolbar.tsx'
import { ListFooter } from './list-footer.tsx'
import { PanelToggle } from './panel/panel-toggle.tsx'
import { SidePanelIfOpen } from './panel/side-panel-if-open.tsx'
import { SearchBox } from './search/search-box.tsx'
import { dropFrom, EMPTY_SELECTION, extendTo, type Selection, selectAll, toggleOne } from './selection.ts'
import { liveFilterOf, placeKeyOf, type View } from './view.ts'

interface ImageLibraryProps {
  view: View
  /** `replace`: the same change goes on, as while somebody types. */
  onViewChange: (view: View, how: 'push' | 'replace') => void
  onOpen: (image: Image) => void
  /** The button that starts an upload. */
  upload: ReactNode
  /** Where to go when the connection is at fault. */
  connectionLink: ReactNode
}

// Dialogs are loaded when they are first asked for.
const DeleteDialog = lazy(() =>
  import('./delete-dialog.tsx').then((module) => ({ default: module.DeleteDialog })),
)
const CopyByHand = lazy(() => import('./copy-by-hand.tsx').then((module) => ({ default: module.CopyByHand })))

const NOTHING: readonly Image[] = []

/** The library in one view: bars, grid or table, selection and what can be done with it. */
export function ImageLibrary({ view, onViewChange, onOpen, upload, connectionLink }: ImageLibraryProps) {
  const words = messages.images
  const client = useQueryClient()
  const filter = liveFilterOf(view)
  const list = useInfiniteQuery(imageQueries.list(filter))
  const { hasNextPage, fetchNextPage, isFetchingNextPage, isFetchNextPageError } = list
  const placeKey = placeKeyOf(view)
  const [selection, setSelection] = useState<Selection>(() => recallPlace(placeKey).selection)
  const [doomed, setDoomed] = useState(NOTHING)
  const [focusRequest, setFocusRequest] = useState<{ id: string | null } | null>(null)
  const [textToCopy, setTextToCopy] = useState<string | null>(null)

  const images = useMemo(() => list.data?.pages.flatMap((page) => page.images) ?? NOTHING, [list.data])
  const order = useMemo(() => images.map((image) => image.id), [images])
  const selected = images.filter((image) => selection.ids.has(image.id))

  function select(next: Selection) {
    setSelection(next)
    keepPlace(placeKey, { selection: next })
  }

  function changeView(next: View, how: 'push' | 'replace' = 'push') {
    if (placeKeyOf(next) !== placeKey) select(EMPTY_SELECTION)
    onViewChange(next, how)
  }

  const loadMore = useCallback(() => {
    if (!isFetchingNextPage && !isFetchNextPageError) void fetchNextPage()
  }, [fetchNextPage, isFetchingNextPage, isFetchNextPageError])

  async function copyUrls(targets: readonly Image[]) {
    const urls = deliveryUrlsOf(targets)
    const privates = targets.filter((image) => image.requiresSignedUrl).length
    try {
      await navigator.clipboard.writeText(urls.join('\n'))
      notifySuccess(words.copiedUrls(urls.length, privates))
    } catch {
      setTextToCopy(urls.join('\n'))
    }
  }

  /** A menu on a selected image speaks for the whole selection. */
  function targetsOf(image: Image): readonly Image[] {
    return selection.ids.has(image.id) ? selected : [image]
  }

  function menuFor(image: Image): readonly MenuEntry[] {
    const targets = targetsOf(image)
    const isSelected = selection.ids.has(image.id)
    return [
      { label: words.open, shortcut: 'Enter', onSelect: () => onOpen(image) },
      {
        label: isSelected ? words.deselectOne : words.selectOne,
        shortcut: 'Space',
        onSelect: () => select(toggleOne(selection, image.id)),
      },
      'separator',
      {
        label: words.copyUrls(targets.length),
        onSelect: () => void copyUrls(targets),
        ...(deliveryUrlsOf(targets).length === 0 && { disabledReason: words.noUrls }),
      },
      {
        label: words.download,
        onSelect: () => void downloadOriginals(targets),
        ...(targets.every((target) => target.draft) && { disabledReason: words.nothingToDownload }),
      },
      'separator',
      {
        label: words.deleteConfirm(targets.length),
        shortcut: 'Del',
        destructive: true,
        onSelect: () => setDoomed(targets),
      },
    ]
  }

  function finishDelete(ids: ReadonlySet<string>) {
    const at = order.findIndex((id) => ids.has(id))
    const heir =
      order.slice(at).find((id) => !ids.has(id)) ?? order.slice(0, at).findLast((id) => !ids.has(id))
    forgetImages(client, ids)
    void client.invalidateQueries({ queryKey: accountQueries.all() })
    select(dropFrom(selection, ids))
    if (heir !== undefined) keepPlace(placeKey, { focusedId: heir })
  }

  function closeDelete() {
    setDoomed(NOTHING)
    setFocusRequest({ id: recallPlace(placeKey).focusedId })
  }

  return (
    <>
      {selected.length > 0 ? (
        <ActionBar
          count={selected.length}
          isOnlyLoaded={selected.length === images.length && hasNextPage}
          onClear={() => select(EMPTY_SELECTION)}
          onCopy={() => void copyUrls(selected)}
          onDownload={() => void downloadOriginals(selected)}
          onDelete={() => setDoomed(selected)}
        />
      ) : (
        <TopBar
          title={words.title}
          main={upload}
          meta={images.length > 0 && words.loaded(images.length, !hasNextPage)}
          center={
            <>
              <PanelToggle />
              <SearchBox query={view.query} onQuery={(query, how) => changeView({ ...view, query }, how)} />
            </>
          }
        >
          <ImagesToolbar
            view={view}
            onChange={changeView}
            asOf={list.data?.pages[0]?.asOf ?? null}
            isRefreshing={list.isFetching}
            onRefresh={() => void refreshList(client, filter)}
          />
        </TopBar>
      )}
      <div className="flex min-h-0 flex-1">
        <SidePanelIfOpen view={view} onView={changeView} />
        <div className="flex min-w-0 flex-1 flex-col">
          {list.isRefetchError && (
            <RefreshFailed error={list.error} onRetry={() => void refreshList(client, filter)} />
          )}
          {list.isPending ? (
            <GridSkeleton />
          ) : images.length > 0 ? (
            <ImageGrid
              key={placeKey}
              images={images}
              hasMore={hasNextPage}
              layout={view.layout}
              placeKey={placeKey}
              focusRequest={focusRequest}
              selectedIds={selection.ids}
              menuFor={menuFor}
              onOpen={onOpen}
              onToggle={(image) => select(toggleOne(selection, image.id))}
              onExtend={(image) => select(extendTo(selection, order, image.id))}
              onSelectAll={() => select(selectAll(order))}
              onClear={() => select(EMPTY_SELECTION)}
              onDelete={(image) => setDoomed(targetsOf(image))}
              onNearEnd={loadMore}
              footer={
                <ListFooter
                  count={images.length}
                  hasMore={hasNextPage}
                  error={isFetchNextPageError ? list.error : null}
                  onRetry={() => void fetchNextPage()}
                />
              }
            />
          ) : list.isError ? (
            <div className="min-h-0 flex-1 overflow-auto">
              <ProblemPanel error={list.error} onRetry={() => void list.refetch()} action={connectionLink} />
            </div>
          ) : placeKeyOf({ ...view, sort: NEWEST_FIRST }) === '' ? (
            <EmptyLibrary upload={upload} />
          ) : (
            <NoMatch onShowAll={() => changeView({ ...view, query: '' })} />
          )}
        </div>
      </div>
      <p role="status" className="sr-only">
        {selected.length > 0 && words.selected(selected.length)}
      </p>
      <Suspense>
        {doomed.length > 0 && <DeleteDialog images={doomed} onClose={closeDelete} onDeleted={finishDelete} />}
        {textToCopy !== null && <CopyByHand text={textToCopy} onClose={() => setTextToCopy(null)} />}
      </Suspense>
    </>
  )
}
