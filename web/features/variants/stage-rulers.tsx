import type { Size } from '#contract/variant-geometry.ts'
import { cx } from '../../lib/cx.ts'
import { formatNumber } from '../../lib/format.ts'
import { type Tick, ticksOf } from './stage-ticks.ts'

interface StageRulersProps {
  /** Delivered pixels of the window, which lies in the middle. */
  box: Size
  zoom: number
  /** Delivered pixels per pixel that the rulers count. */
  density: number
}

/** Above the stage and at its left, from one edge of the window to the other. For the eye: the grips say the same. */
export function StageRulers({ box, zoom, density }: StageRulersProps) {
  return (
    <>
      <div
        aria-hidden
        className="pointer-events-none absolute inset-x-0 top-0 h-5 overflow-hidden border-line border-b bg-canvas"
      >
        <div className="absolute top-0 left-1/2 size-0">
          <div
            className="absolute top-4.5 h-0.5 bg-pencil"
            style={{ width: box.width * zoom, left: (-box.width * zoom) / 2 }}
          />
          {ticksOf(box.width, zoom, density).map((tick) => (
            <Mark key={tick.at} tick={tick} />
          ))}
        </div>
      </div>
      <div
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-0 w-5 overflow-hidden border-line border-r bg-canvas"
      >
        {/* The upper ruler, turned to run down: its zero is at the top. */}
        <div className="absolute top-1/2 left-5 size-0 rotate-90">
          <div
            className="absolute top-4.5 h-0.5 bg-pencil"
            style={{ width: box.height * zoom, left: (-box.height * zoom) / 2 }}
          />
          {ticksOf(box.height, zoom, density).map((tick) => (
            <Mark key={tick.at} tick={tick} />
          ))}
        </div>
      </div>
      <div aria-hidden className="absolute top-0 left-0 size-5 border-line border-r border-b bg-canvas" />
    </>
  )
}

function Mark({ tick: { at, label } }: { tick: Tick }) {
  return (
    <span
      className={cx(
        'absolute border-line-control border-l',
        label === null ? 'top-3.5 h-1.5' : 'top-2.5 h-2.5',
      )}
      style={{ left: at }}
    >
      {label !== null && (
        <span className="caption -top-2.5 -translate-x-1/2 absolute whitespace-nowrap bg-canvas px-0.5 text-[0.625rem] text-ink-soft leading-[0.75rem]">
          {formatNumber(label)}
        </span>
      )}
    </span>
  )
}
