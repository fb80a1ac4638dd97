import type { Size } from './view-transform.ts'

/** The longest side an image may have: stands for "larger than any stage". */
const ENDLESS_PX = 12_000
/** The least thumbnail a stage begins with. */
const THUMBNAIL_PX = 320

export interface ShownSize extends Size {
  /** False: only the shape is sure, so that no percentage can be told. */
  isExact: boolean
}

/**
 * The size to lay the picture out by. While the original is being measured, whatever is as large as a thumbnail is taken
 * for a smaller copy and laid out as if endless, so that the picture stands at its place from the first paint on and only
 * sharpens there: how large a thumbnail is says nothing, for it is made from a variant with a box of its own. `best` and
 * `original` are in pixels.
 */
export function shownSize(best: Size | null, original: Size | null, isMeasuring: boolean): ShownSize | null {
  if (original !== null) return { ...original, isExact: true }
  if (best === null) return null
  const longest = Math.max(best.width, best.height)
  if (!isMeasuring || longest < THUMBNAIL_PX) {
    return { width: best.width, height: best.height, isExact: !isMeasuring }
  }
  const factor = ENDLESS_PX / longest
  return { width: best.width * factor, height: best.height * factor, isExact: false }
}

/**
 * `next` in the shape that `placed` had on screen, where the two differ by no more than a thumbnail's sides being whole
 * pixels: then what is drawn need not move when its true size is learnt.
 */
export function keepShape<Sized extends Size>(placed: Size, next: Sized): Sized {
  const [before, after] = [placed.width / placed.height, next.width / next.height]
  const shortestPx = THUMBNAIL_PX / Math.max(after, 1 / after)
  const isRounding = Math.abs(before / after - 1) <= 0.5 / Math.max(1, shortestPx - 0.5)
  return isRounding ? { ...next, height: next.width / before } : next
}
