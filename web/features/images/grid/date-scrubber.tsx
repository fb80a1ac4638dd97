import {
  type KeyboardEvent,
  memo,
  type PointerEvent,
  type RefObject,
  useEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import type { MonthCount } from '#contract/library.ts'
import { formatMonth } from '../../../lib/format.ts'
import { messages } from '../../../lib/messages/catalogue.ts'
import type { GridGeometry } from '../geometry/grid-geometry.ts'
import {
  headRow,
  monthOfItem,
  type ScrubberMark,
  scrubberMarks,
  stepMonths,
} from '../geometry/scrubber-marks.ts'

const TICK_WIDTH_PX = 8

interface DateScrubberProps {
  geometry: GridGeometry
  months: readonly MonthCount[]
  viewportPx: number
  /** The content's pixel at the top of the view, now. */
  offsetPx: () => number
  onScrollTo: (offsetPx: number) => void
  /** Whose scrolling it follows. */
  scroller: RefObject<HTMLElement | null>
}

/** The whole library at the right edge: years and months, and where the view is. Lands anywhere at once. */
export function DateScrubber(props: DateScrubberProps) {
  const { geometry, months, viewportPx, offsetPx, onScrollTo, scroller } = props
  const words = messages.images
  const track = useRef<HTMLDivElement>(null)
  const [trackPx, setTrackPx] = useState(0)
  const [isDragged, setIsDragged] = useState(false)
  const now = useOffset(scroller, offsetPx)
  const lastPx = Math.max(1, geometry.heightPx - viewportPx)
  const share = Math.min(1, Math.max(0, now / lastPx))
  const marks = useMemo(() => scrubberMarks(geometry, months, trackPx), [geometry, months, trackPx])

  useEffect(() => {
    const element = track.current
    if (element === null) return
    const observer = new ResizeObserver(() => setTrackPx(element.clientHeight))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])

  const row = Math.max(0, geometry.rowAtPx(now))
  const item = geometry.rowCount === 0 ? 0 : Math.max(0, geometry.row(row).start)
  const month = monthOfItem(months, item)
  const when = month === null ? '' : formatMonth(month)

  function goToItem(offset: number) {
    onScrollTo(geometry.rowTopPx(headRow(geometry, offset)))
  }
  function drag(event: PointerEvent) {
    const area = track.current?.getBoundingClientRect()
    if (area === undefined) return
    const at = Math.min(1, Math.max(0, (event.clientY - area.top) / area.height))
    onScrollTo(Math.round(at * lastPx))
  }
  function pressKey(event: KeyboardEvent) {
    const steps = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1, PageDown: 12, PageUp: -12 }[
      event.key
    ]
    if (steps !== undefined) goToItem(stepMonths(geometry, months, item, steps))
    else if (event.key === 'Home') onScrollTo(0)
    else if (event.key === 'End') onScrollTo(geometry.heightPx)
    else return
    event.preventDefault()
  }

  return (
    <div className="relative w-11 shrink-0 border-line border-l bg-canvas max-sm:w-7">
      <div
        ref={track}
        role="slider"
        tabIndex={0}
        aria-label={words.scrubber}
        aria-orientation="vertical"
        aria-valuemin={1}
        aria-valuemax={Math.max(1, geometry.total)}
        aria-valuenow={Math.min(item + 1, Math.max(1, geometry.total))}
        aria-valuetext={words.scrubberText(when, item + 1, geometry.total)}
        className="absolute inset-x-0 inset-y-3 cursor-ns-resize touch-none select-none"
        onKeyDown={pressKey}
        onPointerDown={(event) => {
          if (event.button !== 0) return
          event.currentTarget.setPointerCapture(event.pointerId)
          setIsDragged(true)
          drag(event)
        }}
        onPointerMove={(event) => isDragged && drag(event)}
        onPointerUp={() => setIsDragged(false)}
        onPointerCancel={() => setIsDragged(false)}
      >
        <Marks marks={marks} trackPx={trackPx} />
        <span
          aria-hidden
          style={{ top: `${share * 100}%` }}
          className="pointer-events-none absolute inset-x-0 h-1 -translate-y-1/2 border-ink border-y bg-pencil"
        />
        {isDragged && (
          <span
            aria-hidden
            style={{ top: `${share * 100}%` }}
            className="pointer-events-none absolute right-full z-3 mr-2 -translate-y-1/2 whitespace-nowrap rounded-sm bg-ink px-2 py-1 font-medium text-canvas text-sm"
          >
            {when}
          </span>
        )}
      </div>
    </div>
  )
}

/** Years in words; all the months between them are one drawing. Does not change while the view is scrolled. */
const Marks = memo(function Marks({ marks, trackPx }: { marks: readonly ScrubberMark[]; trackPx: number }) {
  const ticks = marks.filter(({ isYear }) => !isYear)
  return (
    <>
      <svg
        aria-hidden
        width={TICK_WIDTH_PX}
        height={trackPx}
        className="pointer-events-none absolute top-0 right-0 fill-none stroke-line-strong"
      >
        <path
          d={ticks.map(({ share }) => `M0 ${Math.round(share * trackPx) + 0.5}h${TICK_WIDTH_PX}`).join('')}
        />
      </svg>
      {marks
        .filter(({ isYear }) => isYear)
        .map(({ month, share }) => (
          <span
            key={month}
            aria-hidden
            style={{ top: `${share * 100}%` }}
            className="caption pointer-events-none absolute right-0 z-1 mr-2.5 -translate-y-1/2 bg-canvas px-0.5 text-ink-soft max-sm:mr-0 max-sm:text-[0.5625rem]"
          >
            {month.slice(0, 4)}
          </span>
        ))}
    </>
  )
})

/** The scroll offset, once a frame. */
function useOffset(scroller: RefObject<HTMLElement | null>, offsetPx: () => number): number {
  const [now, setNow] = useState(0)
  const latest = useRef(offsetPx)
  latest.current = offsetPx
  useEffect(() => {
    const element = scroller.current
    if (element === null) return
    let frame = 0
    const read = () => {
      frame = 0
      setNow(latest.current())
    }
    const watch = () => {
      if (frame === 0) frame = requestAnimationFrame(read)
    }
    read()
    element.addEventListener('scroll', watch, { passive: true })
    return () => {
      cancelAnimationFrame(frame)
      element.removeEventListener('scroll', watch)
    }
  }, [scroller])
  return now
}
