import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { fitView, type Point, panBy, pinch, type Size, type View, zoomAt } from './view-transform.ts'

/** Kept in picture pixels of a known width, so that a sharper source moves nothing on screen. */
type Chosen = { view: View; width: number } | 'fit'

/**
 * Zoom and pan of the stage by wheel and the calls it returns. `picture` is its size in real pixels, `whole` the shape it
 * is drawn in while all of it is in sight.
 */
export function useView(
  stageRef: RefObject<HTMLElement | null>,
  picture: Size | null,
  whole: Size | null = picture,
) {
  const [stage, setStage] = useState<Size>({ width: 0, height: 0 })
  const [chosen, setChosen] = useState<Chosen>('fit')
  const shape = chosen === 'fit' ? whole : picture
  const view = resolve(chosen, stage, shape)
  const latest = useRef({ stage, picture, whole })
  latest.current = { stage, picture, whole }

  // From the state before, not from what is on screen: two fingers move before the next paint.
  const change = (next: (now: { stage: Size; picture: Size; view: View }) => View) => {
    const { stage: size, picture: pixels, whole: fitted } = latest.current
    if (pixels === null) return
    setChosen((before) => {
      const current = resolve(before, size, before === 'fit' ? fitted : pixels)
      if (current === null) return before
      return { view: next({ stage: size, picture: pixels, view: current }), width: pixels.width }
    })
  }
  const centre = (size: Size) => ({ x: size.width / 2, y: size.height / 2 })
  const zoom = (factor: number, at?: Point) =>
    change((now) => zoomAt(now.view, factor, at ?? centre(now.stage), now.stage, now.picture))
  const pan = (dx: number, dy: number) => change((now) => panBy(now.view, dx, dy, now.stage, now.picture))
  const squeeze = (before: readonly [Point, Point], after: readonly [Point, Point]) =>
    change((now) => pinch(now.view, before, after, now.stage, now.picture))

  // Before the first paint: the picture must be in it.
  useLayoutEffect(() => {
    const element = stageRef.current
    if (element === null) return
    setStage({ width: element.clientWidth, height: element.clientHeight })
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setStage({ width: entry.contentRect.width, height: entry.contentRect.height })
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [stageRef])

  // React listens to wheel passively; zooming must keep the page from scrolling.
  const zoomRef = useRef(zoom)
  zoomRef.current = zoom
  useEffect(() => {
    const element = stageRef.current
    if (element === null) return
    const onWheel = (event: WheelEvent) => {
      event.preventDefault()
      const box = element.getBoundingClientRect()
      const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * 20 : event.deltaY
      const strength = event.ctrlKey ? 0.01 : 0.002
      zoomRef.current(Math.exp(-pixels * strength), {
        x: event.clientX - box.left,
        y: event.clientY - box.top,
      })
    }
    element.addEventListener('wheel', onWheel, { passive: false })
    return () => element.removeEventListener('wheel', onWheel)
  }, [stageRef])

  const isEnlarged =
    view !== null &&
    picture !== null &&
    (picture.width * view.scale > stage.width + 0.5 || picture.height * view.scale > stage.height + 0.5)
  return {
    view,
    /** What to draw by `view`. */
    shape,
    isFit: chosen === 'fit',
    isEnlarged,
    zoom,
    pan,
    squeeze,
    showWhole: () => setChosen('fit'),
    actual: () =>
      change((now) => zoomAt(now.view, 1 / now.view.scale, centre(now.stage), now.stage, now.picture)),
  }
}

function resolve(chosen: Chosen, stage: Size, picture: Size | null): View | null {
  if (picture === null || stage.width === 0) return null
  if (chosen === 'fit') return fitView(stage, picture)
  const scale = (chosen.view.scale * chosen.width) / picture.width
  return panBy({ ...chosen.view, scale }, 0, 0, stage, picture)
}
