/**
 * Scrolling past the tallest element a browser can draw (Chromium stops at 33,554,428 px, Firefox near 17.9 million).
 * The element is never taller than `MAX_ELEMENT_PX`; beyond that, one pixel of its scrollbar stands for several of
 * the content. What moves by hand (wheel, touch, keys) still moves pixel by pixel: a small step of the element is the
 * same step of the content, and only a leap (the scrollbar dragged) is scaled. `settle` mends the scrollbar's place
 * once the hand rests.
 */

/** Below 2^24, so that every whole position survives single-precision arithmetic. */
const MAX_ELEMENT_PX = 16_000_000
/** From both ends this far, element and content move alike, so that an end is never reached too early. */
const EXACT_EDGE_PX = 200_000
/** A longer step within one frame is a leap. A fling at 8,000 px/s makes steps of 140 to 1,000 px. */
const LEAP_PX = 4_000

export interface ScrollScale {
  contentPx: number
  viewportPx: number
  /** Height of the element that stands for the content. */
  elementPx: number
}

/** Where the element is, and what is at the top of the viewport. Their difference is always a whole number. */
export interface ScrollPlace {
  /** The element's `scrollTop`. */
  topPx: number
  /** The content's pixel at the top of the viewport. */
  offsetPx: number
}

export function scaleFor(contentPx: number, viewportPx: number): ScrollScale {
  return { contentPx, viewportPx, elementPx: Math.min(contentPx, MAX_ELEMENT_PX) }
}

/** The place whose content offset is `offsetPx`, or the nearest one there is. */
export function placeAt(scale: ScrollScale, offsetPx: number): ScrollPlace {
  const { lastOffset } = limitsOf(scale)
  const offset = Math.min(lastOffset, Math.max(0, offsetPx))
  const topPx = toTop(scale, offset)
  return { topPx, offsetPx: topPx + Math.round(offset - topPx) }
}

/** The browser scrolled the element to `topPx`. */
export function follow(scale: ScrollScale, before: ScrollPlace, topPx: number): ScrollPlace {
  const { lastOffset } = limitsOf(scale)
  const step = topPx - before.topPx
  const wanted = Math.abs(step) > LEAP_PX ? toOffset(scale, topPx) : before.offsetPx + step
  const offset = Math.min(lastOffset, Math.max(0, wanted))
  return { topPx, offsetPx: topPx + Math.round(offset - topPx) }
}

/** The same content with the element where the scale wants it. */
export function settle(scale: ScrollScale, place: ScrollPlace): ScrollPlace {
  return placeAt(scale, place.offsetPx)
}

/** The element is at an end that the content has not reached: it must be settled at once. */
export function isStuck(scale: ScrollScale, { topPx, offsetPx }: ScrollPlace): boolean {
  const { lastTop, lastOffset } = limitsOf(scale)
  return (topPx <= 0 && offsetPx >= 1) || (topPx >= lastTop && offsetPx <= lastOffset - 1)
}

function limitsOf({ contentPx, viewportPx, elementPx }: ScrollScale) {
  return {
    lastTop: Math.max(0, elementPx - viewportPx),
    lastOffset: Math.max(0, contentPx - viewportPx),
  }
}

/** Content pixels per element pixel between the exact edges. */
function slopeOf(lastTop: number, lastOffset: number): number {
  return (lastOffset - 2 * EXACT_EDGE_PX) / (lastTop - 2 * EXACT_EDGE_PX)
}

function toOffset(scale: ScrollScale, topPx: number): number {
  const { lastTop, lastOffset } = limitsOf(scale)
  if (lastTop === lastOffset || topPx <= EXACT_EDGE_PX) return topPx
  if (topPx >= lastTop - EXACT_EDGE_PX) return lastOffset - (lastTop - topPx)
  return EXACT_EDGE_PX + (topPx - EXACT_EDGE_PX) * slopeOf(lastTop, lastOffset)
}

function toTop(scale: ScrollScale, offsetPx: number): number {
  const { lastTop, lastOffset } = limitsOf(scale)
  if (lastTop === lastOffset || offsetPx <= EXACT_EDGE_PX) return Math.round(offsetPx)
  if (offsetPx >= lastOffset - EXACT_EDGE_PX) return Math.round(lastTop - (lastOffset - offsetPx))
  return Math.round(EXACT_EDGE_PX + (offsetPx - EXACT_EDGE_PX) / slopeOf(lastTop, lastOffset))
}
