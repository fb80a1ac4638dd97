import { useQueryClient } from '@tanstack/react-query'
import { lazy, type ReactNode, Suspense, useEffect, useState } from 'react'
import type { Image } from '#contract/images.ts'
import type { LibraryImage } from '#contract/library.ts'
import { printTerms } from '#contract/views/print-view.ts'
import { NEWEST_FIRST, type ViewTerm } from '#contract/views/view.ts'
import { accountQueries } from '../../api/account.ts'
import { forgetImages } from '../../api/images.ts'
import { refreshLibrary } from '../../api/library.ts'
import { lazyPatient } from '../../lib/lazy-patient.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { ProblemPanel } from '../../ui/state-panel.tsx'
import { TopBar } from '../../ui/top-bar.tsx'
import { CompareSwitch } from './duplicates/compare-switch.tsx'
import { twinsOf } from './duplicates/twins-of.ts'
import { Freshness, FreshnessLine, NewerPill } from './freshness.tsx'
import { ImageGrid } from './grid/image-grid.tsx'
import { preloadArriving } from './grid/image-tile.tsx'
import { recallPlace } from './grid-memory.ts'
import { EmptyLibrary, GridSkeleton, NoMatch, RefreshFailed } from './image-states.tsx'
import { ImagesToolbar } from './images-toolbar.tsx'
import { PanelToggle } from './panel/panel-toggle.tsx'
import { SidePanelIfOpen } from './panel/side-panel-if-open.tsx'
import { SearchBox } from './search/search-box.tsx'
import { dropIds, isNamed } from './selection/selection.ts'
import { selectionStore } from './selection/selection-store.ts'
import { type Target, useActs } from './selection/use-acts.ts'
import { usePicked } from './selection/use-picked.ts'
import { useSelectWhole } from './selection/use-select-whole.ts'
import { useSelection } from './selection/use-selection.ts'
import { useEscape } from './use-escape.ts'
import { placeKeyOf, questionOf, readView, type View } from './view.ts'
import { useLibrary } from './window/use-library.ts'

// Loaded when they are first asked for.
const ActionBar = lazy(() => import('./action-bar.tsx').then((module) => ({ default: module.ActionBar })))
const DeleteDialog = lazy(() =>
  import('./delete-dialog.tsx').then((module) => ({ default: module.DeleteDialog })),
)
const ArrivingPill = lazyPatient(() =>
  import('./grid/arriving-pill.tsx').then((module) => module.ArrivingPill),
)
const CopyByHand = lazy(() => import('./copy-by-hand.tsx').then((module) => ({ default: module.CopyByHand })))
const CopySized = lazy(() => import('./copy-sized.tsx').then((module) => ({ default: module.CopySized })))
const DuplicateGroups = lazy(() =>
  import('./duplicates/duplicate-groups.tsx').then((module) => ({ default: module.DuplicateGroups })),
)
const StripDialog = lazy(() =>
  import('./strip-dialog.tsx').then((module) => ({ default: module.StripDialog })),
)
const TileMenu = lazy(() => import('./tile-menu.tsx').then((module) => ({ default: module.TileMenu })))

/** The first pictures come first. */
const PRELOAD_MS = 2_000

interface ImageLibraryProps {
  view: View
  onViewChange: (view: View, how?: 'push' | 'replace') => void
  /** `knownAt`: when the desk last knew the image to be so, milliseconds since 1970. */
  onOpen: (image: LibraryImage, knownAt: number) => void
  /** Signed links are wanted for these. */
  onMakeLinks: (images: readonly Image[]) => void
  /** The button that starts an upload. */
  upload: ReactNode
  /** Where to go when the connection is at fault. */
  connectionLink: ReactNode
}

interface OpenMenu {
  image: LibraryImage
  offset: number
  at: { x: number; y: number }
}

