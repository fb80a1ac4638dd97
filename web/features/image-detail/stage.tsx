import { Maximize, Minus, Plus, SquareDashed } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { formatPercent } from '../../lib/format.ts'
import { imageDetail as imageDetailWords } from '../../lib/messages/image-detail.ts'
import { Button } from '../../ui/button.tsx'
import { IconButton } from '../../ui/icon-button.tsx'
import { StatePanel } from '../../ui/state-panel.tsx'
import { BrokenPicture } from './broken-picture.tsx'
import { shownSize } from './shown-size.ts'
import { usePointers } from './use-pointers.ts'
import { useSharpening } from './use-sharpening.ts'
import { useView } from './use-view.ts'
import type { Size } from './view-transform.ts'

interface StageProps {
  name: string
  alt: string
  /** From small to large, all at hand in the desk. */
  thumbnails: readonly string[]
  /** Loaded where the whole picture needs more than the thumbnails have. */
  rendition: string | null
  /** Loaded only when somebody looks closer than the other sources can show; `null` when the browser cannot draw it. */
  original: string | null
  /** Pixels of the original, once measured. */
  originalSize: Size | null
  /** The original's size is still to come. */
  isMeasuring: boolean
  isDraft: boolean
}

const words = imageDetailWords.stage
const middle = 'min-h-full justify-center py-6'

/** The picture: fit, real size, zoom to the cursor, pan. */
export function Stage(props: StageProps) {
  const { name, alt, thumbnails, rendition, original, originalSize, isMeasuring, isDraft } = props
  const stage = useRef<HTMLElement>(null)
  const [wants, setWants] = useState({ rendition: false, original: false })
  const loadsOriginal = wants.original && original !== null
  const sources = [
    ...thumbnails,
    ...(wants.rendition && rendition !== null ? [rendition] : []),
    ...(loadsOriginal ? [original] : []),
  ]
  const { best, isBroken } = useSharpening(isDraft ? [] : sources)
  const picture = shownSize(best, originalSize, isMeasuring)
  const {
    view,
    isFit,
    isEnlarged,
    zoom,
    pan,
    squeeze,
    showWhole,
    actual: showPixels,
  } = useView(stage, picture)
  const actual = () => picture?.isExact && showPixels()
  const neededPx = picture === null || view === null ? 0 : picture.width * view.scale * devicePixelRatio
  const isCoarse = best !== null && neededPx > best.width + 1
  // Derived during render: what is loaded does not suffice, so the next better source is asked for, once.
  if ((isCoarse || isBroken) && !wants.rendition) setWants((before) => ({ ...before, rendition: true }))
  if (isCoarse && !isFit && !wants.original) setWants((before) => ({ ...before, original: true }))
  const pointers = usePointers({
    onDrag: (dx, dy) => isEnlarged && pan(dx, dy),
    onPinch: squeeze,
  })

  function onKeyDown(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const act = keyActions({ zoom, showWhole, actual, pan: isEnlarged ? pan : null })[event.key]
    if (act === undefined) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  const percent = picture?.isExact && view ? formatPercent(view.scale) : ''
  return (
    <section
      ref={stage}
      aria-label={words.name(name)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: zoom and pan need the keyboard
      tabIndex={0}
      onKeyDown={onKeyDown}
      onDoubleClick={() => (isFit ? actual() : showWhole())}
      {...pointers}
      // One finger scrolls the page until there is something to move.
      style={{ touchAction: isEnlarged ? 'none' : 'pan-y', cursor: isEnlarged ? 'grab' : 'auto' }}
      className="group relative min-h-0 flex-1 select-none overflow-hidden bg-well outline-none focus-visible:shadow-none"
    >
      {best && view && picture && (
        <img
          src={best.src}
          alt={alt}
          draggable={false}
          className="checkerboard absolute top-0 left-0 max-w-none origin-top-left"
          style={{
            width: picture.width * view.scale,
            height: picture.height * view.scale,
            transform: `translate(${view.x}px, ${view.y}px)`,
            imageRendering: view.scale >= 4 ? 'pixelated' : 'auto',
          }}
        />
      )}
      {isBroken && <BrokenPicture path={thumbnails[0] ?? ''} />}
      {isDraft && (
        <StatePanel icon={SquareDashed} title={words.draftTitle} body={words.draftBody} className={middle} />
      )}
      <span
        aria-hidden
        className="pointer-events-none absolute inset-0 hidden border-2 border-pencil outline outline-ink -outline-offset-3 group-focus-visible:block"
      />
      {best && view && (
        <ZoomBar>
          <IconButton
            icon={Minus}
            label={words.zoomOut}
            shortcut="-"
            tooltipSide="top"
            onClick={() => zoom(1 / 1.5)}
          />
          <output className="caption w-12 text-center" aria-label={percent && words.zoom(percent)}>
            {percent}
          </output>
          <IconButton
            icon={Plus}
            label={words.zoomIn}
            shortcut="+"
            tooltipSide="top"
            onClick={() => zoom(1.5)}
          />
          <Button intent="ghost" size="sm" disabled={!picture?.isExact} onClick={actual}>
            {words.actual}
          </Button>
          <IconButton
            icon={Maximize}
            label={words.fit}
            shortcut="0"
            tooltipSide="top"
            aria-pressed={isFit}
            onClick={showWhole}
          />
        </ZoomBar>
      )}
      {loadsOriginal && best !== null && best.src !== original && isCoarse && (
        <p role="status" className="absolute top-3 left-3 rounded-sm bg-ink px-2 py-1 text-canvas text-xs">
          {words.loadingOriginal}
        </p>
      )}
    </section>
  )
}

function ZoomBar({ children }: { children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keeps a drag or double click on its buttons from the stage
    <div
      onPointerDown={(event) => event.stopPropagation()}
      onDoubleClick={(event) => event.stopPropagation()}
      className="absolute right-3 bottom-3 flex items-center rounded-sm border border-line-strong bg-surface"
    >
      {children}
    </div>
  )
}

interface KeyTargets {
  zoom: (factor: number) => void
  showWhole: () => void
  actual: () => void
  /** `null` while there is nothing to move: arrows walk to the neighbours then. */
  pan: ((dx: number, dy: number) => void) | null
}

function keyActions({ zoom, showWhole, actual, pan }: KeyTargets): Record<string, (() => void) | undefined> {
  const step = 80
  return {
    '+': () => zoom(1.5),
    '=': () => zoom(1.5),
    '-': () => zoom(1 / 1.5),
    '0': showWhole,
    '1': actual,
    ...(pan && {
      ArrowLeft: () => pan(step, 0),
      ArrowRight: () => pan(-step, 0),
      ArrowUp: () => pan(0, step),
      ArrowDown: () => pan(0, -step),
    }),
  }
}
