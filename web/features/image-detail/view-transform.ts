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

/** The whole picture, centred, never enlarged beyond its own pixels. */
export function fitView(stage: Size, picture: Size): View {
  const scale = Math.min(stage.width / picture.width, stage.height / picture.height, 1)
  return settle({ scale, x: 0, y: 0 }, stage, picture)
}

/** Zooms by `factor` so that the point under the cursor stays under it. */
export function zoomAt(
  view: View,
  factor: number,
  at: { x: number; y: number },
  stage: Size,
  picture: Size,
): View {
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
