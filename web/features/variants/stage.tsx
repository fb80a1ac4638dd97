import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { Image } from '#contract/images.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import type { Size } from '#contract/variant-geometry.ts'
import type { VariantOptions } from '#contract/variants.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { variants as variantWords } from '../../lib/messages/variants.ts'
import { describeLayout } from './describe-layout.ts'
import type { SourceSize } from './source-size.ts'
import { centred } from './stage-centred.ts'
import {
  frameVariant,
  growthOf,
  type Handle,
  nudgeOf,
  resizeBox,
  stageMargin,
  zoomToFit,
} from './stage-frame.ts'
import { StageHandles } from './stage-handles.tsx'
import { StageOutput } from './stage-output.tsx'

const words = variantWords
/** Stands in until the picture has told its own: usual proportions. */
const UNKNOWN_SOURCE: Size = { width: 12_000, height: 8_000 }

interface StageProps {
  image: Image
  /** `null` until something has told. */
  source: SourceSize | null
  options: VariantOptions
  /** Width by height, when the proportions are locked. */
  ratio: number | null
  /** What the draft really makes, once it is there, and whose work it is. */
  real?: { url: string; note: string } | null
  onResize: (options: VariantOptions) => void
  /** True when a drag begins, false when it ends. */
  onHold: (isHeld: boolean) => void
}

/** The source faint, the output window in pencil. Dragging moves numbers only; nothing is asked of the server. */
export function Stage({ image, source, options, ratio, real, onResize, onHold }: StageProps) {
  const box = useRef<HTMLDivElement>(null)
  const [stage, setStage] = useState<Size>({ width: 800, height: 500 })
  /** What the drag started from; the zoom stays while it lasts, or the handle would run from the pointer. */
  const drag = useRef<{
    handle: Handle
    x: number
    y: number
    zoom: number
    options: VariantOptions
    box: Size
  } | null>(null)
  const [heldZoom, setHeldZoom] = useState<number | null>(null)

  useEffect(() => {
    const element = box.current
    if (element === null) return
    const observer = new ResizeObserver(() =>
      setStage({ width: element.clientWidth, height: element.clientHeight }),
    )
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const frame = frameVariant(source ?? UNKNOWN_SOURCE, options)
  const zoom = heldZoom ?? zoomToFit(frame, stage, stageMargin(stage))
  const { layout } = frame
  const told = describeLayout(layout, options, source?.isExact === true)
  const windowSize = { width: frame.box.width * zoom, height: frame.box.height * zoom }

  function start(handle: Handle, event: PointerEvent<HTMLElement>) {
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { handle, x: event.clientX, y: event.clientY, zoom, options, box: frame.box }
    setHeldZoom(zoom)
    onHold(true)
  }

  function move(event: PointerEvent<HTMLElement>) {
    const from = drag.current
    if (from === null) return
    const moved = { x: event.clientX - from.x, y: event.clientY - from.y }
    onResize(resizeBox(from.options, from.handle, from.box, growthOf(from.handle, moved, from.zoom), ratio))
  }

  function end() {
    drag.current = null
    setHeldZoom(null)
    onHold(false)
  }

  function nudge(handle: Handle, event: KeyboardEvent) {
    const growth = nudgeOf(event.key, event.shiftKey, handle)
    if (growth === null) return
    event.preventDefault()
    onResize(resizeBox(options, handle, frame.box, growth, ratio))
  }

  return (
    <section ref={box} aria-label={words.stage} className="relative min-h-72 flex-1 overflow-hidden bg-well">
      <div className="absolute top-1/2 left-1/2 size-0">
        <StageOutput
          url={thumbnailPath(image, 1280)}
          alt={image.filename ?? image.id}
          frame={frame}
          zoom={zoom}
          options={options}
          realUrl={real?.url ?? null}
        />
        <div className="pencil-window absolute" style={centred(windowSize)}>
          <StageHandles box={frame.box} onStart={start} onMove={move} onEnd={end} onKey={nudge} />
        </div>
      </div>
      <p
        aria-live="polite"
        className="caption absolute inset-x-3 bottom-3 mx-auto w-fit text-balance rounded-sm bg-ink px-2 py-1 text-center text-canvas"
      >
        {source === null
          ? messages.common.loading
          : [told.size, told.notes, real?.note ?? ''].filter(Boolean).join(', ')}
      </p>
    </section>
  )
}
