/** How the picture lies in the stage, in CSS pixels. */
export interface View {
  /** CSS pixels per picture pixel. */
  scale: number
  /** Where the picture's top left corner is in the stage. */
  x: number
  y: number
}

export interface Size {
  width: number
  height: number
}

const MAX_SCALE = 16
/** From here on pixels are drawn as squares instead of being smeared into each other. */
export const PIXELATED_FROM_SCALE = 4
/** A picture no longer than this cannot be made out at its own size: a dot, an icon. */
const TINY_PX = 32
const TINY_SHOWN_PX = 128

/** The whole picture, centred, never enlarged beyond its own pixels; a tiny one by a whole number, so that it can be seen. */
export function fitView(stage: Size, picture: Size): View {
  const whole = Math.min(stage.width / picture.width, stage.height / picture.height)
  const scale = whole < 1 ? whole : Math.min(Math.floor(whole), enlargementOf(picture))
  return settle({ scale, x: 0, y: 0 }, stage, picture)
}

function enlargementOf({ width, height }: Size): number {
  const longest = Math.max(width, height)
  return longest > TINY_PX ? 1 : Math.min(MAX_SCALE, Math.floor(TINY_SHOWN_PX / longest))
}

/** Zooms by `factor` so that the point under the cursor stays under it. */
export function zoomAt(view: View, factor: number, at: Point, stage: Size, picture: Size): View {
  const least = Math.min(fitView(stage, picture).scale, 1)
  const scale = Math.min(MAX_SCALE, Math.max(least, view.scale * factor))
  const ratio = scale / view.scale
  return settle(
    { scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio },
    stage,
    picture,
  )
}

export function panBy(view: View, dx: number, dy: number, stage: Size, picture: Size): View {
  return settle({ ...view, x: view.x + dx, y: view.y + dy }, stage, picture)
}

export interface Point {
  x: number
  y: number
}

/** Two fingers moved from `before` to `after`: what was between them stays between them. Points are in the stage. */
export function pinch(
  view: View,
  before: readonly [Point, Point],
  after: readonly [Point, Point],
  stage: Size,
  picture: Size,
): View {
  const from = middle(before)
  const to = middle(after)
  const apart = distance(before)
  const factor = apart === 0 ? 1 : distance(after) / apart
  return panBy(
    zoomAt(view, factor === 0 ? 1 : factor, from, stage, picture),
    to.x - from.x,
    to.y - from.y,
    stage,
    picture,
  )
}

const middle = ([one, other]: readonly [Point, Point]): Point => ({
  x: (one.x + other.x) / 2,
  y: (one.y + other.y) / 2,
})
const distance = ([one, other]: readonly [Point, Point]) => Math.hypot(one.x - other.x, one.y - other.y)

/** A picture smaller than the stage is centred; a larger one leaves no gap at an edge. */
function settle(view: View, stage: Size, picture: Size): View {
  return {
    scale: view.scale,
    x: settleAxis(view.x, stage.width, picture.width * view.scale),
    y: settleAxis(view.y, stage.height, picture.height * view.scale),
  }
}

function settleAxis(offset: number, stage: number, picture: number): number {
  if (picture <= stage) return (stage - picture) / 2
  return Math.min(0, Math.max(stage - picture, offset))
}