/** The library in one view: bars, grid or table, selection and what can be done with it. */
export function ImageLibrary(props: ImageLibraryProps) {
  const { view, onViewChange, onOpen, upload, connectionLink } = props
  const words = messages.images
  const client = useQueryClient()
  const viewKey = placeKeyOf(view)
  const [isAtTop, setAtTop] = useState(true)
  const library = useLibrary(viewKey, questionOf(view), isAtTop)
  const { outline, total } = library
  const picked = usePicked()
  const shown = picked.isOn ? { ...library, ...picked.library } : library
  const gridKey = picked.isOn ? `${viewKey} picked` : viewKey
  const selection = useSelection({
    ...shown,
    key: gridKey,
    itemAt: shown.rows.itemAt,
    isLocal: picked.isOn,
  })
  const acts = useActs({ ...selection, onMakeLinks: props.onMakeLinks })
  const [menu, setMenu] = useState<OpenMenu | null>(null)
  const [onStrip, setOnStrip] = useState<OpenMenu | null>(null)
  /** `view`: only the grid of that view may take it, however long it takes to come. */
  const [focusRequest, setFocusRequest] = useState<{ offset: number; view?: string } | null>(null)
  const selectWhole = useSelectWhole(viewKey, library.revision >= 0, selection.all, onViewChange)
  const [isComparing, setComparing] = useState(true)

  useEffect(() => {
    const timer = setTimeout(preloadArriving, PRELOAD_MS)
    return () => clearTimeout(timer)
  }, [])
  const targetOf = (image: LibraryImage, offset: number): Target =>
    selection.has(image.id, offset) ? 'selection' : { image }

  function showOnly(query: readonly ViewTerm[]) {
    selectWhole({ query: printTerms(query), sort: NEWEST_FIRST, layout: view.layout })
  }
  function open(image: LibraryImage) {
    onOpen(image, outline?.asOf == null ? 1 : Date.parse(outline.asOf))
  }
  function stepBack() {
    if (picked.isOn) picked.leave()
    else if (selection.count > 0) selection.clear()
    else if (view.query !== '') {
      const whole = { ...view, query: '' }
      const wholeKey = placeKeyOf(whole)
      const { focus, top } = recallPlace(wholeKey)
      // The grid of the other view is another one: it takes the focus over.
      if (hasGridFocus()) setFocusRequest({ offset: focus?.offset ?? top.offset, view: wholeKey })
      onViewChange(whole)
    }
  }
  useEscape(stepBack)
  /** The newest are at the top, where the view is sorted so: whoever asks for them is taken there. */
  function showNewer() {
    library.showNewer()
    setFocusRequest({ offset: 0 })
  }
  function finishDelete(ids: ReadonlySet<string>) {
    forgetImages(client, ids)
    void client.invalidateQueries({ queryKey: accountQueries.all() })
    selectionStore.set(dropIds(selectionStore.get(), ids))
    picked.drop(ids)
  }

  const twins = picked.isOn ? null : twinsOf(view.query)
  const { scope } = selection.selection
  function showOnlySelected() {
    if (picked.isOn) picked.leave()
    else if (isNamed(selection.selection)) picked.enter()
    else if (scope !== null) onViewChange({ ...readView(new URLSearchParams(scope)), layout: view.layout })
  }
  return (
    <>
      {selection.count > 0 || picked.isOn ? (
        <Suspense fallback={<div className="min-h-14 shrink-0 border-line border-b bg-surface" />}>
          <ActionBar
            count={selection.count}
            isElsewhere={selection.isElsewhere}
            acts={acts}
            onClear={() => {
              picked.leave()
              selection.clear()
            }}
            onShowOnly={
              picked.isOn || isNamed(selection.selection) || selection.isElsewhere ? showOnlySelected : null
            }
            isShowingOnly={picked.isOn}
          />
        </Suspense>
      ) : (
        <TopBar
          title={words.title}
          main={upload}
          meta={outline && <Freshness outline={outline} reachable={total} />}
          center={
            <>
              <PanelToggle />
              <SearchBox
                query={view.query}
                onQuery={(query, how) => onViewChange({ ...view, query }, how)}
                onLeave={() => setFocusRequest({ offset: 0 })}
              />
            </>
          }
        >
          <ImagesToolbar
            view={view}
            onChange={onViewChange}
            isRefreshing={library.isFetching}
            onRefresh={() => {
              library.showNewer()
              library.retry()
              // Without an answer the line above the grid says why: every look fails then.
              void refreshLibrary(client).catch(() => {})
            }}
          />
        </TopBar>
      )}
      <div className="flex min-h-0 flex-1">
        <SidePanelIfOpen view={view} onView={onViewChange} />
        <div className="flex min-w-0 flex-1 flex-col">
          {outline !== undefined && library.error !== null ? (
            <RefreshFailed error={library.error} onRetry={library.retry} />
          ) : (
            <FreshnessLine outline={outline} />
          )}
          {selection.lost > 0 && (
            <p role="alert" className="shrink-0 border-line border-b bg-well px-4 py-1.5 text-xs">
              {words.selectionLost(selection.lost)}
            </p>
          )}
          {twins !== null && <CompareSwitch isComparing={isComparing} onChange={setComparing} />}
          {twins !== null && isComparing ? (
            <Suspense fallback={<GridSkeleton />}>
              <DuplicateGroups of={twins} view={view} selection={selection.selection} onOpen={open} />
            </Suspense>
          ) : outline === undefined ? (
            library.error === null ? (
              <GridSkeleton />
            ) : (
              <div className="min-h-0 flex-1 overflow-auto">
                <ProblemPanel error={library.error} onRetry={library.retry} action={connectionLink} />
              </div>
            )
          ) : shown.total + shown.lead.length > 0 ? (
            <ImageGrid
              key={gridKey}
              view={gridKey}
              library={shown}
              layout={view.layout}
              selection={selection}
              focusRequest={(focusRequest?.view ?? gridKey) === gridKey ? focusRequest : null}
              onFocusTaken={() => setFocusRequest(null)}
              onOpen={open}
              onDelete={(image, offset) => acts.delete(targetOf(image, offset))}
              onMenu={(image, offset, at) => setMenu({ image, offset, at })}
              onStepBack={stepBack}
              onTop={setAtTop}
              notice={
                shown.lead.length > 0 ? (
                  <Suspense>
                    <ArrivingPill lead={library.lead} newer={outline.newer} onShow={showNewer} />
                  </Suspense>
                ) : (
                  !picked.isOn && <NewerPill count={outline.newer} onShow={showNewer} />
                )
              }
            />
          ) : placeKeyOf({ ...view, sort: NEWEST_FIRST }) === '' ? (
            <EmptyLibrary upload={upload} />
          ) : (
            <NoMatch query={view.query} onShowAll={() => onViewChange({ ...view, query: '' })} />
          )}
        </div>
      </div>
      <p role="status" className="sr-only">
        {selection.count > 0 && words.selectedAnnounced(selection.count, total)}
      </p>
      <Suspense>
        {menu !== null && (
          <TileMenu
            {...menu}
            isSelected={selection.has(menu.image.id, menu.offset)}
            count={selection.count}
            acts={acts}
            onOpen={() => open(menu.image)}
            onToggle={() => selection.toggle(menu.image, menu.offset)}
            onStrip={() => setOnStrip(menu)}
            onSelectFolder={() => showOnly([{ kind: 'folder', negated: false, path: menu.image.folder }])}
            onSelectCreator={() =>
              showOnly([{ kind: 'creator', negated: false, values: [menu.image.creator ?? ''] }])
            }
            onClose={() => {
              setMenu(null)
              setFocusRequest({ offset: menu.offset })
            }}
          />
        )}
        {onStrip !== null && (
          <StripDialog
            image={onStrip.image}
            onClose={() => {
              setOnStrip(null)
              setFocusRequest({ offset: onStrip.offset })
            }}
          />
        )}
        {acts.doomed.length > 0 && (
          <DeleteDialog
            images={acts.doomed}
            onClose={() => {
              acts.closeDelete()
              setFocusRequest({ offset: recallPlace(gridKey).focus?.offset ?? 0 })
            }}
            onDeleted={finishDelete}
          />
        )}
        {acts.sizing.length > 0 && (
          <CopySized
            images={acts.sizing}
            copyKind={acts.copyKind}
            onCopy={acts.copyNow}
            onClose={acts.closeSizing}
          />
        )}
        {acts.textToCopy !== null && <CopyByHand text={acts.textToCopy} onClose={acts.closeCopy} />}
      </Suspense>
    </>
  )
}

function hasGridFocus(): boolean {
  return document.activeElement?.closest('[role="grid"]') != null
}
