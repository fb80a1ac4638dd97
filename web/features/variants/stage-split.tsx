import { type KeyboardEvent, type PointerEvent, useRef } from 'react'
import type { Size } from '#contract/variant-geometry.ts'
import { variantStage as words } from '../../lib/messages/variant-stage.ts'
import { centred } from './stage-centred.ts'

interface StageSplitProps {
  url: string
  /** Screen pixels of the whole source. */
  source: Size
  /** Of the stage, in percent from its left. */
  percent: number
  onPercent: (percent: number) => void
}

/** The source as it is up to a line that can be dragged; what the variant makes of it is beyond. */
export function StageSplit({ url, source, percent, onPercent }: StageSplitProps) {
  const area = useRef<HTMLDivElement>(null)

  function follow(event: PointerEvent<HTMLElement>) {
    const box = area.current?.getBoundingClientRect()
    if (box === undefined || !event.currentTarget.hasPointerCapture(event.pointerId)) return
    onPercent(within(((event.clientX - box.left) / box.width) * 100))
  }

  function key(event: KeyboardEvent) {
    const next = percentAfter(event.key, event.shiftKey, percent)
    if (next === null) return
    event.preventDefault()
    onPercent(next)
  }

  return (
    <div ref={area} className="pointer-events-none absolute inset-0">
      <div
        className="absolute inset-0 overflow-hidden bg-well"
        style={{ clipPath: `inset(0 ${100 - percent}% 0 0)` }}
      >
        <div className="absolute top-1/2 left-1/2 size-0">
          <img
            src={url}
            alt=""
            draggable={false}
            className="checkerboard absolute max-w-none"
            style={centred(source)}
          />
        </div>
      </div>
      <div className="absolute inset-y-0 w-0" style={{ left: `${percent}%` }}>
        <div className="-left-px absolute inset-y-0 w-0.5 bg-canvas shadow-[0_0_0_1px_var(--ink)]" />
        <span className="caption absolute top-7 right-2 rounded-sm bg-ink px-1.5 text-canvas">
          {words.before}
        </span>
        <span className="caption absolute top-7 left-2 rounded-sm bg-ink px-1.5 text-canvas">
          {words.after}
        </span>
        <button
          type="button"
          role="slider"
          aria-label={words.split}
          aria-valuemin={0}
          aria-valuemax={100}
          aria-valuenow={Math.round(percent)}
          aria-valuetext={words.splitAt(Math.round(percent))}
          className="-translate-x-1/2 pointer-events-auto absolute top-1/3 grid h-9 w-6 cursor-ew-resize touch-none place-items-center rounded-full border border-ink bg-canvas"
          onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
          onPointerMove={follow}
          onKeyDown={key}
        >
          <span aria-hidden className="h-4 w-1 border-ink-soft border-x" />
        </button>
      </div>
    </div>
  )
}

const within = (percent: number) => Math.min(100, Math.max(0, percent))

function percentAfter(key: string, isShift: boolean, percent: number): number | null {
  const step = isShift ? 10 : 1
  if (key === 'Home') return 0
  if (key === 'End') return 100
  if (key === 'ArrowLeft' || key === 'ArrowDown') return within(Math.round(percent) - step)
  if (key === 'ArrowRight' || key === 'ArrowUp') return within(Math.round(percent) + step)
  return null
}
