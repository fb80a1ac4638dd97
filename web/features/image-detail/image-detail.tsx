import { useQueryClient } from '@tanstack/react-query'
import { ArrowLeft, ChevronLeft, ChevronRight, Download, Trash2 } from 'lucide-react'
import { useDeferredValue, useEffect, useRef, useState } from 'react'
import { useLocation, useNavigate } from 'react-router'
import { endpoints } from '#contract/endpoints.ts'
import type { ImageId } from '#contract/image-id.ts'
import type { Image } from '#contract/images.ts'
import { accountQueries } from '../../api/account.ts'
import { deleteImage, forgetImages } from '../../api/images.ts'
import type { LibraryQuestion } from '../../api/library.ts'
import { cameFromList } from '../../lib/came-from-list.ts'
import { imageName } from '../../lib/image-name.ts'
import { imageDetail as imageDetailWords } from '../../lib/messages/image-detail.ts'
import { middleCut } from '../../lib/middle-cut.ts'
import { paths } from '../../lib/paths.ts'
import { buttonLook } from '../../ui/button.tsx'
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { MiddleCut } from '../../ui/middle-cut.tsx'
import { notifySuccess } from '../../ui/toast.tsx'
import { TopBar } from '../../ui/top-bar.tsx'
import { Filmstrip } from './filmstrip.tsx'
import { ImageStage } from './image-stage.tsx'
import { Inspector, type InspectorTab } from './inspector.tsx'
import { useNeighbours } from './use-neighbours.ts'
import { usePageKeys } from './use-page-keys.ts'

export interface ImageDetailProps {
  image: Image
  /** Milliseconds since 1970: when the desk learned what it shows. */
  knownAt: number
  /** Why asking again failed, or `null`. */
  refreshError: unknown
  isRefreshing: boolean
  onRefresh: () => void
  /** The view it was opened from, as the library is asked for it. */
  question: LibraryQuestion
  /** The view it was opened from, as a query string. */
  viewSearch: string
  tab: InspectorTab
  onTab: (tab: InspectorTab) => void
}

const words = imageDetailWords

/** One image: stage, neighbours and inspector. */
export function ImageDetail(props: ImageDetailProps) {
  const { image, question, viewSearch, tab } = props
  const client = useQueryClient()
  const navigate = useNavigate()
  const { state } = useLocation()
  const [askingDelete, setAskingDelete] = useState(false)
  const { previous, next, around, index, count, hasMore, isPending } = useNeighbours(image, question)
  const work = useStageFocus(image.id)
  const hasDeleted = useRef(false)
  // The picture was asked for: it is painted first, the inspector right after it.
  const hasStage = useDeferredValue(true, false)
  const name = imageName(image)
  const search = withTab(viewSearch, tab)

  const back = () => void (cameFromList(state) ? navigate(-1) : navigate(paths.images(viewSearch)))
  const open = (id: ImageId) => void navigate(paths.image(id, search), { replace: true, state })
  const opener = (target: Image | null) => (target === null ? null : () => open(target.id))
  usePageKeys({
    previous: opener(previous),
    next: opener(next),
    back,
    remove: () => setAskingDelete(true),
  })

  async function remove() {
    await deleteImage(image.id)
    hasDeleted.current = true
    const neighbour = next ?? previous
    if (neighbour) open(neighbour.id)
    else back()
    forgetImages(client, new Set([image.id]))
    void client.invalidateQueries({ queryKey: accountQueries.all() })
    notifySuccess(words.deletion.done)
  }

  return (
    <>
      <TopBar
        oneLine
        lead={
          <IconButton icon={ArrowLeft} label={words.back} shortcut="Esc" className="-mx-2" onClick={back} />
        }
        title={<MiddleCut text={name} />}
        meta={index >= 0 && <span className="hidden md:inline">{words.place(index, count, hasMore)}</span>}
      >
        <span className="flex flex-nowrap items-center gap-1">
          <IconButton
            icon={ChevronLeft}
            label={words.previous}
            shortcut="←"
            disabled={previous === null}
            onClick={() => opener(previous)?.()}
          />
          <IconButton
            icon={ChevronRight}
            label={words.next}
            shortcut="→"
            disabled={next === null}
            onClick={() => opener(next)?.()}
          />
          {!image.draft && (
            <a
              className={buttonLook('default')}
              href={endpoints.original(image.id)}
              download={image.filename ?? ''}
              aria-label={words.download}
              title={words.download}
            >
              <Download className="size-4" strokeWidth={1.5} aria-hidden />
              <span className="hidden xl:inline">{words.download}</span>
            </a>
          )}
          <IconButton
            icon={Trash2}
            label={words.delete}
            shortcut="Del"
            className="text-danger"
            onClick={() => setAskingDelete(true)}
          />
        </span>
      </TopBar>
      <p role="status" className="sr-only">
        {index >= 0 ? `${name}, ${words.place(index, count, hasMore)}` : name}
      </p>
      <div
        ref={work}
        className="flex min-h-0 flex-1 flex-col overflow-y-auto lg:grid lg:grid-cols-[minmax(0,1fr)_clamp(22.5rem,20vw,32rem)] lg:overflow-hidden"
      >
        <div className="flex h-[52dvh] min-w-0 shrink-0 flex-col lg:h-auto lg:min-h-0">
          <ImageStage key={`${image.id} ${image.uploadedAt}`} image={image} />
          <Filmstrip images={around} isPending={isPending} currentId={image.id} search={search} />
        </div>
        {hasStage && <Inspector {...props} onNewId={open} onNext={opener(next)} />}
      </div>
      <ConfirmDialog
        open={askingDelete}
        onOpenChange={setAskingDelete}
        destructive
        title={words.deletion.title(middleCut(name, 60))}
        body={words.deletion.body(image.variants.length)}
        confirmLabel={words.deletion.confirm}
        finalFocus={() => (hasDeleted.current ? stageIn(work.current) : null)}
        onConfirm={remove}
      />
    </>
  )
}

function withTab(viewSearch: string, tab: InspectorTab): string {
  const search = new URLSearchParams(viewSearch)
  if (tab !== 'details') search.set('tab', tab)
  return search.toString()
}

const stageIn = (work: HTMLElement | null) => work?.querySelector<HTMLElement>('section[tabindex]') ?? null

/** A new image takes the focus to its stage, unless somebody is busy elsewhere on the page. */
function useStageFocus(id: string) {
  const work = useRef<HTMLDivElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: each image is a reason of its own
  useEffect(() => {
    const active = document.activeElement
    if (active !== null && active !== document.body && active.id !== 'work') return
    stageIn(work.current)?.focus({ preventScroll: true })
  }, [id])
  return work
}
