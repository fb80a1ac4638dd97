import type { MonthCount } from '#contract/library.ts'
import type { GridGeometry } from './grid-geometry.ts'

/** A place of the scrubber. */
export interface ScrubberMark {
  /** `2026-03` */
  month: string
  /** From the top of the track, 0 to 1. */
  share: number
  /** The year begins here, seen from the top, and has room for its label. */
  isYear: boolean
}

/** A year's label needs so much of the track, a month's tick so much. */
const LABEL_PX = 20
const TICK_PX = 5

/** Where the months of a view stand on a track of `trackPx`; those too close to the one above are left out. */
export function scrubberMarks(
  geometry: GridGeometry,
  months: readonly MonthCount[],
  trackPx: number,
): ScrubberMark[] {
  const marks: ScrubberMark[] = []
  if (geometry.heightPx === 0 || trackPx <= 0) return marks
  let [start, year, lastLabelPx, lastTickPx] = [0, '', -LABEL_PX, -TICK_PX]
  for (const { month, count } of months) {
    if (start >= geometry.total) break
    const share = geometry.rowTopPx(headRow(geometry, start)) / geometry.heightPx
    const atPx = share * trackPx
    const isNewYear = month.slice(0, 4) !== year
    const isYear = isNewYear && atPx - lastLabelPx >= LABEL_PX
    if (isYear || (!isNewYear && atPx - lastTickPx >= TICK_PX && atPx - lastLabelPx >= LABEL_PX / 2)) {
      marks.push({ month, share, isYear })
      lastTickPx = atPx
      if (isYear) lastLabelPx = atPx
    }
    if (isYear || isNewYear) year = month.slice(0, 4)
    start += count
  }
  return marks
}

/** The month `steps` further down the view from the one of item `offset`: its first item, or the nearest end. */
export function stepMonths(
  geometry: GridGeometry,
  months: readonly MonthCount[],
  offset: number,
  steps: number,
): number {
  const starts: number[] = []
  let start = 0
  for (const { count } of months) {
    starts.push(start)
    start += count
  }
  const at = Math.max(
    0,
    starts.findLastIndex((one) => one <= offset),
  )
  // Inside a month, a step up leads to its own beginning first.
  const isInside = steps < 0 && (starts[at] ?? 0) < offset
  const to = at + steps + (isInside ? 1 : 0)
  return to >= starts.length ? Math.max(0, geometry.total - 1) : (starts[Math.max(0, to)] ?? 0)
}

/** The month of item `offset`; `null` in a view without months. */
export function monthOfItem(months: readonly MonthCount[], offset: number): string | null {
  let end = 0
  for (const { month, count } of months) {
    end += count
    if (offset < end) return month
  }
  return months.at(-1)?.month ?? null
}

/** The row of an item, or of the month's heading right above it. */
export function headRow(geometry: GridGeometry, offset: number): number {
  // Files on their way stand before the first image.
  const at = offset === 0 ? 0 - geometry.lead : offset
  const row = geometry.rowOfItem(at)
  const above = row > 0 ? geometry.row(row - 1) : null
  return above?.kind === 'month' && above.start === at ? row - 1 : Math.max(0, row)
}
