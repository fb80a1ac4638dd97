import type { ContentBox } from '../geometry/rectangle.ts'

/** What is being drawn from empty space; `shiftPx`: content pixels minus element pixels. */
export function RectangleFrame({ box, shiftPx }: { box: ContentBox; shiftPx: number }) {
  return (
    <div
      aria-hidden
      className="pointer-events-none absolute z-3 border-2 border-pencil bg-pencil/15 outline outline-ink"
      style={{
        left: box.leftPx,
        width: box.rightPx - box.leftPx,
        top: 0,
        transform: `translateY(${box.topPx - shiftPx}px)`,
        height: box.bottomPx - box.topPx,
      }}
    />
  )
}
