import { type KeyboardEvent, type PointerEvent, useEffect, useRef, useState } from 'react'
import type { Image } from '#contract/images.ts'
import { thumbnailPath } from '#contract/thumbnails.ts'
import type { Size, VariantLayout } from '#contract/variant-geometry.ts'
import type { VariantOptions } from '#contract/variants.ts'
import { cx } from '../../lib/cx.ts'
import { messages } from '../../lib/messages/catalogue.ts'
import { frameVariant, growthOf, HANDLES, type Handle, nudgeOf, resizeBox, zoomToFit } from './stage-frame.ts'

const words = messages.variants
/** Handles a keyboard needs: right edge, bottom edge, corner. The others are for the mouse. */
const KEYBOARD_HANDLES: ReadonlySet<Handle> = new Set(['e', 's', 'se'])
const MARGIN_PX = 56

const HANDLE_PLACE: Record<Handle, string> = {
  n: 'top-0 left-1/2 cursor-ns-resize',
  s: 'top-full left-1/2 cursor-ns-resize',
  e: 'top-1/2 left-full cursor-ew-resize',
  w: 'top-1/2 left-0 cursor-ew-resize',
  ne: 'top-0 left-full cursor-nesw-resize',
  nw: 'top-0 left-0 cursor-nwse-resize',
  se: 'top-full left-full cursor-nwse-resize',
  sw: 'top-full left-0 cursor-nesw-resize',
}

interface StageProps {
  image: Image
  source: Size
  options: VariantOptions
  /** Width by height, when the proportions are locked. */
  ratio: number | null
  onResize: (options: VariantOptions) => void
}

/** The source faint, the output window in pencil. Dragging moves numbers only; nothing is asked of the server. */
export function Stage({ image, source, options, ratio, onResize }: StageProps) {
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

  const frame = frameVariant(source, options)
  const zoom = heldZoom ?? zoomToFit(frame, stage, MARGIN_PX)
  const { layout } = frame
  const scaled = { width: frame.source.width * zoom, height: frame.source.height * zoom }
  const windowSize = { width: frame.box.width * zoom, height: frame.box.height * zoom }
  const canvas = { width: layout.canvas.width * zoom, height: layout.canvas.height * zoom }
  const url = thumbnailPath(image, 1280)

  function start(handle: Handle, event: PointerEvent<HTMLElement>) {
    event.currentTarget.setPointerCapture(event.pointerId)
    drag.current = { handle, x: event.clientX, y: event.clientY, zoom, options, box: frame.box }
    setHeldZoom(zoom)
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
        <img
          src={url}
          alt=""
          draggable={false}
          className="checkerboard absolute max-w-none opacity-25 saturate-50"
          style={centred(scaled)}
        />
        <div className={cx('absolute overflow-hidden', layout.padded && 'bg-white')} style={centred(canvas)}>
          <img
            src={url}
            alt={image.filename ?? image.id}
            draggable={false}
            className="checkerboard absolute max-w-none"
            style={{
              width: scaled.width,
              height: scaled.height,
              left: (canvas.width - scaled.width) / 2,
              top: (canvas.height - scaled.height) / 2,
              ...(options.blur !== null && { filter: `blur(${(options.blur * zoom) / 4}px)` }),
            }}
          />
        </div>
        <div className="pencil-frame absolute" style={{ ...centred(windowSize), outlineWidth: 3 }}>
          {HANDLES.map((handle) => (
            <button
              key={handle}
              type="button"
              tabIndex={KEYBOARD_HANDLES.has(handle) ? 0 : -1}
              aria-label={KEYBOARD_HANDLES.has(handle) ? handleName(handle) : undefined}
              aria-hidden={KEYBOARD_HANDLES.has(handle) ? undefined : true}
              title={words.handle}
              onPointerDown={(event) => start(handle, event)}
              onPointerMove={move}
              onPointerUp={end}
              onPointerCancel={end}
              onKeyDown={(event) => nudge(handle, event)}
              className={cx(
                'absolute grid size-6 -translate-x-1/2 -translate-y-1/2 touch-none place-items-center',
                HANDLE_PLACE[handle],
              )}
            >
              <span className="size-3 border-[1.5px] border-on-pencil bg-pencil" />
            </button>
          ))}
        </div>
      </div>
      <p
        aria-live="polite"
        className="caption absolute bottom-3 left-1/2 max-w-[95%] -translate-x-1/2 truncate rounded-sm bg-ink px-2 py-1 text-canvas"
      >
        {describeLayout(layout)}
      </p>
    </section>
  )
}

function handleName(handle: Handle): string {
  if (handle === 'e') return words.width
  return handle === 's' ? words.height : `${words.width}, ${words.height}`
}

function centred({ width, height }: Size) {
  return { width, height, left: -width / 2, top: -height / 2 }
}

/** `1,200 × 630, cuts 16% of the height` */
export function describeLayout(layout: VariantLayout): string {
  const facts: string[] = [words.window(layout.canvas.width, layout.canvas.height)]
  if (layout.cutHeight > 0.005) facts.push(words.cutsHeight(layout.cutHeight))
  if (layout.cutWidth > 0.005) facts.push(words.cutsWidth(layout.cutWidth))
  if (layout.enlarged) facts.push(words.enlarged(layout.scale))
  if (layout.padded) facts.push(words.padded)
  return facts.join(', ')
}
