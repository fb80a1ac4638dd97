import { SquareDashed } from 'lucide-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { formatPercent } from '../../lib/format.ts'
import { imageDetail as imageDetailWords } from '../../lib/messages/image-detail.ts'
import { StatePanel } from '../../ui/state-panel.tsx'
import { BrokenPicture } from './broken-picture.tsx'
import { keepShape, shownSize } from './shown-size.ts'
import { StageBar } from './stage-bar.tsx'
import { stageKeys } from './stage-keys.ts'
import { type Motion, useAnimation } from './use-animation.ts'
import { usePointers } from './use-pointers.ts'
import { useSharpening } from './use-sharpening.ts'
import { useView } from './use-view.ts'
import { PIXELATED_FROM_SCALE, type Size } from './view-transform.ts'

interface StageProps {
  name: string
  alt: string
  /** From small to large, all at hand in the desk; none of them moves. */
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
  motion: Motion
  /** What the file itself says of why it cannot be shown; `null` while that is not known. */
  damage: string | null
}

const words = imageDetailWords.stage
const middle = 'min-h-full justify-center py-6'

/** The picture: fit, real size, zoom to the cursor, pan. */
export function Stage(props: StageProps) {
  const { name, alt, thumbnails, rendition, original, originalSize, isMeasuring, isDraft, motion } = props
  const stage = useRef<HTMLElement>(null)
  const [wants, setWants] = useState({ rendition: false, original: false })
  // Both may move: a still picture that moves would be a surprise.
  const isStill = motion.kind === 'still'
  const loadsOriginal = isStill && wants.original && original !== null
  const sources = [
    ...thumbnails,
    ...(isStill && wants.rendition && rendition !== null ? [rendition] : []),
    ...(loadsOriginal ? [original] : []),
  ]
  const { best, isBroken } = useSharpening(isDraft ? [] : sources)
  const { controls, moving, hasFailed } = useAnimation(motion)
  const picture = shownSize(best, originalSize, isMeasuring)
  const [placed, setPlaced] = useState(picture)
  if (placed === null && picture !== null) setPlaced(picture)
  const whole = placed !== null && picture !== null ? keepShape(placed, picture) : picture
  const {
    view,
    shape,
    isFit,
    isEnlarged,
    zoom,
    pan,
    squeeze,
    showWhole,
    actual: showPixels,
  } = useView(stage, picture, whole)
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
    // The space bar presses the buttons of the stage.
    const play = event.target === event.currentTarget ? (controls?.toggle ?? null) : null
    const act = stageKeys({ zoom, showWhole, actual, pan: isEnlarged ? pan : null, play })[event.key]
    if (act === undefined) return
    event.preventDefault()
    event.stopPropagation()
    act()
  }

  const notice =
    loadsOriginal && best !== null && best.src !== original && isCoarse
      ? words.loadingOriginal
      : hasFailed
        ? words.animationFailed
        : null
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
      {best && view && shape && (
        <img
          src={moving ?? best.src}
          alt={alt}
          draggable={false}
          // In the frame that shows the stage, not in the one after it.
          decoding={thumbnails.includes(best.src) ? 'sync' : 'auto'}
          className="checkerboard absolute top-0 left-0 max-w-none origin-top-left"
          style={{
            width: shape.width * view.scale,
            height: shape.height * view.scale,
            transform: `translate(${view.x}px, ${view.y}px)`,
            imageRendering: view.scale >= PIXELATED_FROM_SCALE ? 'pixelated' : 'auto',
          }}
        />
      )}
      {isBroken && <BrokenPicture path={thumbnails[0] ?? ''} damage={props.damage} />}
      {isDraft && (
        <StatePanel icon={SquareDashed} title={words.draftTitle} body={words.draftBody} className={middle} />
      )}
      <span
        aria-hidden
        className="pointer-events-none absolute inset-0 hidden border-2 border-pencil outline outline-ink -outline-offset-3 group-focus-visible:block"
      />
      {best && view && (
        <StageBar
          percent={picture?.isExact ? formatPercent(view.scale) : ''}
          {...{ isFit, zoom, animation: controls }}
          onActual={picture?.isExact ? actual : null}
          onWhole={showWhole}
        />
      )}
      {notice !== null && (
        <p role="status" className="absolute top-3 left-3 rounded-sm bg-ink px-2 py-1 text-canvas text-xs">
          {notice}
        </p>
      )}
    </section>
  )
}
