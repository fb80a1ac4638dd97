import type { KeyboardEvent, PointerEvent } from 'react'
import { LIMITS } from '#contract/limits.ts'
import type { Size } from '#contract/variant-geometry.ts'
import { cx } from '../../lib/cx.ts'
import { variantStage } from '../../lib/messages/variant-stage.ts'
import { variants as variantWords } from '../../lib/messages/variants.ts'
import { HANDLES, type Handle } from './stage-frame.ts'
import type { Snap } from './stage-snap.ts'

const words = variantWords

const PLACE: Record<Handle, string> = {
  n: 'top-0 left-1/2 cursor-ns-resize',
  s: 'top-full left-1/2 cursor-ns-resize',
  e: 'top-1/2 left-full cursor-ew-resize',
  w: 'top-1/2 left-0 cursor-ew-resize',
  ne: 'top-0 left-full cursor-nesw-resize',
  nw: 'top-0 left-0 cursor-nwse-resize',
  se: 'top-full left-full cursor-nwse-resize',
  sw: 'top-full left-0 cursor-nesw-resize',
}

interface StageHandlesProps {
  /** Delivered pixels of the window. */
  box: Size
  /** Which sides have settled on a common size. */
  snap: Snap
  onStart: (handle: Handle, event: PointerEvent<HTMLElement>) => void
  onMove: (event: PointerEvent<HTMLElement>) => void
  onEnd: () => void
  onKey: (handle: Handle, event: KeyboardEvent) => void
}

/** The eight grips of the window. A keyboard needs three: right edge, bottom edge, corner; the others are a mouse's. */
export function StageHandles({ box, snap, onStart, onMove, onEnd, onKey }: StageHandlesProps) {
  return (
    <>
      {HANDLES.map((handle) => (
        <button
          key={handle}
          type="button"
          {...sliderOf(handle, box)}
          title={words.handle}
          onPointerDown={(event) => onStart(handle, event)}
          onPointerMove={onMove}
          onPointerUp={onEnd}
          onPointerCancel={onEnd}
          onLostPointerCapture={onEnd}
          onKeyDown={(event) => onKey(handle, event)}
          className={cx(
            'pointer-events-auto absolute grid size-6 -translate-x-1/2 -translate-y-1/2 touch-none place-items-center',
            PLACE[handle],
          )}
        >
          <span className="size-3 border-[1.5px] border-on-pencil bg-pencil" />
        </button>
      ))}
      {snap.width !== null && <Settled sidePx={snap.width} place="top-4 left-1/2 -translate-x-1/2" />}
      {snap.height !== null && <Settled sidePx={snap.height} place="top-1/2 left-4 -translate-y-1/2" />}
    </>
  )
}

/** Tells the eye what the side under the hand has settled on. */
function Settled({ sidePx, place }: { sidePx: number; place: string }) {
  return (
    <span
      aria-hidden
      data-settled
      className={cx('caption absolute whitespace-nowrap rounded-sm bg-pencil px-1 text-on-pencil', place)}
    >
      {variantStage.settled(sidePx)}
    </span>
  )
}

/** A grip says what it moves and where that stands, as a slider does. */
function sliderOf(handle: Handle, { width, height }: Size) {
  const limits = { role: 'slider', tabIndex: 0, 'aria-valuemin': 1, 'aria-valuemax': LIMITS.sidePx } as const
  if (handle === 'e') return { ...limits, 'aria-label': words.width, 'aria-valuenow': width }
  if (handle === 's') {
    return {
      ...limits,
      'aria-label': words.height,
      'aria-valuenow': height,
      'aria-orientation': 'vertical',
    } as const
  }
  if (handle === 'se') {
    return {
      ...limits,
      'aria-label': words.bothSides,
      'aria-valuenow': width,
      'aria-valuetext': words.window(width, height),
    }
  }
  return { tabIndex: -1, 'aria-hidden': true } as const
}
